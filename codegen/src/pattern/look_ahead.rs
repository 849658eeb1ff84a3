//! Passes look-aheads through a parser that does not support them, as groups with special names.
//!
//! `(?=X)` becomes `(?P<ahead.N>X)`, and `(?!X)` becomes `(?P<not.ahead.N>X)`. The names that authors give to groups have
//! no effect on the language. They are removed, so that none looks like a special name. Look-behind and atomic groups are
//! errors.

use super::PatternDiagnostic;
use super::scan::scan;
use super::working::Working;
use crate::source::{Diagnostics, Span};
use crate::syntax::Text;

/// The start of the names of groups that stand for `(?=`.
const AHEAD: &str = "ahead.";
/// The start of the names of groups that stand for `(?!`.
const NOT_AHEAD: &str = "not.ahead.";

/// A kind of look-ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LookAhead {
    /// Whether the text must not follow.
    pub(super) negated: bool,
}

impl LookAhead {
    /// Returns the look-ahead that a group of this name stands for.
    pub(super) fn of(name: Option<&str>) -> Option<Self> {
        let name = name?;
        let negated = name.starts_with(NOT_AHEAD);
        (negated || name.starts_with(AHEAD)).then_some(Self { negated })
    }

    /// Returns the start of its group in a pattern.
    pub(super) fn opening(self) -> &'static str {
        if self.negated { "(?!" } else { "(?=" }
    }

    fn group(self, number: usize) -> String {
        let name = if self.negated { NOT_AHEAD } else { AHEAD };
        format!("(?P<{name}{number}>")
    }
}

/// The start of a group that is replaced or rejected.
struct Opening {
    at: usize,
    length: usize,
    kind: OpeningKind,
}

enum OpeningKind {
    LookAhead(LookAhead),
    /// A group with a name of the author.
    Named,
    LookBehind,
    Atomic,
    BackReference,
}

fn openings(text: &str) -> Vec<Opening> {
    let mut found = Vec::new();
    for (at, _) in scan(text).groups {
        let rest = &text[at..];
        let ahead = |negated| OpeningKind::LookAhead(LookAhead { negated });
        let (length, kind) = if rest.starts_with("(?=") {
            (3, ahead(false))
        } else if rest.starts_with("(?!") {
            (3, ahead(true))
        } else if rest.starts_with("(?<=") || rest.starts_with("(?<!") {
            (4, OpeningKind::LookBehind)
        } else if rest.starts_with("(?>") {
            (3, OpeningKind::Atomic)
        } else if rest.starts_with("(?P=") {
            (4, OpeningKind::BackReference)
        } else if rest.starts_with("(?<") || rest.starts_with("(?P<") {
            // The parser checks the name and reports what is wrong with it.
            let Some(end) = rest.find('>') else { continue };
            if !is_name(rest[..end].trim_start_matches(['(', '?', 'P', '<'])) {
                continue;
            }
            (end + 1, OpeningKind::Named)
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

/// Returns the first bar after which a look-ahead at the start of a pattern no longer applies.
pub(crate) fn bar_behind(text: &Text) -> Option<Span> {
    let begins = |at: usize| {
        let rest = &text.value[at..];
        rest.starts_with("(?=") || rest.starts_with("(?!")
    };
    let mut bars = scan(&text.value).top_bars.into_iter();
    let bar = bars.find(|bar| !begins(bar + 1)).filter(|_| begins(0))?;
    Some(Working::new(text).span(bar, bar + 1))
}

/// Replaces look-aheads by groups with special names. Reports the groups that are not supported.
pub(super) fn named(working: Working, diagnostics: &mut Diagnostics) -> Option<Working> {
    let mut edits = Vec::new();
    let mut refused = false;
    for (number, opening) in openings(&working.text).into_iter().enumerate() {
        let (from, to) = (opening.at, opening.at + opening.length);
        match opening.kind {
            OpeningKind::LookAhead(ahead) => edits.push((from, to, ahead.group(number))),
            OpeningKind::Named => edits.push((from, to, "(".to_owned())),
            OpeningKind::LookBehind => {
                refused = true;
                diagnostics.push(PatternDiagnostic::LookBehind.at(working.span(from, to)));
            }
            OpeningKind::BackReference => {
                refused = true;
                diagnostics.push(PatternDiagnostic::BackReference.at(working.span(from, to)));
            }
            OpeningKind::Atomic => {
                refused = true;
                diagnostics.push(PatternDiagnostic::Atomic.at(working.span(from, to)));
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

/// Replaces look-aheads in an expression in canonical form, which contains no unsupported groups.
pub(super) fn named_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut from = 0;
    for (number, opening) in openings(text).into_iter().enumerate() {
        if let OpeningKind::LookAhead(ahead) = opening.kind {
            out.push_str(&text[from..opening.at]);
            out.push_str(&ahead.group(number));
            from = opening.at + opening.length;
        }
    }
    out.push_str(&text[from..]);
    out
}
