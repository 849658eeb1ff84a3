//! Writes a decoded response for people.

use std::fmt::Write as _;

use wireform::__rt::visible as line;
use wireform::response::{Reported, Retry, Session, State, Wait};
use wireform_interpret::{DecodedResponse, ResponseObject, ResponseValue};
use wireform_site::message::MASK;

use super::json;
use super::words::words;

/// Returns a response as text.
pub(crate) fn response(response: &DecodedResponse<'_>) -> String {
    let words = words(response.state());
    let mut out = format!("{}  ({}", words.outcome, words.meaning);
    match response.state() {
        State::Done | State::Pending => {}
        State::NotDone | State::Unknown => {
            let _ = write!(out, "; {}", retry_text(response.retry()));
        }
    }
    let _ = write!(out, ")   case {}", response.case.name);
    if let Some(code) = response.code() {
        let _ = write!(out, ", code {}", line(code));
    }
    out.push('\n');
    match response.session() {
        Session::Keep => {}
        Session::Expired => out.push_str("  the session has expired\n"),
        Session::Closed => out.push_str("  the session is closed\n"),
    }
    if let Some(message) = response.message() {
        let _ = writeln!(out, "  message: {}", line(message));
    }
    for reported in response.violations() {
        let _ = writeln!(out, "  {}", line(&report_text(reported)));
    }
    fields(&mut out, &response.object, 1);
    undescribed(&mut out, &response.object, 0);
    out
}

/// Returns a response that fits no case, why, and which test of each case failed.
pub(crate) fn unexpected(reason: &str, failed_tests: &[(&str, String)]) -> String {
    let words = words(State::Unknown);
    let retry = retry_text(Retry::Never);
    let mut out = format!("unexpected  ({}; {retry})   {reason}\n", words.outcome);
    for (case, test) in failed_tests {
        let _ = writeln!(out, "  {case} does not match: {}", line(test));
    }
    out
}

/// Writes the names of the members of one object that the schema does not describe.
fn undescribed(out: &mut String, object: &ResponseObject, depth: usize) {
    let names: Vec<&str> = object.undescribed.names().collect();
    if !names.is_empty() {
        let indent = "  ".repeat(depth);
        let _ = writeln!(out, "{indent}undescribed: {}", line(&names.join(", ")));
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
                list(out, items, depth + 1);
            }
            ResponseValue::Map(entries) => {
                let _ = writeln!(out, "{indent}{name}:");
                map(out, entries, depth + 1);
            }
            ResponseValue::Text(text) => {
                let _ = writeln!(out, "{indent}{name}: {}", line(text));
            }
            ResponseValue::Number(number) => {
                let _ = writeln!(out, "{indent}{name}: {number}");
            }
            ResponseValue::Json(text) => {
                let _ = writeln!(out, "{indent}{name}: {text}");
            }
            ResponseValue::Integer(_) | ResponseValue::Boolean(_) => {
                let _ = writeln!(out, "{indent}{name}: {}", json::value(value));
            }
            ResponseValue::Secret(_) => {
                let _ = writeln!(out, "{indent}{name}: {MASK}");
            }
        }
    }
}

/// Writes the items of a list, each below a dash if it has parts.
fn list(out: &mut String, items: &[ResponseValue], depth: usize) {
    let indent = "  ".repeat(depth);
    for item in items {
        match item {
            ResponseValue::Object(inner) => {
                let _ = writeln!(out, "{indent}-");
                fields(out, inner, depth + 1);
                undescribed(out, inner, depth + 1);
            }
            ResponseValue::List(inner) => {
                let _ = writeln!(out, "{indent}-");
                list(out, inner, depth + 1);
            }
            ResponseValue::Map(entries) => {
                let _ = writeln!(out, "{indent}-");
                map(out, entries, depth + 1);
            }
            ResponseValue::Text(_)
            | ResponseValue::Integer(_)
            | ResponseValue::Number(_)
            | ResponseValue::Json(_)
            | ResponseValue::Boolean(_)
            | ResponseValue::Secret(_) => {
                let _ = writeln!(out, "{indent}- {}", json::value(item));
            }
        }
    }
}

/// Writes the entries of a map, each on a line of its own.
fn map(out: &mut String, entries: &[(String, ResponseValue)], depth: usize) {
    let entries = ResponseObject {
        fields: entries
            .iter()
            .map(|(key, it)| (line(key).into_owned(), it.clone()))
            .collect(),
        ..ResponseObject::default()
    };
    fields(out, &entries, depth);
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

fn retry_text(retry: Retry) -> String {
    match retry {
        Retry::Never => "do not retry".to_owned(),
        Retry::Safe => "retry at once".to_owned(),
        Retry::Later(None) => "retry later".to_owned(),
        Retry::Later(Some(Wait::For(time))) => format!("retry after {} s", time.as_secs()),
        Retry::Later(Some(Wait::Until(_))) => "retry after the stated time".to_owned(),
    }
}
