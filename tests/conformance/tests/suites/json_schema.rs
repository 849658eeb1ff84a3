//! JSON-Schema-Test-Suite: each schema is imported as the type of one field, and each value is validated as its value.

use std::path::Path;

use serde_json::{Value, json};
use wireform_conformance::{Case, Subject, Verdict, check_suite, read_json, suite};

#[test]
fn json_schema() {
    let Some(folder) = suite("json-schema-test-suite") else {
        return;
    };
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let name = file.strip_prefix(&folder).expect("a file of the suite");
        let name = name.with_extension("").display().to_string();
        groups(&name, &read_json(&file), &mut cases);
    }
    check_suite("JSON-Schema-Test-Suite", &cases);
}

/// Collects the files below a folder.
fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the suite") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => collect(&path, files),
            false if path.extension().is_some_and(|it| it == "json") => files.push(path),
            false => {}
        }
    }
}

/// Adds the cases of a file.
fn groups(file: &str, groups: &Value, cases: &mut Vec<Case>) {
    for (number, group) in groups.as_array().into_iter().flatten().enumerate() {
        let subject = Subject::of_json_schema(&wrapped(&group["schema"]));
        for (at, test) in group["tests"].as_array().into_iter().flatten().enumerate() {
            let expected = test["valid"].as_bool().expect("a verdict");
            let verdict = match &subject {
                Err(reason) => Verdict::Inexpressible(reason.clone()),
                Ok((subject, notes)) => {
                    let judged = subject.judge_json(&json!({ "value": test["data"] }));
                    match (judged.is_valid() == expected, notes.is_empty()) {
                        (true, _) => Verdict::Agrees,
                        (false, true) => {
                            Verdict::Differs(format!("expected {expected}, found {judged:?}"))
                        }
                        (false, false) => Verdict::Inexpressible(notes.join("; ")),
                    }
                }
            };
            let id = format!("{file}/{number}/{at}: {}, {}", text(group), text(test));
            cases.push(Case { id, verdict });
        }
    }
}

/// Returns a schema of an object with the schema as its only property. References to the root still work.
fn wrapped(schema: &Value) -> Value {
    let mut outer = json!({ "type": "object", "properties": { "value": schema } });
    if let Some(definitions) = schema.get("$defs") {
        outer["$defs"] = definitions.clone();
    }
    outer
}

fn text(of: &Value) -> &str {
    of["description"].as_str().expect("a description")
}
