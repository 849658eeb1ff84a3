//! Writes requests and decoded responses as the page shows them.

use std::fmt::Write as _;

use wireform::HttpRequest;
use wireform::response::{Retry, Session, State, Wait};
use wireform_interpret::{DecodedResponse, ResponseValue};

use crate::example::Example;

/// A line of an example, with the word in front of it. More lines are below its text.
pub(crate) struct Row {
    label: String,
    text: String,
}

impl Row {
    pub(crate) fn new(label: &str, text: &str) -> Self {
        Row {
            label: label.to_owned(),
            text: text.to_owned(),
        }
    }

    /// Returns whether the row is about something that is refused.
    pub(crate) fn is_refused(&self) -> bool {
        self.label == "refused"
    }
}

/// Returns the rows as text.
pub(crate) fn rows_text(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.label.len()).max().unwrap_or(0);
    let mut out = String::new();
    for row in rows {
        for (number, line) in row.text.lines().enumerate() {
            let label = if number == 0 { row.label.as_str() } else { "" };
            let _ = writeln!(out, "{}", format!("{label:width$}  {line}").trim_end());
        }
    }
    out
}

/// Returns a request without the declaration of XML and without the headers that each request has.
pub(crate) fn request_text(request: &HttpRequest, server: &str, example: &Example) -> String {
    let mut lines = Vec::new();
    let path = request.url().strip_prefix(server).unwrap_or_default();
    let body = String::from_utf8_lossy(request.body());
    if example.shows_line || body.is_empty() {
        lines.push(format!("{} {path}", request.method()));
    }
    if example.shows_headers {
        let headers = request.headers();
        lines.extend(headers.map(|it| format!("{}: {}", it.name(), it.value())));
    }
    let body = match body.split_once("?>") {
        Some((declaration, rest)) if declaration.starts_with("<?xml") => rest.trim_start(),
        _ => &body,
    };
    lines.extend(body.lines().map(str::to_owned));
    lines.join("\n")
}

/// Returns what was read from a response.
pub(crate) fn read_row(decoded: &DecodedResponse<'_>) -> String {
    let state = match decoded.state() {
        State::Done => "done",
        State::Pending => "pending",
        State::NotDone => "not done",
        State::Unknown => "unknown",
    };
    let mut lines = vec![format!("{}: {state}", decoded.case.name)];
    let mut facts = Vec::new();
    facts.extend(decoded.code().map(|it| format!("code {it}")));
    facts.extend(decoded.message().map(|it| format!("message {it}")));
    match decoded.retry() {
        Retry::Safe => facts.push("retry at once".to_owned()),
        Retry::Later(Some(Wait::For(time))) => facts.push(format!("retry in {} s", time.as_secs())),
        Retry::Later(_) => facts.push("retry later".to_owned()),
        _ => {}
    }
    match decoded.session() {
        Session::Keep => {}
        Session::Expired => facts.push("session expired".to_owned()),
        Session::Closed => facts.push("session closed".to_owned()),
    }
    lines.extend(facts);
    for reported in decoded.violations() {
        let name = reported.path().or(reported.wire()).unwrap_or("request");
        let text = reported.message().or(reported.code()).unwrap_or_default();
        lines.push(format!("{name}: {text}"));
    }
    for (name, value) in &decoded.object.fields {
        lines.push(format!("{name}: {}", value_text(value)));
    }
    lines.join("\n")
}

fn value_text(value: &ResponseValue) -> String {
    let members = |fields: &[(String, ResponseValue)]| {
        let parts = fields
            .iter()
            .map(|(name, value)| format!("{name}: {}", value_text(value)));
        parts.collect::<Vec<_>>().join(", ")
    };
    match value {
        ResponseValue::Text(text) => text.clone(),
        ResponseValue::Integer(number) => number.to_string(),
        ResponseValue::Number(number) => number.to_string(),
        ResponseValue::Json(text) => text.as_str().to_owned(),
        ResponseValue::Boolean(truth) => truth.to_string(),
        ResponseValue::List(items) => {
            let items: Vec<_> = items.iter().map(value_text).collect();
            format!("[{}]", items.join(", "))
        }
        ResponseValue::Object(object) => format!("{{ {} }}", members(&object.fields)),
        ResponseValue::Map(entries) => format!("{{ {} }}", members(entries)),
        ResponseValue::Secret(value) => value_text(value),
    }
}
