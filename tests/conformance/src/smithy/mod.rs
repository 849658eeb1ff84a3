//! Smithy's protocol tests: an operation of a model becomes a schema, and its parameters the values of a request.
//!
//! `model` finds shapes and traits, `schema` makes the schema, `values` makes the values, and `compare` compares a request with
//! the expected one.

mod compare;
mod model;
mod schema;
mod values;

use serde_json::Value;

use crate::{Subject, Verdict};
use model::{Model, Protocol};

/// A model with the tests of a protocol.
#[derive(Debug)]
pub struct Smithy<'m> {
    model: Model<'m>,
}

impl<'m> Smithy<'m> {
    /// Reads a model. `name` is the file without its extension.
    #[must_use]
    pub fn new(name: &str, document: &'m Value) -> Self {
        Smithy {
            model: Model::new(Protocol::of_file(name), document),
        }
    }

    /// Encodes the parameters of a test and compares the request with the expected one.
    #[must_use]
    pub fn judge(&self, operation: &Value, test: &Value) -> Verdict {
        let schema = schema::of_operation(&self.model, operation, &test["params"]);
        let values = values::of_test(&self.model, operation, test);
        let (schema, values) = match (schema, values) {
            (Ok(schema), Ok(values)) => (schema, values),
            (Err(reason), _) | (_, Err(reason)) => return Verdict::Inexpressible(reason),
        };
        let subject = match Subject::of_yaml(&schema.to_string()) {
            Ok(subject) => subject,
            Err(reason) => return Verdict::Inexpressible(reason),
        };
        match subject.request(&values) {
            Ok(request) => match compare::compare(&request, test) {
                None => Verdict::Agrees,
                Some(difference) => Verdict::Differs(difference),
            },
            Err(reason) => Verdict::Differs(reason),
        }
    }
}
