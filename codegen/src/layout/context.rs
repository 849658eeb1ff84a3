//! Describes what precedes a token. Its spacing and the shape of the next braces depend on it.

use super::token::Shape;

/// What the previous token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing: a group has just been opened.
    Start,
    /// The end of an operand: an identifier, a literal, a closing delimiter.
    Operand,
    /// A keyword that an operand, a type or a name follows.
    Keyword,
    /// Something that is written right before what follows, such as `::`, `!` or a unary `&`.
    Prefix,
    /// An operator or a punctuation mark with a space after it.
    Punctuation,
}

impl Before {
    /// Returns whether a space separates this from a word, a literal or an operator after it.
    pub(super) fn is_apart(self) -> bool {
        match self {
            Before::Start | Before::Prefix => false,
            Before::Operand | Before::Keyword | Before::Punctuation => true,
        }
    }
}

/// What follows from a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Keyword {
    /// The shape of the next braces, if the keyword decides it.
    pub(super) announces: Option<Shape>,
}

/// Returns what follows from a keyword, or `None` for a word that ends an operand.
pub(super) fn keyword(word: &str) -> Option<Keyword> {
    if !word.as_bytes().first().is_some_and(u8::is_ascii_lowercase) {
        return None;
    }
    let announces = match word {
        "fn" | "impl" | "trait" | "mod" | "extern" | "if" | "else" | "while" | "for" | "loop"
        | "unsafe" | "match" => Some(Shape::Block),
        "struct" | "enum" => Some(Shape::Definition),
        "use" => Some(Shape::Imports),
        "as" | "break" | "const" | "dyn" | "in" | "let" | "mut" | "ref" | "return" | "static"
        | "type" | "where" | "move" => None,
        _ => return None,
    };
    Some(Keyword { announces })
}

/// Returns whether a word names a type or a variant, judging by its spelling.
pub(super) fn is_type_name(word: &str) -> bool {
    let mut letters = word.bytes().skip_while(|byte| *byte == b'_');
    letters
        .next()
        .is_some_and(|first| first.is_ascii_uppercase())
}
