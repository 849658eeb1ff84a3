//! Fitting a record to an operation, field by field.
//!
//! In: a record, the caller's choices, and from the walk over an operation one [`Carrier`] per field. Out: the value of
//! each field, and a [`FitResult`] that accounts for every datum: sent as it is, adjusted, left out or refused. Emitted
//! code and the interpreter walk on their own and ask here.

use std::collections::BTreeSet;

use super::adjustment::{Adjustment, Adjustments, Change, Refusal, Refusals, Sent};
use super::data::{Asked, asked};
use super::{AsRead, Choices, Contact, Conversion};
use crate::{Date, Patch, Timestamp, Violations};

/// What a schema says of a field that can carry a datum.
#[derive(Clone, Copy, Debug)]
pub struct Carrier<'c> {
    /// The logical name.
    pub field: &'c str,
    /// The place on the wire of the default binding.
    pub wire: &'c str,
    /// The term, if the field has one.
    pub means: Option<&'c str>,
    /// The conversions, in order.
    pub convert: &'c [Conversion],
    /// Whether the request is wrong without it.
    pub required: bool,
    /// Whether it can be cleared explicitly.
    pub clearable: bool,
    /// Whether a list is one text on the wire.
    pub joined: bool,
}

impl Carrier<'static> {
    /// A field that carries nothing, to start from.
    pub const ANY: Self = Carrier {
        field: "",
        wire: "",
        means: None,
        convert: &[],
        required: false,
        clearable: false,
        joined: false,
    };
}

/// Everything that a fit found, beside the values.
#[derive(Clone, Debug, Default)]
pub struct FitResult {
    /// Each difference between the record and what is sent.
    pub adjustments: Adjustments,
    /// What cannot be carried.
    pub refusals: Refusals,
    /// Each value that is sent.
    pub sent: Vec<Sent>,
    /// Whether anything differs from the contact as read; true without one.
    pub changed: bool,
    sources: Vec<(String, String)>,
    refused_fields: BTreeSet<String>,
}

/// A fit under way.
#[derive(Debug)]
pub struct Fit<'f> {
    contact: &'f Contact,
    choices: &'f Choices,
    provider: &'f str,
    /// Whether what is left out is deleted, or may be.
    whole: bool,
    pub(super) read: Option<&'f AsRead>,
    result: FitResult,
    used: BTreeSet<String>,
    asked: BTreeSet<String>,
    refused: BTreeSet<String>,
    refused_fields: BTreeSet<String>,
    carried: BTreeSet<String>,
    clears: BTreeSet<String>,
    has_lines: bool,
}

impl<'f> Fit<'f> {
    /// Begins. `whole` says that the operation replaces, or that nobody says what it does with a field left out.
    #[must_use]
    pub fn new(contact: &'f Contact, choices: &'f Choices, provider: &'f str, whole: bool) -> Self {
        Fit {
            contact,
            choices,
            provider,
            whole,
            read: None,
            result: FitResult::default(),
            used: BTreeSet::new(),
            asked: BTreeSet::new(),
            refused: BTreeSet::new(),
            refused_fields: BTreeSet::new(),
            carried: BTreeSet::new(),
            clears: BTreeSet::new(),
            has_lines: false,
        }
    }

    /// The same, compared with the contact as the provider has it.
    #[must_use]
    pub fn against(mut self, read: &'f AsRead) -> Self {
        self.read = Some(read);
        self
    }

    /// The text of a field.
    pub fn text(&mut self, carrier: &Carrier<'_>) -> Option<String> {
        let before = (self.result.adjustments.len(), self.result.sent.len());
        if let Some(text) = self.choices.supplied.get(carrier.field) {
            self.used.insert(carrier.field.to_owned());
            self.sent(carrier.field.to_owned(), None, text);
            return Some(text.clone());
        }
        let datum = asked(carrier.means?)?;
        let text = self.datum(carrier, datum);
        self.compared(carrier, datum, text, before, |quiet| {
            quiet.datum(carrier, datum)
        })
    }

    /// The texts of a field that is a list.
    pub fn texts(&mut self, carrier: &Carrier<'_>) -> Option<Vec<String>> {
        let before = (self.result.adjustments.len(), self.result.sent.len());
        if let Some(text) = self.choices.supplied.get(carrier.field) {
            self.used.insert(carrier.field.to_owned());
            let items: Vec<String> = text.lines().map(str::to_owned).collect();
            for (index, item) in items.iter().enumerate() {
                self.sent(format!("{}[{index}]", carrier.field), None, item);
            }
            return Some(items);
        }
        let datum = asked(carrier.means?)?;
        let lines = self.lines(carrier, datum);
        self.compared(carrier, datum, lines, before, |quiet| {
            quiet.lines(carrier, datum)
        })
    }

    /// An integer.
    pub fn integer(&mut self, carrier: &Carrier<'_>) -> Option<i64> {
        let text = self.text(carrier)?;
        self.parsed(carrier, text.parse().ok(), "a whole number")
    }

    /// A boolean.
    pub fn boolean(&mut self, carrier: &Carrier<'_>) -> Option<bool> {
        let text = self.text(carrier)?;
        self.parsed(carrier, text.parse().ok(), "`true` or `false`")
    }

    /// A date.
    pub fn date(&mut self, carrier: &Carrier<'_>) -> Option<Date> {
        let text = self.text(carrier)?;
        self.parsed(carrier, text.parse().ok(), "a date such as 2026-11-21")
    }

    /// A moment.
    pub fn timestamp(&mut self, carrier: &Carrier<'_>) -> Option<Timestamp> {
        let text = self.text(carrier)?;
        self.parsed(
            carrier,
            text.parse().ok(),
            "a moment such as 2026-11-21T09:30:00Z",
        )
    }

    /// What a field that can be cleared is given.
    pub fn patch<T>(&mut self, carrier: &Carrier<'_>, value: Option<T>) -> Patch<T> {
        match value {
            Some(value) => Patch::Set(value),
            None if self.clears(carrier) => Patch::Clear,
            None => Patch::Keep,
        }
    }

    /// Whether the field is to be cleared.
    #[must_use]
    pub fn clears(&self, carrier: &Carrier<'_>) -> bool {
        self.clears.contains(carrier.field)
    }

    /// A value that has to be there; what stands in for it is never sent.
    pub fn required<T>(&mut self, carrier: &Carrier<'_>, value: Option<T>, stand_in: T) -> T {
        if let Some(value) = value {
            return value;
        }
        let datum = carrier
            .means
            .and_then(asked)
            .map(|datum| datum.path().into_owned());
        let datum = datum.unwrap_or_default();
        if self.refused_fields.insert(carrier.field.to_owned()) {
            let message = match datum.as_str() {
                "" => format!("is required by {}: supply it", self.provider),
                _ => format!("is required by {}", self.provider),
            };
            // A number in two fields is missing once.
            if datum.is_empty() || self.refused.insert(datum.clone()) {
                self.refuse(carrier, &datum, "required", message);
            }
        }
        stand_in
    }

    /// A date that has to be there.
    pub fn required_date(&mut self, carrier: &Carrier<'_>) -> Date {
        let value = self.date(carrier);
        self.required(carrier, value, Date::EPOCH)
    }

    /// A moment that has to be there.
    pub fn required_timestamp(&mut self, carrier: &Carrier<'_>) -> Timestamp {
        let value = self.timestamp(carrier);
        self.required(carrier, value, Timestamp::epoch())
    }

    /// The result: every datum of the record is accounted for.
    #[must_use]
    pub fn finish(mut self) -> FitResult {
        let mut overflow = false;
        for (datum, text) in self.contact.data() {
            let name = datum.as_ref();
            if self.carried.contains(name) || self.said(name, &text) {
                continue;
            }
            let bare = Carrier {
                field: "",
                wire: "",
                ..Carrier::ANY
            };
            let chosen = self.choices.left_out.contains(root(name));
            let phone = name.strip_suffix("_extension");
            if !chosen && self.has_lines && name.starts_with("street[") {
                if !overflow {
                    overflow = true;
                    let (has, takes) = (self.contact.lines().len(), self.lines_taken());
                    let message = format!(
                        "is line {} of {has}; {} takes {takes}",
                        takes + 1,
                        self.provider
                    );
                    self.refuse(&bare, name, "lines", message);
                }
            } else if !chosen && phone.is_some_and(|phone| self.asked.contains(phone)) {
                let message = format!("has no place at {}: leave it out by choice", self.provider);
                self.refuse(&bare, name, "extension", message);
            } else {
                self.adjusted(name, "", Change::LeftOut, false);
            }
        }
        for field in self.choices.supplied.keys() {
            if !self.used.contains(field.as_ref()) {
                self.result.refusals.0.push(Refusal {
                    datum: String::new(),
                    path: field.to_string(),
                    wire_path: String::new(),
                    code: "unknown_field",
                    message: "is no field that can be supplied as a text".to_owned(),
                });
            }
        }
        self.result.changed |= self.read.is_none();
        self.result.refused_fields = self.refused_fields;
        self.result
    }

    /// Whether nothing more is to be said of a datum that no field carries.
    fn said(&self, name: &str, text: &str) -> bool {
        let joined = self.contact.joined_name();
        let parts = ["given_name", "family_name"];
        let whole = self.contact.name.as_deref();
        // One name in two spellings is one datum.
        let same_name = joined.is_some() && joined.as_deref() == whole;
        self.refused.contains(name)
            || (parts.contains(&name) && same_name && self.carried.contains("name"))
            || (name == "name" && same_name && parts.iter().all(|part| self.carried.contains(*part)))
            || (name == "name" && self.refused.contains("parts"))
            // What the provider has no place for differs only if it changed.
            || self.read.is_some_and(|read| {
                read.returns(name) && read.contact().get(name).as_deref() == Some(text)
            })
    }

    fn lines_taken(&self) -> usize {
        let taken = (0..).take_while(|line| self.asked.contains(&format!("street[{line}]")));
        taken.count()
    }

    fn datum(&mut self, carrier: &Carrier<'_>, datum: Asked) -> Option<String> {
        let path = datum.path().into_owned();
        self.asked.insert(path.clone());
        self.result
            .sources
            .push((carrier.field.to_owned(), path.clone()));
        if self.choices.left_out.contains(root(&path)) {
            return None;
        }
        let text = match datum {
            Asked::Text("name") => return self.name(carrier),
            Asked::Text("given_name" | "family_name") if self.needs_parts() => {
                if self.refused.insert("parts".to_owned()) {
                    let message = format!(
                        "is one text; {} takes given and family name apart: give both",
                        self.provider
                    );
                    self.refuse(carrier, "name", "parts", message);
                }
                self.refused_fields.insert(carrier.field.to_owned());
                return None;
            }
            Asked::Text(_) => self.contact.get(&path)?.into_owned(),
            Asked::Line(line) => {
                self.has_lines = true;
                self.contact
                    .lines()
                    .get(line)
                    .copied()
                    .filter(|text| !text.is_empty())?
                    .to_owned()
            }
            Asked::Street => return self.joined_lines(carrier),
            Asked::Code(_) | Asked::Number(_) => {
                let step = match datum {
                    Asked::Code(_) => Conversion::CountryCode,
                    _ => Conversion::NationalNumber,
                };
                let held = self.contact.get(&path)?.into_owned();
                let text = self.step(carrier, &path, step, &held)?;
                return self.converted(carrier, &path, text);
            }
        };
        self.converted(carrier, &path, text)
    }

    fn needs_parts(&self) -> bool {
        let has = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
        has(&self.contact.name) && !has(&self.contact.given_name) && !has(&self.contact.family_name)
    }

    fn name(&mut self, carrier: &Carrier<'_>) -> Option<String> {
        if let Some(name) = self.contact.name.clone().filter(|name| !name.is_empty()) {
            return self.converted(carrier, "name", name);
        }
        if !carrier.convert.contains(&Conversion::FullName) {
            return None;
        }
        let name = self.contact.joined_name()?;
        for part in ["given_name", "family_name"] {
            self.carried.insert(part.to_owned());
            self.adjusted(
                part,
                carrier.field,
                Change::Converted(Conversion::FullName),
                false,
            );
        }
        self.converted(carrier, "name", name)
    }

    /// The lines as one text, where the schema says how; a single line needs no word of it.
    fn joined_lines(&mut self, carrier: &Carrier<'_>) -> Option<String> {
        let lines = self.contact.lines();
        let joins = carrier
            .convert
            .iter()
            .any(|step| matches!(step, Conversion::LinesLf | Conversion::LinesComma));
        match lines[..] {
            [] => None,
            [line] => {
                let line = line.to_owned();
                self.carried.insert("street[0]".to_owned());
                self.converted(carrier, "street[0]", line)
            }
            _ if joins => {
                let separator = match carrier.convert.contains(&Conversion::LinesComma) {
                    true => ", ",
                    false => "\n",
                };
                let reversible = !lines.iter().any(|line| line.contains(separator));
                let text = lines.join(separator);
                let count = lines.len();
                for line in 0..count {
                    self.carried.insert(format!("street[{line}]"));
                }
                self.adjusted("street", carrier.field, Change::Joined, reversible);
                self.converted(carrier, "street", text)
            }
            _ => {
                let message = format!(
                    "has {} lines; {} takes one, and does not say how several are joined",
                    lines.len(),
                    self.provider
                );
                for line in 0..lines.len() {
                    self.refused.insert(format!("street[{line}]"));
                }
                self.refused_fields.insert(carrier.field.to_owned());
                self.refuse(carrier, "street", "lines", message);
                None
            }
        }
    }

    fn lines(&mut self, carrier: &Carrier<'_>, datum: Asked) -> Option<Vec<String>> {
        if datum != Asked::Street {
            return self.datum(carrier, datum).map(|text| vec![text]);
        }
        self.asked.insert("street".to_owned());
        self.result
            .sources
            .push((carrier.field.to_owned(), "street".to_owned()));
        if self.choices.left_out.contains("street") {
            return None;
        }
        let lines: Vec<String> = self
            .contact
            .lines()
            .into_iter()
            .map(str::to_owned)
            .collect();
        if lines.is_empty() {
            return None;
        }
        if carrier.joined && lines.len() > 1 {
            self.adjusted("street", carrier.field, Change::Joined, true);
        }
        let mut items = Vec::new();
        for (index, line) in lines.into_iter().enumerate() {
            let (path, field) = (
                format!("street[{index}]"),
                format!("{}[{index}]", carrier.field),
            );
            self.result.sources.push((field.clone(), path.clone()));
            items.push(self.converted(
                &Carrier {
                    field: &field,
                    ..*carrier
                },
                &path,
                line,
            )?);
        }
        Some(items)
    }

    /// The text behind all conversions that it needs.
    fn converted(&mut self, carrier: &Carrier<'_>, datum: &str, text: String) -> Option<String> {
        let mut text = text;
        for &step in carrier.convert {
            if !matches!(step, Conversion::CountryCode | Conversion::NationalNumber) {
                text = self.step(carrier, datum, step, &text)?;
            }
        }
        self.carried.insert(datum.to_owned());
        self.sent(carrier.field.to_owned(), Some(datum.to_owned()), &text);
        Some(text)
    }

    fn step(
        &mut self,
        carrier: &Carrier<'_>,
        datum: &str,
        step: Conversion,
        text: &str,
    ) -> Option<String> {
        let result = match (step, &self.choices.ascii) {
            (Conversion::FullName | Conversion::LinesLf | Conversion::LinesComma, _) => {
                return Some(text.to_owned());
            }
            (Conversion::Ascii, Some(transliterate)) if !text.is_ascii() => {
                Ok(transliterate(text).into())
            }
            _ => step.apply(text),
        };
        match result {
            Ok(converted) => {
                if converted != text {
                    self.adjusted(
                        datum,
                        carrier.field,
                        Change::Converted(step),
                        step.has_inverse(),
                    );
                }
                Some(converted.into_owned())
            }
            Err(reason) => {
                self.refused_fields.insert(carrier.field.to_owned());
                // A number in two fields is wrong once.
                if self.refused.insert(datum.to_owned()) {
                    self.refuse(carrier, datum, "domain", reason.to_owned());
                }
                None
            }
        }
    }

    /// Against the contact as read: what a patch can leave out, what has to be cleared, what would be lost.
    fn compared<T: PartialEq>(
        &mut self,
        carrier: &Carrier<'_>,
        datum: Asked,
        value: Option<T>,
        before: (usize, usize),
        of_read: impl FnOnce(&mut Fit<'f>) -> Option<T>,
    ) -> Option<T> {
        let Some(read) = self.read else { return value };
        let path = datum.path().into_owned();
        let returned = read.returns(root(&path));
        let chosen = self.choices.left_out.contains(root(&path));
        let refused = self.refused_fields.contains(carrier.field);
        let mut quiet = Fit::new(read.contact(), self.choices, self.provider, self.whole);
        let had = of_read(&mut quiet);
        // What the provider has may be outside of the domain of a conversion, and is there all the same.
        let has = returned && (had.is_some() || quiet.refused_fields.contains(carrier.field));
        if value.is_none() && !refused && !chosen {
            if self.whole && !returned {
                let message = format!(
                    "is not returned when {} is read, and would be deleted by leaving it out",
                    self.provider
                );
                self.refuse(carrier, &path, "not_read", message);
            } else if has && self.whole {
                self.result.changed = true;
            } else if has && carrier.clearable {
                self.clears.insert(carrier.field.to_owned());
                self.result.changed = true;
            } else if has && !carrier.required {
                let message = format!("cannot be removed at {}", self.provider);
                self.refuse(carrier, &path, "not_cleared", message);
            }
            return None;
        }
        if returned && had == value {
            if !self.whole && !carrier.required {
                self.result.adjustments.truncate(before.0);
                self.result.sent.truncate(before.1);
                return None;
            }
        } else if value.is_some() {
            self.result.changed = true;
        }
        value
    }

    fn parsed<T>(&mut self, carrier: &Carrier<'_>, value: Option<T>, what: &str) -> Option<T> {
        if value.is_none() {
            self.refused_fields.insert(carrier.field.to_owned());
            let datum = carrier.means.and_then(asked);
            let datum = datum
                .map(|datum| datum.path().into_owned())
                .unwrap_or_default();
            self.refuse(carrier, &datum, "type", format!("has to be {what}"));
        }
        value
    }

    fn sent(&mut self, path: String, datum: Option<String>, value: &str) {
        let value = value.to_owned();
        self.result.sent.push(Sent { path, datum, value });
    }

    fn adjusted(&mut self, datum: &str, path: &str, change: Change, reversible: bool) {
        self.result.adjustments.push(Adjustment {
            datum: datum.to_owned(),
            path: path.to_owned(),
            change,
            reversible,
        });
    }

    fn refuse(&mut self, carrier: &Carrier<'_>, datum: &str, code: &'static str, message: String) {
        self.result.refusals.0.push(Refusal {
            datum: datum.to_owned(),
            path: carrier.field.to_owned(),
            wire_path: carrier.wire.to_owned(),
            code,
            message,
        });
    }
}

/// `street` of `street[1]`.
fn root(path: &str) -> &str {
    path.split_once('[').map_or(path, |(root, _)| root)
}

impl FitResult {
    /// Adds what a check of the request found, in terms of the record; what the fit refused already is not said again.
    pub fn add(&mut self, violations: &Violations) {
        for violation in violations {
            let path = violation.path();
            let said = self.refused_fields.contains(root(&path));
            if violation.rule().is_none() && said {
                continue;
            }
            let source = self.sources.iter().find(|(field, _)| *field == path);
            let datum = source.map(|(_, datum)| datum.clone()).unwrap_or_default();
            self.refusals.0.push(Refusal::of(violation, datum));
        }
    }
}
