//! Bodies and query strings that are being written.
//!
//! A body knows which of its bytes are secret, and can return them masked.

use std::fmt;
use std::ops::Range;

use super::blocks::{Nothing, SHORT, Search};
use crate::http::base64;
use crate::request::Token;

/// A body or a query string that is being written.
///
/// ```
/// use wireform::__rt::{Body, json};
///
/// let mut body = Body::new();
/// body.secret(|body| json::string(body, "MTIzNDU2"));
/// assert_eq!(body.as_bytes(), br#""MTIzNDU2""#);
/// assert_eq!(body.masked(), b"***");
/// ```
#[derive(Clone, Default)]
pub struct Body {
    /// The bytes that are written, and room for more behind them, so that one comparison covers several writes.
    bytes: Vec<u8>,
    /// The index at which the room begins.
    end: usize,
    secrets: Vec<Range<usize>>,
    /// The indices at which points in time begin, in order. The writer of trees asks for them.
    times: Vec<usize>,
    /// Whether all facets hold for the values that are written.
    all_hold: bool,
}

impl Body {
    /// Makes an empty body.
    pub const fn new() -> Self {
        Body::after(Vec::new())
    }

    /// Makes a body that appends to a buffer.
    pub const fn after(buffer: Vec<u8>) -> Self {
        Body {
            end: buffer.len(),
            bytes: buffer,
            secrets: Vec::new(),
            times: Vec::new(),
            all_hold: false,
        }
    }

    /// For generated code: takes from the token whether all facets hold for the values that follow.
    #[doc(hidden)]
    #[inline]
    pub fn checked<T>(&mut self, token: &Token<T>) {
        self.all_hold = token.all_hold();
    }

    /// Writes a text unchanged. It has to be structure or a constant, and never a value.
    #[inline]
    pub fn raw(&mut self, text: &str) {
        self.encoded(text.as_bytes());
    }

    /// Reserves room for more bytes, so that a body of usual size grows only once.
    #[inline]
    pub fn reserve(&mut self, more: usize) {
        if self.bytes.len() - self.end < more {
            self.grow(more);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        self.bytes.resize((self.end + more).max(2 * self.end), 0);
    }

    /// Returns room of a size, if there is enough.
    #[inline]
    fn room(&mut self, size: usize) -> Option<&mut [u8]> {
        // The highest bit of a length is never set. Clearing it shows rustc that the sum cannot overflow.
        let end = self.end & (usize::MAX >> 1);
        self.bytes.get_mut(end..end + size)
    }

    /// Writes a text between two literals, unless a byte of the text is special. Returns whether it was written. If the facets
    /// exclude special bytes and hold, the text is not searched.
    ///
    /// Inlined, because literals of known length allow one check of the room for all three writes.
    #[inline(always)]
    pub(crate) fn between_unless<S: Search>(
        &mut self,
        lead: &str,
        text: &str,
        tail: &str,
        is_plain: bool,
    ) -> bool {
        let is_plain = is_plain && self.all_hold;
        let bytes = text.as_bytes();
        if bytes.len() < SHORT
            && let Some(room) = self.room(lead.len() + SHORT + tail.len())
        {
            let (place, room) = room.split_at_mut(lead.len());
            place.copy_from_slice(lead.as_bytes());
            let found = room.first_chunk_mut().is_some_and(|place| {
                if is_plain {
                    Nothing::copy_short(place, bytes)
                } else {
                    S::copy_short(place, bytes)
                }
            });
            room[bytes.len()..bytes.len() + tail.len()].copy_from_slice(tail.as_bytes());
            if !found {
                self.end += lead.len() + bytes.len() + tail.len();
            }
            return !found;
        }
        let is_plain = is_plain || !S::has(bytes);
        if is_plain {
            self.long_between(lead, bytes, tail);
        }
        is_plain
    }

    /// Writes a long text between two literals.
    #[inline(never)]
    fn long_between(&mut self, lead: &str, bytes: &[u8], tail: &str) {
        self.raw(lead);
        self.encoded(bytes);
        self.raw(tail);
    }

    /// Gives `write` room that was reserved before. `write` returns the number of bytes that it has written.
    #[inline(always)]
    pub(crate) fn put<const N: usize>(&mut self, write: impl FnOnce(&mut [u8; N]) -> usize) {
        if let Some(room) = self.room(N).and_then(<[u8]>::first_chunk_mut) {
            self.end += write(room);
        }
    }

    /// Replaces the byte at this index, if there is one.
    pub(crate) fn replace(&mut self, index: usize, byte: u8) {
        if let Some(place) = self.bytes.get_mut(index) {
            *place = byte;
        }
    }

    /// Removes the bytes from an index on.
    pub(crate) fn truncate(&mut self, end: usize) {
        self.end = self.end.min(end);
        for range in &mut self.secrets {
            *range = range.start.min(end)..range.end.min(end);
        }
        self.times.retain(|time| *time < end);
    }

    /// Writes bytes that an encoder has made.
    #[inline]
    pub(crate) fn encoded(&mut self, bytes: &[u8]) {
        if !self.fill(bytes) {
            self.grow(bytes.len());
            self.fill(bytes);
        }
    }

    /// Writes bytes if there is enough room. Returns whether there is.
    #[inline]
    fn fill(&mut self, bytes: &[u8]) -> bool {
        let room = self.room(bytes.len());
        let fits = room.is_some();
        if let Some(room) = room {
            room.copy_from_slice(bytes);
            self.end += bytes.len();
        }
        fits
    }

    /// Marks the bytes that `write` writes as secret.
    pub fn secret(&mut self, write: impl FnOnce(&mut Body)) {
        let start = self.end;
        write(self);
        if start < self.end {
            self.secrets.push(start..self.end);
        }
    }

    /// Notes that a point in time begins here.
    pub(crate) fn mark_time(&mut self) {
        self.times.push(self.end);
    }

    /// Returns whether a point in time begins at an index.
    pub(crate) fn is_time(&self, at: usize) -> bool {
        self.times.binary_search(&at).is_ok()
    }

    /// Appends another body, with its secrets.
    pub fn append(&mut self, other: &Body) {
        let offset = self.end;
        self.encoded(other.as_bytes());
        let moved = other.secrets.iter();
        self.secrets
            .extend(moved.map(|range| range.start + offset..range.end + offset));
        self.times.extend(other.times.iter().map(|at| at + offset));
    }

    /// Inserts bytes that an encoder has made. What is after them stays as it is.
    pub(crate) fn insert(&mut self, at: usize, bytes: &[u8]) {
        self.bytes.splice(at..at, bytes.iter().copied());
        self.end += bytes.len();
        for range in &mut self.secrets {
            for place in [&mut range.start, &mut range.end] {
                if *place > at {
                    *place += bytes.len();
                }
            }
        }
        for time in self.times.iter_mut().filter(|time| **time >= at) {
            *time += bytes.len();
        }
    }

    /// Returns the ranges of the bytes that are secret.
    pub(crate) fn secrets(&self) -> &[Range<usize>] {
        &self.secrets
    }

    /// Returns the bytes so far.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.end).unwrap_or_default()
    }

    /// Returns the number of bytes.
    pub const fn len(&self) -> usize {
        self.end
    }

    /// Returns whether nothing has been written.
    pub const fn is_empty(&self) -> bool {
        self.end == 0
    }

    /// Returns the bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.into_parts().0
    }

    /// Returns the bytes with every secret replaced by `***`.
    pub fn masked(&self) -> Vec<u8> {
        mask(self.as_bytes(), &self.secrets)
    }

    /// Returns the bytes as a text, if they are one.
    pub(crate) fn into_text(self) -> String {
        String::from_utf8(self.into_bytes()).unwrap_or_default()
    }

    /// Returns the text that carries the body inside another one, and whether a part of the body is secret.
    pub fn into_nested(self, is_base64: bool) -> (String, bool) {
        let (bytes, secrets) = self.into_parts();
        let text = match is_base64 {
            true => base64(&bytes),
            // Only texts were written, so the bytes are UTF-8.
            false => String::from_utf8(bytes).unwrap_or_default(),
        };
        (text, !secrets.is_empty())
    }

    pub(crate) fn into_parts(mut self) -> (Vec<u8>, Vec<Range<usize>>) {
        self.bytes.truncate(self.end);
        (self.bytes, self.secrets)
    }
}

/// Replaces every range by `***`.
///
/// A range may be inside another one, if a secret was written inside a secret.
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
        write!(f, "Body({} bytes)", self.end)
    }
}
