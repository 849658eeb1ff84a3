//! Writes a decoded response for people, and as JSON.

use std::fmt::Write as _;
use std::time::UNIX_EPOCH;

use serde_json::{Map, Value, json};
use wireform::response::{Reported, Retry, Session, State, Unexpected, Wait};
use wireform_interpret::{DecodedResponse, ResponseObject, ResponseValue};

use crate::shared::output::visible;

/// The text in place of a secret.
const MASK: &str = "***";

/// Returns a response as text for people.
pub(crate) fn human(response: &DecodedResponse<'_>) -> String {
    let (outcome, state) = words(response.state());
    let mut out = format!("{outcome}  ({state}; {})", retry_text(response.retry()));
    let _ = write!(out, "   case {}", response.case.name);
    if let Some(code) = response.code() {
        let _ = write!(out, ", code {}", visible(code));
    }
    out.push('\n');
    match response.session() {
        Session::Keep => {}
        Session::Expired => out.push_str("  the session has expired\n"),
        Session::Closed => out.push_str("  the session is closed\n"),
    }
    if let Some(message) = response.message() {
        let _ = writeln!(out, "  message: {}", visible(message));
    }
    for reported in response.violations() {
        let _ = writeln!(out, "  {}", visible(&report_text(reported)));
    }
    fields(&mut out, &response.object, 1);
    undescribed(&mut out, &response.object, 0);
    out
}

/// Returns an unexpected response as text for people.
pub(crate) fn human_unexpected(unexpected: &Unexpected) -> String {
    format!(
        "unexpected  (unknown; do not retry)   {}\n",
        unexpected.reason()
    )
}

/// Writes the names of the members of one object that the schema does not describe.
fn undescribed(out: &mut String, object: &ResponseObject, depth: usize) {
    let names: Vec<&str> = object.undescribed.names().collect();
    if !names.is_empty() {
        let indent = "  ".repeat(depth);
        let _ = writeln!(out, "{indent}undescribed: {}", visible(&names.join(", ")));
    }
}

fn fields(out: &mut String, object: &ResponseObject, depth: usize) {
    for (name, value) in &object.fields {
        let indent = "  ".repeat(depth);
        match value {
            ResponseValue::Object(inner) => {
                let _ = writeln!(out, "{indent}{name}:");
                fields(out, inner, depth + 1);
                undescribed(out, inner, depth + 1);
            }
            ResponseValue::List(items) => {
                let _ = writeln!(out, "{indent}{name}:");
                for item in items {
                    match item {
                        ResponseValue::Object(inner) => {
                            let _ = writeln!(out, "{indent}  -");
                            fields(out, inner, depth + 2);
                            undescribed(out, inner, depth + 2);
                        }
                        ResponseValue::Text(_)
                        | ResponseValue::Integer(_)
                        | ResponseValue::Boolean(_)
                        | ResponseValue::List(_)
                        | ResponseValue::Secret(_) => {
                            let _ = writeln!(out, "{indent}  - {}", value_json(item));
                        }
                    }
                }
            }
            ResponseValue::Text(text) => {
                let _ = writeln!(out, "{indent}{name}: {}", visible(text));
            }
            ResponseValue::Integer(_) | ResponseValue::Boolean(_) => {
                let _ = writeln!(out, "{indent}{name}: {}", value_json(value));
            }
            ResponseValue::Secret(_) => {
                let _ = writeln!(out, "{indent}{name}: {MASK}");
            }
        }
    }
}

fn report_text(reported: &Reported) -> String {
    let code = reported.code().map(|code| format!("{code} "));
    let message = format!(
        "{}{}",
        code.unwrap_or_default(),
        reported.message().unwrap_or_default()
    );
    match (reported.path(), reported.wire()) {
        (Some(path), Some(wire)) if path != wire => {
            format!("{path}: {message}   [the provider says `{wire}`]")
        }
        (Some(path), _) | (None, Some(path)) => format!("{path}: {message}"),
        (None, None) => message,
    }
}

/// Returns the outcome and the state of the call in words.
fn words(state: State) -> (&'static str, &'static str) {
    match state {
        State::Done => ("success", "done"),
        State::Pending => ("accepted", "to be done later"),
        State::NotDone => ("refused", "not done"),
        State::Unknown => ("unknown", "it is not known whether it was done"),
    }
}

fn retry_text(retry: Retry) -> String {
    match retry {
        Retry::Never => "do not retry".to_owned(),
        Retry::Safe => "retry at once".to_owned(),
        Retry::Later(None) => "retry later".to_owned(),
        Retry::Later(Some(Wait::For(time))) => format!("retry after {} s", time.as_secs()),
        Retry::Later(Some(Wait::Until(_))) => "retry after the stated time".to_owned(),
    }
}

/// Returns a response as one line of JSON.
pub(crate) fn json(operation: &str, response: &DecodedResponse<'_>) -> String {
    let (outcome, state) = match response.state() {
        State::Done => ("success", "done"),
        State::Pending => ("accepted", "pending"),
        State::NotDone => ("failure", "not_done"),
        State::Unknown => ("unknown", "unknown"),
    };
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
        "outcome": outcome,
        "state": state,
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

/// Returns an unexpected response as one line of JSON.
pub(crate) fn json_unexpected(operation: &str, unexpected: &Unexpected) -> String {
    let document = json!({
        "operation": operation,
        "case": null,
        "outcome": "unexpected",
        "state": "unknown",
        "retry": "never",
        "session": "keep",
        "status": unexpected.status(),
        "reason": unexpected.reason().to_string(),
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
        .map(|(name, value)| (name.clone(), value_json(value)))
        .collect();
    Value::Object(fields)
}

fn value_json(value: &ResponseValue) -> Value {
    match value {
        ResponseValue::Text(text) => json!(text),
        ResponseValue::Integer(number) => json!(number),
        ResponseValue::Boolean(value) => json!(value),
        ResponseValue::List(items) => Value::Array(items.iter().map(value_json).collect()),
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
        ResponseValue::Secret(_) => json!(MASK),
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
        // An undescribed member of a secret object is a part of the secret.
        ResponseValue::Secret(_)
        | ResponseValue::Text(_)
        | ResponseValue::Integer(_)
        | ResponseValue::Boolean(_) => {}
    }
}
