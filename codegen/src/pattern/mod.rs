//! Patterns: from the dialects of provider pages to expressions that the crate `regex` takes and that mean the same.
//!
//! In: a pattern's text with its place. Out: a [`Pattern`] or diagnostics that point into it. What comes out has
//! ASCII classes, is anchored, and stays below a computed size, so that it always compiles and never takes long.

mod budget;
mod canonical;
pub mod codes;
mod look_ahead;
mod matches;
mod scan;
mod working;

#[cfg(test)]
mod tests;

pub use canonical::{expression, pattern};
pub use matches::{check_holds, pattern_matches};

pub use crate::plan::Pattern;
