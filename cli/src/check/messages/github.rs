//! What a check found, as commands for the log of GitHub Actions, which shows them as annotations.

use std::fmt::Write as _;

use super::{Report, end_position, file_of, level, sorted, whole_message};

/// Returns a report as annotations.
pub(in crate::check) fn github(report: &Report) -> String {
    let mut text = String::new();
    for found in sorted(report) {
        let (line, column) = report.sources.position(found.span);
        let (end_line, end_column) = end_position(&report.sources, found.span);
        let mut place = format!(
            "file={},line={line},endLine={end_line}",
            property(report.sources.name(found.span.file))
        );
        if line == end_line {
            // GitHub refuses columns of a place on several lines.
            let last = end_column.saturating_sub(1).max(column);
            let _ = write!(place, ",col={column},endColumn={last}");
        }
        let _ = writeln!(
            text,
            "::{} {place},title={}::{}",
            level(found.severity),
            property(found.code),
            data(&whole_message(report, found))
        );
    }
    for found in &report.mismatches {
        let name = property(file_of(report, &found.schema).unwrap_or(&found.schema));
        let line = found.span.map_or_else(String::new, |span| {
            format!(",line={}", report.sources.position(span).0)
        });
        let message = data(&found.message);
        let _ = writeln!(text, "::error file={name}{line},title=example::{message}");
    }
    text
}

/// Escapes the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
