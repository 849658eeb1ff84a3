//! Takes over what fits from the spanned tree.
//!
//! In: a tree that `syntax::check` has looked at. Out: [`Schema`]. What does not fit was reported there, so
//! nothing is reported here: the value is left out, its name stays, and everything else is taken.

mod document;
mod example;
mod node;
mod operation;
mod read;
mod response;
mod rule;

pub(super) use document::schema;
