//! Smithy's protocol tests: an operation of a model becomes a schema, and its parameters the values of a request.
//!
//! `model` finds shapes and traits, `schema` makes the schema, `values` makes the values, and `compare` compares a request with
//! the expected one.

mod compare;
mod constraints;
mod model;
mod schema;
mod values;

use serde_json::{Value, json};

use crate::{Judged, Subject, Verdict};
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

    /// Adds the texts of the query and of the headers to the values of a body.
    fn add_parameters(&self, operation: &Value, request: &Value, body: &mut Value) {
        let input = operation["input"].as_str().unwrap_or_default();
        for (name, member) in self.model.members(input) {
            let in_query = member.text("httpQuery").and_then(|wire| {
                let pairs = request["queryParams"].as_array().into_iter().flatten();
                let mut pairs = pairs.filter_map(|pair| {
                    let pair = pair.as_str()?;
                    Some(pair.split_once('=').unwrap_or((pair, "")))
                });
                Some(json!(pairs.find(|(found, _)| *found == wire)?.1))
            });
            let in_header = member.text("httpHeader").and_then(|wire| {
                let mut headers = request["headers"].as_object()?.iter();
                let found = headers.find(|(found, _)| found.eq_ignore_ascii_case(wire))?;
                Some(found.1.clone())
            });
            if let (Some(text), Some(values)) = (in_query.or(in_header), body.as_object_mut()) {
                values.insert(name.to_owned(), text);
            }
        }
    }

    /// Validates the body of a request that a server has to refuse, and compares the places of the violations.
    #[must_use]
    pub fn judge_malformed(&self, operation: &Value, test: &Value) -> Verdict {
        let body = test["request"]["body"].as_str().unwrap_or("{}");
        let Ok(mut body) = serde_json::from_str::<Value>(body) else {
            return Verdict::Inexpressible("the body is not JSON".to_owned());
        };
        self.add_parameters(operation, &test["request"], &mut body);
        let subject = schema::of_operation(&self.model, operation, &body)
            .and_then(|schema| Subject::of_yaml(&schema.to_string()));
        let subject = match subject {
            Ok(subject) => subject,
            Err(reason) => return Verdict::Inexpressible(reason),
        };
        let expected = places(test);
        match subject.judge(&body) {
            Judged::Valid => Verdict::Differs("it is valid".to_owned()),
            Judged::Invalid(found) => {
                let mut places: Vec<String> = found
                    .iter()
                    .map(|label| label.split(": ").next().unwrap_or_default().to_owned())
                    .collect();
                places.sort();
                places.dedup();
                Verdict::of(places == expected, || {
                    format!(
                        "expected {}, found {}",
                        expected.join(" "),
                        found.join(", ")
                    )
                })
            }
        }
    }
}

/// Returns the places in the list of fields of an expected response, as logical paths.
fn places(test: &Value) -> Vec<String> {
    let contents = test["response"]["body"]["assertion"]["contents"].as_str();
    let contents = contents.and_then(|text| serde_json::from_str::<Value>(text).ok());
    let fields = contents.as_ref().and_then(|it| it["fieldList"].as_array());
    let mut places: Vec<String> = fields
        .into_iter()
        .flatten()
        .map(|field| {
            let steps = field["path"]
                .as_str()
                .unwrap_or_default()
                .split('/')
                .skip(1);
            let mut path = String::new();
            for step in steps {
                match step.parse::<usize>() {
                    Ok(index) => path.push_str(&format!("[{index}]")),
                    Err(_) if path.is_empty() => path.push_str(step),
                    Err(_) => path.push_str(&format!(".{step}")),
                }
            }
            path
        })
        .collect();
    places.sort();
    places.dedup();
    places
}
