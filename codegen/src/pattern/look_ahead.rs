//! Look-aheads on their way through a parser that knows none: each becomes a group with a name of ours.
//!
//! `(?=X)` is read as `(?P<ahead.N>X)` and `(?!X)` as `(?P<not.ahead.N>X)`. Names that people give to groups say nothing
//! about the language and are taken out, so that none is mistaken for ours. Look-behind and atomic groups are refused.

use super::codes;
use super::scan::scan;
use super::working::Working;
use crate::source::{Diagnostic, Diagnostics, Span};
use crate::syntax::Text;

/// How the names of groups begin that stand for `(?=`.
const AHEAD: &str = "ahead.";
/// How the names of groups begin that stand for `(?!`.
const NOT_AHEAD: &str = "not.ahead.";

/// What a look-ahead says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LookAhead {
    /// Whether what it names must not follow.
    pub(super) negated: bool,
}

impl LookAhead {
    /// What a group of this name stands for, if it is a look-ahead.
    pub(super) fn of(name: Option<&str>) -> Option<Self> {
        let name = name?;
        let negated = name.starts_with(NOT_AHEAD);
        (negated || name.starts_with(AHEAD)).then_some(Self { negated })
    }

    /// As patterns write it.
    pub(super) fn opening(self) -> &'static str {
        if self.negated { "(?!" } else { "(?=" }
    }

    fn group(self, number: usize) -> String {
        let name = if self.negated { NOT_AHEAD } else { AHEAD };
        format!("(?P<{name}{number}>")
    }
}

/// A group that this stage replaces or refuses.
struct Opening {
    at: usize,
    length: usize,
    kind: Kind,
}

enum Kind {
    LookAhead(LookAhead),
    /// A name that somebody gave.
    Named,
    LookBehind,
    Atomic,
    BackReference,
}

fn openings(text: &str) -> Vec<Opening> {
    let mut found = Vec::new();
    for (at, _) in scan(text).groups {
        let rest = &text[at..];
        let ahead = |negated| Kind::LookAhead(LookAhead { negated });
        let (length, kind) = if rest.starts_with("(?=") {
            (3, ahead(false))
        } else if rest.starts_with("(?!") {
            (3, ahead(true))
        } else if rest.starts_with("(?<=") || rest.starts_with("(?<!") {
            (4, Kind::LookBehind)
        } else if rest.starts_with("(?>") {
            (3, Kind::Atomic)
        } else if rest.starts_with("(?P=") {
            (4, Kind::BackReference)
        } else if rest.starts_with("(?<") || rest.starts_with("(?P<") {
            // The name is read by the parser, which says what is wrong with it.
            let Some(end) = rest.find('>') else { continue };
            if !is_name(rest[..end].trim_start_matches(['(', '?', 'P', '<'])) {
                continue;
            }
            (end + 1, Kind::Named)
        } else {
            continue;
        };
        found.push(Opening { at, length, kind });
    }
    found
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']'))
}

/// The bar behind which a look-ahead at the beginning holds no more, though it looks as if.
pub(crate) fn bar_behind(text: &Text) -> Option<Span> {
    let begins = |at: usize| {
        let rest = &text.value[at..];
        rest.starts_with("(?=") || rest.starts_with("(?!")
    };
    let mut bars = scan(&text.value).top_bars.into_iter();
    let bar = bars.find(|bar| !begins(bar + 1)).filter(|_| begins(0))?;
    Some(Working::new(text).span(bar, bar + 1))
}

/// The text with names for look-aheads; what is no set of strings, or none that can be decided, is refused.
pub(super) fn named(working: Working, diagnostics: &mut Diagnostics) -> Option<Working> {
    let mut edits = Vec::new();
    let mut refused = false;
    for (number, opening) in openings(&working.text).into_iter().enumerate() {
        let (from, to) = (opening.at, opening.at + opening.length);
        match opening.kind {
            Kind::LookAhead(ahead) => edits.push((from, to, ahead.group(number))),
            Kind::Named => edits.push((from, to, "(".to_owned())),
            Kind::LookBehind => {
                refused = true;
                diagnostics.push(
                    Diagnostic::error(
                        codes::LOOK_AROUND,
                        working.span(from, to),
                        "a pattern cannot look behind",
                    )
                    .help("say it from the other side, with a look-ahead: `(?=…)` or `(?!…)`")
                    .help("or as a check: `all_of: { name: { excludes: '…', says: … } }`"),
                );
            }
            Kind::BackReference => {
                refused = true;
                diagnostics.push(back_reference(working.span(from, to)));
            }
            Kind::Atomic => {
                refused = true;
                diagnostics.push(
                    Diagnostic::error(codes::ATOMIC, working.span(from, to), ATOMIC)
                        .help(ATOMIC_HELP),
                );
            }
        }
    }
    if refused {
        return None;
    }
    Some(if edits.is_empty() {
        working
    } else {
        working.replaced(&edits)
    })
}

/// A text that is to come again.
pub(super) fn back_reference(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::BACK_REFERENCE,
        span,
        "a back-reference cannot be matched in linear time",
    )
    .help("leave it out, and say in `differs:` what is not checked")
}

/// What is wrong with forbidding an engine to go back.
pub(super) const ATOMIC: &str = "a pattern is a set of strings, not a way to search for them";
/// What to do about it.
pub(super) const ATOMIC_HELP: &str =
    "write a plain group or repetition, and a look-ahead for what must not follow";

/// The same of an expression of ours, where nothing is refused.
pub(super) fn named_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut from = 0;
    for (number, opening) in openings(text).into_iter().enumerate() {
        if let Kind::LookAhead(ahead) = opening.kind {
            out.push_str(&text[from..opening.at]);
            out.push_str(&ahead.group(number));
            from = opening.at + opening.length;
        }
    }
    out.push_str(&text[from..]);
    out
}
