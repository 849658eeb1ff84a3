//! A document that nobody wrote: made of attributes, with their places.
//!
//! In: words of attributes, each with its span. Out: the tree that the YAML reader would have given, and the way back from
//! its places to the spans. So whatever a later stage has to say stands under the word that it is about.

use proc_macro2::Span;
use wireform_codegen::source::{FileId, Node, NodeKind, Scalar, Span as Place, Style};

/// A tree in the making.
#[derive(Default)]
pub(super) struct Tree {
    /// All words, one per line: what places point into.
    text: String,
    /// Where each word starts, and where it stands in the user's code.
    words: Vec<(u32, Span)>,
}

impl Tree {
    /// A text.
    pub(super) fn text(&mut self, text: &str, at: Span) -> Node {
        self.scalar(text, Style::Quoted, at)
    }

    /// A word whose meaning its key decides: a name, a number, true or false.
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

    /// A list that stands here.
    pub(super) fn list(&mut self, items: Vec<Node>, at: Span) -> Node {
        let span = self.around(items.iter().map(|item| item.span), at);
        Node {
            span,
            kind: NodeKind::List(items),
        }
    }

    /// A map that stands here.
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

    /// Where the next word will start.
    pub(super) fn end(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// The text that places point into.
    pub(super) fn source(&self) -> &str {
        &self.text
    }

    /// Where a place stands in the user's code.
    pub(super) fn span(&self, place: Place) -> Option<Span> {
        let after = self
            .words
            .partition_point(|(start, _)| *start <= place.start);
        self.words.get(after.checked_sub(1)?).map(|(_, span)| *span)
    }
}
