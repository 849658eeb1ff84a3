//! Sets of numbers: the multiples of a number between two bounds.
//!
//! All numbers are whole multiples of a small unit, in which they are counted. A decimal number without `multipleOf` can have as
//! many digits as the unit has.

use wireform_codegen::plan::{Decimal, IntegerFacets, NumberBound, NumberFacets};

/// The number of digits behind the point of the unit.
const PLACES: u32 = 9;

/// The number of units in 1.
const ONE: i128 = 10_i128.pow(PLACES);

/// The multiples of a step between two bounds, in units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbers {
    least: Option<Bound>,
    most: Option<Bound>,
    step: i128,
}

/// The outermost number of units that a bound accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Bound {
    units: i128,
    /// Whether the facet states the next number of units, which it excludes.
    is_exclusive: bool,
}

impl From<i128> for Bound {
    fn from(units: i128) -> Self {
        Bound {
            units,
            is_exclusive: false,
        }
    }
}

impl Numbers {
    /// Returns the integers that some facets accept; none if a facet is too large to count in units.
    pub(super) fn of_integers(facets: &IntegerFacets) -> Option<Numbers> {
        let mut facets = NumberFacets::from(facets);
        facets.multiple_of = facets.multiple_of.or_else(|| Some(Decimal::from(1)));
        Numbers::of_decimals(&facets)
    }

    /// Returns the numbers that some facets accept; none if a facet is too large to count in units.
    pub(super) fn of_decimals(facets: &NumberFacets) -> Option<Numbers> {
        let bound = |bound: &NumberBound, inwards: i128| {
            let is_exclusive = bound.is_exclusive;
            units(&bound.value).map(|it| Bound {
                units: it + i128::from(is_exclusive) * inwards,
                is_exclusive,
            })
        };
        Some(Numbers {
            least: match &facets.minimum {
                Some(minimum) => Some(bound(minimum, 1)?),
                None => None,
            },
            most: match &facets.maximum {
                Some(maximum) => Some(bound(maximum, -1)?),
                None => None,
            },
            step: match &facets.multiple_of {
                Some(divisor) => units(divisor)?,
                None => 1,
            },
        })
    }

    /// Returns the numbers that are in both sets; none if their common step is too large.
    pub(super) fn and(self, other: Numbers) -> Option<Numbers> {
        let step = (self.step / divisor(self.step, other.step)).checked_mul(other.step)?;
        Some(Numbers {
            step,
            ..self.between(other.least, other.most)
        })
    }

    /// Returns a number that is only in this set.
    pub(super) fn without(self, other: Numbers) -> Option<String> {
        let below = other.least.and_then(|it| {
            self.between(None, Some(Bound::from(it.units - 1)))
                .nearest()
        });
        let above = other.most.and_then(|it| {
            self.between(Some(Bound::from(it.units + 1)), None)
                .nearest()
        });
        // Of two multiples beside each other, the other step does not divide both, unless it divides this step.
        let between = self.between(other.least, other.most);
        let first = between.nearest().into_iter();
        let mut near = first.flat_map(|it| [it, it + self.step, it - self.step]);
        let uneven = near.find(|it| between.has(*it) && it % other.step != 0);
        let found = [below, above, uneven].into_iter().flatten();
        found.min_by_key(|it| it.unsigned_abs()).map(written)
    }

    /// Returns the members between two further bounds.
    fn between(self, least: Option<Bound>, most: Option<Bound>) -> Numbers {
        Numbers {
            least: self.least.max(least),
            most: match (self.most, most) {
                (Some(one), Some(another)) => Some(one.min(another)),
                (one, another) => one.or(another),
            },
            step: self.step,
        }
    }

    /// Returns some members, those next to zero first.
    pub(super) fn samples(self, count: usize) -> Vec<String> {
        let Some(first) = self.nearest() else {
            return Vec::new();
        };
        // Small decimals are no better samples than integers.
        let step = match ONE % self.step {
            0 => ONE,
            _ => self.step,
        };
        let after = (0..4).map(|number| first + number * step);
        let before = (1..4).map(|number| first - number * step);
        let all = after.chain(before).filter(|it| self.has(*it));
        all.take(count).map(written).collect()
    }

    /// Returns the set in words.
    pub(super) fn words(self) -> Vec<String> {
        let mut words = vec![match self.step {
            1 => "decimal numbers".to_owned(),
            ONE => "whole numbers".to_owned(),
            step => format!("multiples of {}", written(step)),
        }];
        words.extend(self.least.map(|it| match it.is_exclusive {
            true => format!("more than {}", written(it.units - 1)),
            false => format!("{} or more", written(it.units)),
        }));
        words.extend(self.most.map(|it| match it.is_exclusive {
            true => format!("less than {}", written(it.units + 1)),
            false => format!("{} or less", written(it.units)),
        }));
        words
    }

    /// Returns the member next to zero.
    pub(super) fn nearest(self) -> Option<i128> {
        let down = |it: i128| it.div_euclid(self.step) * self.step;
        let bounds = [self.least, self.most].map(|bound| bound.map(|it| it.units));
        let found = match bounds.into() {
            (Some(least), _) if least > 0 => -down(-least),
            (_, Some(most)) if most < 0 => down(most),
            _ => 0,
        };
        Some(found).filter(|it| self.has(*it))
    }

    fn has(self, number: i128) -> bool {
        self.least.is_none_or(|it| it.units <= number)
            && self.most.is_none_or(|it| number <= it.units)
            && number % self.step == 0
    }
}

/// Returns a number in units; none if it is no multiple of the unit, or too large.
fn units(number: &Decimal) -> Option<i128> {
    let text = number.as_str().to_ascii_lowercase();
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
    let places = i64::try_from(fraction.len()).ok()? - exponent.parse::<i64>().ok()?;
    let zeros = u32::try_from(i64::from(PLACES) - places).ok()?;
    let units = digits.checked_mul(10_i128.checked_pow(zeros)?)?;
    // Sums of two numbers do not overflow.
    (units.unsigned_abs() < 1 << 120).then_some(units)
}

/// Writes a number of units as a decimal number.
fn written(units: i128) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let size = units.unsigned_abs();
    let one = ONE.unsigned_abs();
    let (whole, rest) = (size / one, size % one);
    let digits = usize::try_from(PLACES).unwrap_or_default();
    let fraction = format!("{rest:0digits$}");
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

/// Returns the greatest common divisor of two numbers greater than zero.
fn divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one, other);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

#[cfg(test)]
mod tests {
    use wireform_codegen::plan::{Decimal, NumberBound, NumberFacets};

    use super::Numbers;

    fn numbers(least: &str, most: &str, step: &str) -> Numbers {
        let bound = |text: &str| {
            Decimal::parse(text.trim_start_matches('!')).map(|value| NumberBound {
                value,
                is_exclusive: text.starts_with('!'),
            })
        };
        let facets = NumberFacets {
            minimum: bound(least),
            maximum: bound(most),
            multiple_of: Decimal::parse(step),
        };
        Numbers::of_decimals(&facets).expect("few digits")
    }

    #[test]
    fn witnesses_are_in_one_set_only() {
        for (one, other, only_one, only_other) in [
            (("1", "5", "1"), ("1", "5", "1"), None, None),
            (("1", "5", "1"), ("0", "", "1"), None, Some("0")),
            (("", "", "1"), ("1", "", "1"), Some("0"), None),
            (("1", "9", "1"), ("5", "20", "1"), Some("1"), Some("10")),
            (("1", "4", "1"), ("5", "8", "1"), Some("1"), Some("5")),
            (("0", "10", "2"), ("0", "10", "3"), Some("2"), Some("3")),
            (("0", "10", "6"), ("0", "10", "3"), None, Some("3")),
            (("0", "1", ""), ("0", "1", "0.5"), Some("0.000000001"), None),
            (("!0", "1", ""), ("0", "1", ""), None, Some("0")),
            (("-5", "-1", "1"), ("-3", "", "1"), Some("-4"), Some("0")),
            (
                ("0.10", "1.50", "0.05"),
                ("1e-1", "15e-1", "5e-2"),
                None,
                None,
            ),
        ] {
            let a = numbers(one.0, one.1, one.2);
            let b = numbers(other.0, other.1, other.2);
            assert_eq!(a.without(b).as_deref(), only_one, "{one:?} {other:?}");
            assert_eq!(b.without(a).as_deref(), only_other, "{one:?} {other:?}");
        }
    }

    #[test]
    fn what_is_in_both_has_both_bounds_and_both_steps() {
        let both = numbers("1", "20", "2").and(numbers("", "!13", "3"));
        let both = both.expect("small numbers");
        assert_eq!(both.samples(4), ["6", "12"]);
        let words = ["multiples of 6", "1 or more", "less than 13"];
        assert_eq!(both.words(), words);
        let none = numbers("1", "4", "1").and(numbers("5", "", "1"));
        assert_eq!(none.expect("small numbers").nearest(), None);
    }
}
