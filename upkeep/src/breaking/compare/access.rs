//! Servers, ways to authenticate and credentials.

use wireform_codegen::plan::{
    Auth, AuthStep, BodyFormat, Credential, Endpoint, Operation, Plan, Primitive, Template,
    TemplatePart, computed_step,
};

use super::values::{Change, integers, texts};
use super::words;
use super::{At, Comparison, Pair};
use crate::breaking::finding::{Proof, Witness};
use crate::breaking::probe::show;
use crate::breaking::rules;
use wireform_codegen::pattern::Language;
use wireform_interpret::Input;

impl<'p> Comparison<'p> {
    /// Compares what all operations share: endpoints, ways to authenticate, credentials.
    pub(super) fn access(&mut self) {
        self.declarations();
        let plans = self.plans;
        let alone = plans.old.endpoints.len() == 1 && plans.new.endpoints.len() == 1;
        for old in &plans.old.endpoints {
            let named = plans.new.endpoints.iter().find(|it| it.name == old.name);
            let other = named.or(plans.new.endpoints.first().filter(|_| alone));
            if let Some(new) = other {
                self.endpoint(Pair { old, new });
            }
        }
        for old in &plans.old.auths {
            if let Some(new) = plans.new.auths.iter().find(|it| it.name == old.name) {
                self.auth(Pair { old, new });
            }
        }
        for old in &plans.old.credentials {
            if let Some(new) = plans.new.credentials.iter().find(|it| it.name == old.name) {
                self.credential(Pair { old, new });
            }
        }
    }

    /// Reports what only one version declares.
    fn declarations(&mut self) {
        type Names<'p> = fn(&'p Plan) -> Vec<&'p str>;
        let kinds: [(&str, Names<'p>); 4] = [
            ("credentials", |plan| {
                plan.credentials.iter().map(|it| it.name.as_str()).collect()
            }),
            ("auth", |plan| {
                plan.auths.iter().map(|it| it.name.as_str()).collect()
            }),
            ("endpoints", |plan| match plan.endpoints.len() {
                // The only endpoint is the counterpart of the only endpoint, whatever its name.
                0 | 1 => Vec::new(),
                _ => plan.endpoints.iter().map(|it| it.name.as_str()).collect(),
            }),
            ("contexts", |plan| {
                plan.contexts.iter().map(|it| it.name.as_str()).collect()
            }),
        ];
        for (kind, names) in kinds {
            let names = self.plans.map(names);
            for name in names.new.iter().filter(|name| !names.old.contains(name)) {
                self.report(&rules::DECLARATION_ADDED, format!("{kind}.{name}"));
            }
            for name in names.old.iter().filter(|name| !names.new.contains(name)) {
                self.report(&rules::DECLARATION_REMOVED, format!("{kind}.{name}"));
            }
        }
    }

    fn endpoint(&mut self, endpoints: Pair<&'p Endpoint>) {
        let place = format!("endpoints.{}", endpoints.old.name);
        if !endpoints.old.servers.is_empty() && !endpoints.new.servers.is_empty() {
            self.rust_name(&place, endpoints.map(|it| it.rust_server.as_str()));
        }
        if !endpoints.old.auths.is_empty() && !endpoints.new.auths.is_empty() {
            self.rust_name(&place, endpoints.map(|it| it.rust_credentials.as_str()));
        }
        let servers = endpoints.map(|it| it.servers.as_slice());
        let mut order = Vec::new();
        for old in servers.old {
            let at = format!("{place}.{}", old.name);
            let Some(index) = servers.new.iter().position(|it| it.name == old.name) else {
                self.report(&rules::SERVER_REMOVED, at).old = Some(old.url.clone());
                continue;
            };
            let new = &servers.new[index];
            order.push(index);
            self.rust_name(
                &at,
                Pair {
                    old: &old.rust,
                    new: &new.rust,
                },
            );
            if old.url != new.url {
                let finding = self.report(&rules::SERVER_URL_CHANGED, at);
                (finding.old, finding.new) = (Some(old.url.clone()), Some(new.url.clone()));
            }
        }
        for (index, new) in servers.new.iter().enumerate() {
            if !order.contains(&index) {
                let at = format!("{place}.{}", new.name);
                self.report(&rules::SERVER_ADDED, at).new = Some(new.url.clone());
            }
        }
        if !order.is_sorted() {
            self.report(&rules::SERVERS_REORDERED, place);
        }
    }

    fn auth(&mut self, auths: Pair<&'p Auth>) {
        let plans = self.plans;
        let place = format!("auth.{}", auths.old.name);
        self.rust_name(&place, auths.map(|it| it.rust.as_str()));
        let steps = Pair {
            old: steps(plans.old, auths.old),
            new: steps(plans.new, auths.new),
        };
        if !steps.is_same() {
            let finding = self.report(&rules::AUTH_STEPS_CHANGED, place.as_str());
            (finding.old, finding.new) = (Some(steps.old), Some(steps.new));
        }
        let names = |plan: &'p Plan, auth: &'p Auth| -> Vec<&'p str> {
            let ids = auth.credentials.iter();
            ids.map(|id| plan.credentials[*id].name.as_str()).collect()
        };
        let credentials = Pair {
            old: names(plans.old, auths.old),
            new: names(plans.new, auths.new),
        };
        for name in &credentials.new {
            if !credentials.old.contains(name) {
                let finding = self.report(&rules::CREDENTIAL_NEEDED, place.as_str());
                finding.new = Some((*name).to_owned());
            }
        }
        for name in &credentials.old {
            if !credentials.new.contains(name) {
                let finding = self.report(&rules::CREDENTIAL_UNNEEDED, place.as_str());
                finding.old = Some((*name).to_owned());
            }
        }
    }

    fn credential(&mut self, credentials: Pair<&'p Credential>) {
        let place = format!("credentials.{}", credentials.old.name);
        self.rust_name(&place, credentials.map(|it| it.rust.as_str()));
        self.credential_values(credentials, &place);
        match (credentials.old.is_optional, credentials.new.is_optional) {
            (false, true) => _ = self.report(&rules::CREDENTIAL_BECAME_OPTIONAL, place.as_str()),
            (true, false) => _ = self.report(&rules::CREDENTIAL_BECAME_REQUIRED, place.as_str()),
            (true, true) | (false, false) => {}
        }
        let defaults = credentials.map(|it| it.default.as_ref());
        let rule = match (defaults.old, defaults.new) {
            (Some(old), Some(new)) if old != new => Some(&rules::CREDENTIAL_DEFAULT_CHANGED),
            (None, Some(_)) => Some(&rules::CREDENTIAL_DEFAULT_ADDED),
            (Some(_), None) => Some(&rules::CREDENTIAL_DEFAULT_REMOVED),
            (Some(_), Some(_)) | (None, None) => None,
        };
        if let Some(rule) = rule {
            // A default may be a secret, so that it is not shown.
            self.report(rule, place.as_str());
        }
        match (credentials.old.secret, credentials.new.secret) {
            (false, true) => _ = self.report(&rules::CREDENTIAL_BECAME_SECRET, place),
            (true, false) => _ = self.report(&rules::CREDENTIAL_NO_LONGER_SECRET, place),
            (true, true) | (false, false) => {}
        }
    }

    fn credential_values(&mut self, credentials: Pair<&'p Credential>, place: &str) {
        let change = match (&credentials.old.integer, &credentials.new.integer) {
            (None, None) if credentials.old.text == credentials.new.text => return,
            (None, None) => {
                let languages = credentials.map(|it| Language::of(&it.text));
                match (languages.old, languages.new) {
                    (Ok(old), Ok(new)) => shown(texts(&old, &new), Input::Text),
                    (Err(limit), _) | (_, Err(limit)) => Change::Undecided(limit.to_string()),
                }
            }
            (Some(old), Some(new)) if old == new => return,
            (Some(old), Some(new)) => shown(integers(old, new), Input::Integer),
            (Some(_), None) | (None, Some(_)) => {
                self.report(&rules::CREDENTIAL_TYPE_CHANGED, place);
                return;
            }
        };
        let (rule, witness) = match change {
            Change::Equal => (&rules::VALUES_REWRITTEN, None),
            Change::Narrowed(values) => (&rules::VALUES_NARROWED, values.into_iter().next()),
            Change::Widened(values) => (&rules::VALUES_WIDENED, values.into_iter().next()),
            Change::Incomparable(values, _) => {
                (&rules::VALUES_INCOMPARABLE, values.into_iter().next())
            }
            Change::Undecided(_) => (&rules::VALUES_UNDECIDED, None),
        };
        let described = words::primitives(credentials.map(|it| match &it.integer {
            Some(facets) => Primitive::Integer(facets),
            None => Primitive::Text(&it.text),
        }));
        let finding = self.report(rule, place);
        (finding.old, finding.new) = (Some(described.old), Some(described.new));
        finding.witness = witness.map(|value| Witness {
            value,
            proof: Proof::Decided,
        });
    }

    /// Compares the endpoint of an operation and its ways to authenticate.
    pub(super) fn ways(&mut self, operations: Pair<&'p Operation>, at: &At<'p>) {
        let plans = self.plans;
        let endpoints = Pair {
            old: &plans.old.endpoints[operations.old.endpoint],
            new: &plans.new.endpoints[operations.new.endpoint],
        };
        let names = endpoints.map(|it| it.name.clone());
        let alone = plans.old.endpoints.len() == 1 && plans.new.endpoints.len() == 1;
        if !names.is_same() && !alone {
            self.report_change(&rules::ENDPOINT_CHANGED, at, names.clone());
        }
        let in_body = Pair {
            old: is_in_body(plans.old, operations.old),
            new: is_in_body(plans.new, operations.new),
        };
        if !in_body.is_same() {
            self.report_at(&rules::BODY_CREDENTIALS_CHANGED, at);
        }
        // The ways of an endpoint are reported once for all of its operations.
        let at = &at.within(&format!("endpoints.{}", names.old));
        let of = |plan: &'p Plan, operation: &'p Operation| -> Vec<&'p str> {
            operation
                .auths
                .iter()
                .map(|id| plan.auths[*id].name.as_str())
                .collect()
        };
        let ways = Pair {
            old: of(plans.old, operations.old),
            new: of(plans.new, operations.new),
        };
        match (ways.old.is_empty(), ways.new.is_empty()) {
            (true, false) => {
                self.report_at(&rules::CREDENTIALS_DEMANDED, at).new = Some(ways.new.join(", "));
                return;
            }
            (false, true) => {
                self.report_at(&rules::CREDENTIALS_DROPPED, at).old = Some(ways.old.join(", "));
                return;
            }
            (true, true) | (false, false) => {}
        }
        for way in &ways.new {
            if !ways.old.contains(way) {
                self.report_at(&rules::AUTH_OFFERED, at).new = Some((*way).to_owned());
            }
        }
        for way in &ways.old {
            if !ways.new.contains(way) {
                self.report_at(&rules::AUTH_WITHDRAWN, at).old = Some((*way).to_owned());
            }
        }
        let common = |one: &[&'p str], other: &[&'p str]| -> Vec<&'p str> {
            one.iter()
                .copied()
                .filter(|way| other.contains(way))
                .collect()
        };
        if common(&ways.old, &ways.new) != common(&ways.new, &ways.old) {
            self.report_at(&rules::AUTH_REORDERED, at);
        }
    }
}

/// Returns whether some body of an operation contains credentials: at a place of its own, or as parameters.
fn is_in_body(plan: &Plan, operation: &Operation) -> bool {
    let adds_parameters = operation
        .auths
        .iter()
        .any(|id| plan.auths[*id].parameters().next().is_some());
    operation.bindings.iter().any(|binding| {
        let is_flat = binding
            .body
            .format()
            .is_some_and(BodyFormat::has_auth_parameters);
        (is_flat && adds_parameters) || !binding.body.credentials().is_empty()
    })
}

fn shown<V>(change: Change<V>, input: impl Fn(V) -> Input) -> Change<String> {
    let all = |values: Vec<V>| {
        values
            .into_iter()
            .map(|value| show(&input(value)))
            .collect()
    };
    match change {
        Change::Equal => Change::Equal,
        Change::Narrowed(values) => Change::Narrowed(all(values)),
        Change::Widened(values) => Change::Widened(all(values)),
        Change::Incomparable(old, new) => Change::Incomparable(all(old), all(new)),
        Change::Undecided(limit) => Change::Undecided(limit),
    }
}

/// Returns the steps of an authentication as a text with the names of credentials.
fn steps(plan: &Plan, auth: &Auth) -> String {
    let template = |template: &Template| -> String {
        let parts = template.0.iter().map(|part| match part {
            TemplatePart::Literal(text) => text.clone(),
            TemplatePart::Credential(id) => format!("${}", plan.credentials[*id].name),
        });
        parts.collect()
    };
    let steps = auth.steps.iter().map(|step| match step {
        AuthStep::Basic { user, password } => format!(
            "basic ${} ${}",
            plan.credentials[*user].name, plan.credentials[*password].name
        ),
        AuthStep::Header { name, value } => format!("header {name}: {}", template(value)),
        AuthStep::Parameter { name, value } => format!("parameter {name}={}", template(value)),
        AuthStep::Document => {
            let names = auth
                .credentials
                .iter()
                .map(|id| plan.credentials[*id].name.as_str());
            format!("document {}", names.collect::<Vec<_>>().join(" "))
        }
        AuthStep::Let(_) | AuthStep::Computed { .. } => {
            let (what, value) = computed_step(plan, auth, step).unwrap_or_default();
            format!("{what}: {value}")
        }
    });
    steps.collect::<Vec<_>>().join(", ")
}
