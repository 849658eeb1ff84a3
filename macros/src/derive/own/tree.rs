//! Builds the tree of a document from attributes, with their places.
//!
//! Input: keys and values of attributes, each with its span. Output: the tree that the YAML parser would return, and a map from its
//! places to spans, so that each diagnostic is shown at its attribute.

use proc_macro2::Span;
use wireform_codegen::source::{FileId, Node, NodeKind, Scalar, Span as Place, Style};

/// The text and the places of a tree.
#[derive(Default)]
pub(super) struct Tree {
    /// All scalars, one per line. Places are ranges of this text.
    text: String,
    /// The start of each scalar, and its place in the user's code.
    words: Vec<(u32, Span)>,
}

impl Tree {
    /// Returns a scalar that is always text.
    pub(super) fn text(&mut self, text: &str, at: Span) -> Node {
        self.scalar(text, Style::Quoted, at)
    }

    /// Returns a scalar that its key interprets: a name, a number, a boolean.
    pub(super) fn word(&mut self, text: &str, at: Span) -> Node {
        self.scalar(text, Style::Plain, at)
    }

    fn scalar(&mut self, text: &str, style: Style, at: Span) -> Node {
        let span = self.place(text, at);
        let text = text.to_owned();
        Node {
            span,
            kind: NodeKind::Scalar(Scalar { text, style }),
        }
    }

    fn place(&mut self, text: &str, at: Span) -> Place {
        let start = self.text.len();
        self.text.push_str(text);
        self.words
            .push((u32::try_from(start).unwrap_or(u32::MAX), at));
        let end = self.text.len();
        self.text.push('\n');
        Place::at(FileId(0), start, end)
    }

    /// Returns a list at this place.
    pub(super) fn list(&mut self, items: Vec<Node>, at: Span) -> Node {
        let span = self.around(items.iter().map(|item| item.span), at);
        Node {
            span,
            kind: NodeKind::List(items),
        }
    }

    /// Returns a map at this place.
    pub(super) fn map(&mut self, entries: Vec<(Node, Node)>, at: Span) -> Node {
        let places = entries
            .iter()
            .flat_map(|(key, value)| [key.span, value.span]);
        let span = self.around(places, at);
        Node {
            span,
            kind: NodeKind::Map(entries),
        }
    }

    fn around(&mut self, parts: impl Iterator<Item = Place>, at: Span) -> Place {
        parts
            .reduce(|whole, part| Place {
                file: whole.file,
                start: whole.start.min(part.start),
                end: whole.end.max(part.end),
            })
            .unwrap_or_else(|| self.place("", at))
    }

    /// Returns the start of the next scalar.
    pub(super) fn end(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Returns the text of the tree.
    pub(super) fn source(&self) -> &str {
        &self.text
    }

    /// Returns the place in the user's code.
    pub(super) fn span(&self, place: Place) -> Option<Span> {
        let after = self
            .words
            .partition_point(|(start, _)| *start <= place.start);
        self.words.get(after.checked_sub(1)?).map(|(_, span)| *span)
    }
}
