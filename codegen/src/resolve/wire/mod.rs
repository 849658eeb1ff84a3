//! Builds the tree of a body, which consists of JSON members, XML elements or parameters.
//!
//! Input: the fields of an operation or an object, and its envelope. Output: the nodes of one format. Every field of the body has
//! exactly one place, and no two fields share a place.

mod builder;
mod choices;
mod elements;
mod entries;
mod envelope;
mod field_wire;
mod inner_lists;
mod members;
mod node;
mod parameter_entries;
mod placement;
mod tree;
mod wire_paths;

pub(super) use builder::{Builder, Owner, is_xml_text, list_wire};
pub(super) use choices::is_choice;
pub(super) use elements::any_in_other_format;
pub(super) use envelope::{EnvelopeContext, build as build_envelope};
pub(super) use field_wire::read_field_wire;
pub(super) use node::{BuildNode, NestedNode};
pub(super) use tree::settle_constants;
pub(super) use wire_paths::{is_xml_name, write_paths};
