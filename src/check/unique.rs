//! Checks that no two items of a list have the same key: the values of some members.

use std::collections::HashSet;
use std::fmt;

use super::Check;
use crate::path::Path;
use crate::{Code, Decimal};

/// The key of an item: a value for each member that it consists of.
///
/// A member that sets no value is absent. Two keys are equal if each member has the same value or is absent in both.
#[derive(Default)]
pub struct UniqueKey {
    parts: Vec<Part>,
    /// Whether some value could not be read, so that the key is equal to no other.
    is_unknown: bool,
}

/// The value of one member.
#[derive(PartialEq, Eq, Hash)]
enum Part {
    Absent,
    Cleared,
    Text(String),
    Number(Decimal),
}

impl fmt::Debug for UniqueKey {
    /// Shows no value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UniqueKey").finish_non_exhaustive()
    }
}

impl UniqueKey {
    /// Sets the value of the current member to a text.
    pub fn text(&mut self, text: &str) {
        self.set(Part::Text(text.to_owned()));
    }

    /// Sets the value of the current member to a decimal number. Numbers are compared by value.
    pub fn number(&mut self, number: &Decimal) {
        self.set(Part::Number(number.clone()));
    }

    /// States that the current member is cleared.
    pub fn cleared(&mut self) {
        self.set(Part::Cleared);
    }

    /// States that a value could not be read.
    pub fn unknown(&mut self) {
        self.is_unknown = true;
    }

    fn set(&mut self, part: Part) {
        if let Some(last) = self.parts.last_mut() {
            *last = part;
        }
    }
}

impl Check<'_> {
    /// Checks that no two items have the same values in these members. Reports each item that repeats the key of an earlier one.
    ///
    /// The function sets the value that an item has in a member.
    pub fn unique_by<T>(
        &mut self,
        path: &Path<'_>,
        members: &[&str],
        items: impl Iterator<Item = T>,
        value: impl Fn(&T, &str, &mut UniqueKey),
    ) {
        let mut seen = HashSet::new();
        for (index, item) in items.enumerate() {
            let mut key = UniqueKey::default();
            for member in members {
                key.parts.push(Part::Absent);
                value(&item, member, &mut key);
            }
            if !key.is_unknown && !seen.insert(key.parts) {
                let names = members.join("`, `");
                let message = format!("has the `{names}` of an earlier item: give each only once");
                self.report(&path.item(index), Code::UniqueItems, message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_value() {
        let mut key = UniqueKey::default();
        key.parts.push(Part::Absent);
        key.text("jane@example.com");
        assert_eq!(format!("{key:?}"), "UniqueKey { .. }");
    }
}
