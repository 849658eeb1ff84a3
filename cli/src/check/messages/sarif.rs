//! What a check found, as SARIF 2.1.0, for tools that collect the results of static analysis.

use std::fmt::Write as _;

use serde_json::{Value, json};
use wireform_codegen::all_codes;
use wireform_codegen::source::{Code, Diagnostic, Sources, Span};

use super::{Report, end_position, file_of, level, sorted};

/// The rule of an example whose result differs.
const EXAMPLE: &str = "example";

/// Returns a report as SARIF.
pub(in crate::check) fn sarif(report: &Report) -> String {
    let found = sorted(report);
    let is_used = |code: &&Code| found.iter().any(|found| found.code == code.code);
    let mut rules: Vec<Value> = all_codes()
        .filter(is_used)
        .map(|code| rule(report, code))
        .collect();
    if !report.mismatches.is_empty() {
        let text = "an example has another result";
        rules.push(json!({ "id": EXAMPLE, "shortDescription": { "text": text } }));
    }
    let index = |id: &str| rules.iter().position(|rule| rule["id"] == id);
    let mut results: Vec<Value> = Vec::new();
    for found in &found {
        results.push(result(&report.sources, found, index(found.code)));
    }
    for found in &report.mismatches {
        let uri = uri(file_of(report, &found.schema).unwrap_or(&found.schema));
        let mut place = json!({ "artifactLocation": { "uri": uri } });
        if let Some(span) = found.span {
            place["region"] = region(&report.sources, span);
        }
        results.push(json!({
            "ruleId": EXAMPLE,
            "ruleIndex": index(EXAMPLE),
            "level": "error",
            "message": { "text": found.message },
            "locations": [{ "physicalLocation": place }],
        }));
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "wireform",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(report: &Report, code: &Code) -> Value {
    let mut value = json!({
        "id": code.code,
        "shortDescription": { "text": code.title },
        "help": { "text": code.explanation(), "markdown": code.explanation() },
        "defaultConfiguration": { "level": level(code.severity) },
    });
    if let Some(address) = report.address(code.code) {
        value["helpUri"] = json!(address);
    }
    value
}

fn result(sources: &Sources, found: &Diagnostic, index: Option<usize>) -> Value {
    let mut message = found.message.clone();
    for help in &found.help {
        let _ = write!(message, "\nhelp: {help}");
    }
    let mut main = location(sources, found.span);
    if !found.label.is_empty() {
        main["message"] = json!({ "text": found.label });
    }
    let mut result = json!({
        "ruleId": found.code,
        "ruleIndex": index,
        "level": level(found.severity),
        "message": { "text": message },
        "locations": [main],
    });
    if !found.labels.is_empty() {
        let labels = found.labels.iter().map(|label| {
            let mut at = location(sources, label.span);
            at["message"] = json!({ "text": label.text });
            at
        });
        result["relatedLocations"] = labels.collect();
    }
    let fixes: Vec<Value> = found
        .fixes
        .iter()
        .filter_map(|it| fix(sources, it))
        .collect();
    if !fixes.is_empty() {
        result["fixes"] = json!(fixes);
    }
    result
}

fn fix(sources: &Sources, fix: &wireform_codegen::source::Fix) -> Option<Value> {
    let text = fix.replacement(sources.slice(fix.span))?;
    Some(json!({
        "description": { "text": format!("write {text}") },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(sources.name(fix.span.file)) },
            "replacements": [{
                "deletedRegion": region(sources, fix.span),
                "insertedContent": { "text": text },
            }],
        }],
    }))
}

fn location(sources: &Sources, span: Span) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(sources.name(span.file)) },
            "region": region(sources, span),
        },
    })
}

fn region(sources: &Sources, span: Span) -> Value {
    let (line, column) = sources.position(span);
    let (end_line, end_column) = end_position(sources, span);
    json!({
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    })
}

/// Returns the name of a file as a reference of RFC 3986.
fn uri(name: &str) -> String {
    let mut uri = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    match name.starts_with('/') {
        true => format!("file://{uri}"),
        false => uri,
    }
}
