//! Random schemas compile, and their requests can be decoded.

use wireform_codegen::plan_sources;
use wireform_codegen::source::{Renderer, Sources};
use wireform_interpret::Interpreter;
use wireform_tests::random_schema::schema;
use wireform_tests::round_trip::check;

/// How many schemas are tried.
const SCHEMAS: u64 = 150;

/// How many valid requests are decoded for each operation.
const CASES: usize = 6;

/// The diagnostics of rules that a random schema can have by chance.
const BY_CHANCE: [&str; 3] = ["WF0307", "WF0308", "WF0309"];

#[test]
fn requests_of_random_schemas_are_decoded() {
    let mut compiled = 0;
    for seed in 0..SCHEMAS {
        let text = schema(seed);
        let mut sources = Sources::new();
        sources.add(format!("random{seed}.yaml"), text.clone());
        let (plans, diagnostics) = plan_sources(&sources);
        let is_by_chance = |code: &&str| BY_CHANCE.contains(code);
        if diagnostics.has_errors() {
            let mut codes = diagnostics.0.iter().map(|it| it.code);
            assert!(
                codes.any(|code| is_by_chance(&code)),
                "{text}\n{}",
                Renderer::plain().render_all(&diagnostics, &sources)
            );
            continue;
        }
        let plan = plans.first().expect("a schema without errors has a plan");
        compiled += 1;
        let interpreter = Interpreter::new(plan);
        for call in interpreter.operations() {
            check(plan, &call, CASES);
        }
    }
    assert!(
        compiled * 10 > SCHEMAS * 9,
        "{compiled} of {SCHEMAS} compile"
    );
}
