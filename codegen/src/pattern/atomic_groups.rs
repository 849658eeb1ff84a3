//! Writes atomic groups and possessive repetitions with look-ahead.
//!
//! An atomic group has at most one match at a place: the first one that an engine tries. `[0-9]++` is `[0-9]+(?![0-9])`, and
//! `(?>a|b)` is `a|(?!a)b`. A group whose first match depends on what is tried inside it has no such form.

use regex_syntax::hir::{Capture, Class, Hir, HirKind, Repetition};

use super::atomic::{is_fixed, is_one_character};
use super::look_around::{Special, not_ahead};

/// The maximum size of all copies that an expression without atomic groups has of its parts.
const MOST_COPIED: usize = 1 << 10;

/// Returns an expression without atomic groups that matches the same values. Returns `None` if there is none, or if it is too large.
pub(super) fn without(hir: &Hir) -> Option<Hir> {
    let mut copies = Copies { left: MOST_COPIED };
    outside(hir, &mut copies)
}

/// What may still be copied. Each level of a group can copy what is inside it, so that nested groups grow exponentially.
struct Copies {
    left: usize,
}

impl Copies {
    /// Returns a copy of an expression, unless all copies become too large.
    fn copy(&mut self, hir: &Hir) -> Option<Hir> {
        self.left = self.left.checked_sub(size(hir))?;
        Some(hir.clone())
    }
}

/// Returns the number of parts of an expression, with the bytes of literals and the ranges of classes.
fn size(hir: &Hir) -> usize {
    let inside = match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 0,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(Class::Unicode(class)) => class.ranges().len(),
        HirKind::Class(Class::Bytes(class)) => class.ranges().len(),
        HirKind::Capture(capture) => size(&capture.sub),
        HirKind::Repetition(repetition) => size(&repetition.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().map(size).sum(),
    };
    inside + 1
}

fn outside(hir: &Hir, copies: &mut Copies) -> Option<Hir> {
    let mut all = |parts: &[Hir]| {
        let parts = parts.iter().map(|part| outside(part, copies));
        parts.collect::<Option<Vec<Hir>>>()
    };
    Some(match hir.kind() {
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
        HirKind::Capture(capture) => match Special::of(capture.name.as_deref()) {
            Some(Special::Atomic) => first_match(&capture.sub, copies)?,
            Some(Special::Ahead { .. } | Special::Behind { .. }) | None => {
                inside(capture, outside(&capture.sub, copies)?)
            }
        },
        HirKind::Repetition(repetition) => repeated(repetition, outside(&repetition.sub, copies)?),
        HirKind::Concat(parts) => Hir::concat(all(parts)?),
        HirKind::Alternation(parts) => Hir::alternation(all(parts)?),
    })
}

/// Returns an expression that matches only what an engine matches first at a place.
fn first_match(hir: &Hir, copies: &mut Copies) -> Option<Hir> {
    match hir.kind() {
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {
            Some(hir.clone())
        }
        HirKind::Capture(capture) => match Special::of(capture.name.as_deref()) {
            Some(Special::Ahead { .. } | Special::Behind { .. }) => outside(hir, copies),
            Some(Special::Atomic) | None => first_match(&capture.sub, copies),
        },
        HirKind::Repetition(repetition) => first_repetition(repetition, copies),
        HirKind::Concat(parts) => {
            // If a part fails, an engine tries other matches of those in front of it.
            let (_, before) = parts.split_last()?;
            let parts = parts.iter().map(|part| first_match(part, copies));
            let parts = parts.collect::<Option<Vec<Hir>>>();
            before
                .iter()
                .all(is_tried_once)
                .then_some(parts)?
                .map(Hir::concat)
        }
        HirKind::Alternation(parts) => {
            let mut refused: Vec<Hir> = Vec::new();
            let mut alternatives = Vec::new();
            for part in parts {
                let own = first_match(part, copies)?;
                let earlier = refused.iter().map(|earlier| copies.copy(earlier));
                let mut whole = earlier.collect::<Option<Vec<Hir>>>()?;
                whole.push(copies.copy(&own)?);
                alternatives.push(Hir::concat(whole));
                refused.push(not_ahead(own));
            }
            Some(Hir::alternation(alternatives))
        }
    }
}

fn first_repetition(repetition: &Repetition, copies: &mut Copies) -> Option<Hir> {
    let times = |min: u32, max: Option<u32>, sub: Hir| {
        Hir::repetition(Repetition {
            min,
            max,
            greedy: repetition.greedy,
            sub: Box::new(sub),
        })
    };
    let sub = first_match(&repetition.sub, copies)?;
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
    let is_last = not_ahead(copies.copy(&sub)?);
    Some(match max {
        None => Hir::concat(vec![times(min, None, sub), is_last]),
        Some(most) => {
            let less = most.checked_sub(1)?;
            let fewer = Hir::concat(vec![times(min, Some(less), copies.copy(&sub)?), is_last]);
            Hir::alternation(vec![times(most, max, sub), fewer])
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
