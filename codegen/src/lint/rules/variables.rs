//! The variables of a group of rules: the fields and facts that the rules read, each with its states.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::states::{State, Tests, states_of_fact, states_of_part};
use crate::draft::{Draft, RuleDeclaration};
use crate::plan::{
    Condition, ContextId, Effect, Field, FieldId, FieldPath, ObjectId, ObjectType, PathTarget,
    Presence, Rule, Table, path_targets,
};

/// What a variable stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A context fact.
    Fact(ContextId),
    /// A field.
    Field(FieldPath),
}

/// A field or a fact.
#[derive(Debug)]
pub(super) struct Variable {
    /// Its states.
    pub states: Vec<State>,
    /// The position of the object that contains the field.
    pub parent: Option<usize>,
    /// Whether the object that contains the field always contains it.
    pub is_required: bool,
}

/// The most combinations that all searches of a group of rules try.
const MOST_STEPS: usize = 200_000;

/// The variables of a group of rules.
#[derive(Debug)]
pub(super) struct Variables {
    /// The variables. A field comes after the object that contains it.
    pub all: Vec<Variable>,
    positions: BTreeMap<Key, usize>,
    /// How many combinations the searches can still try.
    steps: Cell<usize>,
}

impl Variables {
    /// Returns the variables of some rules.
    pub(super) fn of(rules: &[&Rule], fields: &Table<FieldId, Field>, draft: &Draft) -> Self {
        let mut tests: BTreeMap<Key, Tests<'_>> = BTreeMap::new();
        for rule in rules {
            each_test(&rule.when, &mut tests);
            for effect in &rule.effects {
                each_test_of_effect(effect, &mut tests);
            }
        }
        let in_request = rules.first().is_some_and(|rule| rule.about.is_request());
        let mut variables = Self {
            all: Vec::new(),
            positions: BTreeMap::new(),
            steps: Cell::new(MOST_STEPS),
        };
        for (key, tests) in &tests {
            match key {
                Key::Fact(fact) => {
                    let states = draft.contexts.get(*fact);
                    let states = states.map(|context| states_of_fact(context, tests, &draft.enums));
                    variables.add(key.clone(), states.unwrap_or_default(), None, false);
                }
                Key::Field(path) => {
                    let Some(part) = part_at(fields, &draft.objects, path) else {
                        continue;
                    };
                    let parent = variables.parent_of(path);
                    let is_root = path.0.len() == 1;
                    let states = states_of_part(part, is_root, in_request, tests, &draft.enums);
                    let is_required = *part.presence() == Presence::Required;
                    variables.add(key.clone(), states, parent, is_required);
                }
            }
        }
        variables
    }

    fn add(&mut self, key: Key, states: Vec<State>, parent: Option<usize>, is_required: bool) {
        self.positions.insert(key, self.all.len());
        self.all.push(Variable {
            states,
            parent,
            is_required,
        });
    }

    /// Returns the position of the object that contains a field.
    fn parent_of(&self, path: &FieldPath) -> Option<usize> {
        let (_, parent) = path.0.split_last()?;
        self.position(&Key::Field(FieldPath(parent.to_vec())))
    }

    /// Counts a combination that a search tries. Returns whether it may.
    pub(super) fn take_step(&self) -> bool {
        let left = self.steps.get().checked_sub(1);
        self.steps.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Returns the position of a variable.
    pub(super) fn position(&self, key: &Key) -> Option<usize> {
        self.positions.get(key).copied()
    }
}

/// Returns the field or the entry at a path.
pub(super) fn part_at<'d>(
    fields: &'d Table<FieldId, Field>,
    objects: &'d Table<ObjectId, ObjectType>,
    path: &'d FieldPath,
) -> Option<PathTarget<'d>> {
    let parts = path_targets(fields, objects, &path.0);
    parts
        .last()
        .copied()
        .filter(|_| parts.len() == path.0.len())
}

/// Returns the rules of the objects that the paths of some rules lead into, each with the path of its object.
pub(super) fn rules_of_objects(
    rules: &[&RuleDeclaration],
    fields: &Table<FieldId, Field>,
    draft: &Draft,
) -> Vec<(FieldPath, Rule)> {
    let mut tests = BTreeMap::new();
    for declared in rules {
        each_test(&declared.rule.when, &mut tests);
        for effect in &declared.rule.effects {
            each_test_of_effect(effect, &mut tests);
        }
    }
    let about = rules.first().map(|declared| declared.rule.about);
    let mut found = Vec::new();
    for key in tests.keys() {
        let Key::Field(path) = key else { continue };
        let object = part_at(fields, &draft.objects, path).and_then(|it| it.ty().object());
        let Some(object) = object.and_then(|object| draft.objects.get(object)) else {
            continue;
        };
        for rule in object.rules.iter().filter(|it| Some(it.about) == about) {
            let mut rule = rule.clone();
            rule.when = rule.when.below(path);
            let effects = rule.effects.into_iter();
            rule.effects = effects.map(|effect| effect.below(path)).collect();
            found.push((path.clone(), rule));
        }
    }
    found
}

/// Returns the variables that conditions and effects read.
pub(super) fn keys_of<'c>(
    conditions: impl IntoIterator<Item = &'c Condition>,
    effects: &'c [Effect],
) -> Vec<Key> {
    let mut tests = BTreeMap::new();
    for condition in conditions {
        each_test(condition, &mut tests);
    }
    for effect in effects {
        each_test_of_effect(effect, &mut tests);
    }
    tests.into_keys().collect()
}

/// Returns the tests of a field, and enters the objects around it.
fn enter<'t, 'r>(path: &FieldPath, tests: &'t mut BTreeMap<Key, Tests<'r>>) -> &'t mut Tests<'r> {
    for length in 1..path.0.len() {
        let object = FieldPath(path.0[..length].to_vec());
        tests.entry(Key::Field(object)).or_default();
    }
    tests.entry(Key::Field(path.clone())).or_default()
}

/// Enters the tests of a condition. What it tests in the items of a list is undecided.
fn each_test<'r>(condition: &'r Condition, tests: &mut BTreeMap<Key, Tests<'r>>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                each_test(part, tests);
            }
        }
        Condition::Not(part) => each_test(part, tests),
        Condition::Context(fact, test) => tests.entry(Key::Fact(*fact)).or_default().add(test),
        Condition::Field(path, test) => enter(path, tests).add(test),
        Condition::Items(list, ..) => {
            enter(list, tests);
        }
        Condition::Compare(left, _, right) => {
            enter(left, tests);
            enter(right, tests);
        }
    }
}

fn each_test_of_effect<'r>(effect: &'r Effect, tests: &mut BTreeMap<Key, Tests<'r>>) {
    for path in effect.compared_fields() {
        enter(path, tests);
    }
    match effect {
        Effect::Matches(path, pattern) => enter(path, tests).add_pattern(pattern),
        Effect::Within(path, range) => enter(path, tests).add_range(range),
        Effect::LimitedTo(path, values) => enter(path, tests).add_values(values),
        Effect::Required(_)
        | Effect::Forbidden(_)
        | Effect::AtLeastOne(_)
        | Effect::ExactlyOne(_)
        | Effect::AtMostOne(_)
        | Effect::AllOrNone(_)
        | Effect::Count(..)
        | Effect::Compare(..)
        | Effect::EachItem(..)
        | Effect::Unchanged(_)
        | Effect::Refuse => {}
    }
}
