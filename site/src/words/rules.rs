//! Conditions and effects of rules in words.

use wireform_codegen::plan::{
    Condition, Effect, Field, FieldId, FieldPath, Plan, Quantifier, Table, Test,
};

use super::{code, codes, counted, joined};

/// Returns a condition in words; none if the rule always applies.
#[must_use]
pub fn condition(plan: &Plan, fields: &Table<FieldId, Field>, when: &Condition) -> Option<String> {
    match when {
        Condition::All(parts) if parts.is_empty() => None,
        when => Some(Scope { plan, fields }.condition(when)),
    }
}

/// Returns effects in words, one in each sentence.
#[must_use]
pub fn effects(plan: &Plan, fields: &Table<FieldId, Field>, effects: &[Effect]) -> Vec<String> {
    let scope = Scope { plan, fields };
    effects.iter().map(|it| scope.effect(it)).collect()
}

#[derive(Clone, Copy)]
struct Scope<'p> {
    plan: &'p Plan,
    /// The fields that paths begin with.
    fields: &'p Table<FieldId, Field>,
}

impl Scope<'_> {
    fn path(&self, path: &FieldPath) -> String {
        code(&self.plan.dotted_path(self.fields, path))
    }

    fn paths(&self, paths: &[FieldPath], last: &str) -> String {
        let paths: Vec<String> = paths.iter().map(|it| self.path(it)).collect();
        joined(&paths, last)
    }

    fn alternatives(&self, sets: &[Vec<FieldPath>]) -> String {
        let sets: Vec<String> = sets.iter().map(|set| self.paths(set, "with")).collect();
        joined(&sets, "or")
    }

    fn condition(&self, when: &Condition) -> String {
        let parts = |parts: &[Condition], last: &str| {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| match part {
                    Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 => {
                        format!("({})", self.condition(part))
                    }
                    part => self.condition(part),
                })
                .collect();
            parts.join(&format!(" {last} "))
        };
        match when {
            Condition::All(all) => parts(all, "and"),
            Condition::Any(any) => parts(any, "or"),
            Condition::Not(inner) => format!("it is not so that {}", self.condition(inner)),
            Condition::Context(fact, test) => {
                let name = code(&self.plan.contexts[*fact].name);
                format!("the fact {name} {}", tested(test))
            }
            Condition::Field(path, test) => format!("{} {}", self.path(path), tested(test)),
            Condition::Items(list, quantifier, inner) => {
                let word = match quantifier {
                    Quantifier::Any => "for some item of",
                    Quantifier::Every => "for every item of",
                };
                format!("{word} {}: {}", self.path(list), self.condition(inner))
            }
            Condition::Compare(left, how, right) => {
                format!("{} {} {}", self.path(left), how.words(), self.path(right))
            }
        }
    }

    fn effect(&self, effect: &Effect) -> String {
        match effect {
            Effect::Required(paths) => format!(
                "{} {} a value.",
                self.paths(paths, "and"),
                if paths.len() == 1 { "needs" } else { "need" }
            ),
            Effect::Forbidden(paths) => {
                format!("{} must not have a value.", self.paths(paths, "and"))
            }
            Effect::AtLeastOne(sets) => {
                format!(
                    "At least one of these has a value: {}.",
                    self.alternatives(sets)
                )
            }
            Effect::ExactlyOne(sets) => {
                format!(
                    "Exactly one of these has a value: {}.",
                    self.alternatives(sets)
                )
            }
            Effect::AtMostOne(sets) => {
                format!(
                    "At most one of these has a value: {}.",
                    self.alternatives(sets)
                )
            }
            Effect::AllOrNone(paths) => {
                format!(
                    "Either all of these have a value, or none: {}.",
                    self.paths(paths, "and")
                )
            }
            Effect::Count(paths, least, most) => {
                let range = match most {
                    Some(most) => format!("{least} to {}", counted(*most, "field")),
                    None => format!("at least {}", counted(*least, "field")),
                };
                format!("Of {}, {range} have a value.", self.paths(paths, "and"))
            }
            Effect::Compare(left, how, right) => {
                format!("{} {} {}.", self.path(left), how.words(), self.path(right))
            }
            Effect::EachItem(list, effects) => {
                let effects: Vec<String> = effects.iter().map(|it| self.effect(it)).collect();
                format!(
                    "For each item of {}: {}",
                    self.path(list),
                    effects.join(" ")
                )
            }
            Effect::Matches(path, pattern) => {
                format!("{} matches {}.", self.path(path), code(&pattern.source))
            }
            Effect::Within(path, range) => {
                format!("{} is {}.", self.path(path), range.words())
            }
            Effect::LimitedTo(path, values) => {
                let values = values.iter().map(String::as_str);
                format!("{} is {}.", self.path(path), codes(values, "or"))
            }
            Effect::Unchanged(paths) => {
                format!(
                    "The present value of {} cannot change.",
                    self.paths(paths, "and")
                )
            }
            Effect::Refuse => "The provider refuses such a request.".to_owned(),
        }
    }
}

fn tested(test: &Test) -> String {
    let list = |values: &[String], last| codes(values.iter().map(String::as_str), last);
    match test {
        Test::OneOf(values) => format!("is {}", list(values, "or")),
        Test::HasAny(values) => format!("contains {}", list(values, "or")),
        Test::HasAll(values) => format!("contains {}", list(values, "and")),
        Test::Present(true) => "has a value".to_owned(),
        Test::Present(false) => "has no value".to_owned(),
        Test::Matches(pattern) => format!("matches {}", code(&pattern.source)),
        Test::Within(range) => format!("is {}", range.words()),
    }
}
