//! The set of values that a field accepts, in the forms in which sets can be compared.

use wireform_codegen::pattern::Language;
use wireform_codegen::pattern::automaton::{LimitExceeded, build};
use wireform_codegen::plan::{Plan, Primitive, Structure, Type};

use super::numbers::Numbers;
use super::numerals;
use crate::accepted;

/// A set of texts, unless it is too large.
pub(super) type Set = Result<Language, LimitExceeded>;

/// A day of the calendar of the Gregorian rules, from year 0 to 9999.
const DAYS: &str = r"\A(?:[0-9]{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)\z";

/// What a field accepts. A value can be both a text and a number: an integer is compared with texts by its digits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Accepts {
    /// The accepted texts, or the texts that the accepted values are written as.
    pub(super) texts: Option<Set>,
    /// The accepted numbers.
    pub(super) numbers: Option<Numbers>,
    /// Whether the values are points in time. Each of them is accepted.
    pub(super) is_time: bool,
}

impl Accepts {
    /// Returns what one value of a type accepts. Items stand for their list.
    pub(super) fn of(plan: &Plan, ty: &Type) -> Accepts {
        let primitive = match ty.item().structure() {
            Structure::Primitive(primitive) => primitive,
            Structure::Object(_) | Structure::List(_) | Structure::Map(_) => {
                return Accepts::default();
            }
        };
        let texts = |texts| Accepts {
            texts: Some(texts),
            ..Accepts::default()
        };
        match primitive {
            Primitive::Text(_) | Primitive::Enum(_) => Accepts {
                texts: accepted::language(plan, ty),
                ..Accepts::default()
            },
            Primitive::Boolean => texts(Language::of_values(["false", "true"])),
            Primitive::Date => texts(of_pattern(DAYS)),
            Primitive::Timestamp => Accepts {
                is_time: true,
                ..Accepts::default()
            },
            Primitive::Integer(facets) => Accepts {
                texts: facets.multiple_of.is_none().then(|| {
                    let pattern = numerals::pattern(facets.minimum, facets.maximum);
                    of_pattern(&pattern)
                }),
                numbers: Numbers::of_integers(facets),
                is_time: false,
            },
            Primitive::Number(facets) => Accepts {
                numbers: Numbers::of_decimals(facets),
                ..Accepts::default()
            },
            Primitive::Any(_) => Accepts::default(),
        }
    }

    /// Returns whether the set can be compared with others.
    pub(super) fn is_comparable(&self) -> bool {
        self.texts.is_some() || self.numbers.is_some() || self.is_time
    }
}

/// Returns the texts of a pattern. Their length needs no bounds.
fn of_pattern(pattern: &str) -> Set {
    let any = Language::of_values([])?;
    Ok(Language {
        set: build(pattern)?,
        ..any
    })
}

#[cfg(test)]
mod tests {
    use super::{DAYS, of_pattern};

    #[test]
    fn days_are_those_of_the_calendar() {
        let days = of_pattern(DAYS).expect("a small set");
        for year in [0, 4, 100, 1900, 1996, 2000, 2023, 2024, 2100, 2400, 9999] {
            for month in 0..=13 {
                for day in 0..=32 {
                    let text = format!("{year:04}-{month:02}-{day:02}");
                    let is_day = wireform::Date::new(year, month, day).is_some();
                    assert_eq!(days.contains(&text), is_day, "{text}");
                }
            }
        }
        assert!(!days.contains("2024-1-01") && !days.contains("2024-01-01 "));
    }
}
