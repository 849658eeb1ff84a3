//! The bytes of a body, and which of them are secret.
//!
//! In: raw text and what the encoders write; out: the bytes, and the same with every secret
//! replaced by `***`.

use std::fmt;
use std::ops::Range;

use crate::blocks::append_unless;

/// A body, or a query string, while it is written.
///
/// ```
/// use wireform::{Body, json};
///
/// let mut body = Body::new();
/// body.secret(|body| json::string(body, "MTIzNDU2"));
/// assert_eq!(body.as_bytes(), br#""MTIzNDU2""#);
/// assert_eq!(body.masked(), b"***");
/// ```
#[derive(Clone, Default)]
pub struct Body {
    bytes: Vec<u8>,
    secrets: Vec<Range<usize>>,
}

impl Body {
    /// An empty body.
    pub const fn new() -> Self {
        Body {
            bytes: Vec::new(),
            secrets: Vec::new(),
        }
    }

    /// A body that is written behind what the buffer holds already.
    pub const fn after(buffer: Vec<u8>) -> Self {
        Body {
            bytes: buffer,
            secrets: Vec::new(),
        }
    }

    /// Writes the text as it is: structure and constants, never a value.
    #[inline]
    pub fn raw(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Makes room for so many bytes more, so that a body of usual size grows once.
    #[inline]
    pub fn reserve(&mut self, more: usize) {
        self.bytes.reserve(more);
    }

    /// Writes the text as it is, unless the test finds something in a block of it; says
    /// whether it did.
    #[inline]
    pub(crate) fn raw_unless(&mut self, text: &str, found: impl Fn(u64) -> u64) -> bool {
        append_unless(&mut self.bytes, text, found)
    }

    /// Replaces the byte at this index, if there is one.
    pub(crate) fn replace(&mut self, index: usize, byte: u8) {
        if let Some(place) = self.bytes.get_mut(index) {
            *place = byte;
        }
    }

    /// Writes what an encoder made of a part of a text.
    #[inline]
    pub(crate) fn encoded(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Marks as secret whatever `write` writes.
    pub fn secret(&mut self, write: impl FnOnce(&mut Body)) {
        let start = self.bytes.len();
        write(self);
        if start < self.bytes.len() {
            self.secrets.push(start..self.bytes.len());
        }
    }

    /// Appends another body, with its secrets.
    pub fn append(&mut self, other: Body) {
        let offset = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes);
        let moved = other.secrets.into_iter();
        self.secrets
            .extend(moved.map(|range| range.start + offset..range.end + offset));
    }

    /// The bytes so far.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether nothing has been written.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The bytes with every secret replaced by `***`.
    pub fn masked(&self) -> Vec<u8> {
        mask(&self.bytes, &self.secrets)
    }

    pub(crate) fn into_parts(self) -> (Vec<u8>, Vec<Range<usize>>) {
        (self.bytes, self.secrets)
    }
}

/// `***` in place of every range.
///
/// Ranges may lie inside each other (a secret written inside a secret): what one has
/// covered is not looked at again.
pub(crate) fn mask(bytes: &[u8], secrets: &[Range<usize>]) -> Vec<u8> {
    let mut secrets: Vec<_> = secrets.to_vec();
    secrets.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut masked = Vec::with_capacity(bytes.len());
    let mut position = 0;
    for range in secrets {
        if range.end <= position {
            continue;
        }
        masked.extend_from_slice(&bytes[position..range.start.max(position)]);
        masked.extend_from_slice(b"***");
        position = range.end;
    }
    masked.extend_from_slice(&bytes[position..]);
    masked
}

/// Shows the length only: bodies hold personal data.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} bytes)", self.bytes.len())
    }
}
