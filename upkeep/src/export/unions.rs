//! Schemas of unions, made from the schema of an object that has each variant as a property.

use serde_json::{Map, Value, json};

type Schema = Map<String, Value>;

/// Returns the schema of objects that have exactly one of the properties.
pub(super) fn external(object: Schema) -> Schema {
    let variants = properties(object).map(|(name, variant)| {
        let mut properties = Schema::new();
        properties.insert(name.clone(), variant);
        json!({
            "type": "object",
            "properties": properties,
            "required": [name],
            "additionalProperties": false,
        })
    });
    Schema::from_iter([("oneOf".to_owned(), variants.collect())])
}

/// Returns the schema of the values of the variants, which have different kinds. A variant of any value accepts those of the others
/// as well.
pub(super) fn by_kind(object: Schema) -> Schema {
    let variants = properties(object).map(|(_, variant)| variant);
    Schema::from_iter([("anyOf".to_owned(), variants.collect())])
}

/// Returns the schema of the objects of the variants, each with its name as the value of a tag.
pub(super) fn tagged(tag: &str, object: Schema) -> Schema {
    let variants = properties(object).map(|(name, variant)| {
        let mut variant = match variant {
            Value::Object(variant) => variant,
            other => Schema::from_iter([("allOf".to_owned(), json!([other]))]),
        };
        let value = json!({ "const": name });
        let properties = variant.get_mut("properties").and_then(Value::as_object_mut);
        match properties {
            Some(properties) => {
                properties.insert(tag.to_owned(), value);
            }
            None => {
                variant.insert("properties".to_owned(), json!({ tag: value }));
            }
        }
        let required = variant
            .entry("required")
            .or_insert_with(|| json!([]))
            .as_array_mut();
        if let Some(required) = required {
            required.insert(0, json!(tag));
        }
        Value::Object(variant)
    });
    Schema::from_iter([
        ("type".to_owned(), json!("object")),
        ("oneOf".to_owned(), variants.collect()),
        ("discriminator".to_owned(), json!({ "propertyName": tag })),
    ])
}

fn properties(mut object: Schema) -> impl Iterator<Item = (String, Value)> {
    let properties = match object.remove("properties") {
        Some(Value::Object(properties)) => properties,
        Some(_) | None => Schema::new(),
    };
    properties.into_iter()
}
