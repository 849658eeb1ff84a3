//! Whether a value matches, for the lints of this compiler: a walk over the expression, without an engine.

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::canonical::parse;
use crate::plan::{CheckKind, NamedCheck, Pattern};

/// Values beyond this are not looked at.
const LONGEST: usize = 1000;

/// Whether a value is one that the pattern describes; `None` where that is not looked at.
#[must_use]
pub fn pattern_matches(pattern: &Pattern, value: &str) -> Option<bool> {
    let mut all = true;
    for expression in &pattern.all {
        all &= found(expression, value)?;
    }
    Some(all)
}

/// Whether a value passes a named check; `None` where that is not looked at.
#[must_use]
pub fn check_holds(check: &NamedCheck, value: &str) -> Option<bool> {
    let found = found(&check.regex, value)?;
    Some(found == (check.kind != CheckKind::Excludes))
}

/// Whether some part of the value matches.
fn found(expression: &str, value: &str) -> Option<bool> {
    if value.len() > LONGEST {
        return None;
    }
    let hir = parse(expression).ok()?;
    let starts = (0..=value.len())
        .filter(|at| value.is_char_boundary(*at))
        .collect();
    Some(!ends(&hir, value, &starts).is_empty())
}

/// All places where a match that begins at one of `starts` can end.
fn ends(hir: &Hir, value: &str, starts: &BTreeSet<usize>) -> BTreeSet<usize> {
    match hir.kind() {
        HirKind::Empty => starts.clone(),
        HirKind::Literal(literal) => starts
            .iter()
            .filter(|at| value.as_bytes()[**at..].starts_with(&literal.0))
            .map(|at| at + literal.0.len())
            .collect(),
        HirKind::Class(class) => starts
            .iter()
            .filter_map(|at| {
                let character = value.get(*at..)?.chars().next()?;
                contains(class, character).then(|| at + character.len_utf8())
            })
            .collect(),
        HirKind::Look(look) => starts
            .iter()
            .copied()
            .filter(|at| match look {
                Look::Start => *at == 0,
                Look::End => *at == value.len(),
                _ => false,
            })
            .collect(),
        HirKind::Capture(capture) => ends(&capture.sub, value, starts),
        HirKind::Concat(parts) => parts
            .iter()
            .fold(starts.clone(), |at, part| ends(part, value, &at)),
        HirKind::Alternation(parts) => parts
            .iter()
            .flat_map(|part| ends(part, value, starts))
            .collect(),
        HirKind::Repetition(repetition) => {
            let mut at = starts.clone();
            for _ in 0..repetition.min {
                let next = ends(&repetition.sub, value, &at);
                if next == at || next.is_empty() {
                    at = next;
                    break;
                }
                at = next;
            }
            let mut all = at.clone();
            let mut count = repetition.min;
            // A place reached once need not be left again: what follows from it is known.
            while !at.is_empty() && repetition.max.is_none_or(|max| count < max) {
                at = ends(&repetition.sub, value, &at)
                    .difference(&all)
                    .copied()
                    .collect();
                all.extend(&at);
                count += 1;
            }
            all
        }
    }
}

fn contains(class: &Class, character: char) -> bool {
    match class {
        Class::Unicode(class) => class
            .iter()
            .any(|range| range.start() <= character && character <= range.end()),
        Class::Bytes(class) => u8::try_from(character).is_ok_and(|byte| {
            class
                .iter()
                .any(|range| range.start() <= byte && byte <= range.end())
        }),
    }
}
