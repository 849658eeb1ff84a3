//! Runs both executors on the same cases and compares the outcomes.
//!
//! Input: an operation. Output: how many cases were valid, which constraints and rules fired, and the first difference.

use std::collections::BTreeSet;

use wireform_codegen::plan::{Operation, Plan};
use wireform_interpret::{Call, Interpreter};

use crate::generate::{Case, Generator, Target, Waived, targets};
use crate::outcome::{Finding, Outcome};
use crate::{emitted, interpreted};

/// The result of a run over one operation.
#[derive(Debug, Default)]
pub struct Report {
    /// The number of random cases.
    pub cases: usize,
    /// The number of valid ones.
    pub valid: usize,
    /// Constraints that fired, by logical path without indices and code.
    pub fired: BTreeSet<(String, String)>,
    /// Rules that fired.
    pub rules: BTreeSet<String>,
    /// Rules that were left unchecked at least once.
    pub unchecked: BTreeSet<String>,
    /// Refused cases, which ran again with waivers.
    pub waived: usize,
    /// The number of those that became valid.
    pub freed: usize,
    /// The number of those that were still refused.
    pub held: usize,
}

/// Runs random and directed cases of an operation through both executors.
///
/// # Errors
/// Returns the first case with different outcomes, and both outcomes.
pub fn run(plan: &Plan, operation: &Operation, cases: usize) -> Result<Report, String> {
    run_against(plan, operation, cases, &|case, binding, auth| {
        emitted::run(&plan.schema, &operation.name, case, binding, auth)
    })
}

/// Compares the interpreter with other compiled code, which runs a case for a binding and an authentication method.
///
/// # Errors
/// As for [`run`].
pub fn run_against(
    plan: &Plan,
    operation: &Operation,
    cases: usize,
    compiled: &dyn Fn(&Case, usize, usize) -> Outcome,
) -> Result<Report, String> {
    let interpreter = Interpreter::new(plan);
    let call = interpreter
        .operation(&operation.name)
        .expect("the plan has its own operation");
    let mut report = Report::default();
    let mut generator = Generator::new(plan, operation, 7);
    let mut lenient = Generator::new(plan, operation, 8);
    for nth in 0..cases {
        let case = if nth % 20 == 0 {
            generator.full()
        } else {
            generator.mixed()
        };
        let binding = nth % operation.bindings.len();
        let auth = nth / 2 % operation.auths.len().max(1);
        let outcome = same(&call, &case, binding, auth, compiled)?;
        report.cases += 1;
        report.valid += usize::from(outcome.is_valid());
        report.note(&outcome);
        let waiving = lenient.waiving(&case, outcome.findings());
        let waived = same(&call, &waiving, binding, auth, compiled)?;
        report.note_waived(&waiving, &outcome, &waived)?;
    }
    for target in targets(plan, operation) {
        for _ in 0..3 {
            let case = generator.broken(std::slice::from_ref(&target));
            let mut outcome = same(&call, &case, 0, 0, compiled)?;
            report.note(&outcome);
            // A check of the wire may show only if the facets that refuse the value first are waived: its
            // length, then its pattern.
            let mut waiving = case.clone();
            for _ in 0..2 {
                let more = outcome.findings().iter().filter_map(Waived::of);
                waiving.waived.extend(more);
                outcome = same(&call, &waiving, 0, 0, compiled)?;
                report.note(&outcome);
            }
        }
    }
    Ok(report)
}

/// Runs one case through both executors.
///
/// # Errors
/// Returns both outcomes if they differ.
pub fn both(call: &Call<'_>, case: &Case, binding: usize, auth: usize) -> Result<Outcome, String> {
    same(call, case, binding, auth, &|case, binding, auth| {
        let (schema, operation) = (&call.plan().schema, &call.operation().name);
        emitted::run(schema, operation, case, binding, auth)
    })
}

fn same(
    call: &Call<'_>,
    case: &Case,
    binding: usize,
    auth: usize,
    compiled: &dyn Fn(&Case, usize, usize) -> Outcome,
) -> Result<Outcome, String> {
    let walked = interpreted::run_call(call, case, binding, auth);
    let compiled = compiled(case, binding, auth);
    if walked == compiled {
        return Ok(walked);
    }
    Err(format!(
        "{} {}: {case:#?}\ninterpreted: {walked:#?}\nemitted: {compiled:#?}",
        call.plan().schema,
        call.operation().name
    ))
}

impl Report {
    fn note(&mut self, outcome: &Outcome) {
        for finding in outcome.findings() {
            if finding.code == "rule" {
                self.rules.extend(finding.name.clone());
            }
            self.fired
                .insert((without_indices(&finding.path), finding.code.clone()));
        }
        if let Outcome::Valid { unchecked, .. } = outcome {
            self.unchecked.extend(unchecked.iter().cloned());
        }
    }

    /// Checks that waivers suppress what they name and nothing else. After a waiver, another
    /// mistake of the same value may show, or a rule that uses the value.
    fn note_waived(&mut self, case: &Case, strict: &Outcome, lax: &Outcome) -> Result<(), String> {
        let is_waived = |finding: &Finding| {
            Waived::of(finding).is_some_and(|waived| case.waived.contains(&waived))
        };
        let mut expected = strict.findings().to_vec();
        expected.retain(|finding| !is_waived(finding));
        let mut shown = lax.findings().to_vec();
        let follows = |finding: &Finding| {
            let paths = strict.findings().iter().filter(|it| is_waived(it));
            finding.code == "rule" || paths.map(|it| &it.path).any(|path| *path == finding.path)
        };
        shown.retain(|finding| expected.contains(finding) || !follows(finding));
        if shown != expected {
            return Err(format!(
                "{case:#?}\nexpected: {expected:#?}\nfound: {lax:#?}"
            ));
        }
        if !strict.is_valid() {
            self.waived += 1;
            self.freed += usize::from(lax.is_valid());
            self.held += usize::from(!lax.is_valid());
        }
        if let (Outcome::Valid { unchecked, .. }, Outcome::Valid { unchecked: lax, .. }) =
            (strict, lax)
        {
            let rule = |name: &&String| !case.waived.contains(&Waived::Rule((*name).clone()));
            let expected: Vec<&String> = unchecked.iter().filter(rule).collect();
            if lax.iter().collect::<Vec<_>>() != expected {
                return Err(format!("{case:#?}\nunchecked: {expected:?}, found {lax:?}"));
            }
        }
        Ok(())
    }

    /// Returns the constraints of the operation that never fired.
    #[must_use]
    pub fn silent(&self, plan: &Plan, operation: &Operation) -> Vec<Target> {
        targets(plan, operation)
            .into_iter()
            .filter(|target| {
                !self
                    .fired
                    .contains(&(target.path.clone(), target.code.to_owned()))
            })
            .collect()
    }
}

/// Returns `verifications.claims` for `verifications[1].claims[2]`.
pub(crate) fn without_indices(path: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for c in path.chars() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            c if !inside => plain.push(c),
            _ => {}
        }
    }
    plain
}
