//! Derives Rust identifiers from logical names.
//!
//! Keywords of every edition become raw identifiers. Those that cannot be raw (`self`, `Self`, `super`, `crate`) get a trailing
//! underscore, and names that begin with a digit get a leading one. Nothing else is added.

use std::sync::OnceLock;

use heck::{ToShoutySnakeCase as _, ToSnakeCase as _, ToUpperCamelCase as _};
use regex_syntax::hir::{Class, ClassUnicode, HirKind};

use super::diagnostics::IdentProblem;

/// What an identifier names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A field, a function or a module: `snake_case`.
    Value,
    /// A type or a variant: `UpperCamel`.
    Type,
    /// A constant: `SHOUTY_SNAKE`.
    Constant,
}

/// A Rust identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ident {
    /// The identifier as code spells it, raw if it is a keyword.
    pub(crate) rust: String,
    /// The name without `r#` and without added underscores, from which longer names are built. It can begin with a digit.
    pub(crate) stem: String,
}

/// Returns the identifier of a logical name; `None` if none of its characters can be part of one.
pub(crate) fn ident(name: &str, role: Role) -> Option<Ident> {
    // Characters that an identifier cannot contain separate words, as spaces do.
    let clean: String = name
        .chars()
        .map(|c| if continues(c) { c } else { ' ' })
        .collect();
    let stem = match role {
        Role::Value => clean.to_snake_case(),
        Role::Type => clean.to_upper_camel_case(),
        Role::Constant => clean.to_shouty_snake_case(),
    };
    finish(stem)
}

/// Returns the identifier that a schema states with `rust:`.
///
/// # Errors
///
/// States why the text cannot be an identifier here.
pub(crate) fn stated_ident(name: &str, role: Role) -> Result<Ident, IdentProblem> {
    let name = name.strip_prefix("r#").unwrap_or(name);
    let mut chars = name.chars();
    let Some(first) = chars.next() else {
        return Err(IdentProblem::Empty);
    };
    if !(first == '_' || starts(first)) || !chars.all(continues) {
        return Err(IdentProblem::NotAnIdentifier);
    }
    if name.trim_matches('_').is_empty() {
        return Err(IdentProblem::NotAnIdentifier);
    }
    if name.contains("__") {
        return Err(IdentProblem::DoubleUnderscore);
    }
    // A leading underscore is only allowed in front of a digit; it is not part of the name.
    let name = match name.strip_prefix('_') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => rest,
        Some(_) => return Err(IdentProblem::LeadingUnderscore),
        None => name,
    };
    let style = match role {
        Role::Value if name.chars().any(char::is_uppercase) => Some(IdentProblem::NotSnakeCase),
        Role::Type if name.contains('_') => Some(IdentProblem::NotUpperCamelCase),
        Role::Type if name.starts_with(char::is_lowercase) => Some(IdentProblem::NotUpperCamelCase),
        _ => None,
    };
    if let Some(reason) = style {
        return Err(reason);
    }
    match role {
        Role::Constant => ident(name, role).ok_or(IdentProblem::NotAnIdentifier),
        _ => finish(name.to_owned()).ok_or(IdentProblem::NotAnIdentifier),
    }
}

fn finish(stem: String) -> Option<Ident> {
    let first = stem.chars().next()?;
    let rust = if matches!(stem.as_str(), "self" | "Self" | "super" | "crate") {
        format!("{stem}_")
    } else if KEYWORDS.contains(&stem.as_str()) {
        format!("r#{stem}")
    } else if starts(first) || first == '_' {
        stem.clone()
    } else {
        format!("_{stem}")
    };
    // A name of underscores only is not a name.
    (stem.chars().all(continues) && stem.contains(|c| c != '_')).then_some(Ident { rust, stem })
}

/// The strict and reserved keywords of all editions that can be raw identifiers.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

fn starts(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    static TABLE: OnceLock<ClassUnicode> = OnceLock::new();
    contains(TABLE.get_or_init(|| class(r"\p{XID_Start}")), c)
}

fn continues(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    static TABLE: OnceLock<ClassUnicode> = OnceLock::new();
    contains(TABLE.get_or_init(|| class(r"\p{XID_Continue}")), c)
}

fn class(pattern: &str) -> ClassUnicode {
    match regex_syntax::parse(pattern).map(regex_syntax::hir::Hir::into_kind) {
        Ok(HirKind::Class(Class::Unicode(class))) => class,
        _ => ClassUnicode::empty(),
    }
}

fn contains(class: &ClassUnicode, c: char) -> bool {
    let ranges = class.ranges();
    let after = ranges.partition_point(|range| range.start() <= c);
    after > 0 && c <= ranges[after - 1].end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str, role: Role) -> String {
        ident(text, role).map_or_else(|| "-".to_owned(), |ident| ident.rust)
    }

    #[test]
    fn derive_identifiers_from_logical_names() {
        for (text, value, ty, constant) in [
            (
                "address_line",
                "address_line",
                "AddressLine",
                "ADDRESS_LINE",
            ),
            ("addressLine", "address_line", "AddressLine", "ADDRESS_LINE"),
            ("type", "r#type", "Type", "TYPE"),
            ("gen", "r#gen", "Gen", "GEN"),
            ("try", "r#try", "Try", "TRY"),
            ("self", "self_", "Self_", "SELF"),
            ("Self", "self_", "Self_", "SELF"),
            ("crate", "crate_", "Crate", "CRATE"),
            ("super", "super_", "Super", "SUPER"),
            ("1st", "_1st", "_1st", "_1ST"),
            ("straße", "straße", "Straße", "STRASSE"),
            ("名前", "名前", "名前", "名前"),
            ("a\"#b", "a_b", "AB", "A_B"),
            ("*/", "-", "-", "-"),
            ("\"#", "-", "-", "-"),
            ("", "-", "-", "-"),
            ("_", "-", "-", "-"),
            ("a\nb", "a_b", "AB", "A_B"),
            ("x²", "x", "X", "X"),
            ("😀", "-", "-", "-"),
        ] {
            assert_eq!(name(text, Role::Value), value, "{text:?}");
            assert_eq!(name(text, Role::Type), ty, "{text:?}");
            assert_eq!(name(text, Role::Constant), constant, "{text:?}");
        }
        assert_eq!(ident("type", Role::Value).unwrap().stem, "type");
        assert_eq!(ident("1st", Role::Value).unwrap().stem, "1st");
    }

    #[test]
    fn check_stated_identifiers() {
        for (text, role, rust) in [
            ("name", Role::Value, Some("name")),
            ("r#type", Role::Value, Some("r#type")),
            ("match", Role::Value, Some("r#match")),
            ("Name", Role::Value, None),
            ("Name", Role::Type, Some("Name")),
            ("name", Role::Type, None),
            ("Na_me", Role::Type, None),
            ("_1", Role::Type, Some("_1")),
            ("_a", Role::Value, None),
            ("a__b", Role::Value, None),
            ("a b", Role::Value, None),
            ("1", Role::Value, None),
            ("_", Role::Value, None),
            ("", Role::Value, None),
        ] {
            let found = stated_ident(text, role).ok().map(|ident| ident.rust);
            assert_eq!(found.as_deref(), rust, "{text:?}");
        }
    }
}
