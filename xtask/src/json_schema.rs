//! Writes the JSON Schema of the language, which editors use.
//!
//! Input: the table of the language. Output: a schema of draft-07, which editors support best. It describes a parsed
//! document, in which a text without quotes may be a number, a boolean or null.

use serde_json::{Map, Value, json};

use crate::language::{Construct, Key, Language};
use crate::shape::Shape;

/// Returns the schema as text.
pub(crate) fn write(language: &Language) -> String {
    let mut definitions: Map<String, Value> = language
        .constructs
        .iter()
        .map(|it| (it.id.clone(), construct(language, it)))
        .collect();
    definitions.insert("Envelope".to_owned(), envelope(language));
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "wireform schema",
        "description": "An API of a registrar, version 1 of the language.",
        "allOf": [reference("Schema")],
        "definitions": definitions,
    });
    // The alternate form of a `Value` is indented.
    format!("{schema:#}\n")
}

fn construct(language: &Language, construct: &Construct) -> Value {
    let keys = construct.keys.iter();
    let properties: Map<String, Value> = keys
        .map(|key| (key.name.clone(), property(language, key)))
        .collect();
    let others = construct.others.as_ref();
    let mut schema = json!({
        "description": construct.meaning,
        "type": "object",
        "properties": properties,
        "additionalProperties": others.map_or(json!(false), |others| shape(language, &others.shape)),
    });
    let required: Vec<&str> = construct
        .keys
        .iter()
        .filter(|key| key.required)
        .map(|key| key.name.as_str())
        .collect();
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    if let Some(choice) = &construct.choice {
        let keyword = if choice.exactly { "oneOf" } else { "anyOf" };
        let keys = choice.keys.iter().map(|key| json!({ "required": [key] }));
        schema[keyword] = keys.collect();
    }
    schema
}

fn property(language: &Language, key: &Key) -> Value {
    let mut description = key.meaning.clone();
    if !key.default.is_empty() {
        description.push_str(&format!(" Default: {}.", key.default));
    }
    description.push_str(&format!("\n\nFor example `{}`", key.example));
    let mut property = json!({ "description": description });
    let schema = shape(language, &key.shape);
    if schema.get("$ref").is_some() {
        // In draft-07 the keywords beside `$ref` are ignored.
        property["allOf"] = json!([schema]);
    } else if let (Some(entries), Value::Object(schema)) = (property.as_object_mut(), schema) {
        entries.extend(schema);
    }
    property
}

fn shape(language: &Language, it: &Shape) -> Value {
    let inner = |it: &Shape| shape(language, it);
    match it {
        Shape::Text | Shape::Separator => {
            json!({ "type": ["string", "number", "boolean"], "minLength": 1 })
        }
        Shape::Scalar => json!({ "type": ["string", "number", "boolean", "null"] }),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Integer => json!({ "type": "integer" }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Date => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        Shape::Version => json!({ "const": 1 }),
        Shape::Status => any([
            json!({ "type": "integer", "minimum": 100, "maximum": 599 }),
            json!({ "type": "string", "pattern": "^[1-5](xx|[0-9][0-9])$" }),
        ]),
        Shape::Path => json!({ "type": "string", "pattern": "^[^.]+(\\.[^.]+)*$" }),
        Shape::Reason => any([
            json!({ "type": ["string", "number"], "minLength": 1 }),
            json!({ "const": true }),
        ]),
        Shape::Clear => json!({ "enum": ["", null, [], "all_items"] }),
        Shape::Value => json!({}),
        Shape::Texts => any([inner(&Shape::Text), array(inner(&Shape::Text))]),
        Shape::Spellings => {
            json!({ "type": "object", "additionalProperties": inner(&Shape::Scalar) })
        }
        Shape::Meanings => json!({
            "type": "object",
            "minProperties": 1,
            "additionalProperties": any([inner(&Shape::Text), reference("EnumValue")]),
        }),
        Shape::Envelope => reference("Envelope"),
        Shape::Words(words) => enumeration(words.iter().map(String::as_str)),
        Shape::Named(name, subset) if language.words(name).is_some() => {
            enumeration(language.allowed_words(name, subset).into_iter())
        }
        Shape::Named(id, _) => reference(id),
        Shape::List(item) => array(inner(item)),
        Shape::Tuple(length, item) => {
            let mut list = array(inner(item));
            list["minItems"] = json!(length);
            list["maxItems"] = json!(length);
            list
        }
        Shape::Map(value) => json!({ "type": "object", "additionalProperties": inner(value) }),
        Shape::Any(shapes) => any(shapes.iter().map(inner)),
    }
}

/// Returns the schema of a fixed list. In YAML a `null` without quotes is not a text.
fn enumeration<'w>(words: impl Iterator<Item = &'w str>) -> Value {
    let mut values: Vec<Value> = words.map(Value::from).collect();
    if values.iter().any(|word| word == "null") {
        values.push(Value::Null);
    }
    json!({ "enum": values })
}

fn envelope(language: &Language) -> Value {
    json!({
        "description": "Elements with constants, `$field`, `$auth.credential`, or elements inside.",
        "type": "object",
        "properties": {
            "$rest": {
                "description": "All fields that have no other place, in their order.",
                "type": "null",
            },
        },
        "additionalProperties": any([shape(language, &Shape::Scalar), reference("Envelope")]),
    })
}

fn array(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn any(schemas: impl IntoIterator<Item = Value>) -> Value {
    json!({ "anyOf": schemas.into_iter().collect::<Vec<_>>() })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}
