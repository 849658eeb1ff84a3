//! Files, places in them, and diagnostics about these places.
//!
//! Input: paths and texts. Output: a tree of YAML nodes with their places, and diagnostics that can be rendered. No type
//! of the YAML library leaves this folder. No text causes a panic or takes unbounded time.

#[cfg(feature = "tools")]
mod concrete;
mod diagnostic;
mod diagnostics;
#[cfg(feature = "tools")]
mod dump;
mod fix;
mod node;
mod quoted;
mod render;
mod sources;
mod span;
mod suggest;
mod table;
mod yaml;

#[cfg(feature = "tools")]
pub use concrete::{Comment, Concrete, ConcreteKind, ConcreteNode, Notation};
pub use diagnostic::{Diagnostic, Diagnostics, Label, Severity};
pub(crate) use diagnostics::SourceDiagnostic;
#[cfg(feature = "tools")]
pub use dump::dump;
pub use fix::Fix;
pub use node::{Node, NodeKind, Scalar, Style};
pub(crate) use quoted::Quoted;
pub use quoted::quoted;
pub use render::Renderer;
pub use sources::{MAX_FILE_BYTES, Sources};
pub use span::{FileId, Span, Spanned};
pub(crate) use suggest::certain;
pub use suggest::closest;
pub use table::Code;
pub(crate) use table::diagnostics;
#[cfg(feature = "tools")]
pub use yaml::read_concrete;
pub use yaml::{parse, read_value};
