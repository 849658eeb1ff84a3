//! Finds alternatives that have no effect on the strings of a pattern.

use regex_syntax::hir::{Hir, HirKind};

use super::LintDiagnostic;
use crate::pattern::automaton::{LimitExceeded, Window, build_hir};
use crate::pattern::{is_place, parse};
use crate::plan::Pattern;
use crate::source::{Diagnostics, Span};

/// The maximum number of alternatives that are tried.
const MAX_ALTERNATIVES: usize = 24;

/// Reports the alternatives that have no effect within the bounds.
pub(super) fn dead(
    pattern: &Pattern,
    window: Window,
    span: Span,
    found: &mut Diagnostics,
) -> Result<(), LimitExceeded> {
    let Ok(hir) = parse(&pattern.expression) else {
        return Ok(());
    };
    let mut all = Vec::new();
    alternatives(&hir, &mut all);
    if all.is_empty() || all.len() > MAX_ALTERNATIVES {
        return Ok(());
    }
    for (at, alternative) in all.iter().enumerate() {
        let without = build_hir(&without_alternative(&hir, at, &mut 0))?;
        // Without an alternative inside `(?!…)` the pattern may match more.
        if pattern.set.exceeds(&without, window)? || without.exceeds(&pattern.set, window)? {
            continue;
        }
        let member = build_hir(alternative)?.shortest(Window::ANY)?;
        let diagnostic = match member {
            Some(member) => LintDiagnostic::RedundantAlternative {
                member: member.into(),
            },
            None => LintDiagnostic::EmptyAlternative,
        };
        found.push(diagnostic.at(span));
    }
    Ok(())
}

/// Collects all alternatives. Nested alternatives follow the outer ones. An anchor can be written out with alternatives,
/// which the author did not write.
fn alternatives(hir: &Hir, all: &mut Vec<Hir>) {
    match hir.kind() {
        HirKind::Alternation(_) if is_place(hir) => {}
        HirKind::Alternation(parts) => {
            all.extend(parts.iter().map(|part| {
                Hir::concat(vec![
                    Hir::look(regex_syntax::hir::Look::Start),
                    part.clone(),
                    Hir::look(regex_syntax::hir::Look::End),
                ])
            }));
            parts.iter().for_each(|part| alternatives(part, all));
        }
        HirKind::Concat(parts) => parts.iter().for_each(|part| alternatives(part, all)),
        HirKind::Capture(capture) => alternatives(&capture.sub, all),
        HirKind::Repetition(repetition) => alternatives(&repetition.sub, all),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {}
    }
}

/// Returns an expression without one alternative, which is numbered as in [`alternatives`].
fn without_alternative(hir: &Hir, gone: usize, at: &mut usize) -> Hir {
    match hir.kind() {
        HirKind::Alternation(_) if is_place(hir) => hir.clone(),
        HirKind::Alternation(parts) => {
            let first = *at;
            *at += parts.len();
            let kept: Vec<Hir> = parts
                .iter()
                .enumerate()
                .map(|(number, part)| (number, without_alternative(part, gone, at)))
                .filter(|(number, _)| first + number != gone)
                .map(|(_, part)| part)
                .collect();
            Hir::alternation(kept)
        }
        HirKind::Concat(parts) => Hir::concat(
            parts
                .iter()
                .map(|part| without_alternative(part, gone, at))
                .collect(),
        ),
        // A look-ahead is a group with a name.
        HirKind::Capture(capture) => Hir::capture(regex_syntax::hir::Capture {
            sub: Box::new(without_alternative(&capture.sub, gone, at)),
            ..capture.clone()
        }),
        HirKind::Repetition(repetition) => Hir::repetition(regex_syntax::hir::Repetition {
            sub: Box::new(without_alternative(&repetition.sub, gone, at)),
            ..repetition.clone()
        }),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
    }
}
