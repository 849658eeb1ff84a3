//! Patterns that mean something else to other readers: classes of Unicode, anchors around alternatives.

use super::codes;
use super::witness::quoted;
use crate::draft::TextDeclaration;
use crate::pattern::automaton::{Window, build};
use crate::pattern::{PatternDiagnostic, bar_behind, is_alternation};
use crate::source::{Diagnostic, Diagnostics};

/// Classes that take more in Unicode, and a character that shows it.
const CLASSES: [(char, &str, char); 3] = [
    ('d', "[0-9]", '\u{661}'),
    ('w', "[0-9A-Za-z_]", '\u{e9}'),
    ('s', r"[\t\n\x0B\x0C\r ]", '\u{a0}'),
];

/// Warns of the first class that engines read differently, unless the dialect is given.
pub(super) fn classes(subject: &TextDeclaration, found: &mut Diagnostics) {
    let Some(pattern) = &subject.pattern else {
        return;
    };
    if subject.has_dialect {
        return;
    }
    let mut escaped = false;
    for character in pattern.value.chars() {
        let class = CLASSES
            .iter()
            .find(|(name, ..)| *name == character.to_ascii_lowercase());
        if let (true, Some((_, ascii, witness))) = (escaped, class) {
            found.push(
                Diagnostic::warning(
                    codes::DIALECT_CLASS,
                    pattern.span,
                    format!("engines read `\\{character}` differently"),
                )
                .label(format!("in Unicode {witness:?} makes a difference"))
                .help(format!(
                    "write `{ascii}` for `\\{}`, or give `dialect: wireform`, which is ASCII",
                    character.to_ascii_lowercase()
                )),
            );
            return;
        }
        escaped = character == '\\' && !escaped;
    }
}

/// Warns of a look-ahead that looks as if it were about all alternatives.
pub(super) fn look_aheads(subject: &TextDeclaration, found: &mut Diagnostics) {
    let Some(bar) = subject.pattern.as_ref().and_then(bar_behind) else {
        return;
    };
    found.push(PatternDiagnostic::LookAheadBeforeAlternation.at(bar));
}

/// Warns of alternatives that anchors would belong to one of only.
pub(super) fn anchors(subject: &TextDeclaration, found: &mut Diagnostics) {
    let (Some(text), Some(pattern)) = (&subject.pattern, subject.facets.patterns.last()) else {
        return;
    };
    let inner = pattern
        .expression
        .strip_prefix(r"\A(?:")
        .and_then(|rest| rest.strip_suffix(r")\z"));
    let (Some(inner), true) = (inner, pattern.source == text.value) else {
        return;
    };
    if !is_alternation(inner) {
        return;
    }
    // What `^…$` around the bare text takes beside.
    let Ok(Some(witness)) = build(&format!(r"\A{inner}\z"))
        .and_then(|naive| naive.without(&pattern.set))
        .and_then(|more| more.shortest(Window::ANY))
    else {
        return;
    };
    found.push(
        Diagnostic::warning(
            codes::UNANCHORED,
            text.span,
            "between anchors this pattern means something else",
        )
        .label(format!("`^…$` around it also takes {}", quoted(&witness)))
        .help("put the alternatives into a group"),
    );
}
