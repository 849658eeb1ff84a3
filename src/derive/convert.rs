//! Conversions on the way from a struct to a request: a datum that a field holds becomes what the provider takes.
//!
//! In: values with the conversions that the schema declares. Out: the values to send, borrowed where nothing changes; what
//! was changed, and what cannot be converted, which keeps the request from being valid.

use std::borrow::Cow;

use super::{Items, Text};
use crate::check::Check;
use crate::contact::{Adjustment, Adjustments, Change, Conversion};
use crate::path::Path;
use crate::{Code, KnownEnum, Open, Patch};

/// The way of a datum into a field.
#[derive(Debug)]
pub struct Way {
    /// The datum: a term of the contact vocabulary.
    pub datum: &'static str,
    /// The logical name of the field.
    pub field: &'static str,
    /// Its place on the wire of the default binding.
    pub wire: &'static str,
    /// The conversions, in order.
    pub steps: &'static [Conversion],
}

/// What conversions did to the values of one view, and what they could not do.
#[derive(Clone, Debug, Default)]
pub struct Converted {
    /// The way, what was done on it, and whether that can be undone.
    changed: Vec<(&'static Way, Change, bool)>,
    failed: Vec<(&'static Way, Code, Cow<'static, str>)>,
}

/// What conversions can be applied to.
pub trait Convertible: Sized {
    /// Converts.
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
        // Only a list in which something changes is made anew.
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

/// The text behind a step; nothing where it stays as it is.
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

    /// A list that travels as one text; an item with what stands between them is a violation, so it can be undone.
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

    /// A value behind its conversions.
    pub fn apply<T: Convertible>(&mut self, way: &'static Way, value: T) -> T {
        value.converted(way, self)
    }

    /// One line of several, where each has a field of its own; `last` says how many such fields there are, where this is
    /// the last of them: what does not fit is never dropped.
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

    /// Several lines as one text.
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

    /// Given and family name as one name; it cannot be taken apart again.
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

    /// What the provider demands; where there is nothing, that is said.
    pub fn required<'v>(&mut self, way: &'static Way, value: Option<Cow<'v, str>>) -> Cow<'v, str> {
        value.unwrap_or_else(|| {
            let message = "is required";
            self.failed.push((way, Code::Required, message.into()));
            Cow::Borrowed("")
        })
    }

    /// Checks the fields. A value that could not be converted stands there as it was, and of it only that is said.
    pub fn check(&self, check: &mut Check<'_>, fields: impl FnOnce(&mut Check<'_>)) {
        let before = check.violations();
        fields(check);
        for (way, code, message) in &self.failed {
            check.instead(before, &Path::field(way.field, way.wire), *code, message);
        }
    }

    /// What was changed.
    pub fn adjustments(&self) -> Adjustments {
        let each = self.changed.iter();
        each.map(|(way, change, reversible)| {
            Adjustment::new(way.datum, Some(way.field), *change, *reversible)
        })
        .collect()
    }
}

/// A change of a field that has its line if the list has one; a list that is shorter clears it.
pub fn line_or_clear<T>(lines: Patch<Option<T>>) -> Patch<T> {
    match lines {
        Patch::Keep => Patch::Keep,
        Patch::Set(Some(line)) => Patch::Set(line),
        Patch::Set(None) | Patch::Clear => Patch::Clear,
    }
}
