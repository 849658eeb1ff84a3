//! Finds the members of a contact in a response that the schema does not describe.
//!
//! Lists the place of each such member with a value, including the indices of list items. Skips members outside of the
//! objects that have the contact, such as the status of the call.

use super::tree::Tree;

/// Returns the places of the members that the schema does not describe. A member inside of an undescribed one is not listed
/// by itself.
pub(super) fn places(tree: &Tree, objects: &[&str], described: &[&str]) -> Vec<String> {
    let mut walk = Walk {
        objects,
        described,
        found: Vec::new(),
    };
    walk.value(tree, "", "", false);
    walk.found
}

struct Walk<'w> {
    objects: &'w [&'w str],
    described: &'w [&'w str],
    found: Vec<String>,
}

impl Walk<'_> {
    /// Visits a value. `place` is its place as the schema writes it; `shown` also has the indices of list items.
    fn value(&mut self, tree: &Tree, place: &str, shown: &str, inside: bool) {
        let inside = inside || self.objects.contains(&place);
        match tree {
            Tree::List(items) if self.leads_into(place, "[]") => {
                let place = format!("{place}[]");
                for (index, item) in items.iter().enumerate() {
                    self.value(item, &place, &format!("{shown}[{index}]"), inside);
                }
            }
            Tree::Object(members) if self.leads_into(place, ".") => {
                let dot = if place.is_empty() { "" } else { "." };
                for (name, value) in members {
                    let shown = format!("{shown}{dot}{name}");
                    // A name with a separator could be mistaken for a place of the schema.
                    match name.is_empty() || name.contains(['.', '[', ']']) {
                        true if inside => self.undescribed(value, shown),
                        true => {}
                        false => self.value(value, &format!("{place}{dot}{name}"), &shown, inside),
                    }
                }
            }
            Tree::Null | Tree::Text(_) | Tree::List(_) | Tree::Object(_) => {
                if inside && !self.described.contains(&place) {
                    self.undescribed(tree, shown.to_owned());
                }
            }
        }
    }

    /// Lists a member, if it has a value.
    fn undescribed(&mut self, tree: &Tree, shown: String) {
        let is_empty = match tree {
            Tree::Null => true,
            Tree::Text(text) => text.is_empty(),
            Tree::List(items) => items.is_empty(),
            Tree::Object(members) => members.is_empty(),
        };
        if !is_empty {
            self.found.push(shown);
        }
    }

    /// Returns whether the schema describes a place inside of another one.
    fn leads_into(&self, place: &str, step: &str) -> bool {
        let mut places = self.described.iter().chain(self.objects);
        places.any(|it| {
            let rest = it.strip_prefix(place);
            rest.is_some_and(|rest| match place.is_empty() && step == "." {
                true => !rest.starts_with('['),
                false => rest.starts_with(step),
            })
        })
    }
}
