//! Checks of maps: repeated keys, and the facets of keys.
//!
//! A key is data of the caller, so no message shows one. The path of a violation has the number of the entry.

use std::collections::{BTreeMap, BTreeSet};

use super::text::faults;
use super::{Check, Text};
use crate::path::Path;
use crate::sentence::write_listed;
use crate::violation::rendered;
use crate::{Code, KnownEnum};

impl Check<'_> {
    /// Reports each entry of a map that has the key of an earlier one.
    pub fn keys_taken<'k>(&mut self, path: &Path<'_>, keys: impl Iterator<Item = &'k str>) {
        let mut seen = BTreeSet::new();
        for (index, key) in keys.enumerate() {
            if !seen.insert(key) {
                self.report_fixed(
                    &path.entry(index),
                    Code::KeyTaken,
                    "has the key of an earlier entry: give each key once",
                );
            }
        }
    }

    /// Reports each entry of a map among parameters whose parameter would have the name of another one, or none. No policy waives
    /// this. A taken name is a list of texts, with a number between each two of them.
    pub fn keys_flattened<'k>(
        &mut self,
        path: &Path<'_>,
        keys: impl Iterator<Item = &'k str>,
        template: &str,
        taken: &[&[&str]],
    ) {
        let (before, after) = template.split_once("$member").unwrap_or((template, ""));
        for (index, key) in keys.enumerate() {
            let name = [before, key, after].concat();
            if name.is_empty() {
                let message = "has an empty key, and a parameter has a name";
                self.report_fixed(&path.entry(index), Code::Unrepresentable, message);
            } else if taken.iter().any(|pieces| fits(&name, pieces)) {
                let message = "has the name of another parameter of the request: use its field";
                self.report_fixed(&path.entry(index), Code::KeyTaken, message);
            }
        }
    }

    /// Reports each entry of a map among the members of a JSON object that would have the name of another member. No policy waives
    /// this.
    pub fn keys_beside<'k>(
        &mut self,
        path: &Path<'_>,
        keys: impl Iterator<Item = &'k str>,
        (before, after): (&str, &str),
        taken: &[&str],
    ) {
        for (index, key) in keys.enumerate() {
            let is_taken = |name: &&str| {
                let inner = name.strip_prefix(before);
                inner.and_then(|inner| inner.strip_suffix(after)) == Some(key)
            };
            if taken.iter().any(is_taken) {
                let message = "has the name of another member of the object: use its field";
                self.report_fixed(&path.entry(index), Code::KeyTaken, message);
            }
        }
    }

    /// Reports each entry of a map in headers whose key cannot be a part of a name, or is the key of an earlier entry in other
    /// letter case. No policy waives this.
    pub fn keys_in_headers<'k>(&mut self, path: &Path<'_>, keys: impl Iterator<Item = &'k str>) {
        // The spellings of each key so far: the first, and whether there are others.
        let mut seen: BTreeMap<String, (&str, bool)> = BTreeMap::new();
        for (index, key) in keys.enumerate() {
            if key.is_empty() || !key.bytes().all(is_in_token) {
                let message = "has a key with characters that the name of a header cannot have";
                self.report_fixed(&path.entry(index), Code::Unrepresentable, message);
            }
            let (first, has_others) = seen.entry(key.to_ascii_lowercase()).or_insert((key, false));
            *has_others |= *first != key;
            if *has_others {
                let message = "has the key of an earlier entry in other letter case";
                self.report_fixed(&path.entry(index), Code::KeyTaken, message);
            }
        }
    }

    /// Checks the key of an entry against the facets of keys.
    pub fn key(&mut self, path: &Path<'_>, key: &str, facets: &Text<'_>) {
        self.any_key(path, key, facets, false);
    }

    /// Does what [`Check::key`] does, for a map whose keys tell it from another one. A policy can waive only their lengths.
    pub fn telling_key(&mut self, path: &Path<'_>, key: &str, facets: &Text<'_>) {
        self.any_key(path, key, facets, true);
    }

    fn any_key(&mut self, path: &Path<'_>, key: &str, facets: &Text<'_>, tells: bool) {
        let mut is_reported = false;
        faults(key, facets, |fault| {
            // A policy waives what is documented about keys, but not what the wire cannot carry.
            let (code, tells) = match fault.code() {
                Code::Unrepresentable => (Code::Unrepresentable, false),
                Code::MinLength | Code::MaxLength => (Code::Key, false),
                _ => (Code::Key, tells),
            };
            let message = || format!("has a key that {}", fault.message(facets));
            is_reported = is_reported || self.wrong_key(path, code, message(), tells);
            is_reported
        });
    }

    /// Reports a key. If a policy waives this, and the keys tell the map from another one, reports that no policy can waive it.
    fn wrong_key(&mut self, path: &Path<'_>, code: Code, message: String, tells: bool) -> bool {
        let sentence =
            "has a key that the map cannot have beside another one: no policy accepts it";
        self.report(path, code, message)
            || tells && self.report_fixed(path, Code::KeyTaken, sentence)
    }

    /// Checks that the key of an entry is a value of an enum.
    pub fn key_of<E: KnownEnum>(&mut self, path: &Path<'_>, key: &str) {
        let values = E::VALUES.iter();
        self.listed_key(path, key, &mut values.map(|(_, spelling)| *spelling), false);
    }

    /// Does what [`Check::key_of`] does, for a map whose keys tell it from another one. No policy can waive this.
    pub fn telling_key_of<E: KnownEnum>(&mut self, path: &Path<'_>, key: &str) {
        let values = E::VALUES.iter();
        self.listed_key(path, key, &mut values.map(|(_, spelling)| *spelling), true);
    }

    /// Checks that the key of an entry is one of these. With `tells`, the keys tell the map from another one.
    pub fn listed_key(
        &mut self,
        path: &Path<'_>,
        key: &str,
        accepted: &mut dyn Iterator<Item = &str>,
        tells: bool,
    ) {
        let accepted: Vec<&str> = accepted.collect();
        if accepted.contains(&key) {
            return;
        }
        let message = rendered(|out| {
            out.push_str("has a key that is not one of ");
            write_listed(out, &mut accepted.iter().copied())
        });
        self.wrong_key(path, Code::Key, message, tells);
    }
}

/// Returns whether the name of a header can have a character (RFC 9110, section 5.6.2).
fn is_in_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Returns whether a name consists of the texts, with a number between each two of them.
fn fits(name: &str, pieces: &[&str]) -> bool {
    match pieces {
        [] => false,
        [only] => name == *only,
        [first, rest @ ..] => name.strip_prefix(first).is_some_and(|name| {
            let digits = name.bytes().take_while(u8::is_ascii_digit).count();
            (1..=digits).any(|count| fits(&name[count..], rest))
        }),
    }
}
