//! Checks of maps: repeated keys, and the facets of keys.
//!
//! A key is data of the caller, so no message shows one. The path of a violation has the number of the entry.

use std::collections::BTreeSet;

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
                    &path.item(index),
                    Code::KeyTaken,
                    "has the key of an earlier entry: give each key once",
                );
            }
        }
    }

    /// Checks the key of an entry against the facets of keys.
    pub fn key(&mut self, path: &Path<'_>, key: &str, facets: &Text<'_>) {
        let mut is_reported = false;
        faults(key, facets, |fault| {
            // A policy waives what is documented about keys, but not what the wire cannot carry.
            let code = match fault.code() {
                Code::Unrepresentable => Code::Unrepresentable,
                _ => Code::Key,
            };
            let message = || format!("has a key that {}", fault.message(facets));
            is_reported = is_reported || self.report(path, code, message());
            is_reported
        });
    }

    /// Checks that the key of an entry is a value of an enum.
    pub fn key_of<E: KnownEnum>(&mut self, path: &Path<'_>, key: &str) {
        let values = E::VALUES.iter();
        self.listed_key(path, key, &mut values.map(|(_, spelling)| *spelling));
    }

    /// Checks that the key of an entry is one of these.
    pub fn listed_key(
        &mut self,
        path: &Path<'_>,
        key: &str,
        accepted: &mut dyn Iterator<Item = &str>,
    ) {
        let accepted: Vec<&str> = accepted.collect();
        if accepted.contains(&key) {
            return;
        }
        let message = rendered(|out| {
            out.push_str("has a key that is not one of ");
            write_listed(out, &mut accepted.iter().copied())
        });
        self.report(path, Code::Key, message);
    }
}
