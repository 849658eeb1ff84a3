//! A syntax tree as text: the same schema with every shorthand and alias written out, and no comments.
//!
//! In: a [`Schema`]. Out: YAML that gives the same tree again. One key per line, in the order of the language's table, so
//! that two dumps can be compared line by line. `table` is written from `codegen/language.yaml`; `special` writes what
//! that table cannot say.

mod special;
mod table;
mod yaml;

use super::Schema;

/// Returns the schema in its canonical form.
#[must_use]
pub fn dump(schema: &Schema) -> String {
    table::write_schema(schema).render()
}
