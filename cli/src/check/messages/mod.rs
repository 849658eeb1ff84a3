//! The formats of what a check found: text for people, and documents for tools.

mod github;
mod human;
mod json;
mod sarif;
mod short;

pub(super) use github::github;
pub(super) use human::human;
pub(super) use json::json;
pub(super) use sarif::sarif;
pub(super) use short::short;

use wireform_codegen::source::{Diagnostic, Severity, Sources, Span};

use super::Report;

/// Returns the diagnostics of a report, sorted by file and place.
fn sorted(report: &Report) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = report.diagnostics.0.iter().collect();
    sorted.sort_by_key(|found| (found.span.file, found.span.start));
    sorted
}

/// Returns the name of a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Returns line and column of the end of a span. Both start at 1; columns count characters.
fn end_position(sources: &Sources, span: Span) -> (usize, usize) {
    let end = span.end.max(span.start) as usize;
    sources.position(Span::at(span.file, end, end))
}

/// Returns a message with its label and its suggestions, on several lines.
fn whole_message(report: &Report, found: &Diagnostic) -> String {
    let mut lines = vec![found.message.clone()];
    if !found.label.is_empty() {
        lines.push(found.label.clone());
    }
    lines.extend(found.help.iter().map(|help| format!("help: {help}")));
    lines.extend(report.address(found.code).map(|it| format!("see {it}")));
    lines.join("\n")
}

/// Returns the file of a schema: the source whose name without folder and extension is that of the schema.
fn file_of<'r>(report: &'r Report, schema: &str) -> Option<&'r str> {
    let mut names = report.sources.ids().map(|file| report.sources.name(file));
    names.find(|name| wireform_codegen::schema_name(name) == schema)
}
