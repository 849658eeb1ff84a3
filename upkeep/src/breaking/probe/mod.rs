//! Confirms changes with whole requests, through the interpreters of both versions.
//!
//! Input: a value, and the way from the request to it. A probe builds a request of one version that is accepted, puts the
//! value into it, and asks the interpreters of both versions. Facts of the context are given as unknown, so that only rules
//! between fields can refuse the request. A response is written by the interpreter of one version and read by both.

mod build;
mod cases;
mod refused;
mod request;
mod response;

use std::cell::OnceCell;

use wireform::Violations;
use wireform_codegen::plan::Id as _;
use wireform_codegen::plan::{Operation, Plan};
use wireform_interpret::{Call, FactText, Facts, Input, Interpreter, ReadOptions};

pub(super) use build::{Alike, any_value, list_of};
pub(super) use refused::Refusals;
pub(super) use request::{Step, show};
pub(super) use response::Cases;

use super::compare::{Pair, Version};
use super::finding::{Proof, Witness};

/// The interpreters of both versions, which are made when they are first needed.
pub(super) struct Probe<'p> {
    plans: Pair<&'p Plan>,
    interpreters: Pair<OnceCell<Interpreter<'p>>>,
}

/// The most changes of a request that make a version accept it.
const REPAIRS: usize = 8;

/// A request that a probe tries.
pub(super) enum Trial<'t> {
    /// With this value at the end of the steps.
    With(&'t Input),
    /// Without the last field of the steps.
    Without,
}

impl<'p> Probe<'p> {
    pub(super) fn new(plans: Pair<&'p Plan>) -> Self {
        Self {
            plans,
            interpreters: Pair {
                old: OnceCell::new(),
                new: OnceCell::new(),
            },
        }
    }

    /// Returns the interpreter of a version.
    pub(super) fn interpreter(&self, version: Version) -> &Interpreter<'p> {
        let plan = *self.plans.of(version);
        self.interpreters
            .of(version)
            .get_or_init(|| Interpreter::new(plan))
    }

    /// Finds the first value with which a request is accepted by one version and refused by the other, at this value.
    /// Without such a value, the first one is an unconfirmed witness.
    pub(super) fn witness(
        &self,
        operations: Pair<&'p Operation>,
        steps: &Pair<Vec<Step>>,
        accepted_by: Version,
        values: &[Input],
    ) -> Option<Witness> {
        let is_confirmed =
            |value: &Input| self.confirms(operations, steps, accepted_by, &Trial::With(value));
        first(values, is_confirmed, Proof::Unconfirmed)
    }

    /// Finds the first value that one version describes in a response and the other does not. Without such a value, the first
    /// one is a witness that the languages decide.
    pub(super) fn response_witness(
        &self,
        cases: Cases<'p>,
        steps: &Pair<Vec<Step>>,
        described_by: Version,
        values: &[Input],
    ) -> Option<Witness> {
        let is_confirmed =
            |value: &Input| self.confirms_response(cases, steps, described_by, &Trial::With(value));
        first(values, is_confirmed, Proof::Decided)
    }

    /// Returns whether some request like this is accepted by one version and refused by the other, at the end of the steps.
    pub(super) fn confirms(
        &self,
        operations: Pair<&'p Operation>,
        steps: &Pair<Vec<Step>>,
        accepted_by: Version,
        trial: &Trial<'_>,
    ) -> bool {
        let refused_by = accepted_by.other();
        let path = request::logical(steps.of(refused_by));
        self.requests(operations, steps, accepted_by, trial)
            .into_iter()
            .filter_map(|request| self.repaired(operations, accepted_by, steps, request))
            .any(|request| {
                let refuses = |request: &Input| {
                    let refusals = self.refusals(operations, refused_by, request);
                    refusals.contains(&path)
                };
                refuses(&request)
                    || self
                        .requests(operations, steps, refused_by, trial)
                        .iter()
                        .any(refuses)
            })
    }

    /// Returns a request, changed until a version accepts it: with the fields that its rules require beside a value, and without
    /// those that they forbid. None if the version still refuses it. The field of the steps stays as it is.
    fn repaired(
        &self,
        operations: Pair<&'p Operation>,
        version: Version,
        steps: &Pair<Vec<Step>>,
        mut request: Input,
    ) -> Option<Input> {
        let (plan, operation) = (*self.plans.of(version), *operations.of(version));
        for _ in 0..REPAIRS {
            let refusals = self.refusals(operations, version, &request);
            if refusals.is_empty() {
                return Some(request);
            }
            let changed = refusals.iter().find_map(|path| {
                let step = Step::Field(path.clone());
                if steps.of(version).first() == Some(&step) {
                    return None;
                }
                let field = operation.fields.iter().find(|field| field.name == *path)?;
                let value = build::any_value(plan, &field.ty)?;
                let trial = match request::has(&request, path) {
                    true => Trial::Without,
                    false => Trial::With(&value),
                };
                request::placed(plan, &operation.fields, request.clone(), &[step], &trial)
            });
            request = changed?;
        }
        None
    }

    /// Returns requests of a version with a value at the end of the steps, the smallest first.
    fn requests(
        &self,
        operations: Pair<&'p Operation>,
        steps: &Pair<Vec<Step>>,
        version: Version,
        trial: &Trial<'_>,
    ) -> Vec<Input> {
        let plan = *self.plans.of(version);
        let operation = *operations.of(version);
        let bases = build::requests(plan, operation);
        let placed = bases.into_iter().filter_map(|base| {
            request::placed(plan, &operation.fields, base, steps.of(version), trial)
        });
        placed.collect()
    }

    /// Returns the logical paths of what a version refuses in a request.
    pub(super) fn refusals(
        &self,
        operations: Pair<&'p Operation>,
        version: Version,
        request: &Input,
    ) -> Vec<String> {
        let Some(call) = self
            .interpreter(version)
            .operation(&operations.of(version).name)
        else {
            return vec![String::new()];
        };
        let facts = unknown_facts(&call);
        let (read, outcome) = check(&call, request, &facts);
        let paths = read.iter().chain(outcome.iter());
        paths
            .map(|violation| request::unnumbered(&violation.path()))
            .collect()
    }
}

/// Returns the first value that is confirmed, or else the first one with another proof.
fn first(
    values: &[Input],
    is_confirmed: impl Fn(&Input) -> bool,
    otherwise: Proof,
) -> Option<Witness> {
    let confirmed = values.iter().find(|value| is_confirmed(value));
    Some(Witness {
        value: show(confirmed.or(values.first())?),
        proof: confirmed.map_or(otherwise, |_| Proof::Confirmed),
    })
}

/// Reads and validates a request. Returns the violations of both.
pub(super) fn check(call: &Call<'_>, request: &Input, facts: &Facts) -> (Violations, Violations) {
    let options = ReadOptions {
        delete_missing: true,
    };
    let (values, read) = call.read(request, options);
    let outcome = call.validate(&values, facts, &wireform::Waivers::NONE);
    (read, outcome.violations)
}

/// Returns facts that are all unknown.
fn unknown_facts(call: &Call<'_>) -> Facts {
    let contexts =
        (0..call.plan().contexts.len()).map(wireform_codegen::plan::ContextId::from_index);
    call.facts(contexts.map(|context| (context, FactText::Unknown)))
        .0
}
