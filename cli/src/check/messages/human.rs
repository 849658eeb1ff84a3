//! What a check found, with the lines of the schemas.

use wireform_codegen::source::Renderer;

use super::Report;
use crate::shared::output;

/// Prints a report to standard error, like a compiler.
pub(in crate::check) fn human(report: &Report) {
    // The stream removes colors if they are not wanted.
    output::rendered(&Renderer::colored().render_all(&report.diagnostics, &report.sources));
    for (schema, mismatch) in &report.mismatches {
        output::error(&format!("{schema}: {mismatch}"));
    }
}
