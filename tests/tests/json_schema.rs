//! Checks that the shipped schemas are valid by `wireform.schema.json`, so that an editor accepts what the compiler
//! accepts.
//!
//! `serde_yaml` reads the schemas and `jsonschema` validates them. Both are independent of our parser and our table of
//! keys.

use serde_json::Value;

fn validator() -> jsonschema::Validator {
    let path = format!("{}/../wireform.schema.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the schema of the language is there");
    let schema: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    jsonschema::validator_for(&schema).expect("it is a JSON Schema")
}

fn read(text: &str) -> Value {
    let mut yaml: serde_yaml::Value = serde_yaml::from_str(text).expect("YAML");
    yaml.apply_merge().expect("merge keys");
    serde_json::to_value(yaml).expect("keys are texts")
}

#[test]
fn shipped_schemas_fit() {
    let validator = validator();
    for schema in wireform_schemas::every() {
        let document = read(schema.text);
        let errors: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}:\n{}", schema.name, errors.join("\n"));
    }
}

#[test]
fn refused_schemas_do_not_fit() {
    let validator = validator();
    let text = wireform_schemas::find("logicboxes")
        .expect("it is shipped")
        .text;
    assert!(validator.is_valid(&read(text)));
    for (from, to) in [
        ("required: true", "requird: true"),
        ("update: unstated", "update: perhaps"),
        ("format: country", "format: county"),
        ("wireform: 1", "wireform: 7"),
    ] {
        assert!(text.contains(from), "{from}");
        assert!(
            !validator.is_valid(&read(&text.replacen(from, to, 1))),
            "{to} fits"
        );
    }
}
