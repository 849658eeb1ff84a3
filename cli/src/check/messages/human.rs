//! What a check found, with the lines of the schemas.

use wireform_codegen::source::Renderer;

use super::{Report, file_of};
use crate::shared::output;

/// Prints a report to standard error, like a compiler.
pub(in crate::check) fn human(report: &Report) {
    let mut diagnostics = report.diagnostics.clone();
    for found in &mut diagnostics.0 {
        let address = report.address(found.code);
        found.help.extend(address.map(|it| format!("see {it}")));
    }
    // The stream removes colors if they are not wanted.
    output::rendered(&Renderer::colored().render_all(&diagnostics, &report.sources));
    for found in &report.mismatches {
        let name = file_of(report, &found.schema).unwrap_or(&found.schema);
        let place = found.span.map_or_else(String::new, |span| {
            let (line, column) = report.sources.position(span);
            format!(":{line}:{column}")
        });
        output::error(&format!("{name}{place}: {}", found.message));
    }
}
