//! Generates the functions that print the syntax tree.

use std::fmt::Write as _;

use super::snake;
use super::structs::{Home, Struct};

/// Returns the code of `syntax/dump/table.rs`.
pub(crate) fn write(structs: &[Struct<'_>]) -> String {
    let mut out = String::from(
        "//! Writes the constructs of the language, with the keys in the order of the table.\n\nuse super::special;\nuse super::yaml::*;\n\
         use crate::syntax::tree;\n\n",
    );
    for structure in structs {
        let _ = writeln!(
            out,
            "/// Writes `{0}`.\npub(super) fn write_{1}(it: &tree::{0}) -> Yaml {{\nKeys::default()",
            structure.name,
            snake(&structure.name)
        );
        for field in &structure.fields {
            if let Some(write) = &field.write {
                let place = match &field.home {
                    Home::Part(part) => format!("{}.{}", snake(part), field.name),
                    Home::Own | Home::Nowhere => field.name.clone(),
                };
                out.push_str(&write.replace('$', &place));
                out.push('\n');
            }
        }
        out.push_str(".done()\n}\n\n");
    }
    out
}
