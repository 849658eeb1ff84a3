//! Files as they were read, places in them, and what is to be said about those places.
//!
//! In: paths and texts. Out: a spanned tree of YAML nodes and diagnostics that can be rendered. Nothing of
//! the YAML library leaves this folder.

mod diagnostic;
mod span;

pub use diagnostic::{Diagnostic, Diagnostics, Label, Severity};
pub use span::{FileId, Span, Spanned};
