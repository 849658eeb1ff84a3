//! Compiles patterns in the dialects of provider pages to automata and to tables for matching.
//!
//! Input: the text of a pattern with its place. Output: a [`Pattern`], or diagnostics that point into the text. The result
//! has ASCII classes, is anchored, and has an automaton of limited size.

pub mod automaton;
mod canonical;
mod diagnostics;
pub mod language;
mod look_ahead;
pub mod matcher;
mod parse;
mod scan;
mod spell;
mod working;

#[cfg(test)]
mod tests;

pub use canonical::{expression, pattern};
pub(crate) use diagnostics::PatternDiagnostic;
pub use language::Language;
pub(crate) use look_ahead::bar_behind;
pub use matcher::Matcher;
pub(crate) use parse::parse;
pub(crate) use scan::is_alternation;

pub use crate::plan::Pattern;
