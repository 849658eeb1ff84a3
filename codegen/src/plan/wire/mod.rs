//! Trees of request bodies, one type for each format.
//!
//! Each type has only what its format has. Only an XML element has attributes, a parameter has no children, and each
//! format has its own ways to write a list. [`TreeNode`] has what all formats share.

mod attributes;
mod body;
mod choice;
mod format;
mod json;
mod parameters;
mod tree;
mod xml;

pub use attributes::*;
pub use body::*;
pub use choice::*;
pub use format::*;
pub use json::*;
pub use parameters::*;
pub use tree::*;
pub use xml::*;
