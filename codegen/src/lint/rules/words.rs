//! Conditions and states in words.

use super::states::State;
use super::variables::{Key, Variables};
use crate::draft::Draft;
use crate::plan::{
    Condition, ContextId, Field, FieldId, FieldPath, PathTarget, Quantifier, Table, Test,
    path_targets,
};

/// Names the fields and facts of rules.
pub(super) struct Words<'d> {
    fields: &'d Table<FieldId, Field>,
    draft: &'d Draft,
}

impl<'d> Words<'d> {
    /// Names the fields of a declaration.
    pub(super) fn new(fields: &'d Table<FieldId, Field>, draft: &'d Draft) -> Self {
        Self { fields, draft }
    }

    fn field(&self, path: &FieldPath) -> String {
        let parts = path_targets(self.fields, &self.draft.objects, &path.0).into_iter();
        let names: Vec<&str> = parts.map(PathTarget::name).collect();
        format!("`{}`", names.join("."))
    }

    fn fact(&self, fact: ContextId) -> String {
        let name = self.draft.contexts.get(fact).map_or("", |it| &it.name);
        format!("`{name}`")
    }

    /// Returns conditions that hold together.
    pub(super) fn all(&self, conditions: &[&Condition]) -> String {
        let parts = conditions.iter().map(|part| self.condition(part));
        parts.collect::<Vec<_>>().join(", and ")
    }

    fn condition(&self, condition: &Condition) -> String {
        let list = |parts: &[Condition], word: &str| {
            let parts: Vec<String> = parts.iter().map(|part| self.condition(part)).collect();
            match parts.as_slice() {
                [one] => one.clone(),
                all => format!("({})", all.join(word)),
            }
        };
        match condition {
            Condition::All(parts) => list(parts, " and "),
            Condition::Any(parts) => list(parts, " or "),
            Condition::Not(part) => format!("not ({})", self.condition(part)),
            Condition::Context(fact, test) => format!("{} {}", self.fact(*fact), words_of(test)),
            Condition::Field(path, test) => format!("{} {}", self.field(path), words_of(test)),
            Condition::Items(list, quantifier, part) => {
                let word = match quantifier {
                    Quantifier::Any => "an item",
                    Quantifier::Every => "every item",
                };
                let (list, part) = (self.field(list), self.condition(part));
                format!("for {word} of {list}: {part}")
            }
            Condition::Compare(left, how, right) => {
                let (left, right) = (self.field(left), self.field(right));
                format!("{left} {} {right}", how.words())
            }
        }
    }

    /// Returns the states of some variables, as a clause that begins with "if".
    pub(super) fn example(
        &self,
        variables: &Variables,
        keys: &[Key],
        chosen: &[Option<usize>],
    ) -> String {
        let parts = keys.iter().filter_map(|key| {
            let position = variables.position(key)?;
            let state = chosen.get(position).copied().flatten()?;
            let state = variables.all.get(position)?.states.get(state)?;
            let name = match key {
                Key::Fact(fact) => self.fact(*fact),
                Key::Field(path) => self.field(path),
            };
            let others = &variables.all.get(position)?.states;
            Some(format!("{name} {}", words_of_state(state, others)))
        });
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() {
            return String::new();
        }
        format!(" if {}", parts.join(" and "))
    }
}

/// Returns the names of other rules, as a phrase behind "satisfies this rule".
pub(super) fn others(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => format!(" and the rule {one}"),
        all => format!(" and the rules {}", all.join(", ")),
    }
}

fn words_of(test: &Test) -> String {
    match test {
        Test::OneOf(values) => format!("is {}", quoted(values, " or ")),
        Test::HasAny(values) => format!("has {}", quoted(values, " or ")),
        Test::HasAll(values) => format!("has {}", quoted(values, " and ")),
        Test::Present(true) => "is present".to_owned(),
        Test::Present(false) => "is absent".to_owned(),
        Test::Within(range) => format!("is {}", range.words()),
        Test::Matches(pattern) => format!("matches `{}`", pattern.source),
    }
}

fn words_of_state(state: &State, states: &[State]) -> String {
    let is_value = |state: &&State| match state {
        State::Text(_) | State::Set(_) | State::Other | State::Undecided => true,
        State::Absent | State::Cleared => false,
    };
    if is_value(&state) && states.iter().filter(is_value).count() == 1 {
        return "is present".to_owned();
    }
    match state {
        State::Absent => "is absent".to_owned(),
        State::Cleared => "is cleared".to_owned(),
        State::Text(text) if text.is_empty() => "is empty".to_owned(),
        State::Text(text) => format!("is `{text}`"),
        State::Set(values) if values.is_empty() => "has none of the named values".to_owned(),
        State::Set(values) => format!("has {}", quoted(values, " and ")),
        State::Other | State::Undecided => "has another value".to_owned(),
    }
}

fn quoted(values: &[String], word: &str) -> String {
    let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    values.join(word)
}
