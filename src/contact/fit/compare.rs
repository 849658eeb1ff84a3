//! A fit against the contact as the provider has it: what a patch can leave out, what a replacement has to put back.
//!
//! In: the value that a field would be given, and the same of the contact as read. Out: what is left to send. A datum that
//! the record does not mention stays as it is; what the reading side does not return is never lost unseen.

use super::{Carrier, Fit};
use crate::contact::data::{Asked, head};
use crate::contact::diff::root;
use crate::contact::{AsRead, Contact, RefusalCode};

/// How far an account has come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    adjustments: usize,
    sent: usize,
    refusals: usize,
}

impl<'f> Fit<'f> {
    /// The value of a field that means a datum: what the record says, else what has to be put back.
    pub(super) fn settled<T: PartialEq>(
        &mut self,
        carrier: &Carrier<'_>,
        datum: Asked,
        before: Mark,
        ask: impl Fn(&mut Fit<'f>) -> Option<T>,
    ) -> Option<T> {
        let value = ask(self);
        let path = datum.path().into_owned();
        let refused = self.is_refused(carrier, value.is_none(), &path);
        let Some(read) = self.read else {
            match value.is_none() && !refused {
                true => self.absent(carrier, &path),
                false => self.filled(),
            }
            return value;
        };
        let returned = read.returns(root(&path));
        let mut quiet = Fit::new(read.contact(), self.choices, self.provider, self.update);
        let had = ask(&mut quiet);
        // What the provider has may be outside of the domain of a conversion, and is there all the same.
        let has = returned && (had.is_some() || quiet.is_refused(carrier, true, &path));
        if refused {
            let in_object = self.frame.is_object && self.is_patch();
            let is_fixed = carrier.required && !in_object;
            if returned && self.is_patch() && !is_fixed && self.is_same(read, &path) {
                self.withdraw(carrier, &path, before);
                return None;
            }
            self.filled();
            self.differs();
            return value;
        }
        if value.is_none() {
            let may_have = has || !returned || read.is_unseen(&path);
            return match self.keeps(carrier, &path, may_have) {
                true => self.put_back(carrier, &path, read, has, ask),
                false => None,
            };
        }
        if carrier.key.is_some() && read.is_unseen(&path) {
            let message = format!(
                "stands at {} in a form that cannot be read, and would be removed unseen",
                self.provider
            );
            self.lose(carrier, Some(&path), message);
        }
        self.filled();
        if !returned || had != value {
            self.result.changed = true;
            self.replaced(&path);
            self.differs();
        } else if self.is_patch() && !self.frame.is_object && !carrier.required {
            self.back_to(before);
            return None;
        }
        value
    }

    /// A field without a value, where nobody knows what the provider has.
    fn absent(&mut self, carrier: &Carrier<'_>, path: &str) {
        let name = root(path);
        let goes = self.contact.mentions(name) || self.head_goes(carrier);
        match goes && !self.is_left_out(carrier, Some(name)) {
            true => self.remove(carrier, path),
            false => {
                self.silent();
                self.unsaid(carrier, Some(path));
            }
        }
    }

    /// Whether what the provider has in a field without a value is to stay; what is to go, goes.
    fn keeps(&mut self, carrier: &Carrier<'_>, path: &str, may_have: bool) -> bool {
        let name = root(path);
        if self.is_left_out(carrier, Some(name)) {
            // What is left out was not asked for in the contact as read either.
            let has = self.read.is_some_and(|read| read.contact().has(name));
            if may_have || has {
                self.unsaid(carrier, Some(path));
            }
            return false;
        }
        if self.contact.mentions(name) || self.head_goes(carrier) {
            match may_have {
                true => self.remove(carrier, path),
                false => drop(self.settled.insert(name.to_owned())),
            }
            return false;
        }
        carrier.required || self.is_whole_here()
    }

    /// What the provider has in a field that the record does not mention, to be sent as it is.
    fn put_back<T>(
        &mut self,
        carrier: &Carrier<'_>,
        path: &str,
        read: &'f AsRead,
        has: bool,
        ask: impl Fn(&mut Fit<'f>) -> Option<T>,
    ) -> Option<T> {
        if !read.returns(root(path)) {
            self.unsaid(carrier, Some(path));
            return None;
        }
        if read.is_unseen(path) {
            let message = format!(
                "has a form at {} that cannot be read, and would be removed unseen",
                self.provider
            );
            self.lose(carrier, Some(path), message);
            return None;
        }
        if !has {
            return None;
        }
        let wanted = std::mem::replace(&mut self.contact, read.contact());
        let carried = self.carried.clone();
        let value = ask(self);
        self.contact = wanted;
        // What is put back carries nothing of the record: of two data in one field the record may hold the other.
        self.carried = carried;
        self.filled();
        self.is_part(carrier, Some(root(path)));
        value
    }

    /// Whether the record removes the datum that a field is a part of: an identity document without its number is none.
    pub(super) fn head_goes(&self, carrier: &Carrier<'_>) -> bool {
        let head = carrier.means.and_then(head);
        head.is_some_and(|head| self.contact.removes(head))
    }

    /// Whether a field has been refused, or has no value because its datum has been.
    fn is_refused(&self, carrier: &Carrier<'_>, is_empty: bool, path: &str) -> bool {
        let datum = || self.refused.iter().any(|it| root(it) == root(path));
        self.refused_fields.contains(carrier.field) || (is_empty && datum())
    }

    /// Whether the caller leaves a datum or a field out by choice.
    pub(super) fn is_left_out(&self, carrier: &Carrier<'_>, datum: Option<&str>) -> bool {
        // A datum that is left out leaves its parts out, too.
        let head = carrier.means.and_then(head);
        let names = [datum, Some(carrier.key()), head];
        names
            .into_iter()
            .flatten()
            .any(|name| self.choices.left_out.contains(name))
    }

    /// Refuses what would be lost unseen: at once in a replacement, and in a patch if the object around it is sent.
    pub(super) fn lose(&mut self, carrier: &Carrier<'_>, datum: Option<&str>, message: String) {
        let refusal = carrier.refusal(datum, RefusalCode::NotRead, message);
        match self.is_patch() {
            true => self.pass_on(vec![refusal]),
            false => self.result.refusals.0.push(refusal),
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
        if self.read.is_some() && self.accounted(carrier, texts) {
            self.differs();
            // What is not stored, such as the name of the contact in the path, changes nothing there.
            self.result.changed |= carrier.stored;
        }
    }
}
