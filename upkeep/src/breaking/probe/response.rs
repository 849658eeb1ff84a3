//! Confirms changes of responses: the interpreter of one version writes a response, and those of both versions read it.

use wireform::response::{ResponseParts, UnexpectedReason};
use wireform_codegen::plan::{Decimal, Field, Operation, Response, Value};
use wireform_interpret::{Call, EncodedResponse, Input};

use super::request::{self, Step};
use super::{Probe, Trial, build};
use crate::breaking::compare::{Pair, Version};

/// A case of both versions.
#[derive(Debug, Clone, Copy)]
pub(in crate::breaking) struct Cases<'p> {
    pub(in crate::breaking) operations: Pair<&'p Operation>,
    pub(in crate::breaking) responses: Pair<&'p Response>,
}

impl<'p> Probe<'p> {
    /// Returns whether some response like this is described by one version and not by the other, at the end of the steps.
    pub(in crate::breaking) fn confirms_response(
        &self,
        cases: Cases<'p>,
        steps: &Pair<Vec<Step>>,
        described_by: Version,
        trial: &Trial<'_>,
    ) -> bool {
        let other = described_by.other();
        let call = |version: Version| {
            let operation = cases.operations.of(version);
            self.interpreter(version).operation(&operation.name)
        };
        let (Some(writer), Some(reader)) = (call(described_by), call(other)) else {
            return false;
        };
        let name = |version: Version| cases.responses.of(version).name.as_str();
        let path = request::logical(steps.of(other));
        let responses = self.responses(&writer, cases, steps.of(described_by), described_by, trial);
        responses.iter().any(|response| {
            undescribed(&writer, name(described_by), response).is_empty()
                && undescribed(&reader, name(other), response).contains(&path)
        })
    }

    /// Returns responses of a case with a value at the end of the steps, the smallest first.
    fn responses(
        &self,
        writer: &Call<'_>,
        cases: Cases<'p>,
        steps: &[Step],
        version: Version,
        trial: &Trial<'_>,
    ) -> Vec<EncodedResponse> {
        let plan = *self.plans.of(version);
        let case = *cases.responses.of(version);
        let operation = writer.operation();
        let Some(id) = operation.responses.find(|it| it.name == case.name) else {
            return Vec::new();
        };
        let fields: Vec<Field> = case.fields.iter().map(|it| it.field.clone()).collect();
        let bases = build::values_of(plan, &fields);
        let placed = bases.filter_map(|base| request::placed(plan, &fields, base, steps, trial));
        let written = placed.filter_map(|values| {
            let Value::Object(values) = value(&values)? else {
                return None;
            };
            Some(writer.encode_response(id, &writer.response_values_of(id, &values)))
        });
        written.collect()
    }
}

/// Returns the logical paths at which a response is not what a case describes. The empty path stands for the whole response.
fn undescribed(call: &Call<'_>, case: &str, response: &EncodedResponse) -> Vec<String> {
    let headers = response.headers.iter();
    let headers = headers.map(|(name, value)| (name.as_str(), value.as_str()));
    let parts = ResponseParts::new(response.status, &response.body).with_headers(headers);
    let decoded = match call.decode_response(&parts) {
        Ok(decoded) => decoded,
        Err(unexpected) => {
            return match unexpected.reason() {
                UnexpectedReason::WrongKind { place }
                | UnexpectedReason::Missing { place }
                | UnexpectedReason::Repeated { place } => vec![request::unnumbered(place)],
                _ => vec![String::new()],
            };
        }
    };
    if decoded.case.name != case {
        return vec![String::new()];
    }
    let violations = call.check_response(&decoded);
    let paths = violations.iter().map(|violation| violation.path());
    paths.map(|path| request::unnumbered(&path)).collect()
}

/// Returns a value as one of a plan. None for what no plan can state.
fn value(input: &Input) -> Option<Value> {
    Some(match input {
        Input::Null => Value::Clear,
        Input::Plain(text) | Input::Text(text) => Value::String(text.clone()),
        Input::Integer(number) => Value::Integer(*number),
        Input::Boolean(truth) => Value::Boolean(*truth),
        Input::List(items) => Value::List(items.iter().map(value).collect::<Option<_>>()?),
        Input::Map(entries) => {
            let entry = |(name, input): &(String, Input)| Some((name.clone(), value(input)?));
            Value::Object(entries.iter().map(entry).collect::<Option<_>>()?)
        }
        Input::Number(text) => Value::Number(Decimal::parse(text)?),
        Input::Rounded | Input::Blank | Input::Broken => return None,
    })
}
