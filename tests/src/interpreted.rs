//! Runs a case through the interpreter.

use serde_json::{Map, Value};
use wireform::Waivers;
use wireform_codegen::plan::{BindingId, ComputedPlace, Credential, Id, Operation, Plan};
use wireform_interpret::{Call, Facts, Input, Interpreter, ReadOptions, Values};

use crate::generate::{Case, Fact};
use crate::outcome::{self, Outcome};
use crate::secrets;

/// Runs a case of an operation by one of its bindings and authentication methods, both by position.
///
/// # Panics
/// Panics if the case is not an input of the operation, for example because it has a text in place of a list.
#[must_use]
pub fn run(
    plan: &Plan,
    operation: &Operation,
    case: &Case,
    binding: usize,
    auth: usize,
) -> Outcome {
    let interpreter = Interpreter::new(plan);
    let call = interpreter
        .operation(&operation.name)
        .expect("the plan has its own operation");
    run_call(&call, case, binding, auth)
}

/// Runs a case on an interpreter that the caller keeps, so that patterns are compiled once.
///
/// # Panics
/// As for [`run`].
#[must_use]
pub fn run_call(call: &Call<'_>, case: &Case, binding: usize, auth: usize) -> Outcome {
    let binding = BindingId::from_index(binding);
    let options = ReadOptions {
        delete_missing: true,
    };
    let (values, violations) = call.read(&input(&case.values), options);
    assert!(
        violations.is_empty(),
        "{}: {violations}",
        call.operation().name
    );
    let plan = call.plan();
    let mut facts = Facts::new();
    for (name, fact) in &case.facts {
        let at = plan
            .contexts
            .find(|context| context.name == *name)
            .expect("a context of the plan");
        facts.set(
            at,
            match fact.clone() {
                Fact::Missing => wireform_interpret::Fact::Missing,
                Fact::Unknown => wireform_interpret::Fact::Unknown,
                Fact::Set(set) => wireform_interpret::Fact::Set(set),
                Fact::Text(text) => wireform_interpret::Fact::Text(text),
                Fact::Boolean(truth) => wireform_interpret::Fact::Boolean(truth),
            },
        );
    }
    if let Some(current) = &case.current {
        let (values, violations) = call.read_current(&input(current));
        assert!(
            violations.is_empty(),
            "{}: {violations}",
            call.operation().name
        );
        facts.current = Some(values);
    }
    check_acceptor(call, case, &values, &facts);
    let permissions = call
        .permissions(&values)
        .into_iter()
        .map(str::to_owned)
        .collect();
    let valid = match call.valid(values, &facts, &case.waivers()) {
        Ok(valid) => valid,
        Err(violations) => return Outcome::Invalid(outcome::findings(&violations)),
    };
    let operation = call.operation();
    let way = operation.auths.get(auth).copied();
    let given: Vec<(String, String)> = plan
        .credentials
        .iter()
        .map(|credential| {
            let text = match credential.integer {
                Some(_) => secrets::NUMBER.to_string(),
                None => secret_for(credential).to_owned(),
            };
            (credential.name.clone(), text)
        })
        .collect();
    let credentials = call
        .credentials(way, &given)
        .unwrap_or_else(|violations| panic!("{}: {violations}", operation.name));
    let endpoint = &plan.endpoints[operation.endpoint];
    let server = endpoint
        .servers
        .first()
        .map_or("https://api.example", |server| server.url.as_str());
    let moment = outcome::moment();
    let sent = call.encode_at(&valid, binding, server, &credentials, Some(&moment));
    let sent = outcome::sent(&sent.expect("nothing fails"));
    // To encode only the body, the credentials in the body are enough.
    let inside = call
        .body_credentials(binding, way, &given)
        .expect("what is enough for a request is enough for its body");
    let body = call.encode_body(&valid, binding, &inside, Some(&moment));
    let body = body.expect("nothing fails");
    let adds_parameters = way.is_some_and(|way| {
        let computed = plan.auths[way].computed(Some(ComputedPlace::Parameter));
        computed.count() > 0
    });
    // The steps add their parameters to a form when the request is complete.
    if !adds_parameters {
        assert_eq!(body.as_bytes(), sent.body.as_bytes());
        assert_eq!(body.masked(), sent.masked_body.as_bytes());
    }
    Outcome::Valid {
        sent,
        unchecked: valid.unchecked().to_vec(),
        permissions,
    }
}

/// Returns the text of a credential. A fixture may have a pattern that refuses the usual one.
fn secret_for(credential: &Credential) -> &'static str {
    let patterns = &credential.text.patterns;
    if patterns.iter().all(|it| it.set.contains(secrets::TEXT)) {
        secrets::TEXT
    } else {
        secrets::LETTERS
    }
}

/// Checks that the acceptor finds the violations of a record, and the rules that could not be decided, or leaves the record alone.
fn check_acceptor(call: &Call<'_>, case: &Case, values: &Values, facts: &Facts) {
    let options = ReadOptions {
        delete_missing: true,
    };
    let Some(acceptor) = call.acceptor(facts, options) else {
        return;
    };
    let record = Value::Object(case.values.clone()).to_string();
    for waivers in [&Waivers::NONE, &case.waivers()] {
        if let Some(found) = acceptor.validate(&record, waivers) {
            let outcome = call.validate(values, facts, waivers);
            let name = &call.operation().name;
            assert_eq!(found.length, record.len(), "{name}");
            assert_eq!(found.outcome.violations, outcome.violations, "{name}");
            assert_eq!(found.outcome.unchecked, outcome.unchecked, "{name}");
        }
    }
}

fn input(values: &Map<String, Value>) -> Input {
    serde_json::from_value(Value::Object(values.clone())).expect("JSON is input")
}
