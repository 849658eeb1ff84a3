//! The concrete syntax of a YAML document: every node as it is written, with comments, anchors and aliases.
//!
//! The tree of [`Node`](super::Node) has what a document means. This tree has what its author wrote, for the formatter.

use std::ops::Range;

/// A document as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concrete {
    /// The root; none if the document is empty.
    pub root: Option<ConcreteNode>,
    /// The comments, in the order of the text.
    pub comments: Vec<Comment>,
    /// The place of the marker `---` before the document, if there is one.
    pub marker: Option<usize>,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its place, from `#` to the end of the line.
    pub range: Range<usize>,
}

/// A node as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcreteNode {
    /// The place of the content, without the anchor.
    pub range: Range<usize>,
    /// The name of its anchor.
    pub anchor: Option<String>,
    /// What is written.
    pub kind: ConcreteKind,
}

/// What is written at the place of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConcreteKind {
    /// A scalar: its value and its notation.
    Scalar(String, Notation),
    /// An alias. Its place contains the name.
    Alias,
    /// A list.
    List {
        /// Whether it is written in brackets.
        is_flow: bool,
        /// Its items.
        items: Vec<ConcreteNode>,
    },
    /// A map.
    Map {
        /// Whether it is written in braces.
        is_flow: bool,
        /// Its entries in the order of the text, with merge keys as they are.
        entries: Vec<(ConcreteNode, ConcreteNode)>,
    },
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// Without quotes. The text is empty if nothing is written.
    Plain,
    /// In single quotes.
    Single,
    /// In double quotes.
    Double,
    /// As a block whose line ends count, after `|`.
    Literal,
    /// As a block whose line ends are spaces, after `>`.
    Folded,
}

impl ConcreteNode {
    /// Returns whether the node is or contains an anchor or an alias.
    #[must_use]
    pub fn has_references(&self) -> bool {
        self.anchor.is_some()
            || match &self.kind {
                ConcreteKind::Scalar(..) => false,
                ConcreteKind::Alias => true,
                ConcreteKind::List { items, .. } => items.iter().any(Self::has_references),
                ConcreteKind::Map { entries, .. } => entries
                    .iter()
                    .any(|(key, value)| key.has_references() || value.has_references()),
            }
    }
}
