//! Runs a case through the code that the compiler emitted for the shipped schemas.
//!
//! The dispatcher is written by the build script, an arm per operation; everything in it that is not a name is here.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use wireform::__rt::serde::de::DeserializeOwned;
use wireform::{KnownEnum, Policy, Request};

use crate::generate::{Case, Fact};
use crate::outcome::{self, Outcome};

/// What the compiler emitted.
#[allow(missing_docs, reason = "a fact of the schema, not of this crate")]
pub mod schemas {
    wireform::generated!();
}

include!(concat!(env!("OUT_DIR"), "/dispatch.rs"));

/// One operation: how the request, its context, its server and its credentials come about.
struct Emitted<T: Request> {
    context: T::Context,
    binding: T::Binding,
    server: T::Server,
    credentials: T::Credentials,
}

fn run_as<T: Request + DeserializeOwned>(
    case: &Case,
    fields: &[&str],
    emitted: Emitted<T>,
) -> Outcome {
    let request: T = read(&case.values, fields);
    let permissions = request
        .permissions()
        .into_iter()
        .map(str::to_owned)
        .collect();
    match request.into_valid(&emitted.context, &Policy::new()) {
        Err(invalid) => Outcome::Invalid(outcome::findings(&invalid.violations)),
        Ok(valid) => Outcome::Valid {
            sent: outcome::sent(&valid.to_http_as(
                emitted.binding,
                &emitted.server,
                &emitted.credentials,
            )),
            unchecked: valid.unchecked().map(str::to_owned).collect(),
            permissions,
        },
    }
}

/// Reads a request. `fields` are the keys that have to be there: a replace operation demands all.
fn read<T: DeserializeOwned>(values: &Map<String, Value>, fields: &[&str]) -> T {
    let mut values = values.clone();
    for field in fields {
        values.entry((*field).to_owned()).or_insert(Value::Null);
    }
    serde_json::from_value(Value::Object(values))
        .unwrap_or_else(|error| panic!("the case is no request: {error}"))
}

fn fact<T>(case: &Case, name: &str, known: impl FnOnce(&Fact) -> T) -> wireform::Fact<T> {
    match case.facts.get(name) {
        None | Some(Fact::Missing) => wireform::Fact::Missing,
        Some(Fact::Unknown) => wireform::Fact::Unknown,
        Some(fact) => wireform::Fact::Known(known(fact)),
    }
}

fn set(fact: &Fact) -> BTreeSet<String> {
    match fact {
        Fact::Set(set) => set.iter().cloned().collect(),
        other => panic!("{other:?} is no set"),
    }
}

fn text(fact: &Fact) -> String {
    match fact {
        Fact::Text(text) => text.clone(),
        other => panic!("{other:?} is no text"),
    }
}

fn value<E: KnownEnum>(fact: &Fact) -> E {
    E::from_str(&text(fact)).expect("a value of the enum")
}

fn boolean(fact: &Fact) -> bool {
    match fact {
        Fact::Boolean(truth) => *truth,
        other => panic!("{other:?} is no boolean"),
    }
}
