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
#[derive(Clone, Copy, Debug)]
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
        let Some(read) = self.read else {
            if value.is_some() || self.refused_fields.contains(carrier.field) {
                self.filled();
            }
            return value;
        };
        let path = datum.path().into_owned();
        let returned = read.returns(root(&path));
        let chosen = self.choices.left_out.contains(root(&path));
        let refused = self.refused_fields.contains(carrier.field);
        let in_object = self.frame.is_object && self.is_patch();
        let mut quiet = Fit::new(read.contact(), self.choices, self.provider, self.whole);
        let had = of_read(&mut quiet);
        // What the provider has may be outside of the domain of a conversion, and is there all the same.
        let has = returned && (had.is_some() || quiet.refused_fields.contains(carrier.field));
        let is_fixed = carrier.required && !in_object;
        if refused && returned && self.is_patch() && !is_fixed && self.is_same(read, &path) {
            self.withdraw(carrier, &path, before);
            return None;
        }
        if value.is_none() && !refused && !chosen {
            self.missing(carrier, path, read, has);
            return None;
        }
        if carrier.key.is_some() && read.is_unseen(&path) {
            let message = format!(
                "stands at {} in a form that cannot be read, and would be removed unseen",
                self.provider
            );
            self.lose(carrier, &path, message);
        }
        if value.is_some() || refused {
            self.filled();
        }
        if returned && had == value {
            if self.is_patch() && !in_object && !carrier.required {
                self.back_to(before);
                return None;
            }
        } else if value.is_some() {
            self.result.changed = true;
            self.differs();
        }
        if refused {
            self.differs();
        }
        value
    }

    /// A datum that the record does not have: what becomes of that of the contact as read.
    fn missing(&mut self, carrier: &Carrier<'_>, path: String, read: &AsRead, has: bool) {
        if self.is_whole_here() && !read.returns(root(&path)) {
            let message = format!(
                "is not returned when {} is read, and would be deleted by leaving it out",
                self.provider
            );
            self.lose(carrier, &path, message);
        } else if read.is_unseen(&path) {
            let message = format!(
                "has a form at {} that cannot be read, and would be removed unseen",
                self.provider
            );
            self.refuse(carrier, &path, "not_read", message);
        } else if has && (self.whole || carrier.clearable) {
            self.clear(carrier, path);
        } else if has && (self.frame.is_object || !carrier.required) {
            let message = format!("cannot be removed at {}", self.provider);
            let refusal = carrier.refusal(&path, "not_cleared", message);
            match self.frame.is_object {
                true => self.removed(refusal),
                false => self.result.refusals.0.push(refusal),
            }
        }
    }

    /// Refuses what would be lost unseen: at once in a replacement, and in a patch if the object around it is sent.
    fn lose(&mut self, carrier: &Carrier<'_>, datum: &str, message: String) {
        let refusal = carrier.refusal(datum, "not_read", message);
        match self.whole {
            true => self.result.refusals.0.push(refusal),
            false => self.pass_on(vec![refusal]),
        }
    }

    /// How far the account has come.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            adjustments: self.result.adjustments.len(),
            sent: self.result.sent.len(),
            refusals: self.result.refusals.0.len(),
        }
    }

    /// Takes back what has been said of values since then.
    pub(super) fn back_to(&mut self, before: Mark) {
        self.result.adjustments.truncate(before.adjustments);
        self.result.sent.truncate(before.sent);
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

    /// Takes back what was said of a field: the provider has what it cannot be sent, and nothing changes. In an object
    /// it is refused if another member changes.
    fn withdraw(&mut self, carrier: &Carrier<'_>, path: &str, before: Mark) {
        self.back_to(before);
        let refusals = self.result.refusals.0.split_off(before.refusals);
        self.refused.retain(|it| root(it) != root(path));
        if self.frame.is_object {
            self.pass_on(refusals);
            self.filled();
        } else {
            self.refused_fields.remove(carrier.field);
        }
    }

    /// A value that the caller supplies: whether it differs from what the provider has.
    pub(super) fn supplied(&mut self, carrier: &Carrier<'_>, texts: &[String]) {
        self.used.insert(carrier.key().to_owned());
        self.filled();
        // A parameter of the path names the contact, and is no part of it.
        let part = !carrier.wire.starts_with('{');
        let had = self.read.filter(|_| part);
        let had = had.and_then(|read| read.other(carrier.key()));
        self.result.changed |= had.is_some_and(|had| had != Some(texts));
        if had != Some(Some(texts)) {
            self.differs();
        }
    }

    /// What the provider has in a field that is no datum, and what a replacement would delete by leaving it out.
    pub(super) fn kept(&mut self, carrier: &Carrier<'_>, most: usize) -> Option<Vec<String>> {
        let had = self.read?.other(carrier.key())?;
        if !self.is_whole_here() || self.choices.left_out.contains(carrier.key()) {
            return None;
        }
        match had {
            Some(texts) if texts.len() <= most => {
                self.filled();
                Some(texts.to_vec())
            }
            _ => {
                let message = format!(
                    "is at {} what no text can say, and would be deleted: leave it out by choice",
                    self.provider
                );
                self.refused_fields.insert(carrier.field.to_owned());
                self.lose(carrier, "", message);
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
            self.cleared();
        }
        self.result.changed = true;
        self.differs();
        self.result.sent.push(Sent {
            path: carrier.field.to_owned(),
            datum: Some(datum),
            value: String::new(),
            clears: true,
            secret: carrier.secret,
        });
    }
}
