//! Generates values for an operation from its plan: valid ones, and ones that break chosen constraints.
//!
//! Input: a plan and a seed. Output: cases as JSON keyed by logical names, which both executors read. The patterns
//! are sampled by `proptest` and matched by the crate `regex`, independently of both executors.

mod obeyed;
mod targets;
mod text;
mod values;
mod waivers;

use std::collections::{BTreeMap, BTreeSet};

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rand_core::Rng as _;
use serde_json::{Map, Value};
use wireform_codegen::plan::{
    Condition, ContextId, ContextKind, Effect, Field, Operation, Plan, Presence, Rule, Test,
};

pub use targets::targets;
pub use waivers::Waived;

/// A context fact of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// Not given.
    Missing,
    /// Given as unknown.
    Unknown,
    /// A set of texts.
    Set(Vec<String>),
    /// A text.
    Text(String),
    /// True or false.
    Boolean(bool),
}

/// One input of an operation.
#[derive(Debug, Clone)]
pub struct Case {
    /// The values, by logical name. A missing key is absent, and `null` is an explicit clear.
    pub values: Map<String, Value>,
    /// The facts, by name.
    pub facts: BTreeMap<String, Fact>,
    /// The contact as read, if the operation takes one and the case has one.
    pub current: Option<Map<String, Value>>,
    /// The waivers.
    pub waived: BTreeSet<Waived>,
}

/// A constraint that a case can break.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// The logical path without indices, for example `verifications.claims`.
    pub path: String,
    /// The code of the violation, for example `enum`.
    pub code: &'static str,
}

/// Generates cases for one operation of a plan.
pub struct Generator<'p> {
    plan: &'p Plan,
    operation: &'p Operation,
    runner: TestRunner,
}

impl<'p> Generator<'p> {
    /// Returns a generator, which makes the same cases for the same seed.
    #[must_use]
    pub fn new(plan: &'p Plan, operation: &'p Operation, seed: u8) -> Self {
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
        Self {
            plan,
            operation,
            runner: TestRunner::new_with_rng(Config::default(), rng),
        }
    }

    /// Returns a number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.runner.rng().next_u64() % (limit.max(1) as u64)) as usize
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Returns a case in which every value is valid. It may break rules.
    pub fn valid(&mut self) -> Case {
        self.case(50, &[])
    }

    /// Returns a case with every field that can be set.
    pub fn full(&mut self) -> Case {
        self.case(100, &[])
    }

    /// Returns a case with few or most fields, with facts for which rules apply, and with a contact as read that
    /// differs in one field.
    pub fn ruled(&mut self) -> Case {
        let presence = [8, 85][self.below(2)];
        let mut case = self.case(presence, &[]);
        for index in &self.operation.contexts {
            let context = &self.plan.contexts[*index];
            let fact = match &context.kind {
                ContextKind::Boolean => Fact::Boolean(false),
                ContextKind::SetOfString => {
                    let all = mentioned(&self.plan.rules_of(self.operation), *index);
                    let one = self.below(all.len());
                    Fact::Set(all.into_iter().skip(one).take(1).collect())
                }
                _ => continue,
            };
            case.facts.insert(context.name.clone(), fact);
        }
        if self.operation.takes_current {
            let mut current = case.values.clone();
            current.retain(|_, value| !value.is_null());
            let other = self.full().values;
            let names: Vec<&String> = other.keys().collect();
            let name = names[self.below(names.len())];
            current.insert(name.clone(), other[name].clone());
            case.current = Some(current);
        }
        case
    }

    /// Returns a case with this field, everything in it, and the required fields.
    pub fn only(&mut self, field: &str) -> Case {
        let full = self.full();
        let required = |name: &str| {
            self.operation
                .fields
                .iter()
                .any(|field| field.name == name && field.presence == Presence::Required)
        };
        let values = full
            .values
            .into_iter()
            .filter(|(name, _)| name == field || required(name))
            .collect();
        Case { values, ..full }
    }

    /// Returns a case that breaks these constraints, as far as a value can.
    pub fn broken(&mut self, targets: &[Target]) -> Case {
        self.case(50, targets)
    }

    /// Returns a case that breaks up to three constraints, or none. About half of all such cases are valid.
    pub fn mixed(&mut self) -> Case {
        let targets = targets(self.plan, self.operation);
        let count = if self.chance(45) {
            1 + self.below(3)
        } else {
            0
        };
        let chosen: Vec<Target> = (0..count)
            .filter_map(|_| {
                let index = self.below(targets.len());
                targets.get(index).cloned()
            })
            .collect();
        // With many fields, a rule that forbids two together would refuse nearly every case.
        let presence = [5, 5, 30, 60][self.below(4)];
        let mut case = self.case(presence, &chosen);
        if !self.operation.contexts.is_empty() && self.chance(85) {
            self.obey(&mut case, &chosen);
        }
        case
    }

    fn case(&mut self, presence: usize, targets: &[Target]) -> Case {
        let operation = self.operation;
        let values = self.object(&operation.fields, "", presence, targets);
        let current = (operation.takes_current && self.chance(60)).then(|| self.current(&values));
        Case {
            values,
            facts: self.facts(),
            current,
            waived: BTreeSet::new(),
        }
    }

    /// Returns a contact as read that agrees with most of the values.
    fn current(&mut self, values: &Map<String, Value>) -> Map<String, Value> {
        let operation = self.operation;
        let mut current = self.object(&operation.fields, "", 80, &[]);
        for (name, value) in values {
            if !value.is_null() && self.chance(90) {
                current.insert(name.clone(), value.clone());
            }
        }
        current.retain(|_, value| !value.is_null());
        current
    }

    /// Returns facts for the operation's rules, most of them known.
    fn facts(&mut self) -> BTreeMap<String, Fact> {
        let mut facts = BTreeMap::new();
        for index in &self.operation.contexts {
            let context = &self.plan.contexts[*index];
            let fact = match self.below(60) {
                0 => Fact::Missing,
                1..=3 => Fact::Unknown,
                _ => match &context.kind {
                    ContextKind::Boolean => Fact::Boolean(self.chance(8)),
                    ContextKind::String => Fact::Text("com".into()),
                    ContextKind::Enum(values) => {
                        let values = &self.plan.enums[*values].values;
                        let index = self.below(values.len());
                        Fact::Text(values[index].value.clone())
                    }
                    ContextKind::SetOfEnum(values) => {
                        let all: Vec<String> = self.plan.enums[*values]
                            .values
                            .iter()
                            .map(|value| value.value.clone())
                            .collect();
                        Fact::Set(all.into_iter().filter(|_| self.chance(40)).collect())
                    }
                    ContextKind::SetOfString => {
                        let mut all = mentioned(&self.plan.rules_of(self.operation), *index);
                        all.push("com".into());
                        Fact::Set(all.into_iter().filter(|_| self.chance(12)).collect())
                    }
                },
            };
            facts.insert(context.name.clone(), fact);
        }
        facts
    }

    /// Returns one variant of a union: that of a target, or any.
    fn variant(
        &mut self,
        variants: &[Field],
        prefix: &str,
        presence: usize,
        targets: &[Target],
    ) -> Map<String, Value> {
        let path = |field: &Field| format!("{prefix}{}", field.name);
        let is_aimed_at = |field: &&Field| {
            let path = path(field);
            let inside = format!("{path}.");
            let mut targets = targets.iter();
            targets.any(|target| target.path == path || target.path.starts_with(&inside))
        };
        let any = &variants[self.below(variants.len())];
        let chosen = variants.iter().find(is_aimed_at).unwrap_or(any);
        let value = self.value(chosen, &chosen.ty, &path(chosen), presence, targets);
        Map::from_iter([(chosen.name.clone(), value)])
    }

    fn object(
        &mut self,
        fields: &[Field],
        prefix: &str,
        presence: usize,
        targets: &[Target],
    ) -> Map<String, Value> {
        let mut values = Map::new();
        for field in fields {
            if field.constant.is_some() {
                continue;
            }
            let path = format!("{prefix}{}", field.name);
            let inside = format!("{path}.");
            let wanted = targets
                .iter()
                .any(|target| target.path == path || target.path.starts_with(&inside));
            let required = field.presence == Presence::Required;
            if !wanted && !required && !self.chance(presence) {
                continue;
            }
            if !wanted
                && presence < 100
                && let Presence::Clearable(_) = field.presence
                && self.chance(15)
            {
                values.insert(field.name.clone(), Value::Null);
                continue;
            }
            let value = self.value(field, &field.ty, &path, presence, targets);
            values.insert(field.name.clone(), value);
        }
        values
    }
}

/// Returns the texts that rules compare a set with.
fn mentioned(rules: &[&Rule], context: ContextId) -> Vec<String> {
    fn walk(condition: &Condition, context: ContextId, found: &mut Vec<String>) {
        match condition {
            Condition::All(all) | Condition::Any(all) => {
                all.iter().for_each(|one| walk(one, context, found))
            }
            Condition::Not(one) => walk(one, context, found),
            Condition::Context(
                index,
                Test::HasAny(values) | Test::HasAll(values) | Test::OneOf(values),
            ) if *index == context => {
                found.extend(values.iter().cloned());
            }
            Condition::Items(.., one) => walk(one, context, found),
            Condition::Context(..) | Condition::Field(..) | Condition::Compare(..) => {}
        }
    }
    let mut found = Vec::new();
    for rule in rules {
        walk(&rule.when, context, &mut found);
        debug_assert!(
            rule.effects
                .iter()
                .all(|effect| !matches!(effect, Effect::Required(all) if all.is_empty()))
        );
    }
    found.sort();
    found.dedup();
    found
}

/// Returns whether some binding writes the operation as XML.
#[must_use]
pub fn in_xml(operation: &Operation) -> bool {
    operation
        .bindings
        .iter()
        .any(|binding| binding.body.is_xml())
}
