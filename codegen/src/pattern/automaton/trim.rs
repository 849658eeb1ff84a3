//! Removes what has no effect at the beginning of a search.

use regex_syntax::hir::{Capture, Hir, HirKind, Repetition};

use crate::pattern::look_around::Special;

/// Returns an expression that finds a match in the same values. A match may begin later, so a repetition at the beginning
/// needs its minimum only.
pub(super) fn trimmed(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
        HirKind::Capture(capture) => match Special::of(capture.name.as_deref()) {
            Some(_) => hir.clone(),
            None => Hir::capture(Capture {
                sub: Box::new(trimmed(&capture.sub)),
                ..capture.clone()
            }),
        },
        HirKind::Repetition(repetition) if has_places(&repetition.sub) => hir.clone(),
        HirKind::Repetition(repetition) if repetition.min == 0 => Hir::empty(),
        HirKind::Repetition(repetition) => {
            let others = Repetition {
                min: repetition.min - 1,
                max: Some(repetition.min - 1),
                ..repetition.clone()
            };
            Hir::concat(vec![trimmed(&repetition.sub), Hir::repetition(others)])
        }
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(trimmed).collect()),
        HirKind::Concat(parts) => {
            let mut parts = parts.iter();
            let mut all = Vec::new();
            for part in parts.by_ref() {
                let part = trimmed(part);
                if !matches!(part.kind(), HirKind::Empty) {
                    all.push(part);
                    break;
                }
            }
            all.extend(parts.cloned());
            Hir::concat(all)
        }
    }
}

/// Returns whether an expression depends on what is around it.
fn has_places(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) => false,
        HirKind::Look(_) => true,
        HirKind::Capture(capture) => {
            Special::of(capture.name.as_deref()).is_some() || has_places(&capture.sub)
        }
        HirKind::Repetition(repetition) => has_places(&repetition.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(has_places),
    }
}
