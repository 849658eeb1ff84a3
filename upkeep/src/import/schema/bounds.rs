//! Reads the bounds of numbers, lengths and lists, and checks that each constraint says something about its type.

use super::reader::Reader;
use super::shape::{Cited, Kind, Shape};
use crate::import::ledger::Ledger;
use crate::import::tree::{At, Json};

impl<'d> Reader<'d> {
    /// Reads a whole number from 0.
    pub(super) fn count(&mut self, at: &At<'_>) -> Option<Cited<u64>> {
        let value = match at.json() {
            Json::Number(text) => text
                .parse()
                .ok()
                .or_else(|| whole(text).and_then(|value| u64::try_from(value).ok())),
            _ => None,
        };
        if value.is_none() {
            self.ledger
                .lost(&at.pointer, "this is not a whole number from 0");
        }
        value.map(|value| Cited::new(value, &at.pointer))
    }

    /// Reads a bound of an integer. A fraction is rounded to the next integer within the bound.
    pub(super) fn limit(&mut self, at: &At<'_>, round: fn(f64) -> f64) -> Option<Cited<i64>> {
        let Json::Number(text) = at.json() else {
            self.wrong_kind(at, "a number");
            return None;
        };
        let value = text
            .parse()
            .ok()
            .or_else(|| whole(text))
            .or_else(|| integer(round(text.parse().ok()?)));
        if value.is_none() {
            self.ledger.lost(
                &at.pointer,
                "the bound is outside the range of integers, which is that of 64 bits",
            );
        }
        value.map(|value| Cited::new(value, &at.pointer))
    }

    /// Reads exclusive bounds: numbers, or flags of the inclusive ones before OpenAPI 3.1.
    pub(super) fn exclusive(&mut self, at: &At<'d>, found: Vec<(bool, At<'d>)>, shape: &mut Shape) {
        for (lower, keyword) in found {
            let value = match keyword.json() {
                Json::Boolean(false) => continue,
                Json::Boolean(true) => at.get(if lower { "minimum" } else { "maximum" }),
                _ => Some(keyword.clone()),
            };
            let Some(value) = value else {
                self.ledger.lost(
                    &keyword.pointer,
                    "there is no bound that it makes exclusive",
                );
                continue;
            };
            let round = if lower { f64::floor } else { f64::ceil };
            let Some(limit) = self.limit(&value, round) else {
                continue;
            };
            let step = if lower { 1 } else { -1 };
            let limit = limit
                .value
                .checked_add(step)
                .map(|value| Cited::new(value, &keyword.pointer));
            if lower {
                bound(&mut shape.minimum, limit, |known, new| new > known);
            } else {
                bound(&mut shape.maximum, limit, |known, new| new < known);
            }
        }
    }

    /// Notes the constraints that say nothing about values of the kind.
    pub(super) fn check_kind(&mut self, shape: &mut Shape) {
        let Some(kind) = shape.kind.as_ref().map(|kind| kind.value) else {
            return;
        };
        let text = matches!(kind, Kind::Text | Kind::Date | Kind::Timestamp);
        let number = matches!(kind, Kind::Integer | Kind::Number);
        let useless = |ledger: &mut Ledger, pointer: String| {
            ledger.lost(
                &pointer,
                "the keyword says nothing about values of this type",
            );
        };
        let ledger = &mut self.ledger;
        if !text {
            for pattern in shape.patterns.drain(..) {
                useless(ledger, pattern.pointer);
            }
            for bound in [shape.min_length.take(), shape.max_length.take()]
                .into_iter()
                .flatten()
            {
                useless(ledger, bound.pointer);
            }
        }
        if !number {
            for bound in [shape.minimum.take(), shape.maximum.take()]
                .into_iter()
                .flatten()
            {
                useless(ledger, bound.pointer);
            }
        }
        if kind != Kind::List {
            for bound in [shape.min_items.take(), shape.max_items.take()]
                .into_iter()
                .flatten()
            {
                useless(ledger, bound.pointer);
            }
            if let Some(pointer) = shape.unique_items.take() {
                useless(ledger, pointer);
            }
            if let Some(items) = shape.items.take() {
                useless(ledger, items.pointer);
            }
        }
        if kind != Kind::Object {
            for property in shape.properties.drain(..) {
                useless(ledger, property.pointer);
            }
            for required in shape.required.drain(..) {
                useless(ledger, required.pointer);
            }
        }
    }
}

/// Keeps the tighter of two bounds.
pub(super) fn bound(
    known: &mut Option<Cited<i64>>,
    found: Option<Cited<i64>>,
    tighter: fn(i64, i64) -> bool,
) {
    let Some(found) = found else { return };
    if known
        .as_ref()
        .is_none_or(|known| tighter(known.value, found.value))
    {
        *known = Some(found);
    }
}

/// Returns the integer that a number with an exponent or a fraction of zero stands for.
fn whole(text: &str) -> Option<i64> {
    let value: f64 = text.parse().ok()?;
    (value.fract() == 0.0).then(|| integer(value)).flatten()
}

/// Returns a float as an integer, if the float can tell it from its neighbours.
fn integer(value: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[allow(clippy::cast_possible_truncation)]
    (value.abs() <= EXACT).then_some(value as i64)
}
