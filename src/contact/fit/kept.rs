//! What the contact as read has, and what a replacement would delete of it.
//!
//! In: the members and data of the contact as read, and the fields that the request has for them. Out: each of them is sent,
//! listed as removed because the caller left it out by name, or refused. A part of a composite, such as the authority that
//! issued a document, goes with its number.

use std::collections::BTreeSet;

use super::{Carrier, Fit};
use crate::contact::adjustment::{Removal, Sent};
use crate::contact::data::{asked, head};
use crate::contact::diff::root;
use crate::contact::{Contact, Refusal, RefusalCode, UpdateMode};

/// What has been accounted for of the contact as read.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The members for which the request has a field.
    members: BTreeSet<String>,
    /// The data for which the caller supplied a value, or that go with an object that is left out.
    data: BTreeSet<String>,
    /// The data that get another value than the provider has.
    replaced: BTreeSet<String>,
    /// The parts that are put back, each with the datum that it belongs to, and the refusal if that gets another value.
    parts: Vec<(&'static str, Refusal)>,
}

impl<'f> Fit<'f> {
    /// Returns what the provider has in a field that is no datum, where leaving the field out would delete it.
    pub(super) fn kept(&mut self, carrier: &Carrier<'_>, most: usize) -> Option<Vec<String>> {
        let Some((name, had)) = self.read.and_then(|read| read.other(carrier)) else {
            self.silent();
            if self.read.is_none() {
                self.unsaid(carrier, None);
            }
            return None;
        };
        self.account.members.insert(name.to_owned());
        if !self.is_whole_here() {
            return None;
        }
        if self.is_named(carrier, name) || self.head_goes(carrier) {
            self.gives_up(carrier, None);
            return None;
        }
        match had {
            Some(texts) if texts.len() <= most => {
                self.filled();
                self.is_part(carrier, None);
                Some(texts.to_vec())
            }
            _ => {
                let message = format!(
                    "has a value at {} that no text can express, and it would be deleted: leave it out by name",
                    self.provider
                );
                self.refused_fields.insert(carrier.field.to_owned());
                self.lose(carrier, None, message);
                None
            }
        }
    }

    /// Notes a value that the caller supplies. Returns whether the provider has another value in the field, or none.
    pub(super) fn accounted(&mut self, carrier: &Carrier<'_>, texts: &[String]) -> bool {
        let other = self.read.and_then(|read| read.other(carrier));
        if let Some((name, _)) = other {
            self.account.members.insert(name.to_owned());
        }
        let Some(datum) = carrier.means.and_then(asked) else {
            return other.is_none_or(|(_, had)| had != Some(texts));
        };
        let path = datum.path();
        self.account.data.insert(root(&path).to_owned());
        self.account.replaced.insert(root(&path).to_owned());
        let had = self.read.and_then(|read| read.contact().get(&path));
        !matches!((had, texts), (Some(had), [text]) if had == *text)
    }

    /// Notes that a datum gets another value than the provider has.
    pub(super) fn replaced(&mut self, path: &str) {
        self.account.replaced.insert(root(path).to_owned());
    }

    /// Notes a part of a composite that is put back: it is refused if its head gets another value.
    pub(super) fn is_part(&mut self, carrier: &Carrier<'_>, datum: Option<&str>) {
        if let Some(head) = carrier.means.and_then(head) {
            let message = format!(
                "belongs to the {head} that {} has, which changes: give it, or leave it out by name",
                self.provider
            );
            let refusal = carrier.refusal(datum, RefusalCode::Stale, message);
            self.account.parts.push((head, refusal));
        }
    }

    /// Accounts for an object that the caller leaves out: what the provider has in it is listed as removed.
    pub(super) fn left_object<T>(
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
                self.account.members.insert(name.to_owned());
            }
        }
        let mut quiet = Fit::new(self.contact, self.choices, self.provider, self.update);
        drop(inside(&mut quiet));
        let names = quiet.asked.iter().map(|it| root(it).to_owned());
        let names: BTreeSet<String> = names.filter(|name| read.contact().has(name)).collect();
        for name in names {
            self.gives_up(carrier, Some(&name));
            self.account.data.insert(name);
        }
    }

    /// Accounts for what the provider has and the request has no field for. A replacement deletes it: it is refused unless
    /// the caller names it.
    pub(super) fn lost(&mut self) {
        let Some(read) = self.read.filter(|_| self.update.may_delete()) else {
            return;
        };
        let refusals = &self.result.refusals;
        if !self.result.changed && refusals.iter().all(Refusal::is_to_supply) {
            // No request is sent.
            return;
        }
        for (head, refusal) in std::mem::take(&mut self.account.parts) {
            if self.account.replaced.contains(head) {
                self.result.refusals.0.push(refusal);
            }
        }
        for name in read.members() {
            if !self.account.members.contains(name) {
                self.lost_one(name, read.term_of(name), None);
            }
        }
        for name in Contact::NAMES.iter().copied() {
            let has = read.contact().has(name) || read.is_unread(name);
            if has && !self.account.data.contains(name) && !self.is_asked(name) {
                self.lost_one(name, None, Some(name));
            }
        }
        self.lost_lines();
    }

    /// The lines of the street as read for which the request has no field.
    fn lost_lines(&mut self) {
        let has = self.read.map_or(0, |read| read.contact().lines().len());
        let takes = self.lines_taken();
        if self.has_lines && !self.contact.mentions("street") && takes < has {
            let line = format!("street[{takes}]");
            self.lost_one(&line, None, Some(&line));
        }
    }

    fn lost_one(&mut self, name: &str, means: Option<&str>, datum: Option<&str>) {
        let carrier = Carrier {
            field: name,
            means,
            ..Carrier::ANY
        };
        let removed = datum.map(root).filter(|name| self.contact.removes(name));
        if let Some(name) = removed {
            self.settled.insert(name.to_owned());
        }
        let removes = removed.is_some();
        let is_known = datum.is_some() && self.is_left_out(&carrier, datum.map(root));
        if removes || is_known || self.is_named(&carrier, name) || self.head_goes(&carrier) {
            return self.gives_up(&carrier, datum);
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

    /// Whether the caller leaves a member of the contact as read out, by the name of the field or of the member.
    fn is_named(&self, carrier: &Carrier<'_>, name: &str) -> bool {
        self.choices.left_out.contains(name) || self.choices.left_out.contains(carrier.key())
    }

    /// Lists a value that the provider has and that is left out.
    fn gives_up(&mut self, carrier: &Carrier<'_>, datum: Option<&str>) {
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

    /// Whether some field of the operation means a datum. The spellings of one name are one datum.
    fn is_asked(&self, name: &str) -> bool {
        let names = ["name", "given_name", "family_name"];
        let is = |wanted: &str| self.asked.iter().any(|it| root(it) == wanted);
        is(name) || (names.contains(&name) && names.into_iter().any(is))
    }
}
