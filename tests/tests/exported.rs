//! Checks exported documents with an independent validator: a JSON Schema accepts and refuses the values that wireform
//! does, except for what the export lists, and an OpenAPI document accepts every body that wireform sends.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::Value;
use wireform_codegen::plan::{
    BodyTree, Id, Operation, Plan, Primitive, Structure, Type, normal_form,
};
use wireform_interpret::{Call, Interpreter};
use wireform_tests::generate::{Case, Generator, targets};
use wireform_tests::outcome::{Finding, Outcome};
use wireform_tests::{interpreted, plans};
use wireform_upkeep::export::{Exported, json_schema, openapi};

/// Returns the plans of the shipped schemas and of the fixtures.
fn all_plans() -> Vec<Plan> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("positive");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the fixtures are there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    paths.sort();
    let mut found = plans::shipped();
    for path in paths {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        found.push(plans::compile(
            &name,
            &fs::read_to_string(&path).expect("UTF-8"),
        ));
    }
    found
}

fn validator(schema: &Value) -> Validator {
    let options = jsonschema::options().should_validate_formats(true);
    options
        .build(schema)
        .unwrap_or_else(|error| panic!("{error}\n{schema:#}"))
}

/// Returns the logical path without the positions of items.
fn without_positions(path: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in path.chars() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// Returns whether the export says that the document does not have the violation.
fn is_unsaid(exported: &Exported, operation: &Operation, finding: &Finding) -> bool {
    let place = format!("{}.{}", operation.name, without_positions(&finding.path));
    let rule = finding.name.as_ref().map(|name| format!("rule {name}"));
    finding.code == "context_missing"
        || exported.unsaid.iter().any(|unsaid| {
            let is_here = unsaid.place == place || unsaid.place == operation.name;
            is_here && (unsaid.what == finding.code || Some(&unsaid.what) == rule.as_ref())
        })
}

/// What a comparison found.
#[derive(Debug, Default)]
struct Tally {
    accepted: usize,
    refused: usize,
    unsaid: usize,
    wrong: Vec<String>,
}

/// Replaces the decimals of a value, which are texts so that they keep their digits, by numbers of JSON, and texts by their
/// normal forms, which the document describes.
fn as_described(plan: &Plan, ty: &Type, value: &mut Value) {
    if let (Some(facets), Some(text)) = (ty.text(), value.as_str()) {
        *value = normal_form(&facets.normal, text).into_owned().into();
        return;
    }
    if let (Some(Primitive::Number(_)), Some(text)) = (ty.primitive(), value.as_str()) {
        if let Ok(number @ Value::Number(_)) = serde_json::from_str(text) {
            *value = number;
        }
        return;
    }
    match (ty.structure(), value) {
        (Structure::List(list), Value::Array(items)) => {
            for item in items {
                as_described(plan, &list.item, item);
            }
        }
        (Structure::Map(map), Value::Object(entries)) => {
            for (_, item) in entries {
                as_described(plan, &map.item, item);
            }
        }
        (Structure::Object(object), Value::Object(members)) => {
            for field in &plan.objects[object].fields {
                if let Some(member) = members.get_mut(&field.name) {
                    as_described(plan, &field.ty, member);
                }
            }
        }
        _ => {}
    }
}

fn compare(
    call: &Call<'_>,
    exported: &Exported,
    validator: &Validator,
    case: &Case,
    tally: &mut Tally,
) {
    let operation = call.operation();
    let findings = match interpreted::run_call(call, case, 0, 0) {
        Outcome::Valid { .. } => Vec::new(),
        Outcome::Invalid(findings) => findings,
    };
    let said: Vec<&Finding> = findings
        .iter()
        .filter(|finding| !is_unsaid(exported, operation, finding))
        .collect();
    let mut values = Value::Object(case.values.clone());
    for field in &operation.fields {
        if let Some(value) = values.get_mut(&field.name) {
            as_described(call.plan(), &field.ty, value);
        }
    }
    let is_valid = validator.is_valid(&values);
    match (findings.is_empty(), said.is_empty(), is_valid) {
        (true, _, true) => tally.accepted += 1,
        (false, false, false) => tally.refused += 1,
        (false, true, _) => tally.unsaid += 1,
        _ => {
            let errors: Vec<String> = validator
                .iter_errors(&values)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            let codes: Vec<String> = findings
                .iter()
                .map(|finding| format!("{} {}", finding.path, finding.code))
                .collect();
            tally.wrong.push(format!(
                "{}: wireform {codes:?}, schema {errors:?}\n{values}",
                operation.name
            ));
        }
    }
}

#[test]
fn json_schema_agrees_with_wireform() {
    let mut tally = Tally::default();
    for plan in all_plans() {
        let interpreter = Interpreter::new(&plan);
        for operation in &plan.operations {
            let call = interpreter
                .operation(&operation.name)
                .expect("the plan has its own operation");
            let exported = json_schema(&plan, operation);
            let validator = validator(&exported.document);
            let mut generator = Generator::new(&plan, operation, 7);
            for _ in 0..12 {
                let case = generator.valid();
                compare(&call, &exported, &validator, &case, &mut tally);
            }
            let case = generator.full();
            compare(&call, &exported, &validator, &case, &mut tally);
            for target in targets(&plan, operation) {
                let case = generator.broken(&[target]);
                compare(&call, &exported, &validator, &case, &mut tally);
            }
        }
    }
    println!(
        "{} accepted by both, {} refused by both, {} refused for what the export lists",
        tally.accepted, tally.refused, tally.unsaid
    );
    assert!(
        tally.wrong.is_empty(),
        "{} disagree:\n{}",
        tally.wrong.len(),
        tally.wrong[..tally.wrong.len().min(8)].join("\n")
    );
    assert!(
        tally.accepted > 100 && tally.refused > 100,
        "too few cases were compared: {tally:?}"
    );
}

/// Returns the schema of the JSON body of an operation.
fn body_schema<'d>(document: &'d Value, operation: &Operation) -> Option<&'d Value> {
    let paths = document["paths"].as_object()?;
    let operations = paths
        .values()
        .filter_map(Value::as_object)
        .flat_map(|item| item.values());
    let found = operations
        .into_iter()
        .find(|found| found["operationId"] == operation.name.as_str())?;
    let content = found["requestBody"]["content"].as_object()?;
    content
        .iter()
        .find(|(kind, _)| kind.contains("json"))
        .map(|(_, media)| &media["schema"])
}

#[test]
fn openapi_accepts_every_body() {
    let mut sent = 0;
    let mut seen = BTreeSet::new();
    for plan in all_plans() {
        let exported = openapi(&plan, &[]);
        let interpreter = Interpreter::new(&plan);
        for operation in &plan.operations {
            let is_json = |binding: &wireform_codegen::plan::Binding| {
                matches!(binding.body, BodyTree::Json { .. })
            };
            let Some(binding) = operation.bindings.find(is_json) else {
                continue;
            };
            let Some(schema) = body_schema(&exported.document, operation) else {
                continue;
            };
            let validator = validator(schema);
            let call = interpreter
                .operation(&operation.name)
                .expect("the plan has its own operation");
            let mut generator = Generator::new(&plan, operation, 3);
            for _ in 0..25 {
                let case = generator.ruled();
                if let Outcome::Valid { sent: request, .. } =
                    interpreted::run_call(&call, &case, binding.index(), 0)
                {
                    let body: Value =
                        serde_json::from_str(&request.body).expect("the body is JSON");
                    let errors: Vec<String> = validator
                        .iter_errors(&body)
                        .map(|error| format!("{}: {error}", error.instance_path()))
                        .collect();
                    assert!(
                        errors.is_empty(),
                        "{}: {errors:?}\n{body}\n{schema:#}",
                        operation.name
                    );
                    sent += 1;
                    seen.insert(format!("{} {}", plan.schema, operation.name));
                }
            }
        }
    }
    println!("{sent} bodies of {} operations", seen.len());
    assert!(
        sent > 100 && seen.len() > 10,
        "too few bodies were compared: {sent} of {seen:?}"
    );
}
