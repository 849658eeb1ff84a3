//! Writes a syntax tree as YAML, with all shorthands and aliases expanded and without comments.
//!
//! Input: a [`Schema`]. Output: YAML that gives the same tree. Each key has a line of its own, in the order of the
//! table of the language, so two dumps can be compared line by line. `cargo xtask codegen` generates `table`, and
//! `special` writes what the table cannot express.

mod special;
mod table;
mod yaml;

use super::Schema;

/// Returns the schema in its canonical form.
#[must_use]
pub fn dump(schema: &Schema) -> String {
    table::write_schema(schema).render()
}
