//! What earlier stages found, so that one mistake is said once.

use std::collections::BTreeSet;

use crate::source::{Diagnostics, Severity, Sources, Span};

/// The places and names that something was said about already.
#[derive(Debug, Default)]
pub struct Earlier {
    spans: Vec<Span>,
    names: BTreeSet<String>,
}

impl Earlier {
    /// Everything that was said so far.
    #[must_use]
    pub fn new(sources: &Sources, diagnostics: &Diagnostics) -> Self {
        let errors = diagnostics
            .0
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error);
        let mut earlier = Self::default();
        for error in errors {
            let text = sources.slice(error.span);
            // An entry that was left out has a name that others may still use.
            if text.len() <= 200 {
                let name = text.trim_matches(['\'', '"', ' ']);
                earlier.names.insert(name.to_owned());
            }
            earlier.spans.push(error.span);
        }
        earlier
    }

    /// Whether something inside a construct could not be read, so that what it lacks may be just that.
    pub(super) fn inside(&self, span: Span) -> bool {
        self.spans
            .iter()
            .any(|at| at.file == span.file && span.start <= at.start && at.start <= span.end)
    }

    /// Whether an entry of this name may have been left out.
    pub(super) fn left_out(&self, name: &str) -> bool {
        self.names.contains(name)
    }
}
