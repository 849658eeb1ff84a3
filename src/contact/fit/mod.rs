//! Fits a record to an operation, field by field.
//!
//! Emitted code and the interpreter visit the fields of the operation. For each field they pass a [`Carrier`] to a [`Fit`]
//! and get the value of the field. The [`FitResult`] accounts for every datum of the record: it is sent as it is,
//! adjusted, left out or refused.

mod account;
mod carrier;
mod compare;
mod object;
mod removal;
mod stored;
mod values;

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::adjustment::{Adjustment, Adjustments, Change, Sent};
use super::data::datum_of;
use super::{AsRead, Choices, Contact, RefusalCode, Refusals, UpdateMode};
use crate::{Code, Date, Decimal, JsonText, Patch, Timestamp, XmlText};
use account::list_of;
pub use carrier::{Carrier, carrier};
use object::Frame;
use stored::Stored;

/// The result of a fit, apart from the values of the fields.
#[derive(Clone, Debug, Default)]
pub struct FitResult {
    /// Each difference between the record and what is sent.
    pub adjustments: Adjustments,
    /// The data and fields that cannot be sent.
    pub refusals: Refusals,
    /// Each value that is sent, and each datum that is removed.
    pub sent: Vec<Sent>,
    /// Whether a sent value differs from the contact as read. True if there is no contact as read.
    pub changed: bool,
    sources: Vec<(String, String)>,
    refused_fields: BTreeSet<String>,
    secret_fields: BTreeSet<String>,
    demands: Vec<Demand>,
}

/// The fields that a rule requires, by logical path.
#[derive(Clone, Debug)]
struct Demand {
    rule: String,
    fields: Vec<String>,
    /// Whether the rule requires all of them. If not, some of them are enough.
    every: bool,
}

/// A fit that is not finished.
#[derive(Debug)]
pub struct Fit<'f> {
    contact: &'f Contact,
    choices: &'f Choices,
    provider: &'f str,
    update: UpdateMode,
    read: Option<&'f AsRead>,
    result: FitResult,
    used: BTreeSet<String>,
    mapped: BTreeSet<String>,
    refused: BTreeSet<String>,
    /// Whether the name is refused because a field takes one of its parts.
    is_name_refused: bool,
    refused_fields: BTreeSet<String>,
    carried: BTreeSet<String>,
    clears: BTreeSet<String>,
    /// The data that need no further removal: it is listed or refused, or there is nothing to remove.
    accounted: BTreeSet<String>,
    /// The data that the caller leaves out, by the name of the datum or of its field.
    chosen: BTreeSet<String>,
    stored: Stored,
    has_lines: bool,
    frame: Frame,
}

impl<'f> Fit<'f> {
    /// Starts a fit. `update` is what the operation does with stored data that the request does not mention.
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
            mapped: BTreeSet::new(),
            refused: BTreeSet::new(),
            is_name_refused: false,
            refused_fields: BTreeSet::new(),
            carried: BTreeSet::new(),
            clears: BTreeSet::new(),
            accounted: BTreeSet::new(),
            chosen: BTreeSet::new(),
            stored: Stored::default(),
            has_lines: false,
            frame: Frame::default(),
        }
    }

    /// Makes the fit compare each value with the contact as read from the provider.
    #[must_use]
    pub fn against(mut self, read: &'f AsRead) -> Self {
        self.read = Some(read);
        self
    }

    /// Records the fields that a rule requires: all of them, or some of them. If the rule does not hold, the refusal asks
    /// the caller to supply those that no record fills.
    pub fn demand(&mut self, rule: &str, fields: &[&str], every: bool) {
        self.result.demands.push(Demand {
            rule: rule.to_owned(),
            fields: fields.iter().map(|&field| field.to_owned()).collect(),
            every,
        });
    }

    /// Returns the text of a field.
    pub fn text(&mut self, carrier: &Carrier<'_>) -> Option<String> {
        let before = self.mark();
        if let Some(text) = self.choices.supplied.get(carrier.key()) {
            self.accept_supplied(carrier, std::slice::from_ref(text));
            self.list_sent(carrier, carrier.field.to_owned(), None, text);
            return Some(text.clone());
        }
        let Some(datum) = carrier.means.and_then(datum_of) else {
            let [text] = &self.stored_value(carrier, 1)?[..] else {
                return None;
            };
            self.list_sent(carrier, carrier.field.to_owned(), None, text);
            return Some(text.clone());
        };
        self.resolve(carrier, datum, before, |fit| fit.datum(carrier, datum))
    }

    /// Returns the texts of a field that is a list.
    pub fn texts(&mut self, carrier: &Carrier<'_>) -> Option<Vec<String>> {
        let before = self.mark();
        let supplied = self.choices.supplied.get(carrier.key());
        let supplied: Option<Vec<String>> =
            supplied.map(|text| text.lines().map(str::to_owned).collect());
        if let Some(items) = &supplied {
            self.accept_supplied(carrier, items);
        }
        let Some(datum) = carrier
            .means
            .and_then(datum_of)
            .filter(|_| supplied.is_none())
        else {
            let items = match supplied {
                Some(items) => items,
                None => self.stored_value(carrier, usize::MAX)?,
            };
            for (index, item) in items.iter().enumerate() {
                self.list_sent(carrier, format!("{}[{index}]", carrier.field), None, item);
            }
            return Some(items);
        };
        self.resolve(carrier, datum, before, |fit| fit.lines(carrier, datum))
    }

    /// Returns the integer of a field.
    pub fn integer(&mut self, carrier: &Carrier<'_>) -> Option<i64> {
        let text = self.text(carrier)?;
        self.parse(carrier, text.parse().ok(), "a whole number")
    }

    /// Returns the decimal number of a field.
    pub fn number(&mut self, carrier: &Carrier<'_>) -> Option<Decimal> {
        let text = self.text(carrier)?;
        self.parse(carrier, text.parse().ok(), "a number such as 12.50")
    }

    /// Returns the JSON value of a field, from a text of the caller.
    pub fn json(&mut self, carrier: &Carrier<'_>) -> Option<JsonText> {
        let text = self.text(carrier)?;
        self.parse(carrier, text.parse().ok(), "JSON")
    }

    /// Returns the XML element of a field, from a text of the caller.
    pub fn element(&mut self, carrier: &Carrier<'_>) -> Option<XmlText> {
        let text = self.text(carrier)?;
        self.parse(carrier, text.parse().ok(), "an XML element")
    }

    /// Returns the boolean of a field.
    pub fn boolean(&mut self, carrier: &Carrier<'_>) -> Option<bool> {
        let text = self.text(carrier)?;
        self.parse(carrier, text.parse().ok(), "`true` or `false`")
    }

    /// Returns the date of a field.
    pub fn date(&mut self, carrier: &Carrier<'_>) -> Option<Date> {
        let text = self.text(carrier)?;
        self.parse(carrier, text.parse().ok(), "a date such as 2026-11-21")
    }

    /// Returns the point in time of a field.
    pub fn timestamp(&mut self, carrier: &Carrier<'_>) -> Option<Timestamp> {
        let text = self.text(carrier)?;
        self.parse(
            carrier,
            text.parse().ok(),
            "a moment such as 2026-11-21T09:30:00Z",
        )
    }

    /// Returns the change of a field that can be cleared.
    pub fn patch<T>(&mut self, carrier: &Carrier<'_>, value: Option<T>) -> Patch<T> {
        match value {
            Some(value) => Patch::Set(value),
            None if self.clears(carrier) => Patch::Clear,
            None => Patch::Keep,
        }
    }

    /// Returns whether the request clears the field.
    #[must_use]
    pub fn clears(&self, carrier: &Carrier<'_>) -> bool {
        self.clears.contains(carrier.field)
    }

    /// Returns the value of a required field. Without a value, refuses and returns the stand-in, which is never sent.
    pub fn required<T>(&mut self, carrier: &Carrier<'_>, value: Option<T>, stand_in: T) -> T {
        if let Some(value) = value {
            return value;
        }
        let datum = carrier
            .means
            .and_then(datum_of)
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
            self.refuse_if_sent(vec![refusal]);
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

    /// Returns the text of a required field.
    pub fn required_text(&mut self, carrier: Carrier<'_>) -> Cow<'static, str> {
        let carrier = carrier.required();
        let value = self.optional_text(carrier);
        self.required(&carrier, value, Cow::Borrowed(""))
    }

    /// Returns the date of a required field.
    pub fn required_date(&mut self, carrier: &Carrier<'_>) -> Date {
        let value = self.date(carrier);
        self.required(carrier, value, Date::EPOCH)
    }

    /// Returns the decimal number of a required field.
    pub fn required_number(&mut self, carrier: &Carrier<'_>) -> Decimal {
        let value = self.number(carrier);
        self.required(carrier, value, Decimal::zero())
    }

    /// Returns the JSON value of a required field.
    pub fn required_json(&mut self, carrier: &Carrier<'_>) -> JsonText {
        let value = self.json(carrier);
        self.required(carrier, value, JsonText::null())
    }

    /// Returns the XML element of a required field.
    pub fn required_element(&mut self, carrier: &Carrier<'_>) -> XmlText {
        let value = self.element(carrier);
        self.required(carrier, value, XmlText::stand_in())
    }

    /// Returns the point in time of a required field.
    pub fn required_timestamp(&mut self, carrier: &Carrier<'_>) -> Timestamp {
        let value = self.timestamp(carrier);
        self.required(carrier, value, Timestamp::epoch())
    }

    /// Returns the value, or refuses a text that is not `what`.
    fn parse<T>(&mut self, carrier: &Carrier<'_>, value: Option<T>, what: &str) -> Option<T> {
        if value.is_none() {
            self.refused_fields.insert(carrier.field.to_owned());
            let datum = carrier.means.and_then(datum_of);
            let datum = datum.map(|datum| datum.path());
            let message = format!("has to be {what}");
            self.refuse(carrier, datum.as_deref(), Code::Type, message);
        }
        value
    }

    /// Lists a value that is sent.
    fn list_sent(
        &mut self,
        carrier: &Carrier<'_>,
        path: String,
        datum: Option<String>,
        value: &str,
    ) {
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

    /// Lists a change that the fit made to a datum.
    fn list_adjustment(&mut self, datum: &str, path: &str, change: Change, reversible: bool) {
        let adjustment = Adjustment::new(datum, Some(path), change, reversible);
        self.result.adjustments.push(adjustment);
    }

    /// Lists a datum that is left out.
    fn list_left_out(&mut self, datum: &str) {
        let adjustment = Adjustment::new(datum, None, Change::LeftOut, false);
        self.result.adjustments.push(adjustment);
    }

    /// Refuses a field, or the datum that its term means.
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
