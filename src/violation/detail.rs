//! What is wrong, in a few machine words: which facet and by how much.
//!
//! In: what a check found; out: the sentence, the limit and the names, made when somebody
//! asks. What generated code reports refers to its tables and owns nothing.

use std::borrow::Cow;

use crate::characters::visible;
use crate::check::{Cause, PlaceFault, RuleText, Text, counted, is_or_are, phone_example};
use crate::pattern::{Mismatch, Pattern};
use crate::{Code, Format, KnownEnum};

#[derive(Clone)]
pub(crate) enum Detail {
    /// A sentence that is always the same.
    Says(&'static str),
    /// A text broke one of its facets.
    Text(&'static Text<'static>, Fault),
    /// The bound of a number that was crossed.
    Number(i64),
    /// The number of items, and the bound that it crossed.
    Items { has: u64, limit: u64 },
    /// The index of an item that repeats an earlier one.
    Repeated(u64),
    /// None of the values that this lists.
    Unlisted(fn() -> String),
    /// A rule does not hold.
    Rule(&'static RuleText),
    /// What is known at run time only.
    Owned(Box<Said>),
}

/// The texts of a violation that no table holds.
#[derive(Clone, Default)]
pub(crate) struct Said {
    pub(crate) message: String,
    pub(crate) limit: Option<i64>,
    pub(crate) rule: Option<Cow<'static, str>>,
    pub(crate) check: Option<String>,
}

/// What is wrong with a text: which facet, by its position among those of its kind.
#[derive(Clone, Copy)]
pub(crate) enum Fault {
    ClearToken,
    /// So many characters, or what the schema counts in.
    Short(u32),
    Long(u32),
    /// Where the value left it, too.
    Pattern(u32, Mismatch),
    Format(u32),
    Check(u32),
    Separator,
    /// The place refuses it.
    Place(PlaceFault),
    /// XML can't carry this character at this index.
    Character(u32, char),
}

impl Fault {
    pub(crate) fn message(self, facets: &Text<'_>) -> Cow<'static, str> {
        self.message_with(facets, None)
    }

    /// The message, with what alone is to blame.
    pub(crate) fn message_with(self, facets: &Text<'_>, cause: Option<Cause>) -> Cow<'static, str> {
        let unit = facets.unit.noun();
        match self {
            Fault::ClearToken => Cow::Borrowed(
                "is empty, which is how a clear is spelled: clear the field, or give a value",
            ),
            Fault::Short(count) => Cow::Owned(at_least(
                count.into(),
                unit,
                facets.min_length.unwrap_or_default(),
            )),
            Fault::Long(count) => Cow::Owned(at_most(
                count.into(),
                unit,
                facets.max_length.unwrap_or_default(),
            )),
            Fault::Pattern(index, mismatch) => Cow::Owned(
                at(facets.patterns, index)
                    .map_or_else(String::new, |pattern| unmatched(pattern, mismatch, cause)),
            ),
            Fault::Format(index) => {
                let noun = at(facets.formats, index).map_or("", |format| format.noun());
                Cow::Owned(match cause {
                    Some(cause) => format!("is not {noun}: {cause}"),
                    None => format!("is not {noun}"),
                })
            }
            Fault::Check(index) => {
                let says = at(facets.checks, index).map_or("", |check| check.says);
                Cow::Owned(says.to_owned())
            }
            Fault::Separator => {
                let separator = visible(facets.separator.unwrap_or_default());
                Cow::Owned(format!("contains {separator}, which separates the items"))
            }
            Fault::Place(fault) => Cow::Borrowed(fault.sentence()),
            // The number of such a character is nobody's personal data.
            Fault::Character(index, character) => Cow::Owned(format!(
                "has the character U+{:04X} at index {index}, which XML 1.0 can't carry",
                u32::from(character)
            )),
        }
    }

    pub(crate) fn limit(self, facets: &Text<'_>) -> Option<i64> {
        match self {
            Fault::Short(_) => facets.min_length.map(limit),
            Fault::Long(_) => facets.max_length.map(limit),
            _ => None,
        }
    }

    pub(crate) fn check<'f>(self, facets: &Text<'f>) -> Option<&'f str> {
        match self {
            Fault::Check(index) => at(facets.checks, index).map(|check| check.name),
            _ => None,
        }
    }

    pub(crate) fn pattern<'f>(self, facets: &Text<'f>) -> Option<(&'f Pattern, Mismatch)> {
        match self {
            Fault::Pattern(index, mismatch) => {
                at(facets.patterns, index).map(|pattern| (*pattern, mismatch))
            }
            _ => None,
        }
    }

    pub(crate) fn format(self, facets: &Text<'_>) -> Option<Format> {
        match self {
            Fault::Format(index) => at(facets.formats, index).copied(),
            _ => None,
        }
    }

    pub(crate) const fn code(self, place: Code) -> Code {
        match self {
            Fault::ClearToken => Code::ClearToken,
            Fault::Short(_) => Code::MinLength,
            Fault::Long(_) => Code::MaxLength,
            Fault::Pattern(..) => Code::Pattern,
            Fault::Format(_) => Code::Format,
            Fault::Check(_) => Code::Check,
            Fault::Separator => Code::Separator,
            Fault::Place(_) => place,
            Fault::Character(..) => Code::Unrepresentable,
        }
    }
}

/// Returns the sentence for a text that does not match: why where that is known, where it left the pattern, an example. The
/// position stands before a long pattern, which would hide it.
fn unmatched(pattern: &Pattern, mismatch: Mismatch, cause: Option<Cause>) -> String {
    let mut reason = cause.map_or_else(String::new, |cause| format!("{cause}; "));
    reason.push_str(&pattern.explain(mismatch).to_string());
    if let Some(example) = phone_example(pattern) {
        reason.push_str(&format!(", for example {example}"));
    }
    let shown = pattern.shown();
    if pattern.is_long() {
        format!("does not match its pattern: {reason}; the pattern begins with {shown}")
    } else {
        format!("does not match the pattern {shown}: {reason}")
    }
}

fn at<T>(list: &[T], index: u32) -> Option<&T> {
    list.get(usize::try_from(index).ok()?)
}

impl Detail {
    pub(super) fn message(&self, code: Code) -> Cow<'_, str> {
        match self {
            Detail::Says(sentence) => Cow::Borrowed(sentence),
            Detail::Text(facets, fault) => fault.message(facets),
            Detail::Number(limit) => Cow::Owned(if code == Code::Minimum {
                format!("is less than {limit}, the least that is accepted")
            } else {
                format!("is more than {limit}, the most that is accepted")
            }),
            Detail::Items { has, limit } => Cow::Owned(if code == Code::MinItems {
                at_least(*has, "item", *limit)
            } else {
                at_most(*has, "item", *limit)
            }),
            Detail::Repeated(index) => Cow::Owned(format!(
                "has an item twice: that at index {index} repeats an earlier one"
            )),
            Detail::Unlisted(list) => Cow::Owned(format!("is not one of {}", list())),
            Detail::Rule(rule) => Cow::Borrowed(rule.says),
            Detail::Owned(said) => Cow::Borrowed(&said.message),
        }
    }

    pub(super) fn limit(&self) -> Option<i64> {
        match self {
            Detail::Text(facets, fault) => fault.limit(facets),
            Detail::Number(limit) => Some(*limit),
            Detail::Items { limit: most, .. } => Some(limit(*most)),
            Detail::Owned(said) => said.limit,
            _ => None,
        }
    }

    pub(super) fn rule(&self) -> Option<&str> {
        match self {
            Detail::Rule(rule) => Some(rule.name),
            Detail::Owned(said) => said.rule.as_deref(),
            _ => None,
        }
    }

    pub(super) fn check(&self) -> Option<&str> {
        match self {
            Detail::Text(facets, fault) => fault.check(facets),
            Detail::Owned(said) => said.check.as_deref(),
            _ => None,
        }
    }
}

/// The accepted values of an enum, for a sentence.
pub(crate) fn values_of<E: KnownEnum>() -> String {
    listed(E::VALUES.iter().map(|(_, spelling)| *spelling))
}

/// Values, for a sentence.
pub(crate) fn listed<'v>(values: impl Iterator<Item = &'v str>) -> String {
    let values: Vec<_> = values
        .map(|value| if value.is_empty() { "\"\"" } else { value })
        .collect();
    values.join(", ")
}

fn at_least(has: u64, noun: &str, least: u64) -> String {
    let has = counted(has, noun);
    format!("has {has}, at least {least} {} required", is_or_are(least))
}

fn at_most(has: u64, noun: &str, most: u64) -> String {
    let has = counted(has, noun);
    format!("has {has}, at most {most} {} accepted", is_or_are(most))
}

/// Limits are `u64` in a schema and `i64` in a violation; no text reaches the difference.
fn limit(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
