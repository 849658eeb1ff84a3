//! Reads the examples of responses, and compares the results with what the examples state.

use wireform::response::{Reported, ResponseParts};
use wireform_codegen::plan::{self, Response, ResponseExample};

use crate::call::Call;
use crate::decode::{DecodedResponse, ResponseValue};

/// A part of a response that differs: what, the expected text, and the text found.
pub(crate) type Difference = (String, String, String);

/// Reads an example of a response. Returns what differs.
pub(crate) fn run(call: &Call<'_>, case: &Response, example: &ResponseExample) -> Vec<Difference> {
    let headers = example.headers.iter();
    let headers = headers.map(|(name, value)| (name.as_str(), value.as_str()));
    let parts = ResponseParts::new(example.status, example.body.as_bytes()).with_headers(headers);
    let decoded = match call.decode_response(&parts) {
        Ok(decoded) => decoded,
        Err(unexpected) => {
            return vec![difference(
                "case",
                &case.name,
                &unexpected.reason().to_string(),
            )];
        }
    };
    if decoded.case.name != case.name {
        return vec![difference("case", &case.name, &decoded.case.name)];
    }
    compare(&decoded, example)
}

fn compare(decoded: &DecodedResponse<'_>, example: &ResponseExample) -> Vec<Difference> {
    let mut found = Vec::new();
    for (name, expected) in &example.values {
        let fields = decoded.object.fields.iter();
        let value = fields.into_iter().find(|(field, _)| field == name);
        match value {
            Some((_, value)) if matches(expected, value) => {}
            Some((_, value)) => found.push(difference(name, &shown(expected), &shown_read(value))),
            None if *expected == plan::Value::Clear => {}
            None => found.push(difference(name, &shown(expected), "nothing")),
        }
    }
    let texts = [
        ("code", &example.code, decoded.code()),
        ("message", &example.message, decoded.message()),
    ];
    for (what, expected, read) in texts {
        if let Some(expected) = expected
            && read != Some(expected)
        {
            found.push(difference(what, expected, read.unwrap_or("nothing")));
        }
    }
    if let Some(expected) = &example.violations {
        let read: Vec<String> = decoded.violations().iter().map(line).collect();
        if *expected != read {
            found.push(difference(
                "violations",
                &expected.join("; "),
                &read.join("; "),
            ));
        }
    }
    found
}

fn difference(what: &str, expected: &str, found: &str) -> Difference {
    (what.to_owned(), expected.to_owned(), found.to_owned())
}

/// Returns a report as examples write it: `path: message`. Without a logical path, it has the provider's name of the field.
fn line(reported: &Reported) -> String {
    let message = reported.message().or(reported.code()).unwrap_or_default();
    match reported.path().or(reported.wire()) {
        Some(path) => format!("{path}: {message}"),
        None => message.to_owned(),
    }
}

/// Returns whether a value is as the example states. An object can have more fields than the example names.
fn matches(expected: &plan::Value, found: &ResponseValue) -> bool {
    match (expected, found) {
        (expected, ResponseValue::Secret(found)) => matches(expected, found),
        (plan::Value::String(expected), ResponseValue::Text(found)) => expected == found,
        (plan::Value::Integer(expected), ResponseValue::Integer(found)) => expected == found,
        (plan::Value::Number(expected), ResponseValue::Number(found)) => {
            expected.as_str() == found.as_str()
        }
        (plan::Value::Json(expected), ResponseValue::Json(found)) => expected == found.as_str(),
        (plan::Value::Boolean(expected), ResponseValue::Boolean(found)) => expected == found,
        (plan::Value::List(expected), ResponseValue::List(found)) => {
            expected.len() == found.len()
                && expected
                    .iter()
                    .zip(found)
                    .all(|(one, other)| matches(one, other))
        }
        (plan::Value::Object(expected), ResponseValue::Object(found)) => {
            expected.iter().all(|(name, expected)| {
                let mut fields = found.fields.iter();
                fields.any(|(field, value)| field == name && matches(expected, value))
            })
        }
        (plan::Value::Object(expected), ResponseValue::Map(found)) => {
            expected.len() == found.len()
                && expected
                    .iter()
                    .zip(found)
                    .all(|(one, other)| one.0 == other.0 && matches(&one.1, &other.1))
        }
        (
            plan::Value::Clear
            | plan::Value::String(_)
            | plan::Value::Integer(_)
            | plan::Value::Number(_)
            | plan::Value::Json(_)
            | plan::Value::Boolean(_)
            | plan::Value::List(_)
            | plan::Value::Object(_),
            _,
        ) => false,
    }
}

fn shown(value: &plan::Value) -> String {
    format!("{value:?}")
}

/// Returns a value of an example's response, which is no personal data. A secret is `***`.
fn shown_read(value: &ResponseValue) -> String {
    match value {
        ResponseValue::Text(text) => format!("{text:?}"),
        ResponseValue::Integer(number) => number.to_string(),
        ResponseValue::Number(number) => number.to_string(),
        ResponseValue::Json(json) => json.to_string(),
        ResponseValue::Boolean(value) => value.to_string(),
        ResponseValue::List(items) => {
            let items: Vec<String> = items.iter().map(shown_read).collect();
            format!("[{}]", items.join(", "))
        }
        ResponseValue::Object(object) => {
            let fields = object.fields.iter();
            let fields: Vec<String> = fields
                .map(|(name, value)| format!("{name}: {}", shown_read(value)))
                .collect();
            format!("{{{}}}", fields.join(", "))
        }
        ResponseValue::Map(entries) => {
            let entries = entries.iter();
            let entries: Vec<String> = entries
                .map(|(key, value)| format!("{key:?}: {}", shown_read(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        ResponseValue::Secret(_) => "***".to_owned(),
    }
}
