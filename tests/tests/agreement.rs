//! The emitted code and the interpreter agree on generated inputs, and the inputs reach every constraint.

use std::ops::RangeInclusive;

use wireform::Facet;
use wireform_codegen::plan::Plan;
use wireform_tests::generate::targets;
use wireform_tests::{agreement, plans};

/// Runs all operations of one provider.
fn check(name: &str) {
    check_plan(&plans::provider(name), 30..=70);
}

/// Runs the schemas of constructs that no provider has.
#[test]
fn constructs() {
    // They have more constraints for each field than the schemas of providers.
    for plan in plans::constructs() {
        check_plan(&plan, 10..=85);
    }
}

/// Runs random schemas. Some of their constraints cannot be violated, such as the separator of a list of dates.
#[test]
fn random() {
    let (mut problems, mut cases, mut valid, mut fired) = (Vec::new(), 0, 0, 0);
    for plan in plans::random() {
        for operation in &plan.operations {
            match agreement::run(&plan, operation, 200) {
                Ok(report) => {
                    cases += report.cases;
                    valid += report.valid;
                    fired += report.fired.len();
                }
                Err(disagreement) => problems.push(disagreement),
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let share = valid * 100 / cases;
    assert!(
        (20..=80).contains(&share) && fired > 50,
        "{share}% valid, {fired} constraints fired"
    );
}

/// Runs all operations of a plan. `balance` is the percentage of cases that have to be valid.
fn check_plan(plan: &Plan, balance: RangeInclusive<usize>) {
    let name = &plan.schema;
    let mut problems = Vec::new();
    let (mut waived, mut freed) = (0, 0);
    for operation in &plan.operations {
        let report = match agreement::run(plan, operation, 300) {
            Ok(report) => report,
            Err(disagreement) => {
                problems.push(disagreement);
                continue;
            }
        };
        let share = report.valid * 100 / report.cases;
        println!(
            "{name} {}: {} cases, {share}% valid, {} constraints fired; {} of {} refused ones freed by waivers",
            operation.name,
            report.cases,
            report.fired.len(),
            report.freed,
            report.waived
        );
        let refusable =
            !targets(plan, operation).is_empty() || !plan.rules_of(operation).is_empty();
        if refusable && !balance.contains(&share) {
            problems.push(format!(
                "{}: {share}% of the cases are valid, which tests one side only",
                operation.name
            ));
        }
        let waivable = !operation.rules.is_empty()
            || targets(plan, operation)
                .iter()
                .any(|target| target.code.parse::<Facet>().is_ok());
        waived += report.waived;
        freed += report.freed;
        if waivable && (report.freed == 0 || report.held == 0) {
            problems.push(format!(
                "{}: waivers freed {} of {} refused cases, which tests one side only",
                operation.name, report.freed, report.waived
            ));
        }
        for target in report.silent(plan, operation) {
            problems.push(format!(
                "{}: {} never fired at {}",
                operation.name, target.code, target.path
            ));
        }
        let rules = plan.rules_of(operation).into_iter();
        for rule in rules.filter(|rule| !report.rules.contains(&rule.name)) {
            problems.push(format!(
                "{}: the rule {} never fired",
                operation.name, rule.name
            ));
        }
    }
    let share = freed * 100 / waived;
    if !(15..=85).contains(&share) {
        problems.push(format!("waivers freed {share}% of the refused cases"));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

wireform_tests::for_each_provider!(check);
