//! The details of a violation, in a few machine words: the facet that does not hold, and by how much.
//!
//! The sentence, the limit and the names are made on demand. A violation that generated code reports refers to its tables
//! and owns nothing.

use std::borrow::Cow;
use std::fmt::{self, Write};

use crate::characters::visible;
use crate::check::{Cause, PlaceFault, RuleText, Text, phone_example};
use crate::pattern::{Mismatch, Pattern};
use crate::sentence::{IntegerText, write_counted, write_listed, write_number};
use crate::{Code, KnownEnum};

#[derive(Clone)]
pub(crate) enum Detail {
    /// A sentence that is always the same.
    Fixed(&'static str),
    /// A text broke one of its facets.
    Text(&'static Text<'static>, Fault),
    /// The bound of a number that was crossed, or the number of which it is no multiple.
    Number(i64),
    /// The number of items, and the bound that it crossed.
    Items { has: u64, limit: u64 },
    /// The index of an item that repeats an earlier one.
    Repeated(u64),
    /// The value is none of those that this function lists.
    Unlisted(fn(&mut dyn Write) -> fmt::Result),
    /// A rule does not hold.
    Rule(&'static RuleText<'static>),
    /// The texts are known only at run time.
    Owned(Box<OwnedDetail>),
}

/// The texts of a violation that no table has.
#[derive(Clone, Default)]
pub(crate) struct OwnedDetail {
    pub(crate) message: String,
    pub(crate) limit: Option<i64>,
    pub(crate) rule: Option<Cow<'static, str>>,
    pub(crate) check: Option<String>,
}

/// The facet that a text violates, by its index among the facets of its kind.
#[derive(Clone, Copy)]
pub(crate) enum Fault {
    ClearToken,
    /// The number of characters, or of the schema's unit.
    Short(u32),
    Long(u32),
    /// The value leaves the pattern at the mismatch. The cause, if there is a single one.
    Pattern(u32, Mismatch, Option<Cause>),
    Format(u32, Option<Cause>),
    Check(u32),
    Separator,
    /// The place refuses it.
    Place(PlaceFault),
    /// XML can't carry this character at this index.
    Character(u32, char),
}

impl Fault {
    /// Returns the sentence.
    pub(crate) fn message(self, facets: &Text<'_>) -> String {
        rendered(|out| self.write(facets, out))
    }

    /// Writes the sentence.
    fn write(self, facets: &Text<'_>, out: &mut impl Write) -> fmt::Result {
        let unit = facets.unit.noun();
        match self {
            Fault::ClearToken => out.write_str(
                "is empty, which is how a clear is spelled: clear the field, or give a value",
            ),
            Fault::Short(count) => write_at_least(
                out,
                count.into(),
                unit,
                facets.min_length.unwrap_or_default(),
            ),
            Fault::Long(count) => write_at_most(
                out,
                count.into(),
                unit,
                facets.max_length.unwrap_or_default(),
            ),
            Fault::Pattern(index, mismatch, cause) => match at(facets.patterns, index) {
                Some(pattern) => write_unmatched(out, pattern, mismatch, cause),
                None => Ok(()),
            },
            Fault::Format(index, cause) => {
                out.write_str("is not ")?;
                let group = at(facets.formats, index).map_or(&[][..], |group| *group);
                for (nth, format) in group.iter().enumerate() {
                    out.write_str(if nth == 0 { "" } else { " or " })?;
                    out.write_str(format.noun())?;
                }
                match cause {
                    Some(cause) => write!(out, ": {cause}"),
                    None => Ok(()),
                }
            }
            Fault::Check(index) => {
                out.write_str(at(facets.checks, index).map_or("", |check| check.message))
            }
            Fault::Separator => {
                let separator = visible(facets.separator.unwrap_or_default());
                match facets.separators {
                    0 => write!(out, "contains {separator}, which separates the items"),
                    1 => write!(out, "does not contain {separator} exactly once"),
                    count => write!(out, "does not contain {separator} exactly {count} times"),
                }
            }
            Fault::Place(fault) => out.write_str(fault.sentence()),
            // The number of such a character is not personal data.
            Fault::Character(index, character) => write!(
                out,
                "has the character U+{:04X} at index {index}, which XML 1.0 can't carry",
                u32::from(character)
            ),
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

    pub(crate) const fn code(self) -> Code {
        match self {
            Fault::ClearToken => Code::ClearToken,
            Fault::Short(_) => Code::MinLength,
            Fault::Long(_) => Code::MaxLength,
            Fault::Pattern(..) => Code::Pattern,
            Fault::Format(..) => Code::Format,
            Fault::Check(_) => Code::Check,
            Fault::Separator => Code::Separator,
            Fault::Place(fault) => fault.code(),
            Fault::Character(..) => Code::Unrepresentable,
        }
    }
}

/// Writes the sentence for a text that does not match: the cause if it is known, where the text left the pattern, and an
/// example. The position stands before a long pattern, which would hide it.
fn write_unmatched(
    out: &mut impl Write,
    pattern: &Pattern,
    mismatch: Mismatch,
    cause: Option<Cause>,
) -> fmt::Result {
    let (shown, is_long) = pattern.beginning();
    out.write_str("does not ")?;
    out.write_str(pattern.verb())?;
    if is_long {
        out.write_str(" its pattern: ")?;
    } else {
        out.write_str(" the pattern ")?;
        out.write_str(shown)?;
        out.write_str(": ")?;
    }
    if let Some(cause) = cause {
        write!(out, "{cause}; ")?;
    }
    pattern.write_mismatch(mismatch, out)?;
    if let Some(example) = phone_example(pattern) {
        out.write_str(", for example ")?;
        out.write_str(example)?;
    }
    if is_long {
        out.write_str("; the pattern begins with ")?;
        out.write_str(shown)?;
        out.write_str("…")?;
    }
    Ok(())
}

fn at<T>(list: &[T], index: u32) -> Option<&T> {
    list.get(usize::try_from(index).ok()?)
}

impl Detail {
    /// Returns the details of a violation that has a message and nothing else.
    pub(crate) fn message_only(message: String) -> Self {
        Detail::Owned(Box::new(OwnedDetail {
            message,
            ..OwnedDetail::default()
        }))
    }

    pub(super) fn message(&self, code: Code) -> Cow<'_, str> {
        match self {
            Detail::Fixed(sentence) => Cow::Borrowed(sentence),
            Detail::Rule(rule) => Cow::Borrowed(rule.message),
            Detail::Owned(detail) => Cow::Borrowed(&detail.message),
            Detail::Text(..)
            | Detail::Number(_)
            | Detail::Items { .. }
            | Detail::Repeated(_)
            | Detail::Unlisted(_) => Cow::Owned(rendered(|out| self.write(code, out))),
        }
    }

    /// Writes the sentence.
    pub(super) fn write(&self, code: Code, out: &mut impl Write) -> fmt::Result {
        match self {
            Detail::Fixed(sentence) => out.write_str(sentence),
            Detail::Rule(rule) => out.write_str(rule.message),
            Detail::Owned(detail) => out.write_str(&detail.message),
            Detail::Text(facets, fault) => fault.write(facets, out),
            Detail::Number(limit) => {
                let (before, behind) = match code {
                    Code::Minimum => ("is less than ", ", the least that is accepted"),
                    Code::MultipleOf => ("is not a multiple of ", ""),
                    _ => ("is more than ", ", the most that is accepted"),
                };
                out.write_str(before)?;
                out.write_str(IntegerText::new(*limit).as_str())?;
                out.write_str(behind)
            }
            Detail::Items { has, limit } if code == Code::MinItems => {
                write_at_least(out, *has, "item", *limit)
            }
            Detail::Items { has, limit } => write_at_most(out, *has, "item", *limit),
            Detail::Repeated(index) => {
                out.write_str("has an item twice: that at index ")?;
                write_number(out, *index)?;
                out.write_str(" repeats an earlier one")
            }
            Detail::Unlisted(list) => {
                out.write_str("is not one of ")?;
                list(out)
            }
        }
    }

    pub(super) fn limit(&self) -> Option<i64> {
        match self {
            Detail::Text(facets, fault) => fault.limit(facets),
            Detail::Number(limit) => Some(*limit),
            Detail::Items { limit: most, .. } => Some(limit(*most)),
            Detail::Owned(detail) => detail.limit,
            _ => None,
        }
    }

    pub(super) fn rule(&self) -> Option<&str> {
        match self {
            Detail::Rule(rule) => Some(rule.name),
            Detail::Owned(detail) => detail.rule.as_deref(),
            _ => None,
        }
    }

    pub(super) fn check(&self) -> Option<&str> {
        match self {
            Detail::Text(facets, fault) => fault.check(facets),
            Detail::Owned(detail) => detail.check.as_deref(),
            _ => None,
        }
    }
}

/// Writes the documented values of an enum.
pub(crate) fn write_values_of<E: KnownEnum>(out: &mut dyn Write) -> fmt::Result {
    write_listed(out, &mut E::VALUES.iter().map(|(_, spelling)| *spelling))
}

/// Returns what a function writes.
pub(crate) fn rendered(write: impl FnOnce(&mut String) -> fmt::Result) -> String {
    // Most sentences are not longer.
    let mut text = String::with_capacity(96);
    // Writing into a `String` cannot fail.
    let _ = write(&mut text);
    text
}

fn write_at_least(out: &mut impl Write, has: u64, noun: &str, least: u64) -> fmt::Result {
    out.write_str("has ")?;
    write_counted(out, has, noun)?;
    out.write_str(", at least ")?;
    write_number(out, least)?;
    out.write_str(if least == 1 {
        " is required"
    } else {
        " are required"
    })
}

fn write_at_most(out: &mut impl Write, has: u64, noun: &str, most: u64) -> fmt::Result {
    out.write_str("has ")?;
    write_counted(out, has, noun)?;
    out.write_str(", at most ")?;
    write_number(out, most)?;
    out.write_str(if most == 1 {
        " is accepted"
    } else {
        " are accepted"
    })
}

/// Limits are `u64` in a schema and `i64` in a violation; no text reaches the difference.
fn limit(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
