//! Writes the rules between the fields of a body.

use super::Writer;
use super::conditions::{Fields, presence, rule_of_contains, rules_of_value};
use crate::import::ledger::Area;
use crate::import::schema::{Alternatives, Cited, Conditional, Kind, Outcome, Shape};
use crate::import::yaml::{Entry, Yaml};

const NO_CONDITION: &str = "the rules of the draft have no form for this condition";

/// Where rules find the properties of an object.
struct Scope<'f> {
    /// The name of the field of a property.
    name: &'f dyn Fn(&str) -> Option<String>,
    /// The map whose entries the properties are.
    map: Option<&'f str>,
}

impl Scope<'_> {
    fn names(&self, wires: &[String]) -> Option<Vec<String>> {
        wires.iter().map(|wire| (self.name)(wire)).collect()
    }

    /// Returns the name of a rule: with the name of the map, if there is one.
    fn rule(&self, name: String) -> String {
        match self.map {
            None => name,
            Some(map) => format!("{map}_{name}"),
        }
    }
}

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
        let fields = Fields {
            properties: &shape.properties,
            names,
        };
        let mut rules = Vec::new();
        let scope = Scope {
            name: &|wire| fields.name(wire),
            map: None,
        };
        self.rules_of_presence(shape, &scope, &mut rules);
        for found in &shape.conditions {
            self.condition(found, fields.rules(&found.value), &mut rules);
        }
        for property in &shape.properties {
            let Some(name) = fields.name(&property.name) else {
                continue;
            };
            let flat = property.shape.flat();
            if flat.implied_kind() != Some(Kind::Object) {
                for found in &flat.conditions {
                    let made = rules_of_value(&name, flat.implied_kind(), &found.value);
                    self.condition(found, made, &mut rules);
                }
            } else if flat.is_map() && flat.union.is_none() {
                self.rules_of_map(&name, &flat, &mut rules);
            }
            if let Some(found) = &flat.contains {
                let items = flat.items.as_ref().and_then(|it| it.value.implied_kind());
                match rule_of_contains(&name, items, &found.value) {
                    Some(rule) => rules.push(Entry::cited(
                        format!("contains_{}", rules.len() + 1),
                        Yaml::Map(rule),
                        &found.pointer,
                    )),
                    None => self.ledger.lost(&found.pointer, NO_CONDITION),
                }
            }
        }
        rules
    }

    /// Adds the rules of a condition, or notes that it has no counterpart.
    fn condition(
        &mut self,
        found: &Cited<Conditional>,
        made: Option<Vec<Vec<Entry>>>,
        rules: &mut Vec<Entry>,
    ) {
        let Some(made) = made else {
            return self.note_condition(found, NO_CONDITION);
        };
        for rule in made {
            let name = format!("condition_{}", rules.len() + 1);
            rules.push(Entry::cited(name, Yaml::Map(rule), &found.pointer));
        }
    }

    fn note_condition(&mut self, found: &Cited<Conditional>, reason: &str) {
        self.ledger.lost(&found.pointer, reason);
        for outcome in [&found.value.then, &found.value.otherwise] {
            match outcome {
                Outcome::Anything | Outcome::Nothing => {}
                Outcome::Schema(schema) => self.ledger.lost(&schema.pointer, reason),
            }
        }
    }

    /// Adds the rules between the entries of a map.
    fn rules_of_map(&mut self, map: &str, flat: &Shape, rules: &mut Vec<Entry>) {
        let entry = |key: &str| -> Option<String> {
            let is_plain = !key.is_empty() && !key.contains(['.', '[']);
            match (is_plain, key.contains("']")) {
                (true, _) => Some(format!("{map}.{key}")),
                (false, false) => Some(format!("{map}['{key}']")),
                (false, true) => None,
            }
        };
        let scope = Scope {
            name: &entry,
            map: Some(map),
        };
        let mut required = Vec::new();
        for name in &flat.required {
            match entry(&name.value) {
                Some(path) => required.push(path),
                None => self
                    .ledger
                    .lost(&name.pointer, "a rule cannot name this key"),
            }
        }
        if let (Some(first), false) = (flat.required.first(), required.is_empty()) {
            let says = format!("These entries are required: {}.", required.join(", "));
            let rule = vec![
                Entry::new("when", present(map)),
                Entry::new(
                    "required",
                    Yaml::List(required.into_iter().map(Yaml::Text).collect()),
                ),
                Entry::new("empty_is_value", Yaml::plain(true)),
                Entry::new("says", Yaml::text(says)),
            ];
            let name = format!("{map}_entries");
            rules.push(Entry::cited(name, Yaml::Map(rule), &first.pointer));
        }
        self.rules_of_presence(flat, &scope, rules);
        for found in &flat.conditions {
            self.note_condition(found, NO_CONDITION);
        }
    }

    /// Adds the rules about which properties are there.
    fn rules_of_presence(&mut self, shape: &Shape, scope: &Scope<'_>, rules: &mut Vec<Entry>) {
        for found in &shape.alternatives {
            let groups = found.value.groups.iter().map(|group| scope.names(group));
            match groups.collect::<Option<Vec<Vec<String>>>>() {
                Some(groups) => rules.push(Entry::cited(
                    scope.rule(format!("alternatives_{}", rules.len() + 1)),
                    alternatives(&found.value, groups, scope.map),
                    &found.pointer,
                )),
                None => self.ledger.lost(
                    &found.pointer,
                    "an alternative names a property that the draft does not have",
                ),
            }
        }
        for found in &shape.dependents {
            let (wire, needed) = &found.value;
            match ((scope.name)(wire), scope.names(needed)) {
                (Some(owner), Some(needed)) => {
                    let name = match scope.map {
                        None => format!("with_{owner}"),
                        Some(_) => scope.rule(format!("with_{}", rules.len() + 1)),
                    };
                    let says = format!(
                        "With {owner}, these fields are required: {}.",
                        needed.join(", ")
                    );
                    let rule = vec![
                        Entry::new("when", present(&owner)),
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
    }

    /// Notes the rules of a value that the draft has without rules: those of a map, and conditions.
    pub(super) fn note_rules(&mut self, shape: &Shape, reason: &str) {
        let alternatives = shape.alternatives.iter().map(|found| &found.pointer);
        for pointer in alternatives.chain(shape.dependents.iter().map(|found| &found.pointer)) {
            self.ledger.lost(pointer, reason);
        }
        for found in &shape.conditions {
            self.note_condition(found, reason);
        }
        if let Some(found) = &shape.contains {
            self.ledger.lost(&found.pointer, reason);
        }
    }

    /// Notes the rules of a value that is not a member of an object with rules: an item, an entry or a variant.
    pub(super) fn note_rules_of_part(&mut self, flat: &Shape, area: Area) {
        let reason = "only a member of an object has rules";
        if flat.implied_kind() != Some(Kind::Object) {
            self.note_rules(flat, reason);
        } else if area == Area::Body && flat.is_map() && flat.union.is_none() {
            self.note_rules(flat, reason);
            for name in &flat.required {
                self.ledger.lost(&name.pointer, reason);
            }
        }
    }
}

/// Returns the condition that a field has a value.
fn present(name: &str) -> Yaml {
    Yaml::Map(vec![Entry::new(name.to_owned(), presence(true))])
}

fn alternatives(found: &Alternatives, groups: Vec<Vec<String>>, map: Option<&str>) -> Yaml {
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
    let when = map.map(|map| Entry::new("when", present(map)));
    let mut rule: Vec<Entry> = when.into_iter().collect();
    rule.extend([
        Entry::new(key, Yaml::List(groups)),
        Entry::new("empty_is_value", Yaml::plain(true)),
        Entry::new(
            "says",
            Yaml::text(format!("{words} of these is required: {}.", all.join(", "))),
        ),
    ]);
    Yaml::Map(rule)
}
