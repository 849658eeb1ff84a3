//! Files as they were read, places in them, and what is to be said about those places.
//!
//! In: paths and texts. Out: a spanned tree of YAML nodes and diagnostics that can be rendered. Nothing of
//! the YAML library leaves this folder, and no text makes it panic or take unbounded time.

mod code;
pub mod codes;
mod diagnostic;
mod node;
mod render;
mod sources;
mod span;
mod suggest;
mod yaml;

pub use code::Code;
pub(crate) use code::codes as code_table;
pub use diagnostic::{Diagnostic, Diagnostics, Label, Severity};
pub use node::{Kind, Node, Scalar, Style};
pub use render::{Renderer, quoted};
pub use sources::{MAX_FILE_BYTES, Sources};
pub use span::{FileId, Span, Spanned};
pub use suggest::closest;
pub use yaml::{parse, read_value};
