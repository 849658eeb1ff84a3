//! Finds the members of a contact in a response that the schema does not describe.
//!
//! Lists the name of each such member with a value, including the indices of items. Skips members outside of the objects that
//! have the contact, such as the status of the call.

use std::collections::BTreeMap;

use super::ContactBody;
use crate::response::document::{Markup, Node};
use crate::response::place::{Place, Step};

/// Returns the names of the members that the schema does not describe. A member inside of an undescribed one is not listed
/// by itself.
pub(super) fn names(
    body: &ContactBody<'_, '_>,
    objects: &[Place<'_>],
    described: &[Place<'_>],
) -> Vec<String> {
    let mut walk = Walk {
        markup: body.markup,
        objects,
        described,
        path: Vec::new(),
        found: Vec::new(),
    };
    walk.value(body.root, "", false);
    walk.found
}

struct Walk<'w, 'n> {
    markup: Markup,
    objects: &'w [Place<'w>],
    described: &'w [Place<'w>],
    /// The steps to the value.
    path: Vec<Step<'n>>,
    found: Vec<String>,
}

impl<'n> Walk<'_, 'n> {
    /// Visits a value. `is_inside` says whether it is in an object of the contact.
    fn value(&mut self, node: &'n Node<'_>, name: &str, is_inside: bool) {
        let is_inside = is_inside || self.is_one_of(self.objects);
        if !self.leads_on() {
            if is_inside && !self.is_one_of(self.described) && !node.is_empty() {
                self.found.push(name.to_owned());
            }
            return;
        }
        if let Some(items) = node.items().filter(|_| self.leads_to(Step::Items)) {
            for (index, item) in items.iter().enumerate() {
                self.step(Step::Items, item, &format!("{name}[{index}]"), is_inside);
            }
            return;
        }
        if node.members().is_empty() && node.attributes().is_empty() {
            if is_inside && !self.is_one_of(self.described) && !node.is_empty() {
                self.found.push(name.to_owned());
            }
            return;
        }
        let dot = if name.is_empty() { "" } else { "." };
        for (attribute, node) in node.attributes() {
            let step = Step::Attribute(attribute);
            self.step(step, node, &format!("{name}{dot}@{attribute}"), is_inside);
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (member, inner) in node.members() {
            let name = format!("{name}{dot}{member}");
            self.path.push(Step::Member(member));
            if self.markup == Markup::Xml && self.leads_to(Step::Items) {
                let index = counts.entry(member).or_default();
                self.step(Step::Items, inner, &format!("{name}[{index}]"), is_inside);
                *index += 1;
            } else {
                self.value(inner, &name, is_inside);
            }
            self.path.pop();
        }
    }

    fn step(&mut self, step: Step<'n>, node: &'n Node<'_>, name: &str, is_inside: bool) {
        self.path.push(step);
        self.value(node, name, is_inside);
        self.path.pop();
    }

    /// Returns whether the path is one of the places.
    fn is_one_of(&self, places: &[Place<'_>]) -> bool {
        places.iter().any(|place| **place == *self.path)
    }

    /// Returns whether the schema describes something inside of the value.
    fn leads_on(&self) -> bool {
        let mut places = self.described.iter().chain(self.objects);
        places.any(|place| place.len() > self.path.len() && place.starts_with(&self.path))
    }

    /// Returns whether the schema describes something behind a step.
    fn leads_to(&self, step: Step<'_>) -> bool {
        let mut places = self.described.iter().chain(self.objects);
        places
            .any(|place| place.starts_with(&self.path) && place.get(self.path.len()) == Some(&step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::document::Document;

    #[test]
    fn number_many_elements_of_one_name() {
        const COUNT: usize = 50_000;
        const OBJECT: Place<'static> = &[Step::Member("r")];
        const TEXT: Place<'static> = &[
            Step::Member("r"),
            Step::Member("a"),
            Step::Items,
            Step::Member("text"),
        ];
        let elements = "<a><text>1</text><more>2</more></a>".repeat(COUNT);
        let text = format!("<r>{elements}</r>");
        let document = Document::parse(&text, Markup::Xml).expect("XML");
        let body = ContactBody {
            root: document.root(),
            markup: Markup::Xml,
        };
        let found = names(&body, &[OBJECT], &[TEXT]);
        let expected: Vec<String> = (0..COUNT).map(|it| format!("r.a[{it}].more")).collect();
        assert_eq!(found, expected);
    }
}
