//! What a check found, on one line each.

use std::fmt::Write as _;

use super::{Report, file_of, level, sorted};
use crate::shared::output::visible;

/// Returns a report with one line for each diagnostic: `FILE:LINE:COLUMN: LEVEL[CODE]: MESSAGE`. The address of its meaning follows
/// if messages link to a site.
pub(in crate::check) fn short(report: &Report) -> String {
    let mut text = String::new();
    for found in sorted(report) {
        let name = report.sources.name(found.span.file);
        let (line, column) = report.sources.position(found.span);
        let (level, code) = (level(found.severity), found.code);
        let message = visible(&found.message).replace('\n', " ");
        let name = visible(name);
        let address = report.address(code).map(|it| format!(" {it}"));
        let address = address.unwrap_or_default();
        let _ = writeln!(
            text,
            "{name}:{line}:{column}: {level}[{code}]: {message}{address}"
        );
    }
    for found in &report.mismatches {
        let name = visible(file_of(report, &found.schema).unwrap_or(&found.schema));
        let message = visible(&found.message).replace('\n', " ");
        let place = found.span.map_or_else(
            || " ".to_owned(),
            |span| {
                let (line, column) = report.sources.position(span);
                format!("{line}:{column}: ")
            },
        );
        let _ = writeln!(text, "{name}:{place}error: {message}");
    }
    text
}
