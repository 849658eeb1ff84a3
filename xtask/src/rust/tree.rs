//! Generates the structs and enums of the syntax tree.

use std::fmt::Write as _;

use super::structs::{Field, Struct, parts};
use super::{pascal, snake};
use crate::language::Language;

/// Returns the code of `syntax/tree/table.rs`.
pub(crate) fn write(language: &Language, structs: &[Struct<'_>]) -> String {
    let mut out = String::from(
        "//! The syntax tree: a struct for each construct, a field for each key, and an enum for each list of words.\n\n\
         use super::*;\nuse crate::source::{Scalar, Span, Spanned};\n\n",
    );
    for (name, words) in &language.words {
        let default = if words.default.is_some() {
            ", Default"
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "/// {}\n#[derive(Debug, Clone, Copy, PartialEq, Eq{default})]\npub enum {name} {{",
            words.meaning
        );
        for (word, meaning) in &words.words {
            let default = match &words.default {
                Some(default) if default == word => "#[default]\n",
                _ => "",
            };
            let _ = writeln!(out, "/// {meaning}\n{default}{},", pascal(word));
        }
        let _ = writeln!(
            out,
            "}}\n\nimpl {name} {{\n/// Each word with its variant, in the order of the table.\n\
             pub const WORDS: &[(&str, Self)] = &["
        );
        for (word, _) in &words.words {
            let _ = writeln!(out, "({word:?}, Self::{}),", pascal(word));
        }
        out.push_str("];\n\n/// Returns its word.\n#[must_use]\npub const fn word(self) -> &'static str {\nmatch self {\n");
        for (word, _) in &words.words {
            let _ = writeln!(out, "Self::{} => {word:?},", pascal(word));
        }
        out.push_str("}\n}\n}\n\n");
    }
    for (name, fields) in parts(structs) {
        let meaning = "The keys that several constructs share.";
        write_struct(&mut out, name, meaning, false, fields.into_iter(), None);
    }
    for structure in structs {
        write_struct(
            &mut out,
            &structure.name,
            structure.meaning,
            structure.span,
            structure.own(),
            structure.part(),
        );
    }
    out
}

fn write_struct<'f>(
    out: &mut String,
    name: &str,
    meaning: &str,
    span: bool,
    fields: impl Iterator<Item = &'f Field>,
    part: Option<&str>,
) {
    let _ = writeln!(
        out,
        "/// {meaning}\n#[derive(Debug, Clone, Default)]\npub struct {name} {{"
    );
    if span {
        out.push_str("/// The place of the construct.\npub span: Span,\n");
    }
    if let Some(part) = part {
        let _ = writeln!(
            out,
            "/// Its {}.\npub {}: {part},",
            snake(part),
            snake(part)
        );
    }
    for field in fields {
        let _ = writeln!(
            out,
            "/// {}\npub {}: {},",
            field.meaning, field.name, field.ty
        );
    }
    out.push_str("}\n\n");
}
