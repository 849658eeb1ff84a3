//! Reads a pattern of any dialect and writes it as an expression with one meaning.
//!
//! Input: the text of a pattern. Output: an expression in the syntax of the crate `regex`, with look-around as in
//! `fancy-regex`. It has no flags but `(?i:…)` around one character, and its only anchors are `\A` and `\z`. All other
//! differences between dialects are written out, with the characters before and after a place where necessary.

mod class;
mod escape;
mod flags;
mod group;
mod mode;
mod number;
mod property;
mod reader;

use super::PatternDiagnostic;
use crate::syntax::Dialect;
use reader::Reader;

/// The part of a pattern that is wrong or not supported.
pub(super) struct Fault {
    pub(super) diagnostic: PatternDiagnostic,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// An anchor outside of groups.
pub(super) struct Anchor {
    /// Its place in the pattern.
    pub(super) source: (usize, usize),
    /// Its place in the expression.
    pub(super) written: (usize, usize),
}

/// A pattern that was read.
#[derive(Default)]
pub(super) struct Translation {
    /// The expression.
    pub(super) text: String,
    /// The anchors outside of groups, in the order of the text.
    pub(super) anchors: Vec<Anchor>,
    /// The offsets in the pattern of the bars outside of groups.
    pub(super) bars: Vec<usize>,
}

/// Reads a pattern.
///
/// # Errors
/// Returns everything in it that is wrong or not supported, as far as it could be read.
pub(super) fn read(text: &str, dialect: Dialect) -> Result<Translation, Vec<Fault>> {
    Reader::new(text, dialect).finish()
}
