//! Conversions of the data in a struct with a derive, as the schema declares them.
//!
//! A value that does not change stays borrowed. Changes are listed. A value that cannot be converted is a violation.

use std::borrow::Cow;

use super::{Items, Text};
use crate::check::Check;
use crate::contact::{Adjustment, Adjustments, Change, Conversion};
use crate::path::{AnyStep, Path, Step};
use crate::{Code, KnownEnum, Open, Patch};

/// The way of a datum to a field: the datum, the field, and the conversions between them.
#[derive(Debug)]
pub struct Way {
    /// The datum: a term of the contact vocabulary.
    pub datum: &'static str,
    /// The logical name of the field.
    pub field: &'static str,
    /// The place of the field on the wire of the default binding.
    pub wire: &'static str,
    /// The conversions, in order.
    pub steps: &'static [Conversion],
}

/// The changes that conversions made to the values of one view, and the values that they could not convert.
#[derive(Clone, Debug, Default)]
pub struct Converted {
    /// The changes: the way of the datum, the kind of the change, and whether the change can be undone.
    changed: Vec<(&'static Way, Change, bool)>,
    failed: Vec<(&'static Way, Code, Cow<'static, str>)>,
}

/// A value that conversions can be applied to.
pub trait Convertible: Sized {
    /// Applies the conversions.
    fn converted(self, way: &'static Way, into: &mut Converted) -> Self;
}

impl Convertible for Cow<'_, str> {
    fn converted(self, way: &'static Way, into: &mut Converted) -> Self {
        let before = into.changed.len();
        let mut text: Option<Self> = None;
        for &step in way.steps {
            match applied(text.as_ref().unwrap_or(&self), step) {
                Ok(None) => {}
                Ok(next) => {
                    into.converted(way, step);
                    text = next;
                }
                Err(reason) => {
                    into.changed.truncate(before);
                    into.failed.push((way, Code::Format, reason.into()));
                    return self;
                }
            }
        }
        text.unwrap_or(self)
    }
}

impl<E: KnownEnum> Convertible for Open<'_, E> {
    fn converted(self, way: &'static Way, into: &mut Converted) -> Self {
        let before = into.changed.len();
        let text = Cow::Borrowed(self.as_str()).converted(way, into);
        if into.changed.len() == before {
            return self;
        }
        Open::from(text.into_owned())
    }
}

impl Convertible for Items<'_, Text> {
    fn converted(self, way: &'static Way, into: &mut Converted) -> Self {
        let before = into.changed.len();
        // A list is copied only if an item changes.
        let mut made = Vec::new();
        for (index, item) in self.iter().enumerate() {
            let item = item.converted(way, into);
            if into.changed.len() > before && made.is_empty() {
                made.extend(self.iter().take(index));
            }
            if into.changed.len() > before {
                made.push(item);
            }
        }
        if into.changed.len() == before {
            self
        } else {
            Items::Owned(made)
        }
    }
}

/// Returns the converted text, or `None` if it does not change.
fn applied<'t>(
    text: &Cow<'t, str>,
    step: Conversion,
) -> Result<Option<Cow<'t, str>>, &'static str> {
    Ok(match text {
        Cow::Borrowed(borrowed) => Some(step.apply(borrowed)?).filter(|next| next != borrowed),
        Cow::Owned(owned) => Some(step.apply(owned)?.into_owned())
            .filter(|next| next != owned)
            .map(Cow::Owned),
    })
}

impl Converted {
    fn converted(&mut self, way: &'static Way, step: Conversion) {
        let change = (way, Change::Converted(step), step.has_inverse());
        self.changed.push(change);
    }

    /// Records that a list is sent as one text, which is reversible: an item that contains the separator is a violation.
    pub fn travels_as_text<'v>(
        &mut self,
        way: &'static Way,
        lines: Items<'v, Text>,
    ) -> Items<'v, Text> {
        if lines.len() > 1 {
            self.changed.push((way, Change::Joined, true));
        }
        lines
    }

    /// Returns a value after its conversions.
    pub fn apply<T: Convertible>(&mut self, way: &'static Way, value: T) -> T {
        value.converted(way, self)
    }

    /// Returns the line that a field sends, if each line has a field of its own. For the last of these fields, `last` is the
    /// number of the fields: if there are more lines than that, this is a violation.
    pub fn line<'v>(
        &mut self,
        way: &'static Way,
        lines: &Items<'v, Text>,
        index: usize,
        last: Option<usize>,
    ) -> Option<Cow<'v, str>> {
        if let Some(taken) = last
            && lines.len() > taken
        {
            let message = format!("there are {} lines, and {taken} are taken", lines.len());
            self.failed
                .push((way, Code::Unrepresentable, message.into()));
        }
        lines.get(index).map(|line| line.converted(way, self))
    }

    /// Joins lines into one text.
    pub fn joined<'v>(
        &mut self,
        way: &'static Way,
        lines: &Items<'v, Text>,
        separator: &str,
    ) -> Option<Cow<'v, str>> {
        let text = match lines.len() {
            0 => return None,
            1 => lines.get(0)?,
            _ => {
                let lines: Vec<Cow<'v, str>> = lines.iter().collect();
                let reversible = !lines.iter().any(|line| line.contains(separator));
                self.changed.push((way, Change::Joined, reversible));
                Cow::Owned(lines.join(separator))
            }
        };
        Some(text.converted(way, self))
    }

    /// Joins given and family name into one name. This is not reversible.
    pub fn full_name<'v>(
        &mut self,
        way: &'static Way,
        given: Option<Cow<'v, str>>,
        family: Option<Cow<'v, str>>,
    ) -> Option<Cow<'v, str>> {
        let (given, family) = given.zip(family)?;
        if given.is_empty() || family.is_empty() {
            return None;
        }
        self.converted(way, Conversion::FullName);
        let name: Cow<'v, str> = Cow::Owned(format!("{given} {family}"));
        Some(name.converted(way, self))
    }

    /// Returns a required value. A missing value is a violation.
    pub fn required<'v>(&mut self, way: &'static Way, value: Option<Cow<'v, str>>) -> Cow<'v, str> {
        value.unwrap_or_else(|| {
            let message = "is required";
            self.failed.push((way, Code::Required, message.into()));
            Cow::Borrowed("")
        })
    }

    /// Checks the fields. For a value that could not be converted, the failed conversion is the only violation.
    pub fn check(&self, check: &mut Check<'_>, fields: impl FnOnce(&mut Check<'_>)) {
        let before = check.violations();
        fields(check);
        for (way, code, message) in &self.failed {
            let step = Step::new(way.field, way.wire);
            let path = Path::step(AnyStep::Borrowed(&step));
            check.report_instead(before, &path, *code, message);
        }
    }

    /// Returns the changes.
    pub fn adjustments(&self) -> Adjustments {
        let each = self.changed.iter();
        each.map(|(way, change, reversible)| {
            Adjustment::new(way.datum, Some(way.field), *change, *reversible)
        })
        .collect()
    }
}

/// Returns the change of a field that sends one line of a list. If the list has no such line, the field is cleared.
pub fn line_or_clear<T>(lines: Patch<Option<T>>) -> Patch<T> {
    match lines {
        Patch::Keep => Patch::Keep,
        Patch::Set(Some(line)) => Patch::Set(line),
        Patch::Set(None) | Patch::Clear => Patch::Clear,
    }
}
