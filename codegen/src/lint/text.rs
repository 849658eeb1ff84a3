//! The facets of a text: whether some value passes, and whether each facet has an effect.
//!
//! In: the facets of a text and where they stand. Out: diagnostics. The questions are decided on the set of strings that the
//! facets describe; a set that would take too long to compute is a warning of its own.

use super::witness::quoted;
use super::{alternatives, codes, spelling};
use crate::draft::TextDeclaration;
use crate::pattern::automaton::{Automaton, Lengths, Spent, Window};
use crate::pattern::{Language, Matcher};
use crate::source::{Diagnostic, Diagnostics, Severity, Span};

/// Checks the facets of a text.
pub(super) fn check(subject: &TextDeclaration, diagnostics: &mut Diagnostics) {
    let mut found = Diagnostics::default();
    if let Err(spent) = languages(subject, &mut found) {
        found.push(
            Diagnostic::warning(
                codes::UNDECIDED,
                place(subject),
                "what this field takes was not looked at",
            )
            .label(format!("it would take {spent}"))
            .help("use fewer or smaller counted repetitions, and bound lengths with `maxLength:`"),
        );
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

/// A table of more bytes than these is worth a word.
const LARGE: usize = 6 << 10;

/// Warns of a pattern of this node that takes a large table.
fn table(subject: &TextDeclaration, found: &mut Diagnostics) {
    let (Some(text), Some(pattern)) = (&subject.pattern, subject.facets.patterns.last()) else {
        return;
    };
    let cells = pattern.set.states() * pattern.set.alphabet().classes();
    // Two bytes a cell; what counts instead has no table.
    if cells * 2 <= LARGE || pattern.source != text.value {
        return;
    }
    let longest = subject.facets.max_length;
    let matcher = Matcher::choose(&pattern.set, &pattern.expression, longest);
    let Ok(Matcher::Table(table) | Matcher::Bounded { exact: table, .. }) = matcher else {
        return;
    };
    found.push(
        Diagnostic::warning(
            codes::LARGE_TABLE,
            text.span,
            "this pattern takes a large table",
        )
        .label(format!("{table}"))
        .help("give the length as `maxLength:`, and leave repetitions without upper bounds"),
    );
}

/// The pattern, if there is one.
fn place(subject: &TextDeclaration) -> Span {
    let pattern = subject.pattern.as_ref().map(|text| text.span);
    pattern.unwrap_or(subject.span)
}

fn languages(subject: &TextDeclaration, found: &mut Diagnostics) -> Result<(), Spent> {
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
        // The bounds alone have been said.
        return Ok(());
    }
    if language.shortest()?.is_none() {
        let alone = language.set.shortest(Window::ANY)?;
        let reason = match alone {
            Some(member) => {
                format!("the shortest string of its form, {member:?}, has another length")
            }
            None => "no string has its form".to_owned(),
        };
        found.push(
            Diagnostic::error(
                codes::UNSATISFIABLE,
                place(subject),
                "no value satisfies this field",
            )
            .label(reason)
            .help("mend or leave out the facet that excludes the others"),
        );
        return Ok(());
    }
    if subject.is_required && language.contains("") && !facets.patterns.is_empty() {
        found.push(
            Diagnostic::warning(
                codes::EMPTY_REQUIRED,
                place(subject),
                "this field is required, and takes the empty string",
            )
            .label("`\"\"` matches")
            .help("`minLength: 1` refuses it"),
        );
    }
    bounds(subject, &language.set, found)?;
    if let (Some(pattern), Some(last)) = (&subject.pattern, facets.patterns.last())
        && pattern.value == last.source
    {
        alternatives::dead(last, language.window, pattern.span, found)?;
    }
    Ok(())
}

/// Bounds that never bind, or that bind where the pattern has a bound of its own.
fn bounds(
    subject: &TextDeclaration,
    set: &Automaton,
    found: &mut Diagnostics,
) -> Result<(), Spent> {
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
        found.push(
            Diagnostic::warning(codes::REDUNDANT_BOUND, min.span, "this bound never binds")
                .label(format!(
                    "the shortest string of this form, {}, has a length of {least} already",
                    quoted(&shortest)
                ))
                .help("leave it out, or say in `differs:` that the page has it"),
        );
    }
    let (Some(max), Some(greatest)) = (&subject.max_length, lengths.greatest()) else {
        return Ok(());
    };
    if greatest <= max.value {
        let longest = set.longest(any)?.unwrap_or_default();
        found.push(
            Diagnostic::warning(codes::REDUNDANT_BOUND, max.span, "this bound never binds")
                .label(format!(
                    "the longest string of this form, {}, has a length of {greatest}",
                    quoted(&longest)
                ))
                .help("leave it out, or say in `differs:` that the page has it"),
        );
        return Ok(());
    }
    let beyond = Window {
        min: max.value + 1,
        max: None,
        unit,
    };
    if let Some(witness) = set.shortest(beyond)? {
        found.push(
            Diagnostic::warning(
                codes::CUTTING_BOUND,
                max.span,
                "this bound cuts off what the pattern takes",
            )
            .label(format!(
                "the pattern goes up to {greatest}, and takes {}",
                quoted(&witness)
            ))
            .help("mend the one that is wrong, or say in `differs:` that the page has both"),
        );
    }
    Ok(())
}
