//! Fitting a record to an operation, field by field.
//!
//! In: a record, the caller's choices, and from the walk over an operation one [`Carrier`] per field. Out: the value of
//! each field, and a [`FitResult`] that accounts for every datum: sent as it is, adjusted, left out or refused. Emitted
//! code and the interpreter walk on their own and ask here.

mod account;
mod carrier;
mod compare;
mod kept;
mod object;
mod removal;
mod values;

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::adjustment::{Adjustment, Adjustments, Change, Sent};
use super::data::asked;
use super::{AsRead, Choices, Contact, RefusalCode, Refusals, UpdateMode};
use crate::{Code, Date, Patch, Timestamp};
use account::list_of;
pub use carrier::{Carrier, carrier};
use kept::Kept;
use object::Frame;

/// Everything that a fit found, beside the values.
#[derive(Clone, Debug, Default)]
pub struct FitResult {
    /// Each difference between the record and what is sent.
    pub adjustments: Adjustments,
    /// What cannot be carried.
    pub refusals: Refusals,
    /// Each value that is sent, and each datum that is removed.
    pub sent: Vec<Sent>,
    /// Whether anything differs from the contact as read; true without one.
    pub changed: bool,
    sources: Vec<(String, String)>,
    refused_fields: BTreeSet<String>,
    secret_fields: BTreeSet<String>,
    demands: Vec<Demand>,
}

/// Fields that a rule asks for, by logical path.
#[derive(Clone, Debug)]
struct Demand {
    rule: String,
    fields: Vec<String>,
    /// Whether all of them are to have a value; else some are enough.
    every: bool,
}

/// A fit under way.
#[derive(Debug)]
pub struct Fit<'f> {
    contact: &'f Contact,
    choices: &'f Choices,
    provider: &'f str,
    update: UpdateMode,
    read: Option<&'f AsRead>,
    result: FitResult,
    used: BTreeSet<String>,
    asked: BTreeSet<String>,
    refused: BTreeSet<String>,
    refused_fields: BTreeSet<String>,
    carried: BTreeSet<String>,
    clears: BTreeSet<String>,
    /// The data whose removal has been listed or refused, or of which there is nothing to remove.
    settled: BTreeSet<String>,
    /// The data that the caller leaves out by their own names or by those of their fields.
    chosen: BTreeSet<String>,
    account: Kept,
    has_lines: bool,
    frame: Frame,
}

impl<'f> Fit<'f> {
    /// Begins. `update` says what the operation does with data that the request does not mention.
    #[must_use]
    pub fn new(
        contact: &'f Contact,
        choices: &'f Choices,
        provider: &'f str,
        update: UpdateMode,
    ) -> Self {
        Fit {
            contact,
            choices,
            provider,
            update,
            read: None,
            result: FitResult::default(),
            used: BTreeSet::new(),
            asked: BTreeSet::new(),
            refused: BTreeSet::new(),
            refused_fields: BTreeSet::new(),
            carried: BTreeSet::new(),
            clears: BTreeSet::new(),
            settled: BTreeSet::new(),
            chosen: BTreeSet::new(),
            account: Kept::default(),
            has_lines: false,
            frame: Frame::default(),
        }
    }

    /// The same, compared with the contact as the provider has it.
    #[must_use]
    pub fn against(mut self, read: &'f AsRead) -> Self {
        self.read = Some(read);
        self
    }

    /// Takes note of fields that a rule asks for: all of them, or some. Those that no record fills are to be supplied
    /// where the rule does not hold.
    pub fn demand(&mut self, rule: &str, fields: &[&str], every: bool) {
        self.result.demands.push(Demand {
            rule: rule.to_owned(),
            fields: fields.iter().map(|&field| field.to_owned()).collect(),
            every,
        });
    }

    /// The text of a field.
    pub fn text(&mut self, carrier: &Carrier<'_>) -> Option<String> {
        let before = self.mark();
        if let Some(text) = self.choices.supplied.get(carrier.key()) {
            self.supplied(carrier, std::slice::from_ref(text));
            self.sent(carrier, carrier.field.to_owned(), None, text);
            return Some(text.clone());
        }
        let Some(datum) = carrier.means.and_then(asked) else {
            let [text] = &self.kept(carrier, 1)?[..] else {
                return None;
            };
            self.sent(carrier, carrier.field.to_owned(), None, text);
            return Some(text.clone());
        };
        self.settled(carrier, datum, before, |fit| fit.datum(carrier, datum))
    }

    /// The texts of a field that is a list.
    pub fn texts(&mut self, carrier: &Carrier<'_>) -> Option<Vec<String>> {
        let before = self.mark();
        let supplied = self.choices.supplied.get(carrier.key());
        let supplied: Option<Vec<String>> =
            supplied.map(|text| text.lines().map(str::to_owned).collect());
        if let Some(items) = &supplied {
            self.supplied(carrier, items);
        }
        let Some(datum) = carrier.means.and_then(asked).filter(|_| supplied.is_none()) else {
            let items = match supplied {
                Some(items) => items,
                None => self.kept(carrier, usize::MAX)?,
            };
            for (index, item) in items.iter().enumerate() {
                self.sent(carrier, format!("{}[{index}]", carrier.field), None, item);
            }
            return Some(items);
        };
        self.settled(carrier, datum, before, |fit| fit.lines(carrier, datum))
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
        if self.refused_fields.insert(carrier.field.to_owned()) {
            let message = match datum {
                None => format!("is required by {}: supply it", self.provider),
                Some(_) => format!("is required by {}", self.provider),
            };
            let mut refusal = carrier.refusal(datum.as_deref(), Code::Required, message);
            if datum.is_none() {
                refusal.supply.push(carrier.key().to_owned());
            }
            self.pass_on(vec![refusal]);
        }
        stand_in
    }

    /// Returns the text of a field that may be left out.
    pub fn optional_text(&mut self, carrier: Carrier<'_>) -> Option<Cow<'static, str>> {
        self.text(&carrier).map(Cow::Owned)
    }

    /// Returns the text of a field that can be cleared.
    pub fn patch_text(&mut self, carrier: Carrier<'_>) -> Patch<Cow<'static, str>> {
        let carrier = carrier.clearable();
        let value = self.optional_text(carrier);
        self.patch(&carrier, value)
    }

    /// Returns a text that has to be there.
    pub fn required_text(&mut self, carrier: Carrier<'_>) -> Cow<'static, str> {
        let carrier = carrier.required();
        let value = self.optional_text(carrier);
        self.required(&carrier, value, Cow::Borrowed(""))
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

    fn parsed<T>(&mut self, carrier: &Carrier<'_>, value: Option<T>, what: &str) -> Option<T> {
        if value.is_none() {
            self.refused_fields.insert(carrier.field.to_owned());
            let datum = carrier.means.and_then(asked);
            let datum = datum.map(|datum| datum.path());
            let message = format!("has to be {what}");
            self.refuse(carrier, datum.as_deref(), Code::Type, message);
        }
        value
    }

    fn sent(&mut self, carrier: &Carrier<'_>, path: String, datum: Option<String>, value: &str) {
        if carrier.secret {
            let field = list_of(carrier.key()).to_owned();
            self.result.secret_fields.insert(field);
        }
        self.result.sent.push(Sent {
            path,
            datum,
            value: value.to_owned(),
            removal: None,
            secret: carrier.secret,
        });
    }

    /// Lists that a datum is changed on its way into a field.
    fn adjusted(&mut self, datum: &str, path: &str, change: Change, reversible: bool) {
        let adjustment = Adjustment::new(datum, Some(path), change, reversible);
        self.result.adjustments.push(adjustment);
    }

    /// Lists that a datum is left out.
    fn left_out(&mut self, datum: &str) {
        let adjustment = Adjustment::new(datum, None, Change::LeftOut, false);
        self.result.adjustments.push(adjustment);
    }

    /// Refuses a field, or the datum that it means.
    fn refuse(
        &mut self,
        carrier: &Carrier<'_>,
        datum: Option<&str>,
        code: impl Into<RefusalCode>,
        message: String,
    ) {
        let refusal = carrier.refusal(datum, code, message);
        self.result.refusals.0.push(refusal);
    }
}
