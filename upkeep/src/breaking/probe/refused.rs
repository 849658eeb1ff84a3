//! Which combinations of values and facts the rules of each version refuse.

use wireform_codegen::plan::{ContextId, Id as _, Operation, Rule};
use wireform_interpret::{Call, FactText, Facts, Input};

use super::build;
use super::cases::{Mentions, fact_texts, field_values, find_fact, find_field};
use super::request::{self, Step, show};
use super::{Probe, Trial, check};
use crate::breaking::compare::{Pair, Version};
use crate::breaking::finding::{Proof, Witness};

/// What only one version of a rule refuses.
#[derive(Debug)]
pub(in crate::breaking) struct Refusals {
    /// A request that only the old rule refuses.
    pub(in crate::breaking) only_old: Option<Witness>,
    /// A request that only the new rule refuses.
    pub(in crate::breaking) only_new: Option<Witness>,
    /// Whether every kind of request that the rules distinguish was tried.
    pub(in crate::breaking) is_complete: bool,
}

/// A field or a fact, and the values that a rule distinguishes.
enum Axis {
    Field(String, Vec<Option<Input>>),
    Fact(String, Vec<String>),
}

/// One value of an axis.
#[derive(Clone, Copy)]
enum Coordinate<'a> {
    Field(&'a str, Option<&'a Input>),
    Fact(&'a str, &'a str),
}

/// The greatest number of combinations that are tried.
const LIMIT: usize = 3000;

impl<'p> Probe<'p> {
    /// Compares what two rules refuse. A missing rule refuses nothing.
    pub(in crate::breaking) fn refused(
        &self,
        operations: Pair<&'p Operation>,
        rules: Pair<Option<&'p Rule>>,
    ) -> Refusals {
        let mut mentions = Mentions::default();
        for version in [Version::Old, Version::New] {
            if let Some(rule) = rules.of(version) {
                mentions.add(self.plans.of(version), operations.of(version), rule);
            }
        }
        let (axes, mut is_complete) = self.axes(operations, &mentions);
        let total = axes
            .iter()
            .map(Axis::len)
            .fold(1_usize, usize::saturating_mul);
        is_complete &= total <= LIMIT && !mentions.is_partial;
        // A step that has no factor in common with the sizes visits different combinations.
        let step = if total <= LIMIT {
            1
        } else {
            (total / LIMIT) | 1
        };
        let mut refusals = Refusals {
            only_old: None,
            only_new: None,
            is_complete,
        };
        for number in (0..total).step_by(step).take(LIMIT) {
            let case = combination(&axes, number);
            let refused = Pair {
                old: self.refuses(operations, rules, Version::Old, &case),
                new: self.refuses(operations, rules, Version::New, &case),
            };
            let (slot, accepted_by) = match (refused.old, refused.new) {
                (true, false) => (&mut refusals.only_old, Version::New),
                (false, true) => (&mut refusals.only_new, Version::Old),
                (true, true) | (false, false) => continue,
            };
            if slot
                .as_ref()
                .is_some_and(|witness| witness.proof == Proof::Confirmed)
            {
                continue;
            }
            let proof = match self.accepts(operations, accepted_by, &case) {
                true => Proof::Confirmed,
                false => Proof::Unconfirmed,
            };
            if slot.is_none() || proof == Proof::Confirmed {
                *slot = Some(Witness {
                    value: shown(&case),
                    proof,
                });
            }
        }
        refusals
    }

    fn axes(&self, operations: Pair<&'p Operation>, mentions: &Mentions<'p>) -> (Vec<Axis>, bool) {
        let mut axes = Vec::new();
        let mut is_complete = true;
        for (path, compared) in &mentions.fields {
            let mut values: Vec<Option<Input>> = Vec::new();
            for version in [Version::Old, Version::New] {
                let plan = *self.plans.of(version);
                if let Some(field) = find_field(plan, operations.of(version), path) {
                    for value in field_values(plan, field, compared) {
                        if !values.contains(&value) {
                            values.push(value);
                        }
                    }
                }
            }
            is_complete &= compared.is_complete();
            axes.push(Axis::Field(path.clone(), values));
        }
        for (name, compared) in &mentions.facts {
            let mut texts: Vec<String> = Vec::new();
            for version in [Version::Old, Version::New] {
                let plan = *self.plans.of(version);
                if let Some(fact) = find_fact(plan, name) {
                    let (found, all) = fact_texts(plan, &plan.contexts[fact].kind, compared);
                    is_complete &= all;
                    texts.extend(found);
                }
            }
            texts.sort();
            texts.dedup();
            axes.push(Axis::Fact(name.clone(), texts));
        }
        (axes, is_complete)
    }

    /// Returns whether the rule of a version refuses a combination.
    fn refuses(
        &self,
        operations: Pair<&'p Operation>,
        rules: Pair<Option<&'p Rule>>,
        version: Version,
        case: &[Coordinate<'_>],
    ) -> bool {
        let Some(rule) = rules.of(version) else {
            return false;
        };
        let requests = self.case_requests(operations, version, case, 1);
        requests.into_iter().any(|(call, request)| {
            let (_, outcome) = check(&call, &request, &facts(&call, case));
            outcome
                .iter()
                .any(|violation| violation.rule() == Some(&rule.name))
        })
    }

    /// Returns whether a version accepts some whole request with this combination.
    fn accepts(
        &self,
        operations: Pair<&'p Operation>,
        version: Version,
        case: &[Coordinate<'_>],
    ) -> bool {
        let requests = self.case_requests(operations, version, case, usize::MAX);
        requests.into_iter().any(|(call, request)| {
            let (read, outcome) = check(&call, &request, &facts(&call, case));
            read.is_empty() && outcome.is_empty()
        })
    }

    fn case_requests(
        &self,
        operations: Pair<&'p Operation>,
        version: Version,
        case: &[Coordinate<'_>],
        most: usize,
    ) -> Vec<(Call<'_>, Input)> {
        let plan = *self.plans.of(version);
        let operation = *operations.of(version);
        let bases = build::requests(plan, operation).into_iter().take(most);
        let placed = bases.filter_map(|mut request| {
            for coordinate in case {
                let Coordinate::Field(path, value) = coordinate else {
                    continue;
                };
                let steps: Vec<Step> = path
                    .split('.')
                    .map(|it| Step::Field(it.to_owned()))
                    .collect();
                let trial = value.map_or(Trial::Without, Trial::With);
                request = request::placed(plan, &operation.fields, request, &steps, &trial)?;
            }
            Some((
                self.interpreter(version).operation(&operation.name)?,
                request,
            ))
        });
        placed.collect()
    }
}

impl Axis {
    fn len(&self) -> usize {
        match self {
            Axis::Field(_, values) => values.len(),
            Axis::Fact(_, texts) => texts.len(),
        }
    }
}

/// Returns the combination of a number, which has a digit for each axis.
fn combination(axes: &[Axis], mut number: usize) -> Vec<Coordinate<'_>> {
    let mut case = Vec::new();
    for axis in axes {
        let digit = number % axis.len();
        number /= axis.len();
        case.push(match axis {
            Axis::Field(path, values) => Coordinate::Field(path, values[digit].as_ref()),
            Axis::Fact(name, texts) => Coordinate::Fact(name, &texts[digit]),
        });
    }
    case
}

/// Returns the facts of a combination. All other facts are unknown.
fn facts(call: &Call<'_>, case: &[Coordinate<'_>]) -> Facts {
    let given = |name: &str| {
        case.iter().find_map(|coordinate| match coordinate {
            Coordinate::Fact(fact, text) if *fact == name => Some(*text),
            Coordinate::Fact(..) | Coordinate::Field(..) => None,
        })
    };
    let plan = call.plan();
    let contexts = (0..plan.contexts.len()).map(ContextId::from_index);
    let said = contexts.map(|id| {
        let text = given(&plan.contexts[id].name);
        (id, text.map_or(FactText::Unknown, FactText::Is))
    });
    call.facts(said).0
}

/// Returns a combination in words.
fn shown(case: &[Coordinate<'_>]) -> String {
    let parts = case.iter().map(|coordinate| match coordinate {
        Coordinate::Field(path, None) => format!("{path} absent"),
        Coordinate::Field(path, Some(Input::Null)) => format!("{path} cleared"),
        Coordinate::Field(path, Some(value)) => format!("{path} = {}", show(value)),
        Coordinate::Fact(name, text) => format!("fact {name} = {text:?}"),
    });
    let parts: Vec<String> = parts.collect();
    match parts.is_empty() {
        true => "every request".to_owned(),
        false => parts.join(", "),
    }
}
