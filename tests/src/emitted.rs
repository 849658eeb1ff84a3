//! Runs a case through the code that the compiler emitted for the shipped schemas.
//!
//! The build script writes the dispatcher, with one arm per operation. The arms call the functions of this file.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use wireform::__rt::serde::de::DeserializeOwned;
use wireform::{ApiRequest, HttpRequest, KnownEnum, SignError, TakesMoment, Valid};

use crate::generate::{Case, Fact};
use crate::outcome::{self, Outcome};

/// The emitted code.
#[allow(missing_docs, reason = "a fact of the schema, not of this crate")]
pub mod schemas {
    wireform::generated!();
}

include!(concat!(env!("OUT_DIR"), "/dispatch.rs"));

/// The arguments for one operation: context, binding, server and credentials.
pub struct Emitted<T: ApiRequest> {
    /// The context of its rules.
    pub context: T::Context,
    /// The binding.
    pub binding: T::Binding,
    /// The server.
    pub server: T::Server,
    /// The credentials.
    pub credentials: T::Credentials,
}

/// Reads a case as a request and runs it. `fields` are the keys that must be present.
///
/// # Panics
/// Panics if the case is not a request.
pub fn run_as<T: ApiRequest<AtSending: TakesMoment> + DeserializeOwned>(
    case: &Case,
    fields: &[&str],
    emitted: Emitted<T>,
) -> Outcome {
    let request: T = read(&case.values, fields);
    outcome_of(request, case, emitted)
}

/// Returns the outcome of the request of a case.
pub fn outcome_of<T: ApiRequest<AtSending: TakesMoment>>(
    request: T,
    case: &Case,
    emitted: Emitted<T>,
) -> Outcome {
    let permissions = request
        .permissions()
        .into_iter()
        .map(str::to_owned)
        .collect();
    match request.into_valid(&emitted.context, &case.policy()) {
        Err(invalid) => Outcome::Invalid(outcome::findings(invalid.violations())),
        Ok(valid) => Outcome::Valid {
            sent: outcome::sent(&sent(&valid, &emitted).expect("nothing fails")),
            unchecked: valid.unchecked().map(str::to_owned).collect(),
            permissions,
        },
    }
}

/// Builds the request of a case at the moment of all cases.
fn sent<T: ApiRequest<AtSending: TakesMoment>>(
    valid: &Valid<T>,
    emitted: &Emitted<T>,
) -> Result<HttpRequest, SignError> {
    let moment = T::AtSending::take(&mut || Ok(outcome::moment()))?;
    let (server, credentials) = (&emitted.server, &emitted.credentials);
    let sent = valid.try_to_http_as(emitted.binding, server, credentials, &moment);
    sent.map_err(Into::into)
}

/// Reads a request. `fields` are the keys that must be present: a replace operation requires all.
///
/// # Panics
/// Panics if the values are not a request.
pub fn read<T: DeserializeOwned>(values: &Map<String, Value>, fields: &[&str]) -> T {
    let mut values = values.clone();
    for field in fields {
        values.entry((*field).to_owned()).or_insert(Value::Null);
    }
    serde_json::from_value(Value::Object(values))
        .unwrap_or_else(|error| panic!("the case is no request: {error}"))
}

/// Returns the fact of a case.
pub fn fact<T>(case: &Case, name: &str, known: impl FnOnce(&Fact) -> T) -> wireform::Fact<T> {
    match case.facts.get(name) {
        None | Some(Fact::Missing) => wireform::Fact::Missing,
        Some(Fact::Unknown) => wireform::Fact::Unknown,
        Some(fact) => wireform::Fact::Known(known(fact)),
    }
}

/// A set of texts.
///
/// # Panics
/// Panics if the fact is of another kind.
#[must_use]
pub fn set(fact: &Fact) -> BTreeSet<String> {
    match fact {
        Fact::Set(set) => set.iter().cloned().collect(),
        other => panic!("{other:?} is no set"),
    }
}

/// A text.
///
/// # Panics
/// Panics if the fact is of another kind.
#[must_use]
pub fn text(fact: &Fact) -> String {
    match fact {
        Fact::Text(text) => text.clone(),
        other => panic!("{other:?} is no text"),
    }
}

/// A value of an enum.
///
/// # Panics
/// Panics if the fact is of another kind.
#[must_use]
pub fn value<E: KnownEnum>(fact: &Fact) -> E {
    E::from_spelling(&text(fact)).expect("a value of the enum")
}

/// True or false.
///
/// # Panics
/// Panics if the fact is of another kind.
#[must_use]
pub fn boolean(fact: &Fact) -> bool {
    match fact {
        Fact::Boolean(truth) => *truth,
        other => panic!("{other:?} is no boolean"),
    }
}
