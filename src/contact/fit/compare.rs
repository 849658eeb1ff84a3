//! A fit against the contact as the provider has it: what a patch can leave out, what has to be cleared.
//!
//! In: the value that a field would be given, and the same of the contact as read. Out: what is left to send. What the
//! reading side does not return is never cleared, and never lost unseen.

use super::{Carrier, Fit};
use crate::contact::adjustment::Sent;
use crate::contact::data::Asked;
use crate::contact::diff::root;
use crate::contact::{AsRead, Contact};

/// How far an account has come.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    adjustments: usize,
    sent: usize,
    refusals: usize,
}

impl<'f> Fit<'f> {
    /// Against the contact as read: what a patch can leave out, what has to be cleared, what would be lost.
    pub(super) fn compared<T: PartialEq>(
        &mut self,
        carrier: &Carrier<'_>,
        datum: Asked,
        value: Option<T>,
        before: Mark,
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
        if refused && returned && !self.whole && !carrier.required && self.is_same(read, &path) {
            self.withdraw(carrier, &path, before);
            return None;
        }
        if value.is_none() && !refused && !chosen {
            if self.whole && !returned {
                let message = format!(
                    "is not returned when {} is read, and would be deleted by leaving it out",
                    self.provider
                );
                self.refuse(carrier, &path, "not_read", message);
            } else if read.is_unseen(&path) {
                let message = format!(
                    "has a form at {} that cannot be read, and would be removed unseen",
                    self.provider
                );
                self.refuse(carrier, &path, "not_read", message);
            } else if has && (self.whole || carrier.clearable) {
                self.clear(carrier, path);
            } else if has && !carrier.required {
                let message = format!("cannot be removed at {}", self.provider);
                self.refuse(carrier, &path, "not_cleared", message);
            }
            return None;
        }
        if returned && had == value {
            if !self.whole && !carrier.required {
                self.result.adjustments.truncate(before.adjustments);
                self.result.sent.truncate(before.sent);
                return None;
            }
        } else if value.is_some() {
            self.result.changed = true;
        }
        value
    }
    /// How far the account has come.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            adjustments: self.result.adjustments.len(),
            sent: self.result.sent.len(),
            refusals: self.result.refusals.0.len(),
        }
    }

    /// Whether a datum of the record is what the provider has, letter by letter.
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

    /// Takes back what was said of a field: the provider has what it cannot be sent, and nothing changes.
    fn withdraw(&mut self, carrier: &Carrier<'_>, path: &str, before: Mark) {
        self.result.adjustments.truncate(before.adjustments);
        self.result.sent.truncate(before.sent);
        self.result.refusals.0.truncate(before.refusals);
        self.refused_fields.remove(carrier.field);
        self.refused.retain(|it| root(it) != root(path));
    }

    /// A value that the caller supplies: whether it differs from what the provider has.
    pub(super) fn supplied(&mut self, carrier: &Carrier<'_>, texts: &[String]) {
        self.used.insert(carrier.field.to_owned());
        // A parameter of the path names the contact, and is no part of it.
        let part = !carrier.wire.starts_with('{');
        let had = self.read.filter(|_| part);
        let had = had.and_then(|read| read.other(carrier.field));
        self.result.changed |= had.is_some_and(|had| had != Some(texts));
    }

    /// What the provider has in a field that is no datum, and what a replacement would delete by leaving it out.
    pub(super) fn kept(&mut self, carrier: &Carrier<'_>, most: usize) -> Option<Vec<String>> {
        let had = self.read?.other(carrier.field)?;
        if !self.whole || self.choices.left_out.contains(carrier.field) {
            return None;
        }
        match had {
            Some(texts) if texts.len() <= most => Some(texts.to_vec()),
            _ => {
                let message = format!(
                    "is at {} what no text can say, and would be deleted: leave it out by choice",
                    self.provider
                );
                self.refused_fields.insert(carrier.field.to_owned());
                self.refuse(carrier, "", "not_read", message);
                None
            }
        }
    }

    /// A field whose values no record and no text has: that of the provider must not be deleted unseen.
    pub fn untold(&mut self, carrier: &Carrier<'_>) {
        let _ = self.kept(carrier, 0);
    }

    /// Removes a datum: by a clear, or by leaving it out where that deletes.
    fn clear(&mut self, carrier: &Carrier<'_>, datum: String) {
        if carrier.clearable {
            self.clears.insert(carrier.field.to_owned());
        }
        self.result.changed = true;
        self.result.sent.push(Sent {
            path: carrier.field.to_owned(),
            datum: Some(datum),
            value: String::new(),
            clears: true,
            secret: carrier.secret,
        });
    }
}
