//! The parts of a document that could not be read.
//!
//! Input: the nodes that the checker rejected. Output: whether a construct has such a part, and whether a name is
//! declared in one. The resolver reports nothing about what such a construct lacks, or about such a name, because the
//! mistake is already reported.

use crate::ordered::OrderedSet;
use crate::source::{Node, NodeKind, Span};

/// The parts of a document that could not be read and were reported.
#[derive(Debug, Clone, Default)]
pub struct Poison {
    nodes: OrderedSet<Span>,
    names: OrderedSet<String>,
}

impl Poison {
    /// Returns whether a node, or a node in it, could not be read. What it seems to lack may be in that part.
    #[must_use]
    pub fn covers(&self, node: Span) -> bool {
        self.nodes.contains(&node)
    }

    /// Returns whether a part that could not be read declares this name.
    #[must_use]
    pub fn declares(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Marks a node that could not be read, or that contains such a node.
    pub(super) fn mark(&mut self, node: Span) {
        self.nodes.insert(node);
    }

    /// Adds the name of an entry that could not be read.
    pub(super) fn declare(&mut self, name: &Node) {
        self.names.extend(name.text().map(str::to_owned));
    }

    /// Adds every name in a node that could not be read: the keys of its maps and the texts in its lists.
    pub(super) fn declare_names_in(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Map(entries) => {
                for (key, value) in entries {
                    self.declare(key);
                    self.declare_names_in(value);
                }
            }
            NodeKind::List(items) => {
                for item in items {
                    self.declare(item);
                    self.declare_names_in(item);
                }
            }
            NodeKind::Scalar(_) | NodeKind::Broken => {}
        }
    }
}
