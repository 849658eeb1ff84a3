//! What a fit removes at the provider, and what it must not remove without being told.
//!
//! In: a field without a value, and what the record, the caller's choices and the operation say of it. Out: a clear, a
//! field that is left out because that deletes, or a refusal. Each is listed.

use super::object::Omission;
use super::{Carrier, Fit};
use crate::Code;
use crate::check::MISSING;
use crate::contact::adjustment::{Removal, Sent};
use crate::contact::diff::root;
use crate::contact::{RefusalCode, UpdateMode};

impl Fit<'_> {
    /// Removes a datum, or refuses to where the provider cannot remove it.
    pub(super) fn remove(&mut self, carrier: &Carrier<'_>, path: &str) {
        let name = root(path);
        if carrier.required && !self.frame.is_object {
            // A value that has to be there is missing, which is said when it is asked for.
            return;
        }
        self.settled.insert(name.to_owned());
        if carrier.clearable {
            self.clears.insert(carrier.field.to_owned());
            self.cleared();
            return self.gone(carrier, Some(path), Removal::Cleared);
        }
        if self.update == UpdateMode::Unstated && self.contact.has(name) {
            // A line that a shorter street does not have any more.
            return match self.read {
                None => self.gone(carrier, Some(path), Removal::Unstated),
                Some(_) => self.unsaid(carrier, Some(path)),
            };
        }
        let message = match self.update {
            UpdateMode::Replace => return self.gone(carrier, Some(path), Removal::LeftOut),
            UpdateMode::None => return self.left_out(path),
            UpdateMode::Patch => format!("cannot be removed at {}", self.provider),
            UpdateMode::Unstated => format!(
                "may stay: {} does not say what leaving it out does; leave it out by choice",
                self.provider
            ),
        };
        if self.frame.is_object && self.is_patch() {
            return self.removed(carrier.refusal(Some(path), RefusalCode::NotCleared, message));
        }
        // A number in two fields is refused once.
        if self.refused.insert(name.to_owned()) {
            self.refuse(carrier, Some(name), RefusalCode::NotCleared, message);
        }
    }

    /// Accounts for a field of the stored contact without a value, of which nobody said that it is to go: leaving it out
    /// may delete what nobody has seen. It is refused until the caller agrees, and listed as removed then.
    pub(super) fn unsaid(&mut self, carrier: &Carrier<'_>, datum: Option<&str>) {
        if carrier.required || !carrier.stored {
            return;
        }
        let is_left_out = self.is_left_out(carrier, datum.map(root));
        let (removal, would) = match self.update {
            UpdateMode::Replace => (Removal::LeftOut, "would"),
            UpdateMode::Unstated => (Removal::Unstated, "may"),
            UpdateMode::Patch => {
                if self.frame.is_object && self.read.is_some() && !is_left_out {
                    self.lose_unread(carrier, datum, "would");
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
            (Some(_), false) => self.lose_unread(carrier, datum, would),
            (None, true) => self.omit(Omission::Agreed(Sent::removed(carrier, datum, removal))),
            (None, false) => {
                let message = self.missing(removal);
                let refusal = carrier.refusal(datum, Code::Missing, message);
                self.omit(Omission::Refused(refusal));
            }
        }
    }

    /// Refuses to leave out a field that nobody has read.
    fn lose_unread(&mut self, carrier: &Carrier<'_>, datum: Option<&str>, would: &str) {
        let message = format!(
            "is not returned when {} is read, and {would} be deleted by leaving it out",
            self.provider
        );
        self.lose(carrier, datum, message);
    }

    /// The message about a field that the caller neither gives nor agrees to delete.
    fn missing(&self, removal: Removal) -> String {
        match removal {
            Removal::Cleared | Removal::LeftOut => MISSING.to_owned(),
            Removal::Unstated => format!(
                "is left out, and {} does not say whether that deletes it: give it, or say that it may be removed",
                self.provider
            ),
        }
    }

    /// A field whose values no record and no text has: that of the provider must not be deleted unseen.
    pub fn untold(&mut self, carrier: &Carrier<'_>) {
        let _ = self.kept(carrier, 0);
    }

    /// Lists that what the provider has in a field is removed.
    pub(super) fn gone(&mut self, carrier: &Carrier<'_>, datum: Option<&str>, removal: Removal) {
        self.result.changed = true;
        self.differs();
        self.result
            .sent
            .push(Sent::removed(carrier, datum, removal));
    }
}
