//! Tests the comparison of the executors: each constraint of the interpreter's plan is changed in turn, the emitted
//! code keeps the original, and the comparison must notice every such mutant.

use wireform_codegen::plan::Plan;
use wireform_interpret::Interpreter;
use wireform_tests::generate::{Generator, Target, targets};
use wireform_tests::mutate::{self, Mutant};
use wireform_tests::{agreement, plans};

/// Returns whether some case shows that the mutant differs.
fn is_caught(original: &Plan, operation: usize, mutant: &Mutant) -> bool {
    let operation = &original.operations[operation];
    let interpreter = Interpreter::new(&mutant.plan);
    let call = interpreter
        .operation(&operation.name)
        .expect("a mutant keeps its operations");
    let mut generator = Generator::new(original, operation, 11);
    let all = targets(original, operation);
    let differs = |generator: &mut Generator<'_>, directed: &[Target]| {
        let case = if directed.is_empty() {
            generator.full()
        } else {
            generator.broken(directed)
        };
        let binding = generator.below(operation.bindings.len());
        let auth = generator.below(operation.auths.len());
        agreement::both(&call, &case, binding, auth).is_err()
    };
    let mixed = |generator: &mut Generator<'_>| {
        let case = generator.mixed();
        let binding = generator.below(operation.bindings.len());
        let auth = generator.below(operation.auths.len());
        agreement::both(&call, &case, binding, auth).is_err()
    };
    let ruled = |generator: &mut Generator<'_>| {
        let case = generator.ruled();
        agreement::both(&call, &case, 0, 0).is_err()
    };
    (0..30).any(|_| differs(&mut generator, &mutant.targets))
        || (mutant.of_rule && (0..2000).any(|_| ruled(&mut generator)))
        || (0..300).any(|_| mixed(&mut generator))
        || all
            .iter()
            .any(|target| differs(&mut generator, std::slice::from_ref(target)))
        || (0..300).any(|_| differs(&mut generator, &[]))
}

fn check(name: &str) {
    let plan = plans::provider(name);
    let mut survivors = Vec::new();
    let mut count = 0;
    for operation in 0..plan.operations.len() {
        for mutant in mutate::mutants(&plan, operation) {
            count += 1;
            if !is_caught(&plan, operation, &mutant) {
                survivors.push(format!(
                    "{}: {}",
                    plan.operations[operation].name, mutant.what
                ));
            }
        }
    }
    println!("{name}: {count} mutants, {} survived", survivors.len());
    assert!(
        survivors.is_empty(),
        "{} of {count} mutants were not noticed:\n{}",
        survivors.len(),
        survivors.join("\n")
    );
}

wireform_tests::for_each_provider!(check);

/// No shipped schema has objects of which a patch keeps members.
#[test]
fn members_that_a_patch_keeps() {
    let mut plans = plans::constructs().into_iter();
    let plan = plans.find(|plan| plan.schema == "lives").expect("a schema");
    let mut operations = plan.operations.iter();
    let patch = operations
        .position(|it| it.name == "patch")
        .expect("a patch");
    let mutants = mutate::mutants(&plan, patch).into_iter();
    let mutants: Vec<Mutant> = mutants
        .filter(|mutant| mutant.what.ends_with("are not kept"))
        .collect();
    assert_eq!(mutants.len(), 2);
    for mutant in mutants {
        assert!(is_caught(&plan, patch, &mutant), "{}", mutant.what);
    }
}

/// No shipped schema marks an element without a value.
#[test]
fn elements_that_are_marked_as_null() {
    let mut plans = plans::constructs().into_iter();
    let plan = plans.find(|plan| plan.schema == "xml_namespaces");
    let plan = plan.expect("a schema");
    let mut operations = plan.operations.iter();
    let patch = operations.position(|it| it.name == "patch");
    let patch = patch.expect("a patch");
    let mutants = mutate::mutants(&plan, patch).into_iter();
    let mutants: Vec<Mutant> = mutants
        .filter(|mutant| mutant.what.ends_with("without a mark of null"))
        .collect();
    assert_eq!(mutants.len(), 2);
    for mutant in mutants {
        assert!(is_caught(&plan, patch, &mutant), "{}", mutant.what);
    }
}

/// Masks, sections of lines and trees are in no shipped schema, or in one operation only.
#[test]
fn masks_lines_and_trees() {
    let mut counts = std::collections::BTreeMap::new();
    for (schema, operation) in [
        ("texts", "masked"),
        ("texts", "sections"),
        ("trees", "patch"),
    ] {
        let mut plans = plans::constructs().into_iter();
        let plan = plans.find(|plan| plan.schema == schema).expect("a schema");
        let mut operations = plan.operations.iter();
        let at = operations.position(|it| it.name == operation);
        let at = at.expect("an operation");
        let mut survivors = Vec::new();
        for mutant in mutate::formats(&plan, at) {
            let what = mutant.what.split(':').next().unwrap_or_default().to_owned();
            // No request of the operation has this tree.
            if what == "tree keyed" {
                continue;
            }
            *counts.entry(what).or_insert(0) += 1;
            if !is_caught(&plan, at, &mutant) {
                survivors.push(mutant.what);
            }
        }
        assert!(survivors.is_empty(), "{schema}: {}", survivors.join("\n"));
    }
    for what in ["mask", "lines", "tree rpc", "tree assoc", "tree typed"] {
        assert!(
            counts.get(what).is_some_and(|it| *it > 2),
            "{what}: {counts:?}"
        );
    }
}
