//! Checks that one mistake gives one violation, in both executors.
//!
//! A valid case gets one wrong value. Whatever facets, spellings, wires and rules check the
//! value, both executors report it once.

use serde_json::{Map, Value};
use wireform_codegen::plan::{Operation, Plan};
use wireform_interpret::{Call, Interpreter};
use wireform_tests::generate::{Case, Generator, Target, targets};
use wireform_tests::{agreement, plans};

/// The number of cases for each constraint.
const CASES: usize = 12;

/// Copies the value at a path from another case. Returns none if one of them has no value there, or if the path leads
/// through a list.
fn replaced(
    values: &Map<String, Value>,
    other: &Map<String, Value>,
    path: &str,
) -> Option<Map<String, Value>> {
    let mut values = values.clone();
    let (first, rest) = match path.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (path, None),
    };
    let (old, new) = (values.get(first)?, other.get(first)?);
    if old.is_null() || new.is_null() {
        return None;
    }
    let new = match rest {
        Some(rest) => Value::Object(replaced(old.as_object()?, new.as_object()?, rest)?),
        None => new.clone(),
    };
    values.insert(first.to_owned(), new);
    Some(values)
}

/// Returns a case that is valid in both executors and has a value at a path.
fn valid(generator: &mut Generator<'_>, call: &Call<'_>, path: &str) -> Option<Case> {
    (0..40).find_map(|nth| {
        let case = if nth % 2 == 0 {
            generator.full()
        } else {
            generator.only(path.split('.').next()?)
        };
        replaced(&case.values, &case.values, path)?;
        let outcome =
            agreement::both(call, &case, 0, 0).unwrap_or_else(|difference| panic!("{difference}"));
        outcome.is_valid().then_some(case)
    })
}

/// Checks the violations of one constraint, and counts the refused cases.
fn check_target(
    plan: &Plan,
    operation: &Operation,
    target: &Target,
    refused: &mut usize,
) -> Option<String> {
    // Several named checks of one value may fail together, and each reports its own violation.
    if target.code == "check" {
        return None;
    }
    let interpreter = Interpreter::new(plan);
    let call = interpreter
        .operation(&operation.name)
        .expect("it is of the plan");
    let mut generator = Generator::new(plan, operation, 11);
    let case = valid(&mut generator, &call, &target.path)?;
    for _ in 0..CASES {
        let broken = generator.broken(std::slice::from_ref(target));
        let Some(values) = replaced(&case.values, &broken.values, &target.path) else {
            continue;
        };
        let case = Case {
            values,
            ..case.clone()
        };
        let outcome =
            agreement::both(&call, &case, 0, 0).unwrap_or_else(|difference| panic!("{difference}"));
        let mut places: Vec<_> = outcome
            .findings()
            .iter()
            .map(|it| (&it.path, &it.code))
            .collect();
        // Each named check reports its own violation.
        places.retain(|it| it.1 != "check");
        *refused += usize::from(!places.is_empty());
        // Each item of a list is a separate value.
        places.dedup_by(|one, other| {
            one.0.contains('[') && one.0.split('[').next() == other.0.split('[').next()
        });
        if places.len() > 1 {
            return Some(format!("{} {target:?}: {places:?}", operation.name));
        }
    }
    None
}

fn check(name: &str) {
    let plan = plans::provider(name);
    let mut refused = 0;
    let mut problems = Vec::new();
    for operation in &plan.operations {
        for target in targets(&plan, operation) {
            problems.extend(check_target(&plan, operation, &target, &mut refused));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(refused > 20, "{name}: only {refused} cases were refused");
}

wireform_tests::for_each_provider!(check);
