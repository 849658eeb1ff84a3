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
mod repetition;
mod sequence;
mod state;
mod writing;

use crate::syntax::Dialect;
use state::Reader;
pub(in crate::pattern) use state::{Anchor, Fault, Translation};

/// Reads a pattern.
///
/// # Errors
/// Returns everything in it that is wrong or not supported, as far as it could be read.
pub(super) fn read(text: &str, dialect: Dialect) -> Result<Translation, Vec<Fault>> {
    Reader::new(text, dialect).finish()
}
