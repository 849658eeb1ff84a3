//! Compiles patterns in the dialects of provider pages to automata and to tables for matching.
//!
//! Input: the text of a pattern with its place. Output: a [`Pattern`], or diagnostics that point into the text. The result
//! has one meaning, whatever its dialect, and an automaton of limited size.

mod atomic;
mod atomic_groups;
pub mod automaton;
mod canonical;
mod diagnostics;
pub mod language;
mod look_around;
mod look_behind;
pub mod matcher;
mod outline;
mod parse;
mod read;

#[cfg(test)]
mod tests;

pub(crate) use canonical::bar_behind;
pub use canonical::{canonical, expression, pattern};
pub(crate) use diagnostics::PatternDiagnostic;
pub use language::Language;
pub(crate) use look_around::{is_alternation, is_place};
pub use matcher::Matcher;
pub use outline::{Outline, outline};
pub(crate) use parse::parse;

pub use crate::plan::Pattern;
