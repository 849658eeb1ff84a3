//! How two languages stand to each other, with the strings that show it.

use super::Language;
use crate::pattern::automaton::{Spent, Window};

/// How two languages stand to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The shortest string of the first only.
    pub only_first: Option<String>,
    /// The shortest string of the second only.
    pub only_second: Option<String>,
    /// The shortest string of both.
    pub both: Option<String>,
}

impl Relation {
    /// In a word: equal, contained, containing, disjoint, incomparable.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match (&self.only_first, &self.only_second, &self.both) {
            (None, None, _) => "equal",
            (None, Some(_), _) => "contained",
            (Some(_), None, _) => "containing",
            (Some(_), Some(_), None) => "disjoint",
            (Some(_), Some(_), Some(_)) => "incomparable",
        }
    }
}

/// Compares two languages.
///
/// # Errors
/// The budget that was spent: then nothing is said.
pub fn relation(first: &Language, second: &Language) -> Result<Relation, Spent> {
    Ok(Relation {
        only_first: only(first, second)?,
        only_second: only(second, first)?,
        both: both(first, second)?,
    })
}

/// The shortest string of one that is not of the other: its form is not, or its length is not.
fn only(one: &Language, other: &Language) -> Result<Option<String>, Spent> {
    let by_form = one.set.without(&other.set)?.shortest(one.window)?;
    let mut found: Vec<String> = by_form.into_iter().collect();
    if !comparable(one, other) {
        return Err(Spent::Units);
    }
    for window in outside(one.window, other.window) {
        found.extend(one.set.shortest(window)?);
    }
    Ok(found.into_iter().min_by_key(|text| text.chars().count()))
}

fn both(one: &Language, other: &Language) -> Result<Option<String>, Spent> {
    if !comparable(one, other) {
        return Err(Spent::Units);
    }
    let max = match (one.window.max, other.window.max) {
        (Some(one), Some(two)) => Some(one.min(two)),
        (one, two) => one.or(two),
    };
    let window = Window {
        min: one.window.min.max(other.window.min),
        max,
        unit: unit(one, other),
    };
    one.set.and(&other.set)?.shortest(window)
}

/// The unit that matters: that of the language that has bounds.
fn unit(one: &Language, other: &Language) -> crate::plan::LengthUnit {
    if one.window.is_any() {
        other.window.unit
    } else {
        one.window.unit
    }
}

/// Whether the lengths of both can be compared.
fn comparable(one: &Language, other: &Language) -> bool {
    one.window.unit == other.window.unit || one.window.is_any() || other.window.is_any()
}

/// The lengths of the first that the second does not take, in the unit of the one that has bounds.
fn outside(one: Window, other: Window) -> Vec<Window> {
    if other.is_any() {
        return Vec::new();
    }
    let unit = if one.is_any() { other.unit } else { one.unit };
    let mut parts = Vec::new();
    if one.min < other.min {
        let below = other.min - 1;
        parts.push(Window {
            min: one.min,
            max: Some(one.max.map_or(below, |max| max.min(below))),
            unit,
        });
    }
    if let Some(most) = other.max
        && one.max.is_none_or(|max| max > most)
    {
        parts.push(Window {
            min: one.min.max(most + 1),
            max: one.max,
            unit,
        });
    }
    parts
}
