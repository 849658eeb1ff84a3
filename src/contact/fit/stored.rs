//! Accounts for the members and data of the contact as read, so that a replacement deletes none of them silently.
//!
//! Each of them is sent, listed as removed because the caller left it out by name, or refused. A part of a composite, such
//! as the authority that issued a document, follows the main datum of the composite.

use std::collections::BTreeSet;

use super::{Carrier, Fit};
use crate::contact::adjustment::{Removal, Sent};
use crate::contact::data::{datum_of, head};
use crate::contact::diff::root;
use crate::contact::{Contact, Refusal, RefusalCode, UpdateMode};

/// The members and data of the contact as read that are accounted for.
#[derive(Debug, Default)]
pub(super) struct Stored {
    /// The members for which the request has a field.
    members: BTreeSet<String>,
    /// The data for which the caller supplied a value, and those in objects that the caller leaves out.
    data: BTreeSet<String>,
    /// The data whose new value differs from the stored one.
    replaced: BTreeSet<String>,
    /// The parts that are sent back. Each has the main datum of its composite, and the refusal that applies if the main datum
    /// changes.
    parts: Vec<(&'static str, Refusal)>,
}

impl<'f> Fit<'f> {
    /// Returns the stored value of a field that is not a datum, if leaving the field out would delete it.
    pub(super) fn stored_value(
        &mut self,
        carrier: &Carrier<'_>,
        most: usize,
    ) -> Option<Vec<String>> {
        let Some((name, had)) = self.read.and_then(|read| read.other(carrier)) else {
            self.note_unknown();
            if self.read.is_none() {
                self.account_for_missing(carrier, None);
            }
            return None;
        };
        self.stored.members.insert(name.to_owned());
        if !self.is_whole_here() {
            return None;
        }
        if self.is_named(carrier, name) || self.removes_head(carrier) {
            self.list_given_up(carrier, None);
            return None;
        }
        match had {
            Some(texts) if texts.len() <= most => {
                self.note_value();
                self.note_part(carrier, None);
                Some(texts.to_vec())
            }
            _ => {
                let message = format!(
                    "has a value at {} that no text can express, and it would be deleted: leave it out by name",
                    self.provider
                );
                self.refused_fields.insert(carrier.field.to_owned());
                self.refuse_loss(carrier, None, message);
                None
            }
        }
    }

    /// Records a value that the caller supplies. Returns whether it differs from the stored value.
    pub(super) fn note_supplied(&mut self, carrier: &Carrier<'_>, texts: &[String]) -> bool {
        let other = self.read.and_then(|read| read.other(carrier));
        if let Some((name, _)) = other {
            self.stored.members.insert(name.to_owned());
        }
        let Some(datum) = carrier.means.and_then(datum_of) else {
            return other.is_none_or(|(_, had)| had != Some(texts));
        };
        let path = datum.path();
        self.stored.data.insert(root(&path).to_owned());
        self.stored.replaced.insert(root(&path).to_owned());
        let had = self.read.and_then(|read| read.contact().get(&path));
        !matches!((had, texts), (Some(had), [text]) if had == *text)
    }

    /// Records that a datum gets a value other than the stored one.
    pub(super) fn note_replaced(&mut self, path: &str) {
        self.stored.replaced.insert(root(path).to_owned());
    }

    /// Records a part of a composite that is sent back. It is refused if the main datum of the composite changes.
    pub(super) fn note_part(&mut self, carrier: &Carrier<'_>, datum: Option<&str>) {
        if let Some(head) = carrier.means.and_then(head) {
            let message = format!(
                "belongs to the {head} that {} has, which changes: give it, or leave it out by name",
                self.provider
            );
            let refusal = carrier.refusal(datum, RefusalCode::Stale, message);
            self.stored.parts.push((head, refusal));
        }
    }

    /// Accounts for an object that the caller leaves out: lists its stored values as removed.
    pub(super) fn list_left_out_object<T>(
        &mut self,
        carrier: &Carrier<'_>,
        inside: impl FnOnce(&mut Fit<'f>) -> T,
    ) {
        let Some(read) = self.read.filter(|_| self.update.may_delete()) else {
            return;
        };
        let members = format!("{}.", carrier.key());
        for name in read.members() {
            if name == carrier.key() || name.starts_with(&members) {
                self.stored.members.insert(name.to_owned());
            }
        }
        let mut quiet = Fit::new(self.contact, self.choices, self.provider, self.update);
        drop(inside(&mut quiet));
        let names = quiet.mapped.iter().map(|it| root(it).to_owned());
        let names: BTreeSet<String> = names.filter(|name| read.contact().has(name)).collect();
        for name in names {
            self.list_given_up(carrier, Some(&name));
            self.stored.data.insert(name);
        }
    }

    /// Accounts for the stored values for which the request has no field. A replacement deletes them, so each is refused
    /// unless the caller leaves it out by name.
    pub(super) fn account_for_stored(&mut self) {
        let Some(read) = self.read.filter(|_| self.update.may_delete()) else {
            return;
        };
        let refusals = &self.result.refusals;
        if !self.result.changed && refusals.iter().all(Refusal::is_to_supply) {
            // No request is sent.
            return;
        }
        for (head, refusal) in std::mem::take(&mut self.stored.parts) {
            if self.stored.replaced.contains(head) {
                self.result.refusals.0.push(refusal);
            }
        }
        for name in read.members() {
            if !self.stored.members.contains(name) {
                self.account_for_stored_value(name, read.term_of(name), None);
            }
        }
        for name in Contact::NAMES.iter().copied() {
            let has = read.contact().has(name) || read.is_unread(name);
            if has && !self.stored.data.contains(name) && !self.is_mapped(name) {
                self.account_for_stored_value(name, None, Some(name));
            }
        }
        self.account_for_stored_lines();
    }

    /// Accounts for the stored lines of the street for which the request has no field.
    fn account_for_stored_lines(&mut self) {
        let has = self.read.map_or(0, |read| read.contact().lines().len());
        let takes = self.lines_taken();
        if self.has_lines && !self.contact.mentions("street") && takes < has {
            let line = format!("street[{takes}]");
            self.account_for_stored_value(&line, None, Some(&line));
        }
    }

    /// Accounts for one stored value for which the request has no field.
    fn account_for_stored_value(&mut self, name: &str, means: Option<&str>, datum: Option<&str>) {
        let carrier = Carrier {
            field: name,
            means,
            ..Carrier::ANY
        };
        let removed = datum.map(root).filter(|name| self.contact.removes(name));
        if let Some(name) = removed {
            self.accounted.insert(name.to_owned());
        }
        let removes = removed.is_some();
        let is_known = datum.is_some() && self.is_left_out(&carrier, datum.map(root));
        if removes || is_known || self.is_named(&carrier, name) || self.removes_head(&carrier) {
            return self.list_given_up(&carrier, datum);
        }
        let would = match self.update {
            UpdateMode::Unstated => "may",
            UpdateMode::Replace | UpdateMode::Patch | UpdateMode::None => "would",
        };
        let message = format!(
            "is at {}, the request has no field for it, and it {would} be deleted: leave it out by name",
            self.provider
        );
        self.refuse(&carrier, datum, RefusalCode::NotKept, message);
    }

    /// Returns whether the caller leaves out a member of the contact as read, by its name or by that of its field.
    fn is_named(&self, carrier: &Carrier<'_>, name: &str) -> bool {
        self.choices.left_out.contains(name) || self.choices.left_out.contains(carrier.key())
    }

    /// Lists a stored value that the request leaves out.
    fn list_given_up(&mut self, carrier: &Carrier<'_>, datum: Option<&str>) {
        let removal = match self.update {
            UpdateMode::Replace => Removal::LeftOut,
            UpdateMode::Unstated | UpdateMode::Patch | UpdateMode::None => Removal::Unstated,
        };
        if !self.is_patch() {
            self.result
                .sent
                .push(Sent::removed(carrier, datum, removal));
        }
    }

    /// Returns whether a field of the operation means a datum. The whole name and its parts are one datum.
    fn is_mapped(&self, name: &str) -> bool {
        let names = ["name", "given_name", "family_name"];
        let is = |wanted: &str| self.mapped.iter().any(|it| root(it) == wanted);
        is(name) || (names.contains(&name) && names.into_iter().any(is))
    }
}
