//! What a check found, with the lines of the schemas.

use wireform_codegen::source::Renderer;

use super::Report;
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
        let line = found.span.map_or_else(String::new, |span| {
            format!(":{}", report.sources.position(span).0)
        });
        output::error(&format!("{}{line}: {}", found.schema, found.message));
    }
}
