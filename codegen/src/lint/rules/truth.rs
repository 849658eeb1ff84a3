//! Decides conditions and effects for some states. A variable without a state, and a test that states do not decide, are
//! undecided.

use super::states::State;
use super::variables::{Key, Variables};
use crate::plan::{Condition, Decimal, Effect, FieldPath, Quantifier, Rule, Test};

/// Whether a statement holds; `None` if it is undecided.
pub(super) type Truth = Option<bool>;

fn all(truths: impl IntoIterator<Item = Truth>) -> Truth {
    let mut result = Some(true);
    for truth in truths {
        match truth {
            Some(false) => return truth,
            None => result = None,
            Some(true) => {}
        }
    }
    result
}

fn any(truths: impl IntoIterator<Item = Truth>) -> Truth {
    not(all(truths.into_iter().map(not)))
}

pub(super) fn not(truth: Truth) -> Truth {
    truth.map(|holds| !holds)
}

/// The states of some variables.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'v> {
    /// The variables.
    pub variables: &'v Variables,
    /// For each variable, the position of its state, if it has one.
    pub chosen: &'v [Option<usize>],
}

impl<'v> View<'v> {
    /// Returns the state of a variable.
    pub(super) fn state(&self, position: usize) -> Option<&'v State> {
        let state = self.chosen.get(position).copied().flatten()?;
        self.variables.all.get(position)?.states.get(state)
    }

    fn state_of(&self, key: &Key) -> Option<&'v State> {
        self.state(self.variables.position(key)?)
    }

    fn field(&self, path: &FieldPath) -> Option<&'v State> {
        self.state_of(&Key::Field(path.clone()))
    }

    /// Decides whether a rule applies.
    pub(super) fn applies(&self, rule: &Rule) -> Truth {
        self.condition(&rule.when)
    }

    /// Decides whether the effects of a rule hold.
    pub(super) fn effects(&self, rule: &Rule) -> Truth {
        all(rule.effects.iter().map(|effect| self.effect(effect, rule)))
    }

    /// Decides whether a field of an object has a value.
    pub(super) fn has_object(&self, path: &FieldPath) -> Truth {
        self.field(path).map(|state| match state {
            State::Absent | State::Cleared => false,
            State::Text(_) | State::Set(_) | State::Other | State::Undecided => true,
        })
    }

    pub(super) fn condition(&self, condition: &Condition) -> Truth {
        match condition {
            Condition::All(parts) => all(parts.iter().map(|part| self.condition(part))),
            Condition::Any(parts) => any(parts.iter().map(|part| self.condition(part))),
            Condition::Not(part) => not(self.condition(part)),
            Condition::Context(fact, what) => test(self.state_of(&Key::Fact(*fact))?, what),
            Condition::Field(path, Test::Present(wanted)) => {
                self.field(path).map(|state| is_given(state) == *wanted)
            }
            Condition::Field(path, what) => test(self.field(path)?, what),
            Condition::Items(list, Quantifier::Any | Quantifier::Every, _) => {
                undecided_with(&[self.field(list)?])
            }
            Condition::Compare(left, _, right) => {
                undecided_with(&[self.field(left)?, self.field(right)?])
            }
        }
    }

    fn effect(&self, effect: &Effect, rule: &Rule) -> Truth {
        let present = |path: &FieldPath| self.present(path, rule);
        let all_of = |paths: &[FieldPath]| all(paths.iter().map(present));
        let none_but = |chosen: &[FieldPath], alternatives: &[Vec<FieldPath>]| {
            let others = alternatives.iter().flatten();
            let others = others.filter(|path| !chosen.contains(path));
            all(others.map(|path| not(present(path))))
        };
        match effect {
            Effect::Required(paths) => all_of(paths),
            Effect::Forbidden(paths) => all(paths.iter().map(|path| not(present(path)))),
            Effect::AtLeastOne(sets) => any(sets.iter().map(|paths| all_of(paths))),
            Effect::ExactlyOne(sets) => any(sets
                .iter()
                .map(|chosen| all([all_of(chosen), none_but(chosen, sets)]))),
            Effect::AtMostOne(sets) => any(sets.iter().map(|chosen| none_but(chosen, sets))),
            Effect::AllOrNone(paths) => any([
                all_of(paths),
                all(paths.iter().map(|path| not(present(path)))),
            ]),
            Effect::Count(paths, minimum, maximum) => {
                count(paths.iter().map(present), *minimum, *maximum)
            }
            Effect::Matches(path, pattern) => self.passes(path, rule, &|state| {
                test(state, &Test::Matches(pattern.clone()))
            }),
            Effect::LimitedTo(path, values) => self.passes(path, rule, &|state| {
                test(state, &Test::OneOf(values.clone()))
            }),
            Effect::Within(path, range) => self.passes(path, rule, &|state| {
                test(state, &Test::Within(range.clone()))
            }),
            Effect::Compare(..) | Effect::EachItem(..) | Effect::Unchanged(_) => None,
            Effect::Refuse => Some(false),
        }
    }

    /// Decides whether a field counts as present for the effects of a rule.
    fn present(&self, path: &FieldPath, rule: &Rule) -> Truth {
        let state = self.field(path)?;
        Some(is_given(state) && (rule.empty_is_value || !is_empty(state)))
    }

    /// Decides whether a field has no value, or one that passes.
    fn passes(&self, path: &FieldPath, rule: &Rule, pass: &dyn Fn(&State) -> Truth) -> Truth {
        let state = self.field(path)?;
        match state {
            State::Absent | State::Cleared => Some(true),
            _ if is_empty(state) && !rule.empty_is_value => Some(true),
            // The items of the set pass or do not pass one by one.
            State::Set(_) => None,
            State::Text(_) | State::Other | State::Undecided => pass(state),
        }
    }
}

fn is_empty(state: &State) -> bool {
    match state {
        State::Text(text) => text.is_empty(),
        State::Absent | State::Cleared | State::Set(_) | State::Other | State::Undecided => false,
    }
}

/// Returns whether there is a value or a clear.
fn is_given(state: &State) -> bool {
    match state {
        State::Absent => false,
        State::Cleared | State::Text(_) | State::Set(_) | State::Other | State::Undecided => true,
    }
}

/// Returns false if one of the fields has no value, or else undecided.
fn undecided_with(states: &[&State]) -> Truth {
    let lacks = |state: &&State| match state {
        State::Absent | State::Cleared => true,
        State::Text(_) | State::Set(_) | State::Other | State::Undecided => false,
    };
    states.iter().any(lacks).then_some(false)
}

fn test(state: &State, test: &Test) -> Truth {
    match (state, test) {
        (State::Undecided, _) => None,
        (State::Absent | State::Cleared, _) => Some(false),
        (State::Text(text), Test::OneOf(values)) => Some(values.contains(text)),
        (State::Text(text), Test::Matches(pattern)) => Some(pattern.set.contains(text)),
        (State::Text(text), Test::Within(range)) => {
            Decimal::parse(text).map(|number| range.numbers().accepts(&number))
        }
        (State::Set(members), Test::HasAny(values)) => {
            Some(values.iter().any(|value| members.contains(value)))
        }
        (State::Set(members), Test::HasAll(values)) => {
            Some(values.iter().all(|value| members.contains(value)))
        }
        (State::Other, Test::OneOf(_) | Test::HasAny(_) | Test::HasAll(_)) => Some(false),
        (State::Text(_) | State::Set(_) | State::Other, _) => None,
    }
}

fn count(present: impl Iterator<Item = Truth>, minimum: u64, maximum: Option<u64>) -> Truth {
    let (mut sure, mut possible) = (0, 0);
    for truth in present {
        sure += u64::from(truth == Some(true));
        possible += u64::from(truth != Some(false));
    }
    let within = |number: u64| number >= minimum && maximum.is_none_or(|most| number <= most);
    match (within(sure), within(possible)) {
        (true, true) => Some(true),
        _ if possible < minimum || maximum.is_some_and(|most| sure > most) => Some(false),
        (true, false) | (false, true) | (false, false) => None,
    }
}
