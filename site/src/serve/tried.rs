//! What becomes of a contact at one operation: the verdict, the request, and what the mock answers.

use wireform::HttpRequest;
use wireform::Waivers;
use wireform::contact::{AsRead, Choices, Contact, Refusal, Verdict};
use wireform_codegen::plan::{BindingId, Response};
use wireform_interpret::{Call, Fact, FactText, Facts};
use wireform_mock::Answered;

use super::fields::{self, OwnField};
use super::sample;
use super::submitted::{Start, Submitted};
use crate::received::read_contact;

/// The URL for an endpoint without servers.
const ANY_SERVER: &str = "https://provider.example";

/// A contact tried at one operation.
pub(super) struct Tried<'p> {
    /// The operation.
    pub(super) call: Call<'p>,
    /// What `fit` says.
    pub(super) verdict: Verdict,
    /// Whether nothing differs from the contact as read, so that nothing is sent.
    pub(super) is_unchanged: bool,
    /// The facts with a text that is no value of them, each with what is wrong.
    pub(super) wrong_facts: Vec<(String, String)>,
    /// The facts that its rules need and nobody gave.
    pub(super) not_given: Vec<&'p str>,
    /// The request and the answer, or why there are none.
    pub(super) exchange: Result<Exchange<'p>, String>,
}

/// A request, and what the mock answers.
pub(super) struct Exchange<'p> {
    /// The request.
    pub(super) request: HttpRequest,
    /// The answer.
    pub(super) answered: Answered,
    /// The case of the answer.
    pub(super) case: Option<&'p Response>,
}

impl Tried<'_> {
    /// Returns whether the provider takes the contact.
    pub(super) fn is_accepted(&self) -> bool {
        self.is_unchanged || (self.verdict.is_accepted() && self.exchange.is_ok())
    }

    /// Returns what becomes of the contact, as a class and a word.
    pub(super) fn state(&self) -> (&'static str, &'static str) {
        match (self.is_unchanged, self.is_accepted()) {
            (true, _) => ("badge quiet", "no change"),
            (false, true) => ("badge good", "taken"),
            (false, false) => ("badge bad", "not taken"),
        }
    }
}

/// Returns the name of the input of an own field.
pub(super) fn own_name(schema: &str, path: &str) -> String {
    format!("set.{schema}.{path}")
}

/// Returns the name of the input of a fact.
pub(super) fn fact_name(schema: &str, fact: &str) -> String {
    format!("fact.{schema}.{fact}")
}

/// Returns the name of the input of an operation's binding.
pub(super) fn binding_name(schema: &str, operation: &str) -> String {
    format!("binding.{schema}.{operation}")
}

/// Returns the name of the input of the response with the contact as read.
pub(super) fn read_name(schema: &str) -> String {
    format!("read.{schema}")
}

/// Returns the binding of an operation that a person chose, or the default one.
pub(super) fn chosen_binding(submitted: &Submitted, call: &Call<'_>) -> BindingId {
    let operation = call.operation();
    let name = binding_name(&call.plan().schema, &operation.name);
    let chosen = submitted.filled(&name);
    let found = chosen.and_then(|name| operation.bindings.find(|it| it.name == name));
    found.unwrap_or_else(|| operation.default_binding_id())
}

/// Returns the contact as a provider has it, from the response that a person pasted, or why it cannot be read; none without one.
pub(super) fn as_read(submitted: &Submitted, calls: &[Call<'_>]) -> Option<Result<AsRead, String>> {
    let interpreter = calls.first()?.interpreter();
    let text = submitted.filled(&read_name(&interpreter.plan().schema))?;
    let read = read_contact(interpreter, text.trim_start().as_bytes());
    Some(read.map_err(|error| error.to_string()))
}

/// Returns the text in the input of an own field. The first page shows samples for required ones.
pub(super) fn own_text(submitted: &Submitted, calls: &[Call<'_>], own: &OwnField<'_>) -> String {
    match submitted.start() {
        Start::Form => {
            let schema = calls.first().map_or("", |call| call.plan().schema.as_str());
            let text = submitted.value(&own_name(schema, &own.path));
            text.unwrap_or_default().to_owned()
        }
        Start::Sample | Start::Empty => {
            let mut calls = calls.iter().filter(|_| own.is_required());
            let sample = calls.find_map(|call| sample::own_value(call, &own.path));
            sample.unwrap_or_default()
        }
    }
}

/// Returns whether the person agrees that data without a value are deleted.
pub(super) fn agrees(submitted: &Submitted) -> bool {
    match submitted.start() {
        Start::Form => submitted.value("agree").is_some(),
        Start::Sample | Start::Empty => true,
    }
}

/// Returns whether a schema is chosen.
pub(super) fn is_chosen(submitted: &Submitted, schema: &str) -> bool {
    match submitted.start() {
        Start::Form => submitted.has("chosen", schema),
        Start::Sample | Start::Empty => true,
    }
}

/// Tries a contact at each of a provider's operations.
pub(super) fn tried<'p>(
    calls: &[Call<'p>],
    contact: &Contact,
    read: Option<&AsRead>,
    submitted: &Submitted,
) -> Vec<Tried<'p>> {
    let own = fields::own_fields(calls);
    let given: Vec<(&str, String)> = own
        .iter()
        .map(|it| (it.path.as_str(), own_text(submitted, calls, it)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    calls
        .iter()
        .map(|call| one(*call, contact, read, submitted, &given))
        .collect()
}

fn one<'p>(
    call: Call<'p>,
    contact: &Contact,
    read: Option<&AsRead>,
    submitted: &Submitted,
    given: &[(&str, String)],
) -> Tried<'p> {
    let mut choices = Choices::new();
    let fields = call.plan().supplied_paths(call.operation());
    for (path, text) in given {
        if fields.iter().any(|field| field == path) {
            choices.set((*path).to_owned(), text.clone());
        }
    }
    if agrees(submitted) {
        choices.delete_missing();
    }
    let (facts, wrong_facts, not_given) = facts(&call, submitted);
    let fitted = call.fit(contact, read, &choices, &facts, &Waivers::NONE);
    // Values to supply do not matter if nothing is sent.
    let is_unchanged = read.is_some()
        && !fitted.result.changed
        && fitted.result.refusals.iter().all(Refusal::is_to_supply);
    let operation = call.operation();
    let provider = call.plan().provider.as_str();
    let verdict = Verdict::__new(provider, &operation.name, fitted.result, fitted.unchecked);
    let exchange = match verdict.is_accepted() && wrong_facts.is_empty() {
        _ if is_unchanged => {
            Err("Nothing differs from the contact as read, so nothing is sent.".to_owned())
        }
        true => {
            let binding = chosen_binding(submitted, &call);
            exchange(&call, fitted.values, &facts, binding)
        }
        false => Err("There is no request before everything above is accepted.".to_owned()),
    };
    Tried {
        call,
        verdict,
        is_unchanged,
        wrong_facts,
        not_given,
        exchange,
    }
}

/// Returns the facts, those with a wrong text, and those that are not given. The rules that need these are not checked.
fn facts<'p>(
    call: &Call<'p>,
    submitted: &Submitted,
) -> (Facts, Vec<(String, String)>, Vec<&'p str>) {
    let plan = call.plan();
    let mut said = Vec::new();
    let mut not_given = Vec::new();
    for at in &call.operation().contexts {
        let name = plan.contexts[*at].name.as_str();
        match submitted.filled(&fact_name(&plan.schema, name)) {
            Some(text) => said.push((*at, FactText::Is(text))),
            None => not_given.push(name),
        }
    }
    let (mut facts, violations) = call.facts(said);
    for at in plan.contexts.ids() {
        if *facts.get(at) == Fact::Missing {
            facts.set(at, Fact::Unknown);
        }
    }
    let wrong = violations.iter();
    let wrong = wrong.map(|it| (it.path().into_owned(), it.message().into_owned()));
    (facts, wrong.collect(), not_given)
}

fn exchange<'p>(
    call: &Call<'p>,
    values: wireform_interpret::Values,
    facts: &Facts,
    binding: BindingId,
) -> Result<Exchange<'p>, String> {
    let operation = call.operation();
    let valid = call
        .valid(values, facts, &Waivers::NONE)
        .map_err(|violations| violations.to_string())?;
    let given = sample::credentials(call);
    let credentials = call
        .credentials(None, &given)
        .map_err(|violations| format!("No sample credentials fit: {violations}"))?;
    let servers = &call.plan().endpoints[operation.endpoint].servers;
    let server = servers
        .first()
        .map_or(ANY_SERVER, |server| server.url.as_str());
    let request = call
        .encode(&valid, binding, server, &credentials)
        .map_err(|error| error.to_string())?;
    let answered = wireform_mock::answer(call.interpreter(), &request, &given);
    let name = answered.record.case.as_deref();
    let case = operation
        .responses
        .iter()
        .find(|it| Some(it.name.as_str()) == name);
    Ok(Exchange {
        request,
        answered,
        case,
    })
}
