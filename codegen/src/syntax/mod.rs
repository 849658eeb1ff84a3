//! What one document says, with the place of every word: keys known, shapes checked, names not yet looked up.
//!
//! In: a spanned YAML tree. Out: [`Schema`] and diagnostics. The table in [`keys`] names every key of the
//! language; the parser reads it, and so do the JSON Schema of the language and its reference.

mod build;
mod check;
pub mod codes;
#[cfg(feature = "tools")]
mod dump;
pub mod keys;
mod scalars;
mod tree;

#[cfg(feature = "tools")]
pub use dump::dump;
pub use tree::*;

use crate::source::{self, Diagnostics, FileId};

/// Parses a document. Everything that does not fit is reported and left out; the rest is there.
///
/// `file` is the document's; its tree may hold nodes of that file only.
#[must_use]
pub fn parse(file: FileId, root: &source::Node, diagnostics: &mut Diagnostics) -> Schema {
    debug_assert_eq!(root.span.file, file, "the tree is of this file");
    check::document(root, diagnostics);
    build::read_schema(root)
}
