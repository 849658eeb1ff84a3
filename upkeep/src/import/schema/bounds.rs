//! Reads the bounds of numbers, lengths and lists, and checks that each constraint says something about its type.

use super::reader::Reader;
use wireform_codegen::plan::Decimal;

use super::shape::{Cited, Kind, Limit, Shape};
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

    /// Reads an exact number.
    pub(super) fn decimal(&mut self, at: &At<'_>) -> Option<Cited<Decimal>> {
        let Json::Number(text) = at.json() else {
            self.wrong_kind(at, "a number");
            return None;
        };
        let value = Decimal::parse(text);
        if value.is_none() {
            self.ledger
                .lost(&at.pointer, "the number has too many digits for a schema");
        }
        value.map(|value| Cited::new(value, &at.pointer))
    }

    /// Reads a bound that is accepted itself.
    pub(super) fn limit(&mut self, at: &At<'_>) -> Option<Cited<Limit>> {
        let Cited { value, pointer } = self.decimal(at)?;
        Some(Cited::new(Limit { value, step: 0 }, &pointer))
    }

    /// Reads `multipleOf`.
    pub(super) fn divisor(&mut self, at: &At<'_>) -> Option<Cited<Decimal>> {
        let divisor = self.decimal(at)?;
        if divisor.value.is_divisor() {
            return Some(divisor);
        }
        self.ledger.lost(
            &at.pointer,
            "`multipleOf` takes a number greater than 0 with at most 18 digits",
        );
        None
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
            let Some(Cited { value, .. }) = self.decimal(&value) else {
                continue;
            };
            let step = if lower { 1 } else { -1 };
            let limit = Some(Cited::new(Limit { value, step }, &keyword.pointer));
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
            if let Some(divisor) = shape.multiple_of.take() {
                useless(ledger, divisor.pointer);
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
    known: &mut Option<Cited<Limit>>,
    found: Option<Cited<Limit>>,
    tighter: fn(&Limit, &Limit) -> bool,
) {
    let Some(found) = found else { return };
    if known
        .as_ref()
        .is_none_or(|known| tighter(&known.value, &found.value))
    {
        *known = Some(found);
    }
}

/// Returns the integer that a number with an exponent or a fraction of zero stands for.
fn whole(text: &str) -> Option<i64> {
    Decimal::parse(text)?.integer()
}
