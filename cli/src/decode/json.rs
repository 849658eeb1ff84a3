//! Writes a decoded response as one line of JSON.

use std::time::UNIX_EPOCH;

use serde_json::{Map, Value, json};
use wireform::JsonText;
use wireform::response::{Retry, Session, State, Wait};
use wireform_interpret::{DecodedResponse, Input, ResponseObject, ResponseValue};
use wireform_site::message::MASK;

use super::words::words;

/// Returns a response.
pub(crate) fn response(operation: &str, response: &DecodedResponse<'_>) -> String {
    let words = words(response.state());
    let session = match response.session() {
        Session::Keep => "keep",
        Session::Expired => "expired",
        Session::Closed => "closed",
    };
    let reports = response.violations().iter();
    let reports: Vec<Value> = reports
        .map(|it| {
            json!({ "path": it.path(), "wire": it.wire(), "code": it.code(), "message": it.message() })
        })
        .collect();
    let document = json!({
        "operation": operation,
        "case": response.case.name,
        "outcome": words.key,
        "state": words.state,
        "retry": retry_json(response.retry()),
        "session": session,
        "code": response.code(),
        "message": response.message(),
        "violations": reports,
        "fields": object_json(&response.object),
        "undescribed": undescribed_json(&response.object),
    });
    format!("{document}\n")
}

/// Returns a response that fits no case, why, and which test of each case failed. A response that is cut off may have no
/// status.
pub(crate) fn unexpected(
    operation: &str,
    status: Option<u16>,
    reason: &str,
    failed_tests: &[(&str, String)],
) -> String {
    let failed_tests: Vec<Value> = failed_tests
        .iter()
        .map(|(case, test)| json!({ "case": case, "test": test }))
        .collect();
    let document = json!({
        "operation": operation,
        "case": null,
        "outcome": "unexpected",
        "state": words(State::Unknown).state,
        "retry": "never",
        "session": "keep",
        "status": status,
        "reason": reason,
        "failed_tests": failed_tests,
    });
    format!("{document}\n")
}

fn retry_json(retry: Retry) -> Value {
    match retry {
        Retry::Never => json!("never"),
        Retry::Safe => json!("safe"),
        Retry::Later(None) => json!("later"),
        Retry::Later(Some(Wait::For(time))) => json!({ "after_seconds": time.as_secs() }),
        Retry::Later(Some(Wait::Until(moment))) => {
            let seconds = moment.duration_since(UNIX_EPOCH).unwrap_or_default();
            json!({ "at_unix": seconds.as_secs() })
        }
    }
}

fn object_json(object: &ResponseObject) -> Value {
    let fields = object.fields.iter();
    let fields: Map<String, Value> = fields
        .map(|(name, member)| (name.clone(), value(member)))
        .collect();
    Value::Object(fields)
}

/// Returns a value. A secret is masked.
pub(super) fn value(read: &ResponseValue) -> Value {
    match read {
        ResponseValue::Text(text) => json!(text),
        ResponseValue::Integer(number) => json!(number),
        // A text, because the digits of a JSON number would be rounded.
        ResponseValue::Number(number) => json!(number.as_str()),
        ResponseValue::Json(text) => any(text),
        ResponseValue::Boolean(value) => json!(value),
        ResponseValue::List(items) => Value::Array(items.iter().map(value).collect()),
        // An object of any content has its members undescribed.
        ResponseValue::Object(object) if object.fields.is_empty() => {
            let members = object.undescribed.iter();
            Value::Object(
                members
                    .map(|(name, raw)| (name.to_owned(), json!(raw)))
                    .collect(),
            )
        }
        ResponseValue::Object(object) => object_json(object),
        ResponseValue::Map(entries) => {
            let entries = entries.iter();
            Value::Object(entries.map(|(key, it)| (key.clone(), value(it))).collect())
        }
        ResponseValue::Secret(_) => json!(MASK),
    }
}

/// Returns any JSON value. A number that `serde_json` would round is a text.
fn any(text: &JsonText) -> Value {
    match Input::from_json(text.as_str().as_bytes()) {
        Ok(input) => exact(input),
        Err(_) => json!(text.as_str()),
    }
}

fn exact(input: Input) -> Value {
    match input {
        Input::Null | Input::Blank | Input::Rounded | Input::Broken => Value::Null,
        Input::Plain(text) | Input::Text(text) => Value::String(text),
        Input::Integer(number) => json!(number),
        Input::Number(text) => {
            let number = serde_json::from_str::<Value>(&text).ok();
            let number = number.map(|number| (number.to_string(), number));
            match number {
                Some((spelled, number)) if spelled == text => number,
                Some(_) | None => Value::String(text),
            }
        }
        Input::Boolean(truth) => json!(truth),
        Input::List(items) => items.into_iter().map(exact).collect(),
        Input::Map(entries) => {
            let entries = entries.into_iter();
            Value::Object(entries.map(|(name, it)| (name, exact(it))).collect())
        }
    }
}

/// Returns the undescribed members of an object and of the objects in it, each with its path and its raw text. A name can
/// occur several times.
fn undescribed_json(object: &ResponseObject) -> Value {
    let mut members = Vec::new();
    collect_undescribed(&mut members, object, "");
    Value::Array(members)
}

fn collect_undescribed(members: &mut Vec<Value>, object: &ResponseObject, path: &str) {
    let inner = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    for (name, raw) in object.undescribed.iter() {
        members.push(json!({ "path": inner(name), "raw": raw }));
    }
    for (name, value) in &object.fields {
        collect_from_value(members, value, &inner(name));
    }
}

fn collect_from_value(members: &mut Vec<Value>, value: &ResponseValue, path: &str) {
    match value {
        ResponseValue::Object(object) => collect_undescribed(members, object, path),
        ResponseValue::List(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_from_value(members, item, &format!("{path}[{index}]"));
            }
        }
        ResponseValue::Map(entries) => {
            for (index, (_, value)) in entries.iter().enumerate() {
                collect_from_value(members, value, &format!("{path}[{index}]"));
            }
        }
        // An undescribed member of a secret object is a part of the secret.
        ResponseValue::Secret(_)
        | ResponseValue::Text(_)
        | ResponseValue::Integer(_)
        | ResponseValue::Number(_)
        | ResponseValue::Json(_)
        | ResponseValue::Boolean(_) => {}
    }
}
