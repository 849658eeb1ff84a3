//! Compares a fit with the contact as read.
//!
//! A patch leaves out the values that do not change. A replacement sends back the stored values that the record does not
//! mention. A stored value that was not read is never deleted silently.

use super::{Carrier, Fit};
use crate::contact::data::{Datum, head};
use crate::contact::diff::root;
use crate::contact::{AsRead, Contact, RefusalCode};

/// A position in the result of a fit, to which the fit can return.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    adjustments: usize,
    sent: usize,
    refusals: usize,
}

/// The reason why a field has no value, although there is a contact as read.
enum Absence {
    /// The caller leaves out the field or its datum.
    LeftOut,
    /// The record asks to remove the stored value.
    Removed,
    /// The record does not mention the field, and its stored value has to be sent back.
    Kept,
    /// The record does not mention the field, and the request need not contain it.
    Unsent,
}

impl<'f> Fit<'f> {
    /// Returns the value of a field that means a datum: the value of the record, or else the stored value if it has to be sent
    /// back.
    pub(super) fn resolve<T: PartialEq>(
        &mut self,
        carrier: &Carrier<'_>,
        datum: Datum,
        before: Mark,
        compute: impl Fn(&mut Fit<'f>) -> Option<T>,
    ) -> Option<T> {
        let value = compute(self);
        let path = datum.path().into_owned();
        let refused = self.is_refused(carrier, value.is_none(), &path);
        let Some(read) = self.read else {
            match value.is_none() && !refused {
                true => self.account_for_absent(carrier, &path),
                false => self.note_value(),
            }
            return value;
        };
        let returned = read.returns(root(&path));
        let mut stored_fit = Fit::new(read.contact(), self.choices, self.provider, self.update);
        let had = compute(&mut stored_fit);
        // A stored value that a conversion does not accept is still a stored value.
        let has = returned && (had.is_some() || stored_fit.is_refused(carrier, true, &path));
        if refused {
            let in_object = self.frame.is_object && self.is_patch();
            let is_fixed = carrier.required && !in_object;
            if returned && self.is_patch() && !is_fixed && self.is_same(read, &path) {
                self.withdraw(carrier, &path, before);
                return None;
            }
            self.note_value();
            self.note_difference();
            return value;
        }
        if value.is_none() {
            let may_have = has || !returned || read.is_unseen(&path);
            match self.absence_of(carrier, root(&path)) {
                Absence::LeftOut => {
                    // The fit of the stored contact leaves the datum out as well, so `may_have` is false even if there is a value.
                    if may_have || read.contact().has(root(&path)) {
                        self.account_for_missing(carrier, Some(&path));
                    }
                }
                Absence::Removed if may_have => self.remove(carrier, &path),
                Absence::Removed => drop(self.accounted.insert(root(&path).to_owned())),
                Absence::Kept => return self.put_back(carrier, &path, read, has, compute),
                Absence::Unsent => {}
            }
            return None;
        }
        if carrier.key.is_some() && read.is_unseen(&path) {
            let message = format!(
                "stands at {} in a form that cannot be read, and would be removed unseen",
                self.provider
            );
            self.refuse_loss(carrier, Some(&path), message);
        }
        self.note_value();
        if !returned || had != value {
            self.result.changed = true;
            self.note_replaced(&path);
            self.note_difference();
        } else if self.is_patch() && !self.sends_whole() && !carrier.required {
            self.rewind(before);
            return None;
        }
        value
    }

    /// Accounts for a field without a value, if there is no contact as read.
    fn account_for_absent(&mut self, carrier: &Carrier<'_>, path: &str) {
        let name = root(path);
        let goes = self.contact.mentions(name) || self.removes_head(carrier);
        match goes && !self.is_left_out(carrier, Some(name)) {
            true => self.remove(carrier, path),
            false => {
                self.note_unknown();
                self.account_for_missing(carrier, Some(path));
            }
        }
    }

    /// Returns why a field has no value, although there is a contact as read.
    fn absence_of(&self, carrier: &Carrier<'_>, name: &str) -> Absence {
        if self.is_left_out(carrier, Some(name)) {
            Absence::LeftOut
        } else if self.contact.mentions(name) || self.removes_head(carrier) {
            Absence::Removed
        } else if carrier.required || self.is_whole_here() {
            Absence::Kept
        } else {
            Absence::Unsent
        }
    }

    /// Returns the stored value of a field that the record does not mention, so that it is sent back unchanged.
    fn put_back<T>(
        &mut self,
        carrier: &Carrier<'_>,
        path: &str,
        read: &'f AsRead,
        has: bool,
        compute: impl Fn(&mut Fit<'f>) -> Option<T>,
    ) -> Option<T> {
        if !read.returns(root(path)) {
            self.account_for_missing(carrier, Some(path));
            return None;
        }
        if read.is_unseen(path) {
            let message = format!(
                "has a form at {} that cannot be read, and would be removed unseen",
                self.provider
            );
            self.refuse_loss(carrier, Some(path), message);
            return None;
        }
        if !has {
            return None;
        }
        let wanted = std::mem::replace(&mut self.contact, read.contact());
        let carried = self.carried.clone();
        let value = compute(self);
        self.contact = wanted;
        // `compute` has marked the stored data as carried. The marks are undone, because these are not data of the record. The
        // record may have another datum for the same field, which is then not carried.
        self.carried = carried;
        self.note_value();
        self.note_part(carrier, Some(root(path)));
        value
    }

    /// Returns whether the record removes the main datum of the composite that a field belongs to.
    pub(super) fn removes_head(&self, carrier: &Carrier<'_>) -> bool {
        let head = carrier.means.and_then(head);
        head.is_some_and(|head| self.contact.removes(head))
    }

    /// Returns whether a field was refused, or has no value because its datum was refused.
    fn is_refused(&self, carrier: &Carrier<'_>, is_empty: bool, path: &str) -> bool {
        let datum = || self.refused.iter().any(|it| root(it) == root(path));
        self.refused_fields.contains(carrier.field) || (is_empty && datum())
    }

    /// Returns whether the caller leaves out a datum or a field.
    pub(super) fn is_left_out(&self, carrier: &Carrier<'_>, datum: Option<&str>) -> bool {
        // Leaving out a main datum leaves out the other parts of its composite.
        let head = carrier.means.and_then(head);
        let names = [datum, Some(carrier.key()), head];
        names
            .into_iter()
            .flatten()
            .any(|name| self.choices.left_out.contains(name))
    }

    /// Refuses to delete a value that was not read. In a replacement, the refusal counts immediately. In a patch, it counts only
    /// if the object that contains the field is sent.
    pub(super) fn refuse_loss(
        &mut self,
        carrier: &Carrier<'_>,
        datum: Option<&str>,
        message: String,
    ) {
        let refusal = carrier.refusal(datum, RefusalCode::NotRead, message);
        match self.is_patch() {
            true => self.refuse_if_sent(vec![refusal]),
            false => self.result.refusals.0.push(refusal),
        }
    }

    /// Returns the current position in the result.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            adjustments: self.result.adjustments.len(),
            sent: self.result.sent.len(),
            refusals: self.result.refusals.0.len(),
        }
    }

    /// Drops the adjustments and sent values that were listed after a position.
    pub(super) fn rewind(&mut self, before: Mark) {
        self.result.adjustments.truncate(before.adjustments);
        self.result.sent.truncate(before.sent);
    }

    /// Returns whether a datum of the record equals the stored one, character by character.
    fn is_same(&self, read: &AsRead, path: &str) -> bool {
        let of = |contact: &Contact| {
            let data = contact.data().into_iter();
            let datum = data.filter(|(it, _)| root(it) == root(path));
            datum
                .map(|(it, text)| (it.into_owned(), text.into_owned()))
                .collect::<Vec<_>>()
        };
        of(self.contact) == of(read.contact())
    }

    /// Withdraws the refusals of a field that does not change: the value cannot be sent, but the provider already has it. In an
    /// object, the refusals still count if another member changes.
    fn withdraw(&mut self, carrier: &Carrier<'_>, path: &str, before: Mark) {
        self.rewind(before);
        let refusals = self.result.refusals.0.split_off(before.refusals);
        self.refused.retain(|it| root(it) != root(path));
        if self.sends_whole() || (self.frame.is_object && carrier.required) {
            self.refuse_if_sent(refusals);
            self.note_value();
        } else {
            self.refused_fields.remove(carrier.field);
        }
    }

    /// Records a value that the caller supplies, and whether it differs from the stored one.
    pub(super) fn accept_supplied(&mut self, carrier: &Carrier<'_>, texts: &[String]) {
        self.used.insert(carrier.key().to_owned());
        self.note_value();
        if self.read.is_some() && self.note_supplied(carrier, texts) {
            self.note_difference();
            // A value that is not stored, such as the contact's name in the path, changes nothing at the provider.
            self.result.changed |= carrier.stored;
        }
    }
}
