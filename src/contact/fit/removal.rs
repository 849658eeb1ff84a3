//! Removes stored values, and refuses removals that nobody requested.
//!
//! A field without a value is cleared, left out because that deletes its stored value, or refused. This depends on the
//! record, the caller's choices and the operation. Each removal is listed.

use super::object::Omission;
use super::{Carrier, Fit};
use crate::Code;
use crate::check::MISSING;
use crate::contact::adjustment::{Removal, Sent};
use crate::contact::diff::root;
use crate::contact::{RefusalCode, UpdateMode};

impl Fit<'_> {
    /// Removes a datum, or refuses if the provider cannot remove it.
    pub(super) fn remove(&mut self, carrier: &Carrier<'_>, path: &str) {
        let name = root(path);
        if carrier.required && !self.frame.is_object {
            // `required` refuses the missing value.
            return;
        }
        self.accounted.insert(name.to_owned());
        if carrier.clearable {
            self.clears.insert(carrier.field.to_owned());
            self.note_clear();
            return self.list_removal(carrier, Some(path), Removal::Cleared);
        }
        if self.update == UpdateMode::Unstated && self.contact.has(name) {
            // The record has the datum, but not this part of it: its street has fewer lines.
            return match self.read {
                None => self.list_removal(carrier, Some(path), Removal::Unstated),
                Some(_) => self.account_for_missing(carrier, Some(path)),
            };
        }
        if self.is_patch() && self.sends_whole() && self.read.is_none() && self.contact.has(name) {
            // The record has fewer parts than the operation, and the object that is sent replaces the stored one.
            return self.list_removal(carrier, Some(path), Removal::LeftOut);
        }
        let message = match self.update {
            UpdateMode::Replace => return self.list_removal(carrier, Some(path), Removal::LeftOut),
            UpdateMode::None => return self.list_left_out(path),
            UpdateMode::Patch => format!("cannot be removed at {}", self.provider),
            UpdateMode::Unstated => format!(
                "may stay: {} does not say what leaving it out does; leave it out by choice",
                self.provider
            ),
        };
        if self.sends_whole() && self.is_patch() {
            return self.note_removal(carrier.refusal(
                Some(path),
                RefusalCode::NotCleared,
                message,
            ));
        }
        // A telephone number that two fields send is refused only once.
        if self.refused.insert(name.to_owned()) {
            self.refuse(carrier, Some(name), RefusalCode::NotCleared, message);
        }
    }

    /// Accounts for a stored field without a value whose removal nobody requested.
    ///
    /// Leaving it out may delete a value that was not read. It is refused unless the caller agrees to the deletion, and
    /// listed as removed if the caller agrees.
    pub(super) fn account_for_missing(&mut self, carrier: &Carrier<'_>, datum: Option<&str>) {
        if carrier.required || !carrier.stored {
            return;
        }
        let is_left_out = self.is_left_out(carrier, datum.map(root));
        let (removal, would) = match self.update {
            UpdateMode::Replace => (Removal::LeftOut, "would"),
            UpdateMode::Unstated => (Removal::Unstated, "may"),
            UpdateMode::Patch => {
                if self.sends_whole() && self.read.is_some() && !is_left_out {
                    self.refuse_omission(carrier, datum, "would");
                }
                return;
            }
            UpdateMode::None => return,
        };
        let is_agreed = is_left_out || self.choices.delete_missing;
        match (self.read, is_agreed) {
            (Some(_), true) => self
                .result
                .sent
                .push(Sent::removed(carrier, datum, removal)),
            (Some(_), false) => self.refuse_omission(carrier, datum, would),
            (None, true) => self.omit(Omission::Agreed(Sent::removed(carrier, datum, removal))),
            (None, false) => {
                let message = self.missing_message(removal);
                let refusal = carrier.refusal(datum, Code::Missing, message);
                self.omit(Omission::Refused(refusal));
            }
        }
    }

    /// Refuses to leave out a field that was not read.
    fn refuse_omission(&mut self, carrier: &Carrier<'_>, datum: Option<&str>, would: &str) {
        let message = format!(
            "is not returned when {} is read, and {would} be deleted by leaving it out",
            self.provider
        );
        self.refuse_loss(carrier, datum, message);
    }

    /// Returns the message about a field that the caller neither gives nor agrees to delete.
    fn missing_message(&self, removal: Removal) -> String {
        match removal {
            Removal::Cleared | Removal::LeftOut => MISSING.to_owned(),
            Removal::Unstated => format!(
                "is left out, and {} does not say whether that deletes it: give it, or say that it may be removed",
                self.provider
            ),
        }
    }

    /// Protects the stored value of a field that neither a record nor a supplied text can fill. Deleting it is refused unless
    /// the caller leaves the field out by name.
    pub fn protect(&mut self, carrier: &Carrier<'_>) {
        let _ = self.stored_value(carrier, 0);
    }

    /// Lists the stored value of a field as removed.
    pub(super) fn list_removal(
        &mut self,
        carrier: &Carrier<'_>,
        datum: Option<&str>,
        removal: Removal,
    ) {
        self.result.changed = true;
        self.note_difference();
        self.result
            .sent
            .push(Sent::removed(carrier, datum, removal));
    }
}
