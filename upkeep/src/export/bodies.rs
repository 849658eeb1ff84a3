//! Writes the bodies of requests in JSON, and fields as they are on a wire.

use serde_json::{Value, json};
use wireform_codegen::plan::{
    Absent, Clear, Constant, Field, FieldId, FieldWire, JsonContent, JsonEntries, JsonList,
    JsonMember, Literal, ObjectId, Operation, Presence, Source, Structure, Table, Tagging, Type,
};

use super::types::{Schema, Types, bound, json_map};
use super::unions::{by_kind, external, tagged};

/// Returns a parameter.
pub(super) fn parameter(name: &str, place: &str, required: bool, mut schema: Schema) -> Value {
    let description = schema.remove("description");
    let mut found = json_map(json!({ "name": name, "in": place }));
    if required {
        found.insert("required".to_owned(), json!(true));
    }
    found.extend(description.map(|text| ("description".to_owned(), text)));
    found.insert("schema".to_owned(), Value::Object(schema));
    Value::Object(found)
}

/// Returns the schema of a value that requests send without a caller giving it. Each attempt writes a time or a nonce anew.
pub(super) fn constant_schema(constant: &Constant) -> Schema {
    match constant {
        Constant::Literal(value) => json_map(json!({ "const": literal(value) })),
        Constant::Moment(moment) => {
            let ty = if moment.is_number {
                "integer"
            } else {
                "string"
            };
            json_map(json!({ "type": ty }))
        }
        Constant::Mask => json_map(json!({ "type": "string" })),
    }
}

/// Returns a literal as JSON.
pub(super) fn literal(literal: &Literal) -> Value {
    match literal {
        Literal::String(text) => json!(text),
        Literal::Number(text) => serde_json::from_str(text).unwrap_or_else(|_| json!(text)),
        Literal::Boolean(value) => json!(value),
        Literal::Null => Value::Null,
    }
}

/// The members of an object of the wire.
#[derive(Default)]
pub(super) struct Members {
    pub(super) properties: Schema,
    required: Vec<Value>,
    /// The values of the members without names of their own.
    additional: Option<Value>,
}

impl Members {
    pub(super) fn schema(self) -> Schema {
        let mut schema = json_map(json!({ "type": "object", "properties": self.properties }));
        if !self.required.is_empty() {
            schema.insert("required".to_owned(), Value::Array(self.required));
        }
        if let Some(additional) = self.additional {
            schema.insert("additionalProperties".to_owned(), additional);
        }
        schema
    }

    pub(super) fn add(&mut self, name: &str, schema: Schema, required: bool) {
        if required {
            self.required.push(json!(name));
        }
        self.properties
            .insert(name.to_owned(), Value::Object(schema));
    }
}

pub(super) type Fields = Table<FieldId, Field>;

impl Types<'_> {
    /// Returns the schema of a body in JSON.
    pub(super) fn json_body(&mut self, members: &[JsonMember], operation: &Operation) -> Value {
        Value::Object(self.json_members(members, &operation.fields, &operation.name))
    }

    pub(super) fn json_members(
        &mut self,
        members: &[JsonMember],
        fields: &Fields,
        place: &str,
    ) -> Schema {
        let mut found = Members::default();
        for member in members {
            match &member.content {
                JsonContent::Group(group) => {
                    let schema = self.json_members(&group.children, fields, place);
                    let required = group.always || schema.contains_key("required");
                    found.add(&member.name, schema, required);
                }
                JsonContent::Document(_) => {
                    let schema = json_map(json!({
                        "type": "string",
                        "contentMediaType": "application/json",
                    }));
                    found.add(&member.name, schema, true);
                }
                JsonContent::Value(source) => {
                    self.json_value(&member.name, source, fields, place, &mut found)
                }
            }
        }
        found.schema()
    }

    /// Returns the schema of an object or a union.
    pub(super) fn json_object(&mut self, object: ObjectId, place: &str) -> Schema {
        let object = &self.plan.objects[object];
        let schema = self.json_members(&object.json, &object.fields, place);
        match &object.tagging {
            None => schema,
            Some(Tagging::External) => external(schema),
            Some(Tagging::Member(tag)) => tagged(tag, schema),
            Some(Tagging::Kind) => by_kind(schema),
        }
    }

    fn json_value(
        &mut self,
        name: &str,
        source: &Source<JsonList>,
        fields: &Fields,
        place: &str,
        found: &mut Members,
    ) {
        let wire = match source {
            Source::Constant {
                value: constant, ..
            } => {
                return found.add(name, constant_schema(constant), true);
            }
            Source::Credential(credential) => {
                let ty = match &self.plan.credentials[*credential].integer {
                    Some(_) => "integer",
                    None => "string",
                };
                return found.add(
                    name,
                    json_map(json!({ "type": ty, "writeOnly": true })),
                    false,
                );
            }
            Source::Field(wire) => wire,
        };
        let field = &fields[wire.field];
        let place = format!("{place}.{}", field.name);
        if let Some(JsonList::Entries(entries)) = &wire.list {
            let is_required = field.presence == Presence::Required;
            return found.add(name, self.json_entries(entries, field, &place), is_required);
        }
        let schema = self.wire_field(
            field,
            &place,
            wire,
            wire.list
                .as_ref()
                .is_some_and(|list| matches!(list, JsonList::Join(_))),
            &|types, object, place| types.json_object(object, place),
        );
        if wire.list.as_ref().is_some_and(JsonList::is_members) {
            let reason = "the document has no keys of members that have no names of their own";
            self.miss(&place, "keys", reason);
            let values = schema.get("additionalProperties").cloned();
            // The values of several maps can differ.
            found.additional = match found.additional {
                None => values,
                Some(_) => Some(Value::Bool(true)),
            };
            return;
        }
        found.add(
            name,
            schema,
            field.presence == Presence::Required || field.constant.is_some(),
        );
    }

    /// Returns the schema of an object or a map that is written as a list of names and values.
    fn json_entries(&mut self, entries: &JsonEntries, field: &Field, place: &str) -> Schema {
        let reason = "the document does not relate the value of an entry to its name";
        self.miss(place, "entries", reason);
        let mut properties = Schema::new();
        properties.insert(entries.key.clone(), json!({ "type": "string" }));
        properties.insert(entries.value.clone(), json!({}));
        let mut schema = json_map(json!({
            "type": "array",
            "items": {
                "type": "object",
                "properties": properties,
                "required": [&entries.key, &entries.value],
            },
        }));
        let description = field.description.as_ref().map(|text| json!(text));
        bound(&mut schema, "description", description);
        schema
    }

    /// Returns the schema of a field as a format writes it.
    pub(super) fn wire_field<L>(
        &mut self,
        field: &Field,
        place: &str,
        wire: &FieldWire<L>,
        joined: bool,
        object: &dyn Fn(&mut Self, ObjectId, &str) -> Schema,
    ) -> Schema {
        if let Some(constant) = &field.constant {
            return constant_schema(constant);
        }
        let mut schema = self.field(field, place, object);
        let spelled: Vec<Value> = wire
            .values
            .iter()
            .map(|(_, spelled)| literal(spelled))
            .collect();
        let is_list = field.ty.list().is_some() && !field.ty.is_nested();
        if !spelled.is_empty() && !is_list {
            spell(&field.ty, spelled, &mut schema);
        } else if !spelled.is_empty() {
            self.miss(
                place,
                "values",
                "the spellings of the items are not part of the document",
            );
        }
        if joined {
            self.miss(
                place,
                "join",
                "the document has only a text, not the items in it",
            );
            schema
                .retain(|key, _| matches!(key.as_str(), "description" | "deprecated" | "readOnly"));
            schema.insert("type".to_owned(), json!("string"));
        }
        if wire.absent != Absent::Omit {
            self.miss(
                place,
                "absent",
                "no keyword says that a missing value is written",
            );
        }
        let has_null =
            field.presence == Presence::Clearable(Clear::Null) || wire.absent == Absent::Null;
        let has_empty =
            field.presence == Presence::Clearable(Clear::Empty) || wire.absent == Absent::Empty;
        if has_null {
            schema = nullable(schema);
        }
        if has_empty {
            schema = json_map(json!({ "anyOf": [schema, { "const": "" }] }));
        }
        if field.presence == Presence::Clearable(Clear::EmptyList) {
            schema = json_map(json!({ "anyOf": [schema, { "type": "array", "maxItems": 0 }] }));
        }
        schema
    }
}

/// Returns a schema that also accepts null.
fn nullable(mut schema: Schema) -> Schema {
    let kind = schema
        .get("type")
        .and_then(Value::as_str)
        .map(str::to_owned);
    match kind {
        Some(kind) if !schema.contains_key("oneOf") && !schema.contains_key("enum") => {
            schema.insert("type".to_owned(), json!([kind, "null"]));
            schema
        }
        Some(_) | None => json_map(json!({ "anyOf": [schema, { "type": "null" }] })),
    }
}

/// Replaces the values of a type by their spellings: those of the field, of its items or of the values of its map.
fn spell(ty: &Type, spelled: Vec<Value>, schema: &mut Schema) {
    let (key, item) = match ty.structure() {
        Structure::List(list) => ("items", &list.item),
        Structure::Map(map) => ("additionalProperties", &map.item),
        Structure::Primitive(_) | Structure::Object(_) => {
            schema
                .retain(|key, _| matches!(key.as_str(), "description" | "deprecated" | "readOnly"));
            schema.insert("enum".to_owned(), Value::Array(spelled));
            return;
        }
    };
    let inner = schema.entry(key).or_insert_with(|| json!({}));
    if let Value::Object(inner) = inner {
        spell(item, spelled, inner);
    }
}
