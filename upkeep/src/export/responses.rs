//! Writes responses.

use serde_json::{Value, json};
use wireform_codegen::plan::{
    ObjectId, Operation, Presence, Response, ResponseBody, ResponseSource,
};

use super::types::{Schema, Types, json_map};

impl Types<'_> {
    /// Returns the responses of an operation by status.
    pub(super) fn responses(&mut self, operation: &Operation) -> Schema {
        let mut found = Schema::new();
        for response in &operation.responses {
            let place = format!("{}.{}", operation.name, response.name);
            let matched = &response.matched;
            if !matched.headers.is_empty() || !matched.body.is_empty() || !matched.codes.is_empty()
            {
                self.miss(
                    &place,
                    "match",
                    "OpenAPI tells responses apart by their status only",
                );
            }
            if !response.codes.is_empty() {
                self.miss(
                    &place,
                    "codes",
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
            let mut content = Schema::new();
            for body in &response.body {
                let (name, schema) = match body {
                    ResponseBody::Json | ResponseBody::Scalar => {
                        ("application/json", json!({ "schema": schema }))
                    }
                    ResponseBody::Xml => ("application/xml", json!({ "schema": schema })),
                    ResponseBody::Tree(_) => ("application/xml", json!({})),
                    ResponseBody::Text | ResponseBody::Lines(_) => ("text/plain", json!({})),
                    ResponseBody::Empty => continue,
                };
                content.insert(name.to_owned(), schema);
            }
            if !content.is_empty() {
                written.insert("content".to_owned(), Value::Object(content));
            }
            let statuses: Vec<String> = match matched.statuses.is_empty() {
                true => vec!["default".to_owned()],
                false => matched
                    .statuses
                    .iter()
                    .map(|status| status.to_string().to_ascii_uppercase())
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
        for response_field in &response.fields {
            let field = &response_field.field;
            let place = format!("{place}.{}", field.name);
            let schema = self.field(field, &place, &|types, object, place| {
                types.read_object(object, place)
            });
            match &response_field.source {
                ResponseSource::Header(name) => {
                    headers.insert(name.clone(), json!({ "schema": schema }));
                }
                ResponseSource::Cookie(_) => {
                    self.miss(&place, "response", "it is in a cookie");
                }
                ResponseSource::Text => {
                    self.miss(&place, "response", "its body is a text");
                }
                source @ ResponseSource::Body { .. } => {
                    let required = field.presence == Presence::Required;
                    insert(&mut body, &source.to_string(), schema, required);
                }
            }
        }
        (headers, body)
    }

    /// Returns the schema of an object that is read.
    fn read_object(&mut self, id: ObjectId, place: &str) -> Schema {
        let object = &self.plan.objects[id];
        match object.json.is_empty() {
            true => json_map(json!({ "type": "object" })),
            false => self.json_object(id, place),
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
