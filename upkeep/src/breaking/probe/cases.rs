//! The cases that a rule distinguishes: combinations of values and facts, of which each version refuses some.
//!
//! A rule compares values with constants and patterns. All other values behave alike, so that one of each kind is enough. If
//! no pattern overlaps with another one, the combinations are complete, and a rule that refuses the same ones is the same
//! rule.

use std::collections::BTreeMap;

use wireform_codegen::pattern::Language;
use wireform_codegen::plan::{
    Condition, ContextId, ContextKind, Effect, Field, FieldPath, Operation, Pattern, Plan,
    Presence, Primitive, Range, Rule, Structure, Test, TextFacets, Type,
};
use wireform_interpret::Input;

use super::build::{any_value, readable};

/// What rules compare one field or one fact with.
#[derive(Debug, Default)]
pub(super) struct Compared<'p> {
    pub(super) constants: Vec<String>,
    patterns: Vec<&'p Pattern>,
    /// Whether a range has a divisor, so that numbers between its bounds differ.
    has_divisor: bool,
}

/// The fields and facts that rules read, by name.
#[derive(Debug, Default)]
pub(super) struct Mentions<'p> {
    pub(super) fields: BTreeMap<String, Compared<'p>>,
    pub(super) facts: BTreeMap<String, Compared<'p>>,
    /// Whether a rule compares fields with each other or with the contact as read, or judges the items of lists. No combination
    /// has all such values.
    pub(super) is_partial: bool,
}

impl<'p> Mentions<'p> {
    /// Adds what a rule reads.
    pub(super) fn add(&mut self, plan: &'p Plan, operation: &'p Operation, rule: &'p Rule) {
        self.condition(plan, operation, &rule.when);
        for effect in &rule.effects {
            for path in effect.compared_fields() {
                self.field(plan, operation, path);
            }
            match effect {
                Effect::Matches(path, pattern) => {
                    self.field(plan, operation, path).add_pattern(pattern);
                }
                Effect::LimitedTo(path, values) => {
                    self.field(plan, operation, path)
                        .constants
                        .extend(values.iter().cloned());
                }
                Effect::Within(path, range) => {
                    self.field(plan, operation, path).add_range(range);
                }
                Effect::Unchanged(_) | Effect::Compare(..) | Effect::EachItem(..) => {
                    self.is_partial = true;
                }
                Effect::Required(_)
                | Effect::Forbidden(_)
                | Effect::AtLeastOne(_)
                | Effect::ExactlyOne(_)
                | Effect::AtMostOne(_)
                | Effect::AllOrNone(_)
                | Effect::Count(..)
                | Effect::Refuse => {}
            }
        }
    }

    fn field(&mut self, plan: &Plan, operation: &Operation, path: &FieldPath) -> &mut Compared<'p> {
        self.fields
            .entry(operation.logical_path(plan, path))
            .or_default()
    }

    fn condition(&mut self, plan: &'p Plan, operation: &'p Operation, condition: &'p Condition) {
        match condition {
            Condition::All(all) | Condition::Any(all) => {
                for one in all {
                    self.condition(plan, operation, one);
                }
            }
            Condition::Not(one) => self.condition(plan, operation, one),
            Condition::Context(fact, test) => {
                let name = plan.contexts[*fact].name.clone();
                self.facts.entry(name).or_default().add(test);
            }
            Condition::Items(list, ..) => {
                self.is_partial = true;
                self.field(plan, operation, list);
            }
            Condition::Compare(left, _, right) => {
                self.is_partial = true;
                self.field(plan, operation, left);
                self.field(plan, operation, right);
            }
            Condition::Field(path, test) => self.field(plan, operation, path).add(test),
        }
    }
}

impl<'p> Compared<'p> {
    fn add(&mut self, test: &'p Test) {
        match test {
            Test::OneOf(values) | Test::HasAny(values) | Test::HasAll(values) => {
                self.constants.extend(values.iter().cloned());
            }
            Test::Present(_) => {}
            Test::Matches(pattern) => self.add_pattern(pattern),
            Test::Within(range) => self.add_range(range),
        }
    }

    /// Adds numbers at the bounds of a range and next to them.
    fn add_range(&mut self, range: &Range) {
        self.has_divisor |= range.numbers().multiple_of.is_some();
        let numbers = range.numbers().near().into_iter();
        self.constants.extend(match range {
            Range::Integer(_) => numbers
                .filter_map(|number| number.integer())
                .map(|number| number.to_string())
                .collect::<Vec<_>>(),
            Range::Number(_) => numbers.map(|number| number.to_string()).collect(),
        });
    }

    fn add_pattern(&mut self, pattern: &'p Pattern) {
        if !self.patterns.iter().any(|it| it.source == pattern.source) {
            self.patterns.push(pattern);
        }
    }

    /// Returns whether one value of each kind is known to be enough.
    pub(super) fn is_complete(&self) -> bool {
        self.patterns.len() <= 1 && !self.has_divisor
    }

    fn sorted(&self) -> Vec<String> {
        let mut constants = self.constants.clone();
        constants.sort();
        constants.dedup();
        constants
    }
}

/// The values of a field that a rule distinguishes. None stands for an absent field.
pub(super) fn field_values(
    plan: &Plan,
    field: &Field,
    compared: &Compared<'_>,
) -> Vec<Option<Input>> {
    let mut values: Vec<Option<Input>> = Vec::new();
    match field.presence {
        Presence::Required | Presence::Variant => {}
        Presence::Optional => values.push(None),
        Presence::Clearable(_) => values.extend([None, Some(Input::Null)]),
    }
    values.extend(
        present_values(plan, &field.ty, compared)
            .into_iter()
            .map(Some),
    );
    values
}

fn present_values(plan: &Plan, ty: &Type, compared: &Compared<'_>) -> Vec<Input> {
    let constants = compared.sorted();
    match ty.structure() {
        Structure::Primitive(primitive) => match primitive {
            Primitive::Text(facets) => texts(facets, compared),
            Primitive::Integer(_) => {
                let mut numbers: Vec<i64> =
                    constants.iter().filter_map(|it| it.parse().ok()).collect();
                let other = (0..).find(|number| !numbers.contains(number));
                numbers.extend(other);
                numbers.into_iter().map(Input::Integer).collect()
            }
            Primitive::Number(facets) => {
                let numbers = constants
                    .into_iter()
                    .chain(facets.witness().map(|it| it.to_string()));
                numbers.map(Input::Number).collect()
            }
            Primitive::Any(_) => any_value(plan, ty).into_iter().collect(),
            Primitive::Boolean => vec![Input::Boolean(true), Input::Boolean(false)],
            Primitive::Enum(id) => {
                let values = plan.enums[id].values.iter().map(|it| it.value.clone());
                let (mut known, others): (Vec<_>, Vec<_>) =
                    values.partition(|value| constants.contains(value));
                known.extend(others.into_iter().take(2));
                known.into_iter().map(Input::Text).collect()
            }
            Primitive::Date | Primitive::Timestamp => {
                let mut texts = constants;
                texts.push("2026-11-21".to_owned());
                texts.into_iter().map(Input::Text).collect()
            }
        },
        Structure::Object(_) | Structure::Map(_) => any_value(plan, ty).into_iter().collect(),
        Structure::List(list) => {
            let items = present_values(plan, &list.item, compared);
            let mut lists: Vec<Input> = items
                .iter()
                .map(|it| Input::List(vec![it.clone()]))
                .collect();
            lists.push(Input::List(items));
            lists
        }
    }
}

/// Returns the constants, a member and a non-member of each pattern, the empty text, and another text.
fn texts(facets: &TextFacets, compared: &Compared<'_>) -> Vec<Input> {
    let mut texts = compared.sorted();
    let Ok(language) = Language::of(facets) else {
        return texts.into_iter().map(Input::Text).collect();
    };
    for pattern in &compared.patterns {
        let inside = language.set.and(&pattern.set);
        let outside = language.set.without(&pattern.set);
        for set in [inside, outside].into_iter().flatten() {
            let part = Language {
                set,
                window: language.window,
            };
            texts.extend(part.shortest().ok().flatten());
            texts.extend(part.samples(2, 5).unwrap_or_default());
        }
    }
    let samples = readable(&language, texts.len() + 2);
    let other = samples
        .into_iter()
        .find(|it| !it.is_empty() && !texts.contains(it));
    texts.extend(other);
    texts.push(String::new());
    let mut seen = Vec::new();
    texts.retain(|text| {
        !seen.contains(text) && {
            seen.push(text.clone());
            true
        }
    });
    texts.into_iter().map(Input::Text).collect()
}

/// The greatest number of constants of which every subset is a case.
const SUBSETS: usize = 4;

/// The texts of a fact that a rule distinguishes, and whether they are complete.
pub(super) fn fact_texts(
    plan: &Plan,
    kind: &ContextKind,
    compared: &Compared<'_>,
) -> (Vec<String>, bool) {
    let constants = compared.sorted();
    let other_value = |id: wireform_codegen::plan::EnumId| {
        let mut values = plan.enums[id].values.iter().map(|it| it.value.clone());
        values.find(|value| !constants.contains(value))
    };
    match kind {
        ContextKind::Boolean => (vec!["true".to_owned(), "false".to_owned()], true),
        ContextKind::String => {
            let mut texts = constants;
            texts.push("other".to_owned());
            (texts, compared.is_complete())
        }
        ContextKind::Enum(id) => {
            let mut texts = constants.clone();
            texts.extend(other_value(*id));
            (texts, true)
        }
        ContextKind::SetOfString => subsets(&constants, Some("other".to_owned())),
        ContextKind::SetOfEnum(id) => subsets(&constants, other_value(*id)),
    }
}

/// Returns the sets of constants, and one set with another member.
fn subsets(constants: &[String], other: Option<String>) -> (Vec<String>, bool) {
    let mut sets = Vec::new();
    let is_complete = constants.len() <= SUBSETS;
    if is_complete {
        for bits in 0..(1_usize << constants.len()) {
            let chosen = constants
                .iter()
                .enumerate()
                .filter(|(at, _)| bits & (1 << at) != 0);
            sets.push(
                chosen
                    .map(|(_, text)| text.as_str())
                    .collect::<Vec<_>>()
                    .join(","),
            );
        }
    } else {
        sets.push(String::new());
        sets.extend(constants.iter().cloned());
        sets.push(constants.join(","));
    }
    sets.extend(other);
    (sets, is_complete)
}

/// Returns the field at a dotted path of logical names.
pub(super) fn find_field<'p>(
    plan: &'p Plan,
    operation: &'p Operation,
    path: &str,
) -> Option<&'p Field> {
    let mut fields: &[Field] = &operation.fields;
    let mut found = None;
    for name in path.split('.') {
        let field = fields.iter().find(|field| field.name == name)?;
        fields = match field.ty.object() {
            Some(object) => &plan.objects[object].fields,
            None => &[],
        };
        found = Some(field);
    }
    found
}

/// Returns the context of a name.
pub(super) fn find_fact(plan: &Plan, name: &str) -> Option<ContextId> {
    plan.contexts
        .ids()
        .find(|id| plan.contexts[*id].name == name)
}
