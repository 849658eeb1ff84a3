//! A document with each comment at the entry that it is about.

use crate::source::Notation;

/// A document.
#[derive(Debug)]
pub(super) struct Document {
    /// The comments before the marker `---`.
    pub(super) prologue: Vec<Line>,
    /// Whether the marker `---` is written.
    pub(super) has_marker: bool,
    /// The comments about the whole document.
    pub(super) head: Vec<Line>,
    /// The root.
    pub(super) root: Value,
    /// The comments after the root.
    pub(super) tail: Vec<Line>,
}

/// A comment on a line of its own.
#[derive(Debug)]
pub(super) struct Line {
    /// The comment, with its `#`.
    pub(super) text: String,
    /// Whether a blank line precedes it.
    pub(super) has_blank: bool,
}

/// An entry of a map or an item of a list, with its comments.
#[derive(Debug)]
pub(super) struct Element {
    /// The comments above it.
    pub(super) above: Vec<Line>,
    /// Whether a blank line precedes it, after the comments above.
    pub(super) has_blank: bool,
    /// The key; none for an item of a list.
    pub(super) key: Option<Value>,
    /// The value.
    pub(super) value: Value,
    /// The comment on the same line.
    pub(super) side: Option<String>,
}

/// A value with its anchor.
#[derive(Debug)]
pub(super) struct Value {
    /// The name of the anchor.
    pub(super) anchor: Option<String>,
    /// What it is.
    pub(super) kind: ValueKind,
}

#[derive(Debug)]
pub(super) enum ValueKind {
    /// An alias, with its `*`.
    Alias(String),
    /// A scalar.
    Scalar(Scalar),
    /// A list or a map.
    Collection(Collection),
}

/// A scalar and how it is written.
#[derive(Debug)]
pub(super) struct Scalar {
    /// Its value.
    pub(super) text: String,
    /// How it is written.
    pub(super) notation: Notation,
    /// What is written: all of it, or the lines of a block without their indentation.
    pub(super) raw: String,
    /// Whether it starts on a line below its key.
    pub(super) is_below: bool,
}

/// A list or a map.
#[derive(Debug)]
pub(super) struct Collection {
    /// Whether it is a map.
    pub(super) is_map: bool,
    /// Whether it is written in brackets or braces, without comments inside.
    pub(super) is_flow: bool,
    /// Whether it contains an anchor or an alias, so that the order of its entries has a meaning.
    pub(super) has_references: bool,
    /// Its entries or items.
    pub(super) elements: Vec<Element>,
    /// The comments after the last of them.
    pub(super) end: Vec<Line>,
}
