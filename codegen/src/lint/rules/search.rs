//! Searches for states that satisfy several goals.

use super::states::State;
use super::truth::{Truth, View, not};
use super::variables::{Key, Variables, keys_of};
use crate::plan::{Condition, FieldPath, Rule};

/// The most combinations that one search tries. All searches of a group of rules have a limit of their own, which [`Variables`]
/// keeps, so that no document takes unbounded time.
const MOST_TRIED: usize = 20_000;

/// A statement that the states have to satisfy.
#[derive(Debug, Clone, Copy)]
pub(super) enum Goal<'r> {
    /// The condition holds.
    Holds(&'r Condition),
    /// The rule applies.
    When(&'r Rule),
    /// The request satisfies the rule.
    Rule(&'r Rule),
    /// The request satisfies the rule of the object at a path, if it has the object.
    RuleOf(&'r FieldPath, &'r Rule),
    /// The effects of the rule hold.
    Effects(&'r Rule),
    /// The effects of the rule do not hold.
    Violated(&'r Rule),
}

impl Goal<'_> {
    /// Returns the variables that it reads.
    fn keys(&self) -> Vec<Key> {
        let (condition, effects) = match self {
            Goal::Holds(condition) => (Some(*condition), &[][..]),
            Goal::When(rule) => (Some(&rule.when), &[][..]),
            Goal::Rule(rule) | Goal::RuleOf(_, rule) => (Some(&rule.when), &rule.effects[..]),
            Goal::Effects(rule) | Goal::Violated(rule) => (None, &rule.effects[..]),
        };
        keys_of(condition, effects)
    }

    fn truth(&self, view: &View<'_>) -> Truth {
        let satisfies = |rule: &Rule| match view.applies(rule) {
            Some(false) => Some(true),
            applies => match view.effects(rule) {
                Some(false) => not(applies),
                effects => effects,
            },
        };
        match self {
            Goal::Holds(condition) => view.condition(condition),
            Goal::When(rule) => view.applies(rule),
            Goal::Rule(rule) => satisfies(rule),
            Goal::RuleOf(object, rule) => match view.has_object(object) {
                Some(false) => Some(true),
                Some(true) => satisfies(rule),
                None => None,
            },
            Goal::Effects(rule) => view.effects(rule),
            Goal::Violated(rule) => not(view.effects(rule)),
        }
    }
}

/// The result of a search.
#[derive(Debug)]
pub(super) enum Found {
    /// For each variable, the position of its state. A variable that no goal reads has none.
    States(Vec<Option<usize>>),
    /// Nothing satisfies all goals.
    Nothing,
    /// Finding out takes too long.
    Unknown,
}

/// Searches for states that satisfy all goals. An undecided goal counts as satisfied.
pub(super) fn satisfy(variables: &Variables, goals: &[Goal<'_>]) -> Found {
    let mut search = Search {
        variables,
        goals,
        order: order(variables, goals),
        chosen: vec![None; variables.all.len()],
        tried: 0,
    };
    match search.choose(0) {
        Step::Done => Found::States(search.chosen),
        Step::Failed => Found::Nothing,
        Step::Stopped => Found::Unknown,
    }
}

/// Returns the variables that the goals read, and the objects around them, in the order of the goals.
fn order(variables: &Variables, goals: &[Goal<'_>]) -> Vec<usize> {
    let mut order = Vec::new();
    let keys = goals.iter().flat_map(Goal::keys);
    for position in keys.filter_map(|key: Key| variables.position(&key)) {
        if !order.contains(&position) {
            order.push(position);
        }
    }
    order
}

struct Search<'s> {
    variables: &'s Variables,
    goals: &'s [Goal<'s>],
    order: Vec<usize>,
    chosen: Vec<Option<usize>>,
    tried: usize,
}

enum Step {
    Done,
    Failed,
    Stopped,
}

impl Search<'_> {
    /// Chooses states from the variable at a position in the order on.
    fn choose(&mut self, at: usize) -> Step {
        self.tried += 1;
        if self.tried > MOST_TRIED || !self.variables.take_step() {
            return Step::Stopped;
        }
        let view = View {
            variables: self.variables,
            chosen: &self.chosen,
        };
        if self
            .goals
            .iter()
            .any(|goal| goal.truth(&view) == Some(false))
        {
            return Step::Failed;
        }
        let Some(&variable) = self.order.get(at) else {
            return Step::Done;
        };
        for state in 0..self.variables.all[variable].states.len() {
            self.chosen[variable] = Some(state);
            if !self.fits_in_objects() {
                continue;
            }
            match self.choose(at + 1) {
                Step::Failed => {}
                end @ (Step::Done | Step::Stopped) => return end,
            }
        }
        self.chosen[variable] = None;
        Step::Failed
    }

    /// Returns whether only objects that have a value have members, and have all that are required.
    fn fits_in_objects(&self) -> bool {
        let view = View {
            variables: self.variables,
            chosen: &self.chosen,
        };
        let mut variables = self.variables.all.iter().enumerate();
        variables.all(|(position, variable)| {
            let parent = variable.parent.and_then(|parent| view.state(parent));
            match (parent, view.state(position)) {
                (None, _) | (_, None) => true,
                (Some(State::Absent | State::Cleared), Some(member)) => *member == State::Absent,
                (Some(_), Some(member)) => !variable.is_required || *member != State::Absent,
            }
        })
    }
}
