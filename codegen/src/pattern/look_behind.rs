//! Decides which look-behinds can be read: those that depend only on what precedes their place.

use regex_syntax::hir::{Hir, HirKind};

use super::look_around::Special;

/// The numbers of characters that the matches of an expression have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lengths {
    pub(super) min: u64,
    /// The greatest length, if there is one.
    pub(super) max: Option<u64>,
}

impl Lengths {
    const NONE: Self = Self {
        min: 0,
        max: Some(0),
    };

    fn exactly(length: u64) -> Self {
        Self {
            min: length,
            max: Some(length),
        }
    }

    /// Computes the lengths of an expression.
    pub(super) fn of(hir: &Hir) -> Self {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => Self::NONE,
            HirKind::Literal(literal) => {
                let text = String::from_utf8_lossy(&literal.0);
                Self::exactly(text.chars().count() as u64)
            }
            HirKind::Class(_) => Self::exactly(1),
            HirKind::Capture(capture) => match Special::of(capture.name.as_deref()) {
                Some(Special::Ahead { .. } | Special::Behind { .. }) => Self::NONE,
                Some(Special::Atomic) | None => Self::of(&capture.sub),
            },
            HirKind::Repetition(repetition) => {
                let one = Self::of(&repetition.sub);
                let most = match repetition.max {
                    Some(max) => one.max.map(|length| length.saturating_mul(u64::from(max))),
                    None => one.max.filter(|length| *length == 0),
                };
                Self {
                    min: one.min.saturating_mul(u64::from(repetition.min)),
                    max: most,
                }
            }
            HirKind::Concat(parts) => parts.iter().fold(Self::NONE, |all, part| {
                let part = Self::of(part);
                Self {
                    min: all.min.saturating_add(part.min),
                    max: all
                        .max
                        .zip(part.max)
                        .map(|(one, two)| one.saturating_add(two)),
                }
            }),
            HirKind::Alternation(parts) => {
                // Each alternative is read once. To read nested ones twice would take exponential time.
                let each = parts.iter().map(Self::of);
                let widest = each.reduce(|one, two| Self {
                    min: one.min.min(two.min),
                    max: one.max.zip(two.max).map(|(one, two)| one.max(two)),
                });
                widest.unwrap_or(Self::NONE)
            }
        }
    }
}

/// Returns whether a match of an expression depends on nothing behind the next `room` characters.
pub(super) fn ends_inside(hir: &Hir, room: u64) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) => true,
        HirKind::Look(look) => *look == regex_syntax::hir::Look::Start,
        HirKind::Capture(capture) => match Special::of(capture.name.as_deref()) {
            Some(Special::Ahead { .. }) => {
                let longest = Lengths::of(&capture.sub).max;
                longest.is_some_and(|longest| {
                    longest <= room && ends_inside(&capture.sub, room - longest)
                })
            }
            // A look-behind inside was checked when it was read.
            Some(Special::Behind { .. }) => true,
            Some(Special::Atomic) | None => ends_inside(&capture.sub, room),
        },
        HirKind::Repetition(repetition) => ends_inside(&repetition.sub, room),
        HirKind::Alternation(parts) => parts.iter().all(|part| ends_inside(part, room)),
        HirKind::Concat(parts) => {
            let mut room = room;
            parts.iter().rev().all(|part| {
                let is_inside = ends_inside(part, room);
                room = room.saturating_add(Lengths::of(part).min);
                is_inside
            })
        }
    }
}
