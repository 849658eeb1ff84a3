//! The tree of YAML nodes that the later stages read, with aliases expanded and merge keys applied.

use super::Span;

/// How a scalar is written. The key above it decides what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes. It is a number, a boolean or null if the key asks for one.
    Plain,
    /// In quotes or as a block. It is always a text.
    Quoted,
}

/// A scalar: a text and its style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text, with escapes replaced.
    pub text: String,
    /// How it is written.
    pub style: Style,
}

impl Scalar {
    /// Returns whether it is null: nothing, `~` or `null`, without quotes.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.style == Style::Plain
            && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }

    /// Returns its value as a boolean, which is `true` or `false` without quotes.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match (self.style, self.text.as_str()) {
            (Style::Plain, "true") => Some(true),
            (Style::Plain, "false") => Some(false),
            _ => None,
        }
    }
}

/// A node of the tree: its place and its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The place of the node, or of the alias that stands for it.
    pub span: Span,
    /// Its content.
    pub kind: NodeKind,
}

/// The content of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// A scalar.
    Scalar(Scalar),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping in document order. The keys are scalars with different texts.
    Map(Vec<(Node, Node)>),
    /// A part that could not be read and is reported. Later stages report nothing about it.
    Broken,
}

impl Node {
    /// Returns the scalar, if the node is one.
    #[must_use]
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.kind {
            NodeKind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// Returns the text, if the node is a scalar.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.scalar().map(|scalar| scalar.text.as_str())
    }

    /// Returns the value of a key, if the node is a map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.kind {
            NodeKind::Map(entries) => entries
                .iter()
                .find(|(name, _)| name.text() == Some(key))
                .map(|(_, value)| value),
            _ => None,
        }
    }
}
