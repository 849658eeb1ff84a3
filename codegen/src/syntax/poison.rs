//! The parts of a document that could not be read.
//!
//! Input: the nodes that the checker rejected. Output: whether a construct has such a part, and whether a name is
//! declared in one. The resolver reports nothing about what such a construct lacks, or about such a name, because the
//! mistake is already reported.

use std::collections::BTreeSet;

use crate::source::{Node, NodeKind, Span};

/// The parts of a document that could not be read and were reported.
#[derive(Debug, Clone, Default)]
pub struct Poison {
    nodes: BTreeSet<Span>,
    /// Names of unreadable entries, with the part of the document that declares them.
    names: BTreeSet<(Scope, String)>,
}

/// A part of a document with names of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// A top-level key that does not exist. Its entries may have been meant for any section.
    UnknownSection,
    /// The entries below a top-level key, such as `types`.
    Section(&'static str),
    /// The operation with its name at this place: its fields, rules, bindings and examples.
    Operation(Span),
}

impl Poison {
    /// Returns whether a node, or a node in it, could not be read. What it seems to lack may be in that part.
    #[must_use]
    pub fn covers(&self, node: Span) -> bool {
        self.nodes.contains(&node)
    }

    /// Returns whether an unreadable part in one of these scopes declares a name.
    #[must_use]
    pub fn declares(&self, name: &str, scopes: &[Scope]) -> bool {
        let declared = |scope: Scope| self.names.contains(&(scope, name.to_owned()));
        declared(Scope::UnknownSection) || scopes.iter().copied().any(declared)
    }

    /// Marks a node that could not be read, or that contains such a node.
    pub(super) fn mark(&mut self, node: Span) {
        self.nodes.insert(node);
    }

    /// Adds the name of an entry that could not be read.
    pub(super) fn declare(&mut self, name: &Node, scope: Scope) {
        let name = name.text().map(str::to_owned);
        if let Some(name) = name {
            self.names.insert((scope, name));
        }
    }

    /// Adds every name in a node that could not be read: the keys of its maps and the texts in its lists.
    pub(super) fn declare_names_in(&mut self, node: &Node, scope: Scope) {
        match &node.kind {
            NodeKind::Map(entries) => {
                for (key, value) in entries {
                    self.declare(key, scope);
                    self.declare_names_in(value, scope);
                }
            }
            NodeKind::List(items) => {
                for item in items {
                    self.declare(item, scope);
                    self.declare_names_in(item, scope);
                }
            }
            NodeKind::Scalar(_) | NodeKind::Broken => {}
        }
    }
}
