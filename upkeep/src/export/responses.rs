//! Writes responses.

use serde_json::{Value, json};
use wireform_codegen::plan::{Location, ObjectId, Operation, Presence, Response, ResponseBody};

use super::types::{Schema, Types, json_map};

impl Types<'_> {
    /// Returns the responses of an operation by status.
    pub(super) fn responses(&mut self, operation: &Operation) -> Schema {
        let mut found = Schema::new();
        for response in &operation.responses {
            let place = format!("{}.{}", operation.name, response.name);
            if !response.headers.is_empty() || !response.body_tests.is_empty() {
                self.miss(
                    &place,
                    "match",
                    "OpenAPI tells responses apart by their status only",
                );
            }
            if !response.errors.is_empty() {
                self.miss(
                    &place,
                    "errors",
                    "the meaning of error codes is not part of the document",
                );
            }
            let mut written = json_map(
                json!({ "description": response.description.clone().unwrap_or_default() }),
            );
            let (headers, schema) = self.response_fields(response, &place);
            if !headers.is_empty() {
                written.insert("headers".to_owned(), Value::Object(headers));
            }
            let content = match response.body {
                Some(ResponseBody::Json | ResponseBody::Scalar) => {
                    Some(json!({ "application/json": { "schema": schema } }))
                }
                Some(ResponseBody::Xml) => Some(json!({ "application/xml": { "schema": schema } })),
                Some(ResponseBody::Text) => Some(json!({ "text/plain": {} })),
                Some(ResponseBody::Empty) | None => None,
            };
            written.extend(content.map(|content| ("content".to_owned(), content)));
            let statuses: Vec<String> = match response.status.is_empty() {
                true => vec!["default".to_owned()],
                false => response
                    .status
                    .iter()
                    .map(|status| status.to_ascii_uppercase())
                    .collect(),
            };
            for status in statuses {
                if found.contains_key(&status) {
                    self.miss(&place, "response", "another response has the same status");
                } else {
                    found.insert(status, Value::Object(written.clone()));
                }
            }
        }
        if found.is_empty() {
            found.insert("default".to_owned(), json!({ "description": "" }));
        }
        found
    }

    /// Returns the headers and the schema of the body of a response.
    fn response_fields(&mut self, response: &Response, place: &str) -> (Schema, Schema) {
        let mut headers = Schema::new();
        let mut body = json_map(json!({ "type": "object" }));
        for (field, wire) in response.fields.iter() {
            let place = format!("{place}.{}", field.name);
            let schema = self.field(field, &place, &|types, object, place| {
                types.read_object(object, place)
            });
            if field.location == Location::Header {
                headers.insert(wire.clone(), json!({ "schema": schema }));
            } else {
                insert(
                    &mut body,
                    wire,
                    schema,
                    field.presence == Presence::Required,
                );
            }
        }
        (headers, body)
    }

    /// Returns the schema of an object that is read.
    fn read_object(&mut self, object: ObjectId, place: &str) -> Schema {
        let object = &self.plan.objects[object];
        match object.json.is_empty() {
            true => json_map(json!({ "type": "object" })),
            false => self.json_members(&object.json, &object.fields, place),
        }
    }
}

/// Puts a property at a dotted path.
fn insert(schema: &mut Schema, path: &str, property: Schema, required: bool) {
    let properties = schema.entry("properties").or_insert_with(|| json!({}));
    let Some(properties) = properties.as_object_mut() else {
        return;
    };
    match path.split_once('.') {
        None => {
            properties.insert(path.to_owned(), Value::Object(property));
            if required {
                let names = schema.entry("required").or_insert_with(|| json!([]));
                names
                    .as_array_mut()
                    .into_iter()
                    .for_each(|names| names.push(json!(path)));
            }
        }
        Some((first, rest)) => {
            let group = properties
                .entry(first)
                .or_insert_with(|| json!({ "type": "object" }));
            if let Some(group) = group.as_object_mut() {
                insert(group, rest, property, required);
            }
        }
    }
}
