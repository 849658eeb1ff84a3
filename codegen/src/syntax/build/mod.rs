//! Takes over what fits from the spanned tree.
//!
//! In: a tree that `syntax::check` has looked at. Out: [`Schema`](super::Schema). What does not fit was reported there,
//! so nothing is reported here: the value is left out, its name stays, and everything else is taken. `table` is written
//! from `codegen/language.yaml`; `special` reads what that table cannot say.

mod read;
mod special;
mod table;

pub(super) use table::read_schema;
