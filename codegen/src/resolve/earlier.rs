//! What earlier stages found, so that one mistake is said once.

use std::collections::BTreeSet;

use crate::source::{Diagnostics, Kind, Node, Severity, Sources, Span};

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

    /// Adds the names that stand in entries of which something was said: an entry under a misspelled key, or one that could
    /// not be read, declares names that others may use.
    pub fn look_into(&mut self, root: &Node) {
        let spans = self.spans.iter();
        let told: BTreeSet<(u32, u32)> = spans.map(|span| (span.start, span.end)).collect();
        if !told.is_empty() {
            self.look_below(root, &told);
        }
    }

    fn look_below(&mut self, node: &Node, told: &BTreeSet<(u32, u32)>) {
        let is_told = |node: &Node| told.contains(&(node.span.start, node.span.end));
        match &node.kind {
            Kind::Map(entries) => {
                for (key, value) in entries {
                    if is_told(key) || is_told(value) {
                        self.declare(value);
                    } else {
                        self.look_below(value, told);
                    }
                }
            }
            Kind::List(items) => {
                for item in items {
                    self.look_below(item, told);
                }
            }
            Kind::Scalar(_) | Kind::Broken => {}
        }
    }

    /// Adds every name in a tree: the keys, and the items of lists.
    fn declare(&mut self, node: &Node) {
        match &node.kind {
            Kind::Map(entries) => {
                for (key, value) in entries {
                    self.names.extend(key.text().map(str::to_owned));
                    self.declare(value);
                }
            }
            Kind::List(items) => {
                for item in items {
                    self.names.extend(item.text().map(str::to_owned));
                    self.declare(item);
                }
            }
            Kind::Scalar(_) | Kind::Broken => {}
        }
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
