//! What a check found, as one JSON object.

use serde_json::{Value, json};
use wireform_codegen::source::{Diagnostic, Severity, Sources, Span};

use super::{Report, end_position, file_of, level, sorted};

/// Returns a report as JSON. `docs/command.md` describes it.
pub(in crate::check) fn json(report: &Report) -> String {
    let found = sorted(report)
        .into_iter()
        .map(|found| diagnostic(report, found));
    let mismatches = report.mismatches.iter().map(|found| {
        json!({
            "schema": found.schema,
            "file": file_of(report, &found.schema),
            "place": found.span.map(|span| place(&report.sources, span)),
            "message": found.message,
        })
    });
    let object = json!({
        "version": 1,
        "diagnostics": found.collect::<Vec<_>>(),
        "mismatches": mismatches.collect::<Vec<_>>(),
        "summary": {
            "schemas": report.sources.ids().count(),
            "errors": report.count(Severity::Error),
            "warnings": report.count(Severity::Warning),
            "examples": report.examples,
            "mismatches": report.mismatches.len(),
        },
    });
    format!("{object:#}\n")
}

fn diagnostic(report: &Report, found: &Diagnostic) -> Value {
    let sources = &report.sources;
    let labels = found.labels.iter().map(|label| {
        let mut at = place(sources, label.span);
        at["message"] = json!(label.text);
        at
    });
    let fixes = found.fixes.iter().filter_map(|fix| {
        let mut at = place(sources, fix.span);
        at["text"] = json!(fix.replacement(sources.slice(fix.span))?);
        Some(at)
    });
    let mut value = json!({
        "code": found.code,
        "level": level(found.severity),
        "message": found.message,
        "place": place(sources, found.span),
        "label": found.label,
        "labels": labels.collect::<Vec<_>>(),
        "help": found.help,
        "fixes": fixes.collect::<Vec<_>>(),
    });
    if let Some(address) = report.address(found.code) {
        value["url"] = json!(address);
    }
    value
}

/// Returns a place: lines and columns from 1, and offsets in bytes.
fn place(sources: &Sources, span: Span) -> Value {
    let (line, column) = sources.position(span);
    let (end_line, end_column) = end_position(sources, span);
    json!({
        "file": sources.name(span.file),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "start": span.start,
        "end": span.end,
    })
}
