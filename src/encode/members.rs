//! Names of parameters that come from templates: the members of objects, the items of lists in them, and entries.

use std::cell::Cell;

use super::Body;
use super::pairs::Pairs;

/// Returns a template with `$name` replaced by a name and `$index` by a number. The name itself is not searched.
///
/// ```
/// assert_eq!(wireform::__rt::pairs::named("$name.$index", "lines", 2), "lines.2");
/// ```
pub fn named(template: &str, name: &str, number: u64) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('$') {
        let (before, after) = rest.split_at(at);
        text.push_str(before);
        rest = if let Some(after) = after.strip_prefix("$name") {
            text.push_str(name);
            after
        } else if let Some(after) = after.strip_prefix("$index") {
            text.push_str(&number.to_string());
            after
        } else {
            text.push('$');
            &after[1..]
        };
    }
    text.push_str(rest);
    text
}

/// The names of the parameters that an object becomes: the texts before and after the name of each member.
///
/// ```
/// use wireform::__rt::pairs::Members;
///
/// assert_eq!(Members::new("Owner$member", "owner", 0).name("City"), "OwnerCity");
/// let item = Members::new("$name[$index][$member]", "contacts", 1);
/// assert_eq!(item.name("city"), "contacts[1][city]");
/// ```
///
/// The members can also be numbered entries, each with a parameter for the name of the member and one for its value.
///
/// ```
/// use wireform::__rt::{Body, pairs::{Members, Pairs}};
///
/// let mut body = Body::new();
/// let entries = Members::entries("$name.$index.key", "$name.$index.value", "extra", 1);
/// entries.pair(&mut Pairs::form(), &mut body, "vat", "NL1");
/// assert_eq!(body.as_bytes(), b"extra.1.key=vat&extra.1.value=NL1");
/// ```
#[derive(Clone, Debug)]
pub struct Members {
    before: String,
    after: String,
    entries: Option<Entries>,
}

/// The templates of the names of numbered entries, and the number of the next one.
#[derive(Clone, Debug)]
struct Entries {
    key: String,
    value: String,
    name: String,
    number: Cell<u64>,
}

impl Members {
    /// Returns the names of a template, in which `$name` stands for the name of the object, `$index` for its number in a list,
    /// and `$member` for the name of a member.
    pub fn new(template: &str, name: &str, number: u64) -> Self {
        let (before, after) = template.split_once("$member").unwrap_or((template, ""));
        Members {
            before: named(before, name, number),
            after: named(after, name, number),
            entries: None,
        }
    }

    /// Returns the names of entries: the templates of the names of the keys and of the values, in which `$name` stands for the name
    /// of the object or the map and `$index` for the number of the entry.
    pub fn entries(key: &str, value: &str, name: &str, first: u64) -> Self {
        Members {
            before: String::new(),
            after: String::new(),
            entries: Some(Entries {
                key: key.to_owned(),
                value: value.to_owned(),
                name: name.to_owned(),
                number: Cell::new(first),
            }),
        }
    }

    /// Returns the names of the parameters of the next entry: those of its key and of its value.
    pub fn next_entry(&self) -> (String, String) {
        let Some(entries) = &self.entries else {
            return (String::new(), String::new());
        };
        let number = entries.number.get();
        entries.number.set(number.saturating_add(1));
        let name = |template: &str| named(template, &entries.name, number);
        (name(&entries.key), name(&entries.value))
    }

    /// Writes the value of a member.
    pub fn pair(&self, pairs: &mut Pairs, body: &mut Body, member: &str, value: &str) {
        let name = self.name_of_value(pairs, body, member);
        pairs.pair(body, &name, value);
    }

    /// Writes the value of a member, and marks the value as secret.
    pub fn secret_pair(&self, pairs: &mut Pairs, body: &mut Body, member: &str, value: &str) {
        let name = self.name_of_value(pairs, body, member);
        pairs.secret_pair(body, &name, value);
    }

    /// Returns the name of the parameter of a member's value. Writes the key in front of it if the members are entries.
    fn name_of_value(&self, pairs: &mut Pairs, body: &mut Body, member: &str) -> String {
        if self.entries.is_none() {
            return self.name(member);
        }
        let (key, value) = self.next_entry();
        pairs.pair(body, &key, member);
        value
    }

    /// Returns the name of the parameter of a member.
    pub fn name(&self, member: &str) -> String {
        [&self.before, member, &self.after].concat()
    }
}

/// Returns the number of an item. `index` counts from 0, and the numbers count from `first`.
pub fn number(first: u64, index: usize) -> u64 {
    first.saturating_add(u64::try_from(index).unwrap_or(u64::MAX))
}
