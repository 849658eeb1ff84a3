//! Counted repetitions without their upper bounds.

use regex_syntax::hir::{Capture, Hir, HirKind, Repetition};

/// The upper bounds of an expression, in the order that it is read in.
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

/// The expression without those of its upper bounds that `keep` says no to, by their place in [`bounds`].
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

/// An upper bound that is more than "once or not at all".
fn bound(repetition: &Repetition) -> Option<u32> {
    repetition.max.filter(|max| *max > 1)
}
