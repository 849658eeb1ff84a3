//! Data of a contact in objects and in items of lists: what is sent, listed and refused, by both executors.
//!
//! The code is that of `codegen/tests/emit/nested.yaml`. `nested/cases.json` has a record in each case, the choices, an
//! answer if there is one, and what comes of it, written by hand.

#[allow(unused_imports, reason = "as the macro `generated!` has it")]
use wireform::__rt as __wireform;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use wireform::{
    AsRead, Choices, Contact, Field, FromContact, Mapping, Policy, ReadsContact as _, Refusal,
    Refusals, Request, Sent, Waivers,
};
use wireform_codegen::plan::Plan;
use wireform_interpret::{Call, Facts, Interpreter};

include!("../../codegen/tests/emit/nested.rs");

/// A record, and what becomes of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    shows: String,
    operation: String,
    contact: Contact,
    #[serde(default)]
    supplied: BTreeMap<String, String>,
    #[serde(default)]
    left_out: Vec<String>,
    read: Option<serde_json::Value>,
    sent: Option<String>,
    #[serde(default)]
    nothing: bool,
    #[serde(default)]
    adjusted: BTreeSet<String>,
    #[serde(default)]
    removed: Vec<String>,
    #[serde(default)]
    refused: Vec<String>,
    #[serde(default)]
    wire: Vec<String>,
}

/// What becomes of a record, as an executor says it.
#[derive(Debug, PartialEq)]
enum Outcome {
    Nothing,
    Refused(Refusals),
    Sent {
        body: String,
        sent: Vec<Sent>,
        adjusted: Vec<wireform::Adjustment>,
    },
}

fn plan() -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/emit/nested.yaml");
    let mut sources = wireform_codegen::source::Sources::new();
    sources.add(
        "nested.yaml",
        std::fs::read_to_string(path).expect("the schema"),
    );
    let (mut plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    assert!(diagnostics.0.is_empty(), "{diagnostics:?}");
    plans.remove(0)
}

fn emitted<T>(case: &Case, read: Option<&AsRead>) -> Outcome
where
    T: FromContact + Request<Context = (), BodyCredentials = ()>,
{
    let mut mapping = Mapping::<T>::new();
    for (path, value) in &case.supplied {
        mapping = mapping.set(Field::__new(path.clone().leak()), value);
    }
    for path in &case.left_out {
        mapping = mapping.leave_out(path.clone());
    }
    let fitted = match read {
        None => T::from_contact(&case.contact, &mapping).map(Some),
        Some(read) => T::diff(read, &case.contact, &mapping),
    };
    let fitted = match fitted {
        Ok(Some(fitted)) => fitted,
        Ok(None) => return Outcome::Nothing,
        Err(refusals) => return Outcome::Refused(refusals),
    };
    let sent = fitted.sent().to_vec();
    match fitted.into_valid(&(), &Policy::new()) {
        Err(refusals) => Outcome::Refused(refusals),
        Ok((valid, adjusted)) => {
            let mut body = Vec::new();
            valid.write_body(&(), &mut body);
            let body = String::from_utf8(body).expect("it is text");
            Outcome::Sent {
                body,
                sent,
                adjusted,
            }
        }
    }
}

fn interpreted(call: &Call<'_>, case: &Case, read: Option<&AsRead>) -> Outcome {
    let mut choices = Choices::new();
    for (path, value) in &case.supplied {
        choices.set(path.clone(), value);
    }
    for path in &case.left_out {
        choices.leave_out(path.clone());
    }
    let facts = Facts::new();
    let fitted = call.fit(&case.contact, read, &choices, &facts, &Waivers::NONE);
    if !fitted.result.refusals.is_empty() {
        return Outcome::Refused(fitted.result.refusals);
    }
    if !fitted.result.changed {
        return Outcome::Nothing;
    }
    let valid = call
        .valid(fitted.values, &facts, &Waivers::NONE)
        .expect("nothing was refused");
    let credentials = call.credentials(None, &[]).expect("there are none");
    let request = call.encode(&valid, 0, "https://api.example", &credentials);
    Outcome::Sent {
        body: String::from_utf8(request.body().to_vec()).expect("it is text"),
        sent: fitted.result.sent,
        adjusted: fitted.result.adjustments,
    }
}

/// The outcome, after both executors have said the same.
fn agreed(interpreter: &Interpreter<'_>, case: &Case) -> Outcome {
    let call = |name| interpreter.operation(name).expect("it is there");
    let read = case.read.as_ref().map(|answer| {
        let body = answer.to_string();
        let emitted = nested::OwnerRead::read_contact(200, body.as_bytes());
        let interpreted = call("owner_read").read_contact(200, body.as_bytes());
        assert_eq!(
            format!("{emitted:?}"),
            format!("{interpreted:?}"),
            "{}",
            case.shows
        );
        emitted.expect("it is a contact")
    });
    let read = read.as_ref();
    let emitted = match case.operation.as_str() {
        "owner_create" => emitted::<nested::OwnerCreate<'_>>(case, read),
        "owner_replace" => emitted::<nested::OwnerReplace<'_>>(case, read),
        "owner_patch" => emitted::<nested::OwnerPatch<'_>>(case, read),
        other => panic!("there is no {other}"),
    };
    let interpreted = interpreted(&call(&case.operation), case, read);
    // What a fit refuses by itself, emitted code says before it checks the request.
    match (&emitted, &interpreted) {
        (Outcome::Refused(first), Outcome::Refused(all)) => {
            assert!(
                first.iter().all(|it| all.iter().any(|other| it == other)),
                "{}: {emitted:?}, {interpreted:?}",
                case.shows
            );
        }
        _ => assert_eq!(emitted, interpreted, "{}", case.shows),
    }
    interpreted
}

/// `voice at lines[0].number: domain`.
fn label(refusal: &Refusal) -> String {
    match refusal.datum() {
        "" => format!("field {}: {}", refusal.path(), refusal.code()),
        datum => format!("{datum} at {}: {}", refusal.path(), refusal.code()),
    }
}

#[test]
fn cases_become_what_was_written_by_hand() {
    let plan = plan();
    let interpreter = Interpreter::new(&plan);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("nested/cases.json");
    let text = std::fs::read_to_string(path).expect("the cases");
    let cases: Vec<Case> = serde_json::from_str(&text).expect("they are cases");
    assert!(cases.len() > 15);
    let mut wrong = Vec::new();
    for case in &cases {
        let outcome = agreed(&interpreter, case);
        let is_right = match &outcome {
            Outcome::Nothing => case.nothing,
            Outcome::Refused(refusals) => {
                let wires: Vec<&str> = refusals.iter().map(Refusal::wire_path).collect();
                let labels: Vec<String> = refusals.iter().map(label).collect();
                labels == case.refused && (case.wire.is_empty() || wires == case.wire)
            }
            Outcome::Sent {
                body,
                sent,
                adjusted,
            } => {
                let removed = sent.iter().filter(|it| it.is_clear()).map(Sent::path);
                let adjusted = adjusted.iter().filter(|it| !it.path().is_empty());
                let adjusted: BTreeSet<String> = adjusted
                    .map(|it| format!("{}: {}", it.path(), it.change().as_str()))
                    .collect();
                case.sent.as_ref() == Some(body)
                    && removed.eq(case.removed.iter().map(String::as_str))
                    && adjusted == case.adjusted
            }
        };
        if !is_right {
            wrong.push(format!("{}: {outcome:#?}", case.shows));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
