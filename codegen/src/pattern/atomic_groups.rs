//! Writes atomic groups and possessive repetitions with look-ahead.
//!
//! An atomic group has at most one match at a place: the first one that an engine tries. `[0-9]++` is `[0-9]+(?![0-9])`, and
//! `(?>a|b)` is `a|(?!a)b`. A group whose first match depends on what is tried inside it has no such form.

use regex_syntax::hir::{Capture, Hir, HirKind, Repetition};

use super::atomic::{is_fixed, is_one_character};
use super::look_around::{Special, not_ahead};

/// Returns an expression without atomic groups that matches the same values.
pub(super) fn without(hir: &Hir) -> Option<Hir> {
    let all = |parts: &[Hir]| parts.iter().map(without).collect::<Option<Vec<Hir>>>();
    Some(match hir.kind() {
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
        HirKind::Capture(capture) => match Special::of(capture.name.as_deref()) {
            Some(Special::Atomic) => first_match(&capture.sub)?,
            Some(Special::Ahead { .. } | Special::Behind { .. }) | None => {
                inside(capture, without(&capture.sub)?)
            }
        },
        HirKind::Repetition(repetition) => repeated(repetition, without(&repetition.sub)?),
        HirKind::Concat(parts) => Hir::concat(all(parts)?),
        HirKind::Alternation(parts) => Hir::alternation(all(parts)?),
    })
}

/// Returns an expression that matches only what an engine matches first at a place.
fn first_match(hir: &Hir) -> Option<Hir> {
    match hir.kind() {
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {
            Some(hir.clone())
        }
        HirKind::Capture(capture) => match Special::of(capture.name.as_deref()) {
            Some(Special::Ahead { .. } | Special::Behind { .. }) => without(hir),
            Some(Special::Atomic) | None => first_match(&capture.sub),
        },
        HirKind::Repetition(repetition) => first_repetition(repetition),
        HirKind::Concat(parts) => {
            // If a part fails, an engine tries other matches of those in front of it.
            let (_, before) = parts.split_last()?;
            let parts = parts.iter().map(first_match).collect::<Option<Vec<Hir>>>();
            before
                .iter()
                .all(is_tried_once)
                .then_some(parts)?
                .map(Hir::concat)
        }
        HirKind::Alternation(parts) => {
            let mut refused = Vec::new();
            let mut alternatives = Vec::new();
            for part in parts {
                let own = first_match(part)?;
                let mut whole = refused.clone();
                whole.push(own.clone());
                alternatives.push(Hir::concat(whole));
                refused.push(not_ahead(own));
            }
            Some(Hir::alternation(alternatives))
        }
    }
}

fn first_repetition(repetition: &Repetition) -> Option<Hir> {
    let times = |min: u32, max: Option<u32>, sub: Hir| {
        Hir::repetition(Repetition {
            min,
            max,
            greedy: repetition.greedy,
            sub: Box::new(sub),
        })
    };
    let sub = first_match(&repetition.sub)?;
    let (min, max) = (repetition.min, repetition.max);
    let is_counted = max == Some(min);
    if is_counted && is_tried_once(&repetition.sub) {
        return Some(times(min, max, sub));
    }
    let is_simple = is_one_character(&repetition.sub);
    let is_optional = min == 0 && max == Some(1);
    if !is_simple && !is_optional {
        return None;
    }
    if !repetition.greedy {
        return Some(times(min, Some(min), sub));
    }
    let is_last = not_ahead(sub.clone());
    let fewer =
        |most: Option<u32>| Hir::concat(vec![times(min, most, sub.clone()), is_last.clone()]);
    Some(match max {
        None => fewer(None),
        Some(most) => {
            let less = most.checked_sub(1)?;
            Hir::alternation(vec![times(most, max, sub.clone()), fewer(Some(less))])
        }
    })
}

/// Returns whether an engine tries only one match of a part at a place.
fn is_tried_once(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Capture(capture) => match Special::of(capture.name.as_deref()) {
            Some(Special::Atomic | Special::Ahead { .. } | Special::Behind { .. }) => true,
            None => is_tried_once(&capture.sub),
        },
        HirKind::Empty
        | HirKind::Literal(_)
        | HirKind::Class(_)
        | HirKind::Look(_)
        | HirKind::Repetition(_)
        | HirKind::Concat(_)
        | HirKind::Alternation(_) => is_fixed(hir),
    }
}

fn inside(capture: &Capture, sub: Hir) -> Hir {
    Hir::capture(Capture {
        index: capture.index,
        name: capture.name.clone(),
        sub: Box::new(sub),
    })
}

fn repeated(repetition: &Repetition, sub: Hir) -> Hir {
    Hir::repetition(Repetition {
        min: repetition.min,
        max: repetition.max,
        greedy: repetition.greedy,
        sub: Box::new(sub),
    })
}
