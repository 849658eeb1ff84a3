//! Checks what holds for every community schema. The package itself runs the examples in emitted code.

use wireform_codegen::plan::Plan;
use wireform_codegen::source::{Renderer, Sources};
use wireform_interpret::{Interpreter, run_examples};

/// Compiles the community schemas. Panics if there is a diagnostic.
fn plans() -> Vec<Plan> {
    let mut sources = Sources::new();
    for schema in wireform_schemas::COMMUNITY {
        sources.add(format!("{}.yaml", schema.name), schema.text);
    }
    let (plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    let said = Renderer::plain().render_all(&diagnostics, &sources);
    assert_eq!(said, "");
    assert_eq!(plans.len(), wireform_schemas::COMMUNITY.len());
    plans
}

#[test]
fn examples_are_as_expected() {
    for plan in plans() {
        let (count, mismatches) = run_examples(&Interpreter::new(&plan));
        let said: Vec<String> = mismatches.iter().map(ToString::to_string).collect();
        assert_eq!(said, Vec::<String>::new(), "{}", plan.schema);
        assert!(count > 0, "{} has no example", plan.schema);
    }
}

/// Every operation names a page, and has an example of a request, of a success and of a failure.
#[test]
fn operations_are_documented() {
    for plan in plans() {
        for page in &plan.pages {
            let name = &page.name;
            assert!(page.title.is_some(), "{name} of {}", plan.schema);
            assert!(page.retrieved.is_some(), "{name} of {}", plan.schema);
        }
        for operation in &plan.operations {
            let name = format!("{} of {}", operation.name, plan.schema);
            assert!(operation.page.is_some(), "{name} names no page");
            assert!(!operation.examples.is_empty(), "{name} has no example");
            let outcomes: Vec<_> = operation
                .responses
                .iter()
                .filter(|case| !case.examples.is_empty())
                .map(|case| case.outcome.is_success())
                .collect();
            assert!(outcomes.contains(&true), "{name} has no success");
            assert!(outcomes.contains(&false), "{name} has no failure");
        }
    }
}
