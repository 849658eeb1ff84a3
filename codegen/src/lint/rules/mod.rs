//! Checks the rules of an operation or an object against each other.
//!
//! Input: the rules, and the fields that their paths start from. Output: an error for a rule that never applies, for one that
//! every request satisfies, and for rules that no request satisfies together. Each error names the values that show it.
//!
//! The values of a field or a fact are divided into finitely many states that the rules tell apart. A search through these
//! states is exact, except for tests that the states do not decide: comparisons of fields and conditions on items. The search
//! treats these as undecided, so that it reports nothing that could be satisfied.

mod diagnostics;
mod search;
mod states;
mod truth;
mod variables;
mod words;

use crate::draft::{Draft, RuleDeclaration, RulesDeclaration};
use crate::plan::{Condition, Effect, FieldPath, Rule};
use crate::source::Diagnostics;
pub(crate) use diagnostics::ConflictDiagnostic;
use search::{Found, Goal, satisfy};
use variables::Variables;
use words::Words;

/// Checks the rules of a declaration. Rules about the request and rules about the result read different values, so they are
/// checked apart.
pub(super) fn check(declaration: &RulesDeclaration, draft: &Draft, diagnostics: &mut Diagnostics) {
    for judges_request in [false, true] {
        let rules = declaration.rules.iter();
        let rules = rules.filter(|it| it.rule.about.is_request() == judges_request);
        let group = Group::new(rules.collect(), declaration, draft);
        group.check(diagnostics);
    }
}

/// The rules that judge the same values.
struct Group<'d> {
    rules: Vec<&'d RuleDeclaration>,
    /// The rules of the objects that the rules lead into.
    inner: Vec<(FieldPath, Rule)>,
    variables: Variables,
    words: Words<'d>,
}

impl<'d> Group<'d> {
    fn new(
        rules: Vec<&'d RuleDeclaration>,
        declaration: &'d RulesDeclaration,
        draft: &'d Draft,
    ) -> Self {
        let inner = variables::rules_of_objects(&rules, &declaration.fields, draft);
        let all = rules.iter().map(|it| &it.rule);
        let all: Vec<&Rule> = all.chain(inner.iter().map(|(_, rule)| rule)).collect();
        Self {
            variables: Variables::of(&all, &declaration.fields, draft),
            rules,
            inner,
            words: Words::new(&declaration.fields, draft),
        }
    }

    fn check(&self, diagnostics: &mut Diagnostics) {
        let usable: Vec<bool> = self
            .rules
            .iter()
            .map(|it| !it.is_reported && self.check_alone(it, diagnostics))
            .collect();
        let numbers: Vec<usize> = (0..self.rules.len()).filter(|at| usable[*at]).collect();
        // A rule that refuses requests does so on purpose.
        let demands: Vec<usize> = numbers
            .into_iter()
            .filter(|at| !self.rules[*at].rule.effects.contains(&Effect::Refuse))
            .collect();
        let mut conflicts = Conflicts::default();
        for (position, &second) in demands.iter().enumerate() {
            self.find_excluded_effects(&[second], &mut conflicts);
            for &first in &demands[..position] {
                if self.rules[first].rule.when == self.rules[second].rule.when {
                    self.find_excluded_effects(&[first, second], &mut conflicts);
                }
            }
        }
        for &at in &demands {
            self.find_excluded_choices(&[at], &demands, &mut conflicts);
        }
        for (position, &second) in demands.iter().enumerate() {
            for &first in &demands[..position] {
                if self.share_fields(first, second) {
                    let both = [first, second];
                    self.find_excluded_choices(&both, &both, &mut conflicts);
                }
            }
        }
        diagnostics.extend(conflicts.diagnostics);
    }

    /// Reports a rule that never applies, or that every request satisfies. Returns whether it is neither.
    fn check_alone(&self, declared: &RuleDeclaration, diagnostics: &mut Diagnostics) -> bool {
        let rule = &declared.rule;
        let when = Goal::When(rule);
        if let Found::Nothing = satisfy(&self.variables, &[when]) {
            let diagnostic = ConflictDiagnostic::NeverApplies {
                tests: self.words.all(&self.contradiction(&rule.when)),
            };
            diagnostics.push(diagnostic.at(declared.span));
            return false;
        }
        if let Found::Nothing = satisfy(&self.variables, &[when, Goal::Violated(rule)]) {
            diagnostics.push(ConflictDiagnostic::NeverViolated.at(declared.span));
            return false;
        }
        true
    }

    /// Returns the fewest parts of a condition that exclude each other.
    fn contradiction<'c>(&self, when: &'c Condition) -> Vec<&'c Condition> {
        let mut parts = Vec::new();
        add_parts(when, &mut parts);
        retain_needed(&mut parts, |rest| {
            let goals: Vec<Goal<'_>> = rest.iter().map(|it| Goal::Holds(it)).collect();
            matches!(satisfy(&self.variables, &goals), Found::Nothing)
        });
        parts
    }

    /// Finds rules with one condition whose effects exclude each other.
    fn find_excluded_effects(&self, rules: &[usize], conflicts: &mut Conflicts) {
        let goals = rules.iter().map(|at| Goal::Effects(&self.rules[*at].rule));
        if self.excludes(goals) {
            let whens = rules.iter().map(|at| &self.rules[*at].rule.when);
            self.report(rules.to_vec(), &[], &whens.collect::<Vec<_>>(), conflicts);
        }
    }

    /// Finds values that the conditions of some rules choose and for which no request satisfies all rules. Tests that choose no
    /// value are left out of the conditions, because a rule can state that they fail: "a company has no `city`, because a name
    /// is needed with a city".
    fn find_excluded_choices(&self, applied: &[usize], all: &[usize], conflicts: &mut Conflicts) {
        let mut choices = Vec::new();
        for at in applied {
            add_parts(&self.rules[*at].rule.when, &mut choices);
        }
        choices.retain(|part| chooses(part));
        let conditions: Vec<Goal<'_>> = choices.iter().map(|part| Goal::Holds(part)).collect();
        if self.excludes(conditions.iter().copied()) {
            return;
        }
        let own = all.iter().map(|at| Needed {
            number: Some(*at),
            name: &self.rules[*at].rule.name,
            goal: Goal::Rule(&self.rules[*at].rule),
        });
        let inner = self.inner.iter().map(|(object, rule)| Needed {
            number: None,
            name: &rule.name,
            goal: Goal::RuleOf(object, rule),
        });
        let mut needed: Vec<Needed<'_>> = own.chain(inner).collect();
        let excludes = |rules: &[Needed<'_>]| {
            self.excludes(
                conditions
                    .iter()
                    .copied()
                    .chain(rules.iter().map(|it| it.goal)),
            )
        };
        if !excludes(&needed) {
            return;
        }
        retain_needed(&mut needed, excludes);
        let inner = needed.iter().filter(|it| it.number.is_none());
        let inner: Vec<&str> = inner.map(|it| it.name).collect();
        let core = needed.iter().filter_map(|it| it.number);
        self.report(core.collect(), &inner, &choices, conflicts);
    }

    /// Returns whether nothing satisfies all goals.
    fn excludes<'r>(&'r self, goals: impl Iterator<Item = Goal<'r>>) -> bool {
        let goals: Vec<Goal<'r>> = goals.collect();
        matches!(satisfy(&self.variables, &goals), Found::Nothing)
    }

    /// Reports rules that exclude each other where conditions hold, unless some of them are known to exclude each other.
    fn report(
        &self,
        mut core: Vec<usize>,
        inner: &[&str],
        conditions: &[&Condition],
        conflicts: &mut Conflicts,
    ) {
        core.sort_unstable();
        let contains = |known: &Vec<usize>| known.iter().all(|at| core.contains(at));
        let Some((last, others)) = core.split_last() else {
            return;
        };
        if conflicts.cores.iter().any(contains) {
            return;
        }
        let others = others.iter().map(|at| self.rules[*at].rule.name.as_str());
        let others: Vec<&str> = others.chain(inner.iter().copied()).collect();
        let goals: Vec<Goal<'_>> = conditions.iter().map(|it| Goal::Holds(it)).collect();
        let example = match satisfy(&self.variables, &goals) {
            Found::States(chosen) => {
                let keys = variables::keys_of(conditions.iter().copied(), &[]);
                self.words.example(&self.variables, &keys, &chosen)
            }
            Found::Nothing | Found::Unknown => String::new(),
        };
        let diagnostic = ConflictDiagnostic::Contradiction {
            others: words::others(&others),
            example,
        };
        let diagnostic = diagnostic.at(self.rules[*last].span);
        conflicts.diagnostics.push(diagnostic);
        conflicts.cores.push(core);
    }

    /// Returns whether the effects of two rules are about a common field.
    fn share_fields(&self, first: usize, second: usize) -> bool {
        let fields = |at: usize| self.rules[at].rule.effects.iter().flat_map(Effect::fields);
        fields(first).any(|field| fields(second).any(|other| field == other))
    }
}

/// The contradictions that were found.
#[derive(Default)]
struct Conflicts {
    /// The positions of the rules of each.
    cores: Vec<Vec<usize>>,
    diagnostics: Diagnostics,
}

/// A rule that takes part in a contradiction.
#[derive(Clone, Copy)]
struct Needed<'r> {
    /// Its position; `None` if it is a rule of an object.
    number: Option<usize>,
    name: &'r str,
    goal: Goal<'r>,
}

/// Adds the conditions that have to hold together.
fn add_parts<'c>(when: &'c Condition, parts: &mut Vec<&'c Condition>) {
    match when {
        Condition::All(all) => all.iter().for_each(|part| add_parts(part, parts)),
        Condition::Any(_)
        | Condition::Not(_)
        | Condition::Context(..)
        | Condition::Field(..)
        | Condition::Items(..)
        | Condition::Compare(..) => parts.push(when),
    }
}

/// Removes the items without which the others still exclude each other.
fn retain_needed<T: Copy>(items: &mut Vec<T>, excludes: impl Fn(&[T]) -> bool) {
    let mut at = 0;
    while at < items.len() {
        let mut rest = items.clone();
        rest.remove(at);
        if excludes(&rest) {
            *items = rest;
        } else {
            at += 1;
        }
    }
}

/// Returns whether a condition only chooses values, as "a company in FR" does.
fn chooses(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().all(chooses),
        Condition::Not(part) => chooses(part),
        Condition::Context(_, test) | Condition::Field(_, test) => states::is_choice(test),
        Condition::Items(..) | Condition::Compare(..) => false,
    }
}
