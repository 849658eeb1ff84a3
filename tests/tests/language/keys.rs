//! Finds the keys of the language that no example has.

use std::collections::BTreeSet;

use serde_yaml::Value;

use crate::example::Section;

/// Keys without an effect on a request or a response: what is documented, the names of Rust, and the examples of a schema.
const WITHOUT_EFFECT: [&str; 21] = [
    "answer",
    "default",
    "deprecated",
    "description",
    "differs",
    "endpoint",
    "examples",
    "idempotent",
    "means",
    "convert",
    "does",
    "page",
    "pages",
    "permission",
    "unless",
    "rust",
    "unknown",
    "wireform",
    "withdrawn",
    "writeOnly",
    "endpoints",
];

/// The constructs that only describe: pages, providers, examples and what a mock sends.
const DESCRIBING: [&str; 7] = [
    "Provider",
    "Page",
    "Schema",
    "Answer",
    "ResponseExample",
    "Example",
    "Expect",
];

/// Returns the keys that no example has, each with its construct.
pub(crate) fn without_example(sections: &[Section]) -> Vec<String> {
    let mut used = BTreeSet::new();
    for example in sections.iter().flat_map(|section| &section.examples) {
        let part: Value = serde_yaml::from_str(&example.part).expect("an example is YAML");
        collect(&part, &mut used);
    }
    let mut missing = Vec::new();
    for (construct, keys) in constructs() {
        if DESCRIBING.contains(&construct.as_str()) {
            continue;
        }
        let keys = keys
            .into_iter()
            .filter(|key| !used.contains(key) && !WITHOUT_EFFECT.contains(&key.as_str()));
        missing.extend(keys.map(|key| format!("{construct}.{key}")));
    }
    missing
}

/// Adds the keys of all maps in a value.
fn collect(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                keys.extend(key.as_str().map(str::to_owned));
                collect(value, keys);
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, keys)),
        _ => {}
    }
}

/// Returns the constructs of the table of the language, each with its keys.
fn constructs() -> Vec<(String, Vec<String>)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../codegen/language.yaml");
    let table = std::fs::read_to_string(path).expect("the table of the language");
    let table: Value = serde_yaml::from_str(&table).expect("the table is YAML");
    let constructs = table["constructs"].as_mapping().expect("constructs");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut all = Vec::new();
    for (id, construct) in constructs {
        let mut keys = Vec::new();
        for key in construct["keys"].as_sequence().into_iter().flatten() {
            match key {
                Value::String(name) => keys.push(name.clone()),
                key => match key.get("group").map(text) {
                    Some(group) => keys.extend(
                        table["groups"][group.as_str()]
                            .as_sequence()
                            .into_iter()
                            .flatten()
                            .map(text),
                    ),
                    None => keys.extend(
                        key.as_mapping()
                            .into_iter()
                            .flat_map(|it| it.keys().map(text)),
                    ),
                },
            }
        }
        all.push((text(id), keys));
    }
    all
}
