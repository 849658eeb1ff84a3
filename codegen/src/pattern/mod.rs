//! Patterns: from the dialects of provider pages to sets of strings, and to the tables that decide them.
//!
//! In: a pattern's text with its place. Out: a [`Pattern`] or diagnostics that point into it. What comes out has
//! ASCII classes, is anchored, and is an automaton within a budget, so that every question about it has an answer.

pub mod automaton;
mod canonical;
pub mod codes;
pub mod language;
mod look_ahead;
pub mod matcher;
mod scan;
mod spell;
mod working;

#[cfg(test)]
mod tests;

pub(crate) use canonical::parse;
pub use canonical::{expression, pattern};
pub use language::Language;
pub(crate) use look_ahead::bar_behind;
pub use matcher::Matcher;
pub(crate) use scan::is_alternation;

pub use crate::plan::Pattern;
