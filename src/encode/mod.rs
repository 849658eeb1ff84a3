//! Encoders: values in, the bytes of a body or a query string out.
//!
//! [`Body`] collects the bytes and marks those that are secret. Each wire format has one module. Only generated code and
//! the interpreter call these functions, with values that were validated.

mod blocks;
mod body;
pub mod join;
pub mod json;
mod mask;
mod members;
pub mod pairs;
pub(crate) mod trees;
pub mod xml;

pub(crate) use blocks::has_xml_suspect;
pub use body::Body;
pub(crate) use body::mask;
pub use mask::Mask;
