//! A pattern's text on its way through this stage, each byte with its place in the schema.

use crate::source::Span;
use crate::syntax::Text;

/// A text whose bytes remember where in the schema's scalar they came from.
#[derive(Debug, Clone)]
pub(super) struct Working {
    /// The text.
    pub(super) text: String,
    /// For each byte of `text`, and for its end, the offset in the scalar.
    origin: Vec<usize>,
    /// Where the scalar stands.
    scalar: Span,
    /// What to add to an offset in the scalar, where its text stands in the file as it is.
    shift: Option<usize>,
}

impl Working {
    /// The whole text of a scalar.
    pub(super) fn new(text: &Text) -> Self {
        let length = text.span.range().len();
        // A plain scalar covers exactly its text, a quoted one has a quote at either end. Where anything was
        // escaped or folded the lengths differ, and only the whole scalar can be pointed at.
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

    /// A part of the text.
    pub(super) fn slice(&self, start: usize, end: usize) -> Self {
        Self {
            text: self.text[start..end].to_owned(),
            origin: self.origin[start..=end].to_vec(),
            ..*self
        }
    }

    /// The text with a backslash in front of each of these bytes, in ascending order.
    pub(super) fn escaped_at(&self, places: &[usize]) -> Self {
        let edits: Vec<(usize, usize, String)> = places
            .iter()
            .map(|place| (*place, *place, "\\".to_owned()))
            .collect();
        self.replaced(&edits)
    }

    /// The text with other parts, in ascending order: from, to, what stands there then.
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

    /// The place in the schema of a part of the text; that of the whole scalar where it cannot be told.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let Some(shift) = self.shift else {
            return self.scalar;
        };
        let last = self.origin.len() - 1;
        let (from, to) = (self.origin[start.min(last)], self.origin[end.min(last)]);
        let base = self.scalar.start as usize + shift;
        let place = |offset: usize| u32::try_from(base + offset).unwrap_or(u32::MAX);
        Span {
            file: self.scalar.file,
            start: place(from),
            // An empty range is shown as the character that it stands at.
            end: place(to.max(from + 1)).min(self.scalar.end),
        }
    }
}
