//! Compares values that pages spell differently.

use super::kind::Kind;
use crate::page::normalise;

/// Returns a value in the form in which two pages are compared.
///
/// ```
/// use wireform_upkeep::cite::{Kind, canonical};
///
/// assert_eq!(canonical(Kind::Required, "Mandatory"), canonical(Kind::Required, "Yes"));
/// assert_eq!(canonical(Kind::Type, "List <String>"), canonical(Kind::Type, "list<string>"));
/// assert_ne!(canonical(Kind::Pattern, "[a-z]"), canonical(Kind::Pattern, "[A-Z]"));
/// ```
#[must_use]
pub fn canonical(kind: Kind, value: &str) -> String {
    match kind {
        Kind::Type => type_words(value),
        Kind::Required => match crate::page::required_word(value) {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => normalise(value).to_lowercase(),
        },
        Kind::Method => value.to_uppercase(),
        Kind::ContentType => value.to_lowercase().replace(' ', ""),
        Kind::Path => path(value),
        Kind::MinLength
        | Kind::MaxLength
        | Kind::MinItems
        | Kind::MaxItems
        | Kind::Minimum
        | Kind::Maximum => value.replace([',', ' '], ""),
        Kind::UniqueBy => normalise(value).to_lowercase(),
        Kind::Default => normalise(value).trim_end_matches('.').to_lowercase(),
        Kind::Field
        | Kind::Pattern
        | Kind::UniqueItems
        | Kind::Normalize
        | Kind::Enum
        | Kind::Format
        | Kind::Check
        | Kind::Clear
        | Kind::Join
        | Kind::Const
        | Kind::Attribute
        | Kind::Permission
        | Kind::Rule
        | Kind::Context
        | Kind::Update
        | Kind::Withdrawn
        | Kind::Status
        | Kind::Error
        | Kind::ResponseField
        | Kind::Outcome
        | Kind::Body
        | Kind::Server => value.to_owned(),
    }
}

/// Returns a type in lower case, with one word for each kind of type.
fn type_words(value: &str) -> String {
    let value = value.to_lowercase().replace(['`', ' '], "");
    let (outer, inner) = match value.split_once(['<', '(']) {
        Some((outer, rest)) => (outer, Some(rest.trim_end_matches(['>', ')']))),
        None => match value.strip_suffix("[]") {
            Some(item) => ("list", Some(item)),
            None => (value.as_str(), None),
        },
    };
    match inner {
        Some(inner) => format!("{}<{}>", type_word(outer), type_word(inner)),
        None => type_word(outer).to_owned(),
    }
}

fn type_word(word: &str) -> &str {
    match word {
        "string" | "text" | "varchar" | "char" => "string",
        "integer" | "int" | "long" => "integer",
        "boolean" | "bool" => "boolean",
        "list" | "array" | "arrayof" | "listof" => "list",
        "datetime" | "timestamp" | "date-time" => "timestamp",
        "enum" | "enumeration" => "enum",
        word => word,
    }
}

/// Returns a path without the signs that mark its parameters, whose names are compared without case and separators.
fn path(value: &str) -> String {
    let segments = value.trim_end_matches('/').split('/').map(|segment| {
        let name = segment.trim_matches(|c| matches!(c, '{' | '}' | ':' | '<' | '>'));
        match name == segment {
            true => name.to_owned(),
            false => name.replace(['_', '-'], "").to_lowercase(),
        }
    });
    segments.collect::<Vec<_>>().join("/")
}
