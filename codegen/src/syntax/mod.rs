//! Parses one document of the language to a typed tree with places. Names are not resolved.
//!
//! Input: a tree of YAML nodes. Output: a [`Document`] and diagnostics. The table in [`keys`] contains every key of the
//! language. The parser, the JSON Schema of the language and its reference all come from this table.

mod build;
mod checker;
mod diagnostics;
#[cfg(feature = "tools")]
mod dump;
pub mod keys;
mod poison;
mod scalars;
mod tree;

#[cfg(feature = "tools")]
pub(crate) use diagnostics::{KeyDiagnostic, ValueDiagnostic};
#[cfg(feature = "tools")]
pub use dump::dump;
pub use poison::Poison;
pub use tree::*;

use crate::source::{self, Diagnostics, FileId};

/// A document: what could be read of it, and which parts could not.
#[derive(Debug, Clone)]
pub struct Document {
    /// What could be read.
    pub schema: Schema,
    /// The parts that could not be read. Each was reported.
    pub poison: Poison,
}

/// Parses a document. Everything that does not fit is reported, marked as poison and left out.
///
/// `file` is the document's; its tree may hold nodes of that file only.
#[must_use]
pub fn parse(file: FileId, root: &source::Node, diagnostics: &mut Diagnostics) -> Document {
    debug_assert_eq!(root.span.file, file, "the tree is of this file");
    let poison = checker::check_document(root, diagnostics);
    Document {
        schema: build::read_schema(root),
        poison,
    }
}
