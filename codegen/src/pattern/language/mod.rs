//! Computes the language of a field: the strings that satisfy its patterns, formats, checks, lengths and values.
//!
//! Input: facets. Output: an automaton and bounds of the length. They stay separate, because their product would
//! multiply the states. An error names the limit that was exceeded.

mod countries;
mod escapes;
mod formats;
mod misses;
mod normal;
mod relation;
mod strings;
mod words;

pub use escapes::{Escapes, Writing};
pub use formats::format_set;
pub use misses::near_misses;
pub use relation::{Relation, relation, relation_of_expressions};
pub use strings::Language;
pub use words::words;
