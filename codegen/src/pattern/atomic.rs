//! Decides whether an atomic group or a possessive repetition matches the same values as the plain form.
//!
//! It does if all of its matches at a place end at the same place, or if it repeats one character that cannot follow it. In a
//! search it also does if nothing has to follow it.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind};

use super::look_around::Special;
use super::look_behind::Lengths;
use crate::plan::Extent;

/// Returns whether all atomic parts of an expression match the same values as their plain forms.
pub(super) fn are_plain(hir: &Hir, extent: Extent) -> bool {
    let can_end = match extent {
        Extent::Search => true,
        Extent::Whole => false,
    };
    walk(hir, &ClassUnicode::empty(), can_end)
}

fn any() -> ClassUnicode {
    ClassUnicode::new([ClassUnicodeRange::new('\0', char::MAX)])
}

/// Checks a part. `follow` has all characters on which a match of the rest can depend. `can_end` states whether a match can end
/// behind the part, whatever follows.
fn walk(hir: &Hir, follow: &ClassUnicode, can_end: bool) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => true,
        HirKind::Capture(capture) => {
            let is_atomic = Special::of(capture.name.as_deref()) == Some(Special::Atomic);
            // In a look-around, nothing is known about what follows.
            let (inside, can_end) = match Special::of(capture.name.as_deref()) {
                Some(Special::Ahead { .. } | Special::Behind { .. }) => (any(), false),
                Some(Special::Atomic) | None => (follow.clone(), can_end),
            };
            (!is_atomic || can_end || is_plain(&capture.sub, follow))
                && walk(&capture.sub, &inside, can_end)
        }
        HirKind::Repetition(repetition) => {
            let mut follow = follow.clone();
            if repetition.max != Some(1) {
                follow.union(&first(&repetition.sub).0);
            }
            walk(&repetition.sub, &follow, can_end && repetition.min <= 1)
        }
        HirKind::Alternation(parts) => parts.iter().all(|part| walk(part, follow, can_end)),
        HirKind::Concat(parts) => {
            let (mut follow, mut can_end) = (follow.clone(), can_end);
            parts.iter().rev().all(|part| {
                let is_plain = walk(part, &follow, can_end);
                follow = before(part, &follow);
                can_end &= accepts_empty(part);
                is_plain
            })
        }
    }
}

/// Returns whether an expression matches the empty text at every place.
fn accepts_empty(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Empty => true,
        HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => false,
        HirKind::Capture(capture) => match Special::of(capture.name.as_deref()) {
            Some(Special::Ahead { .. } | Special::Behind { .. }) => false,
            Some(Special::Atomic) | None => accepts_empty(&capture.sub),
        },
        HirKind::Repetition(repetition) => repetition.min == 0 || accepts_empty(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().all(accepts_empty),
        HirKind::Alternation(parts) => parts.iter().any(accepts_empty),
    }
}

/// Returns the characters on which a match of a part and of what follows it depends.
fn before(part: &Hir, follow: &ClassUnicode) -> ClassUnicode {
    let (mut set, is_optional) = first(part);
    if is_optional {
        set.union(follow);
    }
    set
}

/// Returns the first characters of a part, and whether what follows it matters too.
fn first(hir: &Hir) -> (ClassUnicode, bool) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => (ClassUnicode::empty(), true),
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            let letters = text.chars().take(1);
            let ranges = letters.map(|letter| ClassUnicodeRange::new(letter, letter));
            (ClassUnicode::new(ranges), false)
        }
        HirKind::Class(Class::Unicode(class)) => (class.clone(), false),
        HirKind::Class(Class::Bytes(_)) => (any(), true),
        HirKind::Capture(capture) => match Special::of(capture.name.as_deref()) {
            Some(Special::Ahead { negated: false }) => (first(&capture.sub).0, true),
            Some(Special::Ahead { negated: true } | Special::Behind { .. }) => (any(), true),
            Some(Special::Atomic) | None => first(&capture.sub),
        },
        HirKind::Repetition(repetition) => {
            let (set, is_optional) = first(&repetition.sub);
            (set, is_optional || repetition.min == 0)
        }
        HirKind::Alternation(parts) => parts.iter().fold(
            (ClassUnicode::empty(), false),
            |(mut all, any_optional), part| {
                let (set, is_optional) = first(part);
                all.union(&set);
                (all, any_optional || is_optional)
            },
        ),
        HirKind::Concat(parts) => {
            let mut all = ClassUnicode::empty();
            for part in parts {
                let (set, is_optional) = first(part);
                all.union(&set);
                if !is_optional {
                    return (all, false);
                }
            }
            (all, true)
        }
    }
}

/// Returns whether an atomic part matches the same values as the plain one.
fn is_plain(hir: &Hir, follow: &ClassUnicode) -> bool {
    if is_fixed(hir) {
        return true;
    }
    let HirKind::Repetition(repetition) = hir.kind() else {
        return false;
    };
    if !repetition.greedy || !is_one_character(&repetition.sub) {
        return false;
    }
    let (mut set, _) = first(&repetition.sub);
    set.intersect(follow);
    set.ranges().is_empty()
}

pub(super) fn is_one_character(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Class(_) => true,
        HirKind::Literal(literal) => String::from_utf8_lossy(&literal.0).chars().count() == 1,
        HirKind::Capture(capture) => {
            Special::of(capture.name.as_deref()).is_none() && is_one_character(&capture.sub)
        }
        HirKind::Empty
        | HirKind::Look(_)
        | HirKind::Repetition(_)
        | HirKind::Concat(_)
        | HirKind::Alternation(_) => false,
    }
}

/// Returns whether all matches of an expression at a place end at the same place.
pub(super) fn is_fixed(hir: &Hir) -> bool {
    let lengths = Lengths::of(hir);
    if lengths.max == Some(lengths.min) {
        return true;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => true,
        HirKind::Capture(capture) => is_fixed(&capture.sub),
        HirKind::Repetition(repetition) => {
            repetition.max == Some(repetition.min) && is_fixed(&repetition.sub)
        }
        HirKind::Concat(parts) => parts.iter().all(is_fixed),
        HirKind::Alternation(parts) => excludes_each_other(parts),
    }
}

/// Returns whether at most one alternative matches at a place, and only in one way.
fn excludes_each_other(parts: &[Hir]) -> bool {
    let mut known = ClassUnicode::empty();
    parts.iter().all(|part| {
        let (set, is_optional) = first(part);
        let mut common = set.clone();
        common.intersect(&known);
        known.union(&set);
        !is_optional && common.ranges().is_empty() && is_fixed(part)
    })
}
