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
pub use poison::{Poison, Scope};
pub use tree::*;

use std::collections::BTreeMap;

use crate::source::{self, Diagnostics, FileId, NodeKind, Span};

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
    let checked = checker::check_document(root, diagnostics);
    let schema = if checked.corrections.is_empty() {
        build::read_schema(root)
    } else {
        build::read_schema(&correct_keys(root, &checked.corrections))
    };
    Document {
        schema,
        poison: checked.poison,
    }
}

/// Returns a tree in which the misspelled keys, which are given by their places, are corrected.
fn correct_keys(node: &source::Node, corrections: &BTreeMap<Span, &'static str>) -> source::Node {
    let correct = |node| correct_keys(node, corrections);
    let correct_key = |key: &source::Node| match (&key.kind, corrections.get(&key.span)) {
        (NodeKind::Scalar(scalar), Some(meant)) => source::Node {
            span: key.span,
            kind: NodeKind::Scalar(Scalar {
                text: (*meant).to_owned(),
                ..scalar.clone()
            }),
        },
        _ => key.clone(),
    };
    let kind = match &node.kind {
        NodeKind::Map(entries) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, value)| (correct_key(key), correct(value)));
            NodeKind::Map(entries.collect())
        }
        NodeKind::List(items) => NodeKind::List(items.iter().map(correct).collect()),
        NodeKind::Scalar(_) | NodeKind::Broken => node.kind.clone(),
    };
    let span = node.span;
    source::Node { span, kind }
}
