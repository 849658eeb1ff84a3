//! Finishes a fit, and adds the violations of the request to its result.
//!
//! After all fields were visited, every datum of the record is accounted for: it is sent, adjusted, left out or refused.

use std::collections::BTreeSet;

use super::{Carrier, Fit, FitResult};
use crate::contact::diff::root;
use crate::contact::{Contact, Refusal, RefusalCode};
use crate::{Code, Violations};

impl Fit<'_> {
    /// Accounts for the data that no field carries, and returns the result.
    #[must_use]
    pub fn finish(mut self) -> FitResult {
        let mut overflow = false;
        for (datum, text) in self.contact.data() {
            let name = datum.as_ref();
            if self.carried.contains(name) || self.is_accounted_for(name, &text) {
                continue;
            }
            let bare = Carrier {
                field: "",
                wire: "",
                ..Carrier::ANY
            };
            let chosen = self.choices.left_out.contains(root(name))
                || self.chosen.contains(name)
                || self.chosen.contains(root(name));
            let phone = name.strip_suffix("_extension");
            if !chosen && self.has_lines && name.starts_with("street[") {
                if !overflow {
                    overflow = true;
                    let (has, takes) = (self.contact.lines().len(), self.lines_taken());
                    let message = format!(
                        "is line {} of {has}; {} takes {takes}",
                        takes + 1,
                        self.provider
                    );
                    self.refuse(&bare, Some(name), RefusalCode::Lines, message);
                }
            } else if !chosen && phone.is_some_and(|phone| self.mapped.contains(phone)) {
                let message = format!("has no place at {}: leave it out by choice", self.provider);
                self.refuse(&bare, Some(name), RefusalCode::Extension, message);
            } else {
                self.list_left_out(name);
            }
        }
        // An empty line is not a datum, but it is listed as well.
        for (line, text) in self.contact.street.iter().enumerate() {
            let name = format!("street[{line}]");
            let accounted = self.carried.contains(&name)
                || self.refused.contains(&name)
                || self.contact.removes("street");
            if text.is_empty() && !accounted && self.read.is_none() {
                self.list_left_out(&name);
            }
        }
        self.account_for_stored();
        self.account_for_removals();
        for field in self.choices.supplied.keys() {
            if !self.used.contains(field.as_ref()) {
                self.result.refusals.0.push(Refusal {
                    datum: None,
                    path: Some(field.to_string()),
                    wire_path: None,
                    code: Code::UnknownField.into(),
                    rule: None,
                    message: "is no field that can be supplied as a text".to_owned(),
                    supply: Vec::new(),
                });
            }
        }
        self.result.changed |= self.read.is_none();
        self.result.refused_fields = self.refused_fields;
        self.result
    }

    /// Returns whether a datum that no field carries is accounted for.
    fn is_accounted_for(&self, name: &str, text: &str) -> bool {
        let joined = self.contact.joined_name();
        let parts = ["given_name", "family_name"];
        let whole = self.contact.name.as_deref();
        // The whole name and its parts count as one datum.
        let same_name = joined.is_some() && joined.as_deref() == whole;
        self.refused.contains(name)
            || (parts.contains(&name) && same_name && self.carried.contains("name"))
            || (name == "name" && same_name && parts.iter().all(|part| self.carried.contains(*part)))
            || (name == "name" && self.is_name_refused)
            // A datum that the operation has no field for matters only if it changed.
            || self.read.is_some_and(|read| {
                read.returns(name) && read.contact().get(name).as_deref() == Some(text)
            })
    }

    /// Accounts for the data that the record asks to remove and for which the operation has no field.
    fn account_for_removals(&mut self) {
        for name in self.contact.removals() {
            let bare = Carrier::ANY;
            let refused = self.refused.iter().any(|it| root(it) == name);
            if !Contact::NAMES.contains(&name) {
                self.refuse(
                    &bare,
                    Some(name),
                    RefusalCode::UnknownDatum,
                    "is no datum of a record".to_owned(),
                );
            } else if refused || self.accounted.contains(name) {
                // The removal is accounted for.
            } else if self.choices.left_out.contains(name) || self.read.is_none() {
                self.list_left_out(name);
            } else if self.read.is_some_and(|read| read.contact().has(name)) {
                let message = format!("cannot be removed at {}", self.provider);
                self.refuse(&bare, Some(name), RefusalCode::NotCleared, message);
            }
        }
    }

    /// Returns the number of lines of the street for which the operation has a field.
    pub(super) fn lines_taken(&self) -> usize {
        let taken = (0..).take_while(|line| self.mapped.contains(&format!("street[{line}]")));
        taken.count()
    }
}

impl FitResult {
    /// Returns the secret fields that are sent, by logical name. No message about them shows a character.
    #[must_use]
    pub const fn secret_fields(&self) -> &BTreeSet<String> {
        &self.secret_fields
    }

    /// Adds a refusal for each violation of the request, in terms of the record. Skips violations of fields that the fit has
    /// refused.
    pub fn add(&mut self, violations: &Violations) {
        for violation in violations {
            let path = violation.path();
            let said = self.is_refused(&path);
            if violation.rule().is_none() && said {
                continue;
            }
            let mut datum = self.source(&path);
            let mut supply = Vec::new();
            for demand in self
                .demands
                .iter()
                .filter(|it| violation.rule() == Some(&it.rule))
            {
                let missing = || demand.fields.iter().filter(|field| !self.is_sent(field));
                let of_record = missing().find_map(|field| self.source(field));
                datum = datum.or(of_record);
                if demand.every || of_record.is_none() {
                    let without = missing().filter(|field| self.source(field).is_none());
                    supply.extend(without.cloned());
                }
            }
            let datum = datum.map(str::to_owned);
            let refusal = Refusal::from_violation(violation, datum, supply);
            self.refusals.0.push(refusal);
        }
    }

    /// Returns whether the fit has refused the field of a path, or an object that contains it. The members of a missing object
    /// are those of a stand-in.
    fn is_refused(&self, path: &str) -> bool {
        let ends = path.match_indices('.').map(|(at, _)| at);
        let mut fields = ends.map(|end| &path[..end]);
        self.refused_fields.contains(list_of(path))
            || fields.any(|field| self.refused_fields.contains(field))
    }

    /// Returns the datum that a field means.
    fn source(&self, field: &str) -> Option<&str> {
        let mut sources = self.sources.iter();
        let found = sources.find(|(it, _)| it == field);
        found.map(|(_, datum)| datum.as_str())
    }

    /// Returns whether a field gets a value.
    fn is_sent(&self, field: &str) -> bool {
        let mut sent = self.sent.iter();
        sent.any(|it| !it.is_clear() && root(it.path()) == field)
    }
}

/// Returns the field of a path: `lines` for `lines[1]`, `contacts[0].lines` for `contacts[0].lines[1]`.
pub(super) fn list_of(path: &str) -> &str {
    match path.rsplit_once('[') {
        Some((list, index)) if !index.contains('.') => list,
        _ => path,
    }
}
