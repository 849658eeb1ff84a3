//! The result of a compilation with errors.

use std::fmt;
use std::path::PathBuf;

use super::diagnostics::CompilerDiagnostic;
use crate::source::{Diagnostics, Renderer, Sources, Span};

/// The result of a failed compilation, with all errors.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The errors and warnings.
    pub diagnostics: Diagnostics,
    /// The files that they point into.
    pub sources: Sources,
    /// The paths to watch for changes. All of them exist.
    pub watched: Vec<PathBuf>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Renderer::plain().render_all(&self.diagnostics, &self.sources))
    }
}

impl std::error::Error for Failure {}

impl Failure {
    /// Adds a diagnostic that has no place in a schema.
    pub(super) fn report(&mut self, diagnostic: &CompilerDiagnostic) {
        let file = self.sources.add("build script", "");
        self.diagnostics.push(diagnostic.at(Span::at(file, 0, 0)));
    }
}
