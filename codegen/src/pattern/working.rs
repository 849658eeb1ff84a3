//! The text of a pattern while it is translated. Each byte keeps its place in the schema.

use crate::source::Span;
use crate::syntax::Text;

/// A text whose bytes keep their offsets in the scalar of the schema.
#[derive(Debug, Clone)]
pub(super) struct Working {
    /// The text.
    pub(super) text: String,
    /// For each byte of `text`, and for its end, the offset in the scalar.
    origin: Vec<usize>,
    /// The place of the scalar.
    scalar: Span,
    /// The offset of the text in the scalar, if the file contains the text unchanged.
    shift: Option<usize>,
}

impl Working {
    /// Creates a working text from a whole scalar.
    pub(super) fn new(text: &Text) -> Self {
        let length = text.span.range().len();
        // A plain scalar is equal to its text, and a quoted one has a quote at either end. If the lengths differ because
        // of an escape or a line break, diagnostics point to the whole scalar.
        let shift = if length == text.value.len() {
            Some(0)
        } else if length == text.value.len() + 2 {
            Some(1)
        } else {
            None
        };
        Self {
            text: text.value.clone(),
            origin: (0..=text.value.len()).collect(),
            scalar: text.span,
            shift,
        }
    }

    /// Returns a part of the text.
    pub(super) fn slice(&self, start: usize, end: usize) -> Self {
        Self {
            text: self.text[start..end].to_owned(),
            origin: self.origin[start..=end].to_vec(),
            ..*self
        }
    }

    /// Inserts a backslash before some bytes, whose offsets are in ascending order.
    pub(super) fn escaped_at(&self, offsets: &[usize]) -> Self {
        let edits: Vec<(usize, usize, String)> = offsets
            .iter()
            .map(|offset| (*offset, *offset, "\\".to_owned()))
            .collect();
        self.replaced(&edits)
    }

    /// Replaces some parts of the text. Each replacement has a start, an end and a text, in ascending order.
    pub(super) fn replaced(&self, edits: &[(usize, usize, String)]) -> Self {
        let mut text = String::with_capacity(self.text.len());
        let mut origin = Vec::with_capacity(self.origin.len());
        let mut from = 0;
        for (start, end, other) in edits {
            text.push_str(&self.text[from..*start]);
            origin.extend_from_slice(&self.origin[from..*start]);
            text.push_str(other);
            origin.extend(std::iter::repeat_n(self.origin[*start], other.len()));
            from = *end;
        }
        text.push_str(&self.text[from..]);
        origin.extend_from_slice(&self.origin[from..]);
        Self {
            text,
            origin,
            ..*self
        }
    }

    /// Returns the place of a part of the text in the schema, or the place of the whole scalar if it is unknown.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let Some(shift) = self.shift else {
            return self.scalar;
        };
        let last = self.origin.len() - 1;
        let (from, to) = (self.origin[start.min(last)], self.origin[end.min(last)]);
        let base = self.scalar.start as usize + shift;
        let in_file = |offset: usize| u32::try_from(base + offset).unwrap_or(u32::MAX);
        Span {
            file: self.scalar.file,
            start: in_file(from),
            // An empty range is shown as the next character.
            end: in_file(to.max(from + 1)).min(self.scalar.end),
        }
    }
}
