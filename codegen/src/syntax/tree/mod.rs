//! The syntax tree: one struct per construct of the language, one field per key. `table` is written from
//! `codegen/language.yaml`; `special` has what that table cannot say.
//!
//! Maps keep the order of the document ([`Map`]); every name and scalar keeps its place.

mod special;
mod table;

pub use special::*;
pub use table::*;

use crate::source::Spanned;

pub use crate::source::{Scalar, Style};

/// A text with its place.
pub type Text = Spanned<String>;

/// A map in document order; keys are unique, because the reader refuses others.
pub type Map<T> = Vec<(Text, T)>;

/// A value of the user's data (examples, defaults, constants): a YAML tree without interpretation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A scalar.
    Scalar(Scalar),
    /// A sequence.
    List(Vec<Spanned<Value>>),
    /// A mapping.
    Map(Map<Spanned<Value>>),
}
