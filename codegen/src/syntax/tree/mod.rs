//! The syntax tree, with a struct for each construct of the language and a field for each key. `cargo xtask codegen`
//! generates `table`, and `special` has what the table of the language cannot express.
//!
//! Maps keep the order of the document, and every name and scalar keeps its place.

mod special;
mod table;

pub use special::*;
pub use table::*;

use crate::plan::Decimal;
use crate::source::Spanned;

pub use crate::source::{Scalar, Style};

/// A text with its place.
pub type Text = Spanned<String>;

/// A map in document order. The keys are unique, because the parser rejects duplicates.
pub type Map<T> = Vec<(Text, T)>;

/// A value of an example, a default or a constant, as a tree without interpretation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A scalar.
    Scalar(Scalar),
    /// A sequence.
    List(Vec<Spanned<Value>>),
    /// A mapping.
    Map(Map<Spanned<Value>>),
}
