//! Exports the drafts of `tests/import` as OpenAPI, imports the documents again, and compares the values that both
//! schemas accept.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use wireform_codegen::plan::{Operation, Plan};
use wireform_codegen::plan_sources;
use wireform_codegen::source::Sources;
use wireform_upkeep::export::{Unsaid, json_schema, openapi};
use wireform_upkeep::import::{Import, Language, import};

fn plan(yaml: &str) -> Plan {
    let mut sources = Sources::new();
    sources.add("draft.yaml", yaml);
    let (mut plans, diagnostics) = plan_sources(&sources);
    assert!(!diagnostics.has_errors(), "{diagnostics:?}\n{yaml}");
    plans.pop().expect("a schema without errors has a plan")
}

/// Removes what describes a value and does not constrain it.
fn constraints(value: &Value) -> Value {
    match value {
        Value::Object(entries) => {
            let is_constraint = |key: &str, value: &Value| {
                !(matches!(key, "description" | "title") && value.is_string())
            };
            Value::Object(
                entries
                    .iter()
                    .filter(|(key, value)| is_constraint(key, value))
                    .map(|(key, value)| (key.clone(), constraints(value)))
                    .collect(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(constraints).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

fn is_named(folder: &Path, name: &str) -> bool {
    folder.file_name().is_some_and(|own| own == name)
}

/// Returns the places of objects with several maps whose entries are members of the object: the document has one schema for
/// the values of all of them, and says so.
fn objects_of_several_maps(unsaid: &[Unsaid]) -> BTreeSet<String> {
    let maps = unsaid.iter().filter(|it| it.what == "keys");
    let mut seen = BTreeSet::new();
    let mut several = BTreeSet::new();
    for (object, _) in maps.filter_map(|it| it.place.rsplit_once('.')) {
        if !seen.insert(object) {
            several.insert(object.to_owned());
        }
    }
    several
}

/// Exports operations as OpenAPI and imports the document, and compares each operation. Returns how many there are.
fn check(name: &str, first: &Plan, chosen: &[String]) -> usize {
    let exported = openapi(first, chosen);
    let inexact = objects_of_several_maps(&exported.unsaid);
    let text = exported.document.to_string();
    let draft = import(&Import {
        name: "exported",
        text: &text,
        language: Language::OpenApi,
        operations: &[],
        into: None,
    });
    let second = plan(&draft.unwrap_or_else(|error| panic!("{name}: {error}")).yaml);
    let is_chosen = |operation: &&Operation| chosen.is_empty() || chosen.contains(&operation.name);
    let expected: Vec<&Operation> = first.operations.iter().filter(is_chosen).collect();
    assert_eq!(expected.len(), second.operations.len(), "{name}");
    for (old, new) in expected.iter().zip(&second.operations) {
        let of = |plan: &Plan, operation: &Operation| {
            let mut schema = constraints(&json_schema(plan, operation).document);
            if let Some(Value::Object(properties)) = schema.get_mut("properties") {
                properties
                    .retain(|name, _| !inexact.contains(&format!("{}.{name}", operation.name)));
            }
            (
                operation.name.clone(),
                operation.method.clone(),
                operation.auths.clone(),
                schema,
            )
        };
        assert_eq!(of(first, old), of(&second, new), "{name}\n{text}");
    }
    expected.len()
}

#[test]
fn imported_export_accepts_the_same_values() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut operations = 0;
    for entry in fs::read_dir(root).expect("the cases are there") {
        let folder = entry.expect("the folder can be read").path();
        let name = folder.display().to_string();
        let first =
            plan(&fs::read_to_string(folder.join("expected.yaml")).expect("the case has a draft"));
        let names = first
            .operations
            .iter()
            .map(|operation| operation.name.clone());
        // No document of OpenAPI can have these operations side by side: they have one method and one path.
        operations += match is_named(&folder, "botocore_json") {
            true => names
                .map(|operation| check(&name, &first, &[operation]))
                .sum(),
            false => check(&name, &first, &[]),
        };
    }
    assert!(
        operations > 20,
        "too few operations were compared: {operations}"
    );
}

#[test]
fn a_union_of_kinds_is_exported_as_any_of_its_types() {
    let plan = plan(
        "wireform: 1
provider: { name: Unions }
endpoints: { api: {} }
operations:
  contact_create:
    http: POST /contacts
    body: json
    update: none
    fields:
      owner: { untagged: kind, variants: { id: { type: integer, minimum: 1 }, name: { type: string, maxLength: 9 } } }
",
    );
    let document = openapi(&plan, &[]).document;
    let all = document.to_string();
    assert!(
        all.contains(r#""minimum":1"#) && all.contains(r#""maxLength":9"#),
        "{all}"
    );
    assert!(all.contains("anyOf"), "{all}");
}
