//! The structure of an expression, for a drawing or for words.
//!
//! Input: an expression of the stage `read`. Output: its parts, in the order in which a text is read. The dialects have no
//! influence on it, because `read` has written out what they read differently.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::look_around::Special;
use super::parse::parse;

/// A part of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outline {
    /// No characters.
    Nothing,
    /// No text at all.
    Never,
    /// This text.
    Text(String),
    /// One character of these ranges.
    Character(Vec<(char, char)>),
    /// The parts, one after the other.
    Sequence(Vec<Outline>),
    /// One of the parts.
    Choice(Vec<Outline>),
    /// The part, several times.
    Repeat {
        /// The part.
        part: Box<Outline>,
        /// The minimum number of times.
        least: u32,
        /// The maximum number of times, if there is one.
        most: Option<u32>,
    },
    /// A place between two characters, in words.
    Place(&'static str),
    /// What stands around a place, without being read.
    Around {
        /// Whether it stands behind the place in the text, and not before it.
        is_ahead: bool,
        /// Whether it must not stand there.
        is_negated: bool,
        /// The part.
        part: Box<Outline>,
    },
}

/// Returns the structure of an expression such as [`Pattern::expression`](super::Pattern::expression). The anchors of a pattern of
/// the whole value are left out. Returns `None` for an expression with a mistake, which no plan contains.
///
/// ```
/// use wireform_codegen::pattern::{Outline, outline};
///
/// let parts = outline(r"\A(?:\+[0-9]{1,3})\z").expect("an expression");
/// let digit = Box::new(Outline::Character(vec![('0', '9')]));
/// let digits = Outline::Repeat { part: digit, least: 1, most: Some(3) };
/// assert_eq!(parts, Outline::Sequence(vec![Outline::Text("+".to_owned()), digits]));
/// ```
#[must_use]
pub fn outline(expression: &str) -> Option<Outline> {
    let whole = expression
        .strip_prefix(r"\A(?:")
        .and_then(|rest| rest.strip_suffix(r")\z"));
    let hir = parse(whole.unwrap_or(expression)).ok()?;
    Some(outline_of(&hir))
}

fn outline_of(hir: &Hir) -> Outline {
    match hir.kind() {
        HirKind::Empty => Outline::Nothing,
        HirKind::Literal(literal) => {
            Outline::Text(String::from_utf8_lossy(&literal.0).into_owned())
        }
        HirKind::Class(class) => characters(class),
        HirKind::Look(look) => Outline::Place(place(*look)),
        HirKind::Repetition(repetition) => Outline::Repeat {
            part: Box::new(outline_of(&repetition.sub)),
            least: repetition.min,
            most: repetition.max,
        },
        HirKind::Capture(capture) => {
            let part = outline_of(&capture.sub);
            let around = |is_ahead, is_negated, part| Outline::Around {
                is_ahead,
                is_negated,
                part: Box::new(part),
            };
            match Special::of(capture.name.as_deref()) {
                Some(Special::Ahead { negated }) => around(true, negated, part),
                Some(Special::Behind { negated }) => around(false, negated, part),
                Some(Special::Atomic) | None => part,
            }
        }
        HirKind::Concat(parts) => sequence(parts.iter().map(outline_of)),
        HirKind::Alternation(parts) => Outline::Choice(parts.iter().map(outline_of).collect()),
    }
}

/// Returns the parts in one sequence, in which no two texts follow each other.
fn sequence(parts: impl Iterator<Item = Outline>) -> Outline {
    let mut joined: Vec<Outline> = Vec::new();
    for part in parts {
        match (joined.last_mut(), part) {
            (_, Outline::Nothing) => {}
            (Some(Outline::Text(before)), Outline::Text(text)) => before.push_str(&text),
            (_, Outline::Sequence(inner)) => joined.extend(inner),
            (_, part) => joined.push(part),
        }
    }
    match joined.len() {
        0 => Outline::Nothing,
        1 => joined.remove(0),
        _ => Outline::Sequence(joined),
    }
}

fn characters(class: &Class) -> Outline {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => {
            let ranges = class.ranges().iter();
            ranges.map(|range| (range.start(), range.end())).collect()
        }
        Class::Bytes(class) => {
            let ranges = class.ranges().iter();
            ranges
                .map(|range| (char::from(range.start()), char::from(range.end())))
                .collect()
        }
    };
    match ranges[..] {
        [] => Outline::Never,
        [(first, last)] if first == last => Outline::Text(first.to_string()),
        _ => Outline::Character(ranges),
    }
}

fn place(look: Look) -> &'static str {
    match look {
        Look::Start => "start of the text",
        Look::End => "end of the text",
        Look::StartLF | Look::StartCRLF => "start of a line",
        Look::EndLF | Look::EndCRLF => "end of a line",
        Look::WordAscii | Look::WordUnicode => "edge of a word",
        Look::WordAsciiNegate | Look::WordUnicodeNegate => "no edge of a word",
        Look::WordStartAscii | Look::WordStartUnicode => "start of a word",
        Look::WordEndAscii | Look::WordEndUnicode => "end of a word",
        Look::WordStartHalfAscii | Look::WordStartHalfUnicode => "no word before",
        Look::WordEndHalfAscii | Look::WordEndHalfUnicode => "no word behind",
    }
}
