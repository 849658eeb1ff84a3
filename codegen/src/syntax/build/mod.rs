//! Builds the syntax tree from the correct parts of the tree of nodes.
//!
//! Input: a tree that `syntax::checker` has checked. Output: [`Schema`](super::Schema). The checker has reported every
//! mistake, so nothing is reported here. A wrong value is omitted, and its name stays. `cargo xtask codegen` generates
//! `table`, and `special` reads what the table of the language cannot express.

mod read;
mod special;
mod table;

pub(super) use table::read_schema;
