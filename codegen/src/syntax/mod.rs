//! What one document says, with the place of every word: keys known, shapes checked, names not yet looked up.
//!
//! In: a spanned YAML tree. Out: [`Schema`] and diagnostics. The table in `keys` names every key of the
//! language; the parser reads it, and so do the JSON Schema of the language and its reference.

pub mod codes;
mod tree;

pub use tree::*;
