//! Places in files.

use std::ops::Range;

/// A file of one compilation, by its position in the list of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The end, one past the last byte.
    pub end: u32,
}

impl Span {
    /// Creates a span from a range of bytes.
    #[must_use]
    pub fn at(file: FileId, start: usize, end: usize) -> Self {
        // The maximum size of a file is far below the range of `u32`.
        let offset = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
        Self {
            file,
            start: offset(start),
            end: offset(end),
        }
    }

    /// Returns the range of bytes, for slicing the text of the file.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and its place. Comparison ignores the place.
#[derive(Debug, Clone, Default)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The place of the value.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Creates a value with a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Applies a function to the value and keeps the place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: f(self.value),
            span: self.span,
        }
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
