//! Checks the facets of a text: whether a value passes all of them, and whether each of them has an effect.
//!
//! Input: the facets of a text with their places. Output: diagnostics. The lints compare the sets of strings that the facets
//! describe. If such a set would take too long to compute, this is a warning of its own.

use super::{LintDiagnostic, alternatives, spelling};
use crate::draft::TextDeclaration;
use crate::pattern::automaton::{Automaton, Lengths, LimitExceeded, Window};
use crate::pattern::{Language, Matcher};
use crate::plan::NormalStep;
use crate::source::{Diagnostics, Severity, Span};

/// Checks the facets of a text.
pub(super) fn check(subject: &TextDeclaration, diagnostics: &mut Diagnostics) {
    let mut found = Diagnostics::default();
    if let Err(limit) = languages(subject, &mut found) {
        found.push(LintDiagnostic::Skipped { limit }.at(main_span(subject)));
    }
    table(subject, &mut found);
    spelling::classes(subject, &mut found);
    spelling::look_aheads(subject, &mut found);
    spelling::anchors(subject, &mut found);
    found
        .0
        .retain(|diagnostic| !subject.is_noted || diagnostic.severity == Severity::Error);
    diagnostics.extend(found);
}

/// The size in bytes of the largest table without a warning.
const LARGE: usize = 6 << 10;

/// Reports a pattern that needs a large table.
fn table(subject: &TextDeclaration, found: &mut Diagnostics) {
    let (Some(text), Some(pattern)) = (&subject.pattern, subject.facets.patterns.last()) else {
        return;
    };
    let cells = pattern.set.states() * pattern.set.alphabet().classes();
    // A cell has two bytes. Matchers other than tables are decided below.
    if cells * 2 <= LARGE || pattern.source != text.value {
        return;
    }
    let longest = subject.facets.max_length;
    let matcher = Matcher::choose(&pattern.set, &pattern.expression, longest);
    let Ok(Matcher::Table(table) | Matcher::Bounded { exact: table, .. }) = matcher else {
        return;
    };
    let table = table.to_string();
    found.push(LintDiagnostic::LargeTable { table }.at(text.span));
}

/// Returns the names of steps as a schema states them, as in `[trim, uppercase]`.
fn normal_steps(steps: &[NormalStep]) -> String {
    let names: Vec<&str> = steps.iter().map(NormalStep::name).collect();
    format!("[{}]", names.join(", "))
}

/// Returns the place of the pattern, or of the field without a pattern.
fn main_span(subject: &TextDeclaration) -> Span {
    let pattern = subject.pattern.as_ref().map(|text| text.span);
    pattern.unwrap_or(subject.span)
}

fn languages(subject: &TextDeclaration, found: &mut Diagnostics) -> Result<(), LimitExceeded> {
    let facets = &subject.facets;
    if facets.patterns.is_empty() && facets.formats.is_empty() && facets.checks.is_empty() {
        return Ok(());
    }
    let language = Language::of(facets)?;
    if language
        .window
        .max
        .is_some_and(|max| max < language.window.min)
    {
        // The resolver has reported the bounds.
        return Ok(());
    }
    if language.shortest()?.is_none() {
        let alone = language.set.shortest(Window::ANY)?;
        let diagnostic = match alone {
            Some(shortest) => LintDiagnostic::NoValidLength {
                shortest: shortest.into(),
            },
            None if facets.normal.is_empty() => LintDiagnostic::NoValidForm,
            None => LintDiagnostic::NoNormalForm {
                steps: normal_steps(&facets.normal),
            },
        };
        found.push(diagnostic.at(main_span(subject)));
        return Ok(());
    }
    if subject.is_required && language.contains("") && !facets.patterns.is_empty() {
        found.push(LintDiagnostic::EmptyRequired.at(main_span(subject)));
    }
    bounds(subject, &language.set, found)?;
    if let (Some(pattern), Some(last)) = (&subject.pattern, facets.patterns.last())
        && pattern.value == last.source
    {
        alternatives::dead(last, language.window, pattern.span, found)?;
    }
    Ok(())
}

/// Reports bounds without effect, and bounds that contradict the pattern.
fn bounds(
    subject: &TextDeclaration,
    set: &Automaton,
    found: &mut Diagnostics,
) -> Result<(), LimitExceeded> {
    let unit = subject.facets.unit;
    let mut lengths = Lengths::new(set, unit);
    let any = Window {
        unit,
        ..Window::ANY
    };
    let Some(least) = lengths.least_in(any)? else {
        return Ok(());
    };
    if let Some(min) = &subject.min_length
        && min.value > 0
        && least as u64 >= min.value
    {
        let shortest = set.shortest(any)?.unwrap_or_default();
        let diagnostic = LintDiagnostic::RedundantMinimum {
            shortest: shortest.into(),
            length: least,
        };
        found.push(diagnostic.at(min.span));
    }
    let (Some(max), Some(greatest)) = (&subject.max_length, lengths.greatest()) else {
        return Ok(());
    };
    if greatest <= max.value {
        let longest = set.longest(any)?.unwrap_or_default();
        let diagnostic = LintDiagnostic::RedundantMaximum {
            longest: longest.into(),
            length: greatest,
        };
        found.push(diagnostic.at(max.span));
        return Ok(());
    }
    let beyond = Window {
        min: max.value + 1,
        max: None,
        unit,
    };
    if let Some(witness) = set.shortest(beyond)? {
        let diagnostic = LintDiagnostic::CuttingBound {
            limit: greatest,
            witness: witness.into(),
        };
        found.push(diagnostic.at(max.span));
    }
    Ok(())
}
