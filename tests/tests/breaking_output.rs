//! Checks the JSON output of `wireform breaking` against its published JSON Schema, with an independent validator.

#[path = "../../upkeep/tests/breaking/support.rs"]
mod support;

use std::fs;

use serde_json::Value;
use support::{base, compared, files};
use wireform_codegen::source::Sources;
use wireform_tests::downstream::workspace;
use wireform_upkeep::breaking::{Locator, json};

fn schema() -> jsonschema::Validator {
    let path = workspace().join("docs/breaking.schema.json");
    let text = fs::read_to_string(path).expect("the schema is published");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a JSON Schema")
}

#[test]
fn every_report_satisfies_the_published_schema() {
    let validator = schema();
    let mut sources = Sources::new();
    sources.add("sample.yaml", base());
    let (plans, _) = wireform_codegen::plan_sources(&sources);
    let locator = Locator::new(&sources, &plans);
    let mut reports = 0;
    for file in files() {
        for pair in &file.pairs {
            let compared = compared(pair);
            for report in [&compared.forward, &compared.backward] {
                let value: Value =
                    serde_json::from_str(&json(report, &locator, &[])).expect("the output is JSON");
                let errors: Vec<String> = validator
                    .iter_errors(&value)
                    .map(|error| error.to_string())
                    .collect();
                assert!(errors.is_empty(), "{}: {}", file.rule, errors.join("\n"));
                reports += 1;
            }
        }
    }
    assert!(reports > 300, "only {reports} reports");
}

#[test]
fn other_output_does_not_satisfy_the_schema() {
    let validator = schema();
    for text in [
        "{}",
        r#"{ "version": 1, "level": "bad", "bump": null, "counts": {}, "findings": [], "problems": [] }"#,
    ] {
        let value: Value = serde_json::from_str(text).expect("the text is JSON");
        assert!(!validator.is_valid(&value), "{text}");
    }
}
