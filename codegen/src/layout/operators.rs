//! The operators of Rust that have more than one character.

/// The operators that have more than one character.
const OPERATORS: &[&str] = &[
    "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "..", "..=", "+=", "-=", "*=", "/=",
    "%=", "^=", "&=", "|=", "<<", ">>",
];

/// Returns the operator that consists of a text and one more character, if there is one.
pub(super) fn joined(text: &str, next: char) -> Option<&'static str> {
    OPERATORS.iter().copied().find(|operator| {
        operator.len() == text.len() + 1 && operator.starts_with(text) && operator.ends_with(next)
    })
}
