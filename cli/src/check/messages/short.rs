//! What a check found, on one line each.

use std::fmt::Write as _;

use super::{Report, file_of, level, sorted};
use crate::shared::output::visible;

/// Returns a report with one line for each diagnostic: `FILE:LINE:COLUMN: LEVEL[CODE]: MESSAGE`.
pub(in crate::check) fn short(report: &Report) -> String {
    let mut text = String::new();
    for found in sorted(report) {
        let name = report.sources.name(found.span.file);
        let (line, column) = report.sources.position(found.span);
        let (level, code) = (level(found.severity), found.code);
        let message = visible(&found.message).replace('\n', " ");
        let name = visible(name);
        let _ = writeln!(text, "{name}:{line}:{column}: {level}[{code}]: {message}");
    }
    for (schema, mismatch) in &report.mismatches {
        let name = visible(file_of(report, schema).unwrap_or(schema));
        let mismatch = visible(mismatch).replace('\n', " ");
        let _ = writeln!(text, "{name}: error: {mismatch}");
    }
    text
}
