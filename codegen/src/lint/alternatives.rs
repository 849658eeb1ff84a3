//! Alternatives without which a pattern takes the same strings.

use regex_syntax::hir::{Hir, HirKind};

use super::codes;
use super::witness::quoted;
use crate::pattern::automaton::{Spent, Window, build_hir};
use crate::pattern::parse;
use crate::plan::Pattern;
use crate::source::{Diagnostic, Diagnostics, Span};

/// More alternatives than these are not tried one by one.
const MOST: usize = 24;

/// Warns of the alternatives that change nothing within the bounds.
pub(super) fn dead(
    pattern: &Pattern,
    window: Window,
    span: Span,
    found: &mut Diagnostics,
) -> Result<(), Spent> {
    let Ok(hir) = parse(&pattern.expression) else {
        return Ok(());
    };
    let mut all = Vec::new();
    alternatives(&hir, &mut all);
    if all.is_empty() || all.len() > MOST {
        return Ok(());
    }
    for (at, alternative) in all.iter().enumerate() {
        let without = build_hir(&left_out(&hir, at, &mut 0))?;
        // One inside of `(?!…)` takes away, so that without it there may be more.
        let lost = pattern.set.without(&without)?.shortest(window)?;
        let gained = || without.without(&pattern.set)?.shortest(window);
        if lost.is_some() || gained()?.is_some() {
            continue;
        }
        let member = build_hir(alternative)?.shortest(Window::ANY)?;
        let shown = match member.as_deref() {
            None => "no string".to_owned(),
            Some("") => "the empty string".to_owned(),
            Some(member) => quoted(member),
        };
        found.push(
            Diagnostic::warning(
                codes::DEAD_ALTERNATIVE,
                span,
                "an alternative of this pattern changes nothing",
            )
            .label(format!(
                "without the alternative that stands for {shown} the field takes the same strings"
            ))
            .help("leave it out, or mend what it was meant to take"),
        );
    }
    Ok(())
}

/// All alternatives, those inside of alternatives behind them.
fn alternatives(hir: &Hir, all: &mut Vec<Hir>) {
    match hir.kind() {
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

/// The expression without one alternative, by its place in [`alternatives`].
fn left_out(hir: &Hir, gone: usize, at: &mut usize) -> Hir {
    match hir.kind() {
        HirKind::Alternation(parts) => {
            let first = *at;
            *at += parts.len();
            let kept: Vec<Hir> = parts
                .iter()
                .enumerate()
                .map(|(number, part)| (number, left_out(part, gone, at)))
                .filter(|(number, _)| first + number != gone)
                .map(|(_, part)| part)
                .collect();
            Hir::alternation(kept)
        }
        HirKind::Concat(parts) => {
            Hir::concat(parts.iter().map(|part| left_out(part, gone, at)).collect())
        }
        // A look-ahead is a group with a name.
        HirKind::Capture(capture) => Hir::capture(regex_syntax::hir::Capture {
            sub: Box::new(left_out(&capture.sub, gone, at)),
            ..capture.clone()
        }),
        HirKind::Repetition(repetition) => Hir::repetition(regex_syntax::hir::Repetition {
            sub: Box::new(left_out(&repetition.sub, gone, at)),
            ..repetition.clone()
        }),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
    }
}
