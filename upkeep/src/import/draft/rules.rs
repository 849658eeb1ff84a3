//! Writes the rules between the fields of a body.

use super::Writer;
use crate::import::schema::{Alternatives, Shape};
use crate::import::yaml::{Entry, Yaml};

impl Writer<'_> {
    /// Returns the rules of a body or of an object in it. `fields` has the properties that the draft has.
    pub(super) fn rules(&mut self, shape: &Shape, fields: &[Entry]) -> Vec<Entry> {
        let names: Vec<(&str, &str)> = shape
            .properties
            .iter()
            .filter_map(|property| {
                let is_same = |entry: &&Entry| entry.pointer.as_deref() == Some(&property.pointer);
                let entry = fields.iter().find(is_same)?;
                Some((property.name.as_str(), entry.key.as_str()))
            })
            .collect();
        let logical = |wire: &String| {
            names
                .iter()
                .find(|(known, _)| *known == wire.as_str())
                .map(|(_, name)| (*name).to_owned())
        };
        let mut rules = Vec::new();
        for found in &shape.alternatives {
            let groups: Option<Vec<Vec<String>>> = found
                .value
                .groups
                .iter()
                .map(|group| group.iter().map(logical).collect())
                .collect();
            match groups {
                Some(groups) => rules.push(Entry::cited(
                    format!("alternatives_{}", rules.len() + 1),
                    alternatives(&found.value, groups),
                    &found.pointer,
                )),
                None => self.ledger.lost(
                    &found.pointer,
                    "an alternative names a property that the draft does not have",
                ),
            }
        }
        for found in &shape.dependents {
            let (owner, needed) = &found.value;
            let needed: Option<Vec<String>> = needed.iter().map(logical).collect();
            match (logical(owner), needed) {
                (Some(owner), Some(needed)) => {
                    let name = format!("with_{owner}");
                    let present = Yaml::Map(vec![Entry::new("present", Yaml::plain(true))]);
                    let says = format!(
                        "With {owner}, these fields are required: {}.",
                        needed.join(", ")
                    );
                    let rule = vec![
                        Entry::new("when", Yaml::Map(vec![Entry::new(owner, present)])),
                        Entry::new(
                            "required",
                            Yaml::List(needed.into_iter().map(Yaml::Text).collect()),
                        ),
                        Entry::new("empty_is_value", Yaml::plain(true)),
                        Entry::new("says", Yaml::text(says)),
                    ];
                    rules.push(Entry::cited(name, Yaml::Map(rule), &found.pointer));
                }
                _ => self.ledger.lost(
                    &found.pointer,
                    "the draft does not have all properties of the dependency",
                ),
            }
        }
        rules
    }

    /// Notes the rules of an object that the draft has without rules.
    pub(super) fn note_rules(&mut self, shape: &Shape, reason: &str) {
        let alternatives = shape.alternatives.iter().map(|found| &found.pointer);
        for pointer in alternatives.chain(shape.dependents.iter().map(|found| &found.pointer)) {
            self.ledger.lost(pointer, reason);
        }
    }
}

fn alternatives(found: &Alternatives, groups: Vec<Vec<String>>) -> Yaml {
    let all: Vec<String> = groups.iter().map(|group| group.join(" and ")).collect();
    let (key, words) = match found.exactly {
        true => ("exactly_one", "Exactly one"),
        false => ("at_least_one", "At least one"),
    };
    let groups = groups
        .into_iter()
        .map(|group| match group.as_slice() {
            [one] => Yaml::text(one),
            _ => Yaml::Map(vec![Entry::new(
                "all",
                Yaml::List(group.into_iter().map(Yaml::Text).collect()),
            )]),
        })
        .collect();
    Yaml::Map(vec![
        Entry::new(key, Yaml::List(groups)),
        Entry::new("empty_is_value", Yaml::plain(true)),
        Entry::new(
            "says",
            Yaml::text(format!("{words} of these is required: {}.", all.join(", "))),
        ),
    ])
}
