//! Finds patterns whose meaning depends on the engine or on anchors around them.

use super::LintDiagnostic;
use crate::draft::TextDeclaration;
use crate::pattern::automaton::{Window, build};
use crate::pattern::{PatternDiagnostic, bar_behind, is_alternation};
use crate::source::Diagnostics;

/// The classes that contain more characters in Unicode, each with its ASCII form and an example of these characters.
const CLASSES: [(char, &str, char); 3] = [
    ('d', "[0-9]", '\u{661}'),
    ('w', "[0-9A-Za-z_]", '\u{e9}'),
    ('s', r"[\t\n\x0B\x0C\r ]", '\u{a0}'),
];

/// Reports the first class whose meaning depends on the engine, unless the dialect is given.
pub(super) fn classes(subject: &TextDeclaration, found: &mut Diagnostics) {
    let Some(pattern) = &subject.pattern else {
        return;
    };
    if subject.dialect.is_some() {
        return;
    }
    let mut escaped = false;
    for character in pattern.value.chars() {
        let class = CLASSES
            .iter()
            .find(|(name, ..)| *name == character.to_ascii_lowercase());
        if let (true, Some((_, ascii, example))) = (escaped, class) {
            let diagnostic = LintDiagnostic::EngineClass {
                class: character,
                plain: character.to_ascii_lowercase(),
                ascii,
                example: *example,
            };
            found.push(diagnostic.at(pattern.span));
            return;
        }
        escaped = character == '\\' && !escaped;
    }
}

/// Reports a look-ahead that applies to the first alternative only.
pub(super) fn look_aheads(subject: &TextDeclaration, found: &mut Diagnostics) {
    let dialect = subject.dialect.unwrap_or_default();
    let pattern = subject.pattern.as_ref();
    let Some(bar) = pattern.and_then(|pattern| bar_behind(pattern, dialect)) else {
        return;
    };
    found.push(PatternDiagnostic::LookAheadBeforeAlternation.at(bar));
}

/// Reports alternatives without a group, whose meaning changes between anchors.
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
    // A text that matches only with `^…$` around the pattern.
    let Ok(Some(witness)) = build(&format!(r"\A{inner}\z"))
        .and_then(|naive| naive.without(&pattern.set))
        .and_then(|more| more.shortest(Window::ANY))
    else {
        return;
    };
    let diagnostic = LintDiagnostic::UngroupedAlternatives {
        witness: witness.into(),
    };
    found.push(diagnostic.at(text.span));
}
