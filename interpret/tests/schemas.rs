//! Small schemas whose examples say what comes out of each construct; adding a case is adding an example.

use std::fs;
use std::path::Path;

use wireform_codegen::plan::Plan;
use wireform_interpret::{Input, Interpreter, ReadOptions, run_examples};

fn plan(name: &str) -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas").join(name);
    let text = fs::read_to_string(&path).expect("the schema is there");
    todo!("resolve {text}")
}

fn check_schema(name: &str) {
    let plan = plan(name);
    let (count, mismatches) = run_examples(&Interpreter::new(&plan));
    let shown: Vec<String> = mismatches.iter().map(ToString::to_string).collect();
    assert!(shown.is_empty(), "{name}\n{}", shown.join("\n"));
    assert!(count > 0, "{name} has no examples");
}

#[test]
fn every_state_is_spelled_on_every_wire() {
    check_schema("wires.yaml");
}

#[test]
fn rules_know_three_truths() {
    check_schema("rules.yaml");
}
