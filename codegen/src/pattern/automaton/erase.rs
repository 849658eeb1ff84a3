//! Removes the upper bounds of counted repetitions.

use regex_syntax::hir::{Capture, Hir, HirKind, Repetition};

/// Collects the upper bounds of an expression in reading order.
pub fn bounds(hir: &Hir, found: &mut Vec<u32>) {
    match hir.kind() {
        HirKind::Repetition(repetition) => {
            if let Some(max) = bound(repetition) {
                found.push(max);
            }
            bounds(&repetition.sub, found);
        }
        HirKind::Capture(capture) => bounds(&capture.sub, found),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            for part in parts {
                bounds(part, found);
            }
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {}
    }
}

/// Returns an expression without the upper bounds for which `keep` returns false. A bound is identified by its position in
/// the list that [`bounds`] returns.
#[must_use]
pub fn erased(hir: &Hir, keep: &dyn Fn(usize) -> bool, at: &mut usize) -> Hir {
    match hir.kind() {
        HirKind::Repetition(repetition) => {
            let mut max = repetition.max;
            if bound(repetition).is_some() {
                if !keep(*at) {
                    max = None;
                }
                *at += 1;
            }
            Hir::repetition(Repetition {
                min: repetition.min,
                max,
                greedy: repetition.greedy,
                sub: Box::new(erased(&repetition.sub, keep, at)),
            })
        }
        HirKind::Capture(capture) => Hir::capture(Capture {
            index: capture.index,
            name: capture.name.clone(),
            sub: Box::new(erased(&capture.sub, keep, at)),
        }),
        HirKind::Concat(parts) => {
            Hir::concat(parts.iter().map(|part| erased(part, keep, at)).collect())
        }
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.iter().map(|part| erased(part, keep, at)).collect())
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
    }
}

/// Returns the upper bound of a repetition, if it is greater than one.
fn bound(repetition: &Repetition) -> Option<u32> {
    repetition.max.filter(|max| *max > 1)
}
