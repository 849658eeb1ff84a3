//! Writes types as schemas, and the values of an operation as one schema.

use serde_json::{Map, Value, json};
use wireform_codegen::pattern::language::format_set;
use wireform_codegen::plan::{
    AnyFormat, CheckKind, Clear, Field, FieldId, Format, ItemIndex, LengthUnit, List, Location,
    MapKeys, MapType, ObjectId, Operation, Plan, Presence, Primitive, Structure, TextFacets, Type,
};

use super::regex::{contains, ecma};
use super::unions::external;
use super::{Exported, Unsaid};

/// A schema under construction.
pub(super) type Schema = Map<String, Value>;

/// Writes schemas for one plan.
pub(super) struct Types<'p> {
    pub(super) plan: &'p Plan,
    pub(super) unsaid: Vec<Unsaid>,
}

/// Describes the values of an operation by their logical names.
pub(super) fn values_of(plan: &Plan, operation: &Operation) -> Exported {
    let mut types = Types {
        plan,
        unsaid: Vec::new(),
    };
    let mut schema = Schema::new();
    schema.insert(
        "$schema".to_owned(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    schema.insert("title".to_owned(), json!(operation.name));
    if let Some(text) = &operation.description {
        schema.insert("description".to_owned(), json!(text));
    }
    types.members(&operation.fields, &operation.name, &mut schema);
    for rule in plan.rules_of(operation) {
        types.miss(
            &operation.name,
            &format!("rule {}", rule.name),
            "rules between fields and facts are not part of the document",
        );
    }
    if operation
        .bindings
        .iter()
        .any(|binding| binding.body.is_xml())
    {
        types.miss(
            &operation.name,
            "unrepresentable",
            "XML does not have every character",
        );
    }
    for (id, field) in operation.fields.iter_ids() {
        let place = format!("{}.{}", operation.name, field.name);
        if field.ty.list().is_some() && numbers_objects(operation, id) {
            let reason = "an object with a number must have a member that is written";
            types.miss(&place, "unrepresentable", reason);
        }
        match field.location {
            Location::Path => types.miss(
                &place,
                "path_segment",
                "a segment of a path is not `.` or `..`, and not empty",
            ),
            Location::Header => {
                let reason = "a header does not have every character";
                types.miss(&place, "header_value", reason);
                if field.ty.map().is_some() {
                    for what in ["key", "key_taken", "unrepresentable"] {
                        types.miss(&place, what, "the keys are parts of the names of headers");
                    }
                }
            }
            Location::Query | Location::Body => {}
        }
    }
    Exported {
        document: Value::Object(schema),
        unsaid: types.unsaid,
    }
}

/// Returns whether a format writes only the members of an object, with its number.
fn numbers_objects(operation: &Operation, field: FieldId) -> bool {
    let mut written = operation.bindings.iter().flat_map(|it| it.body.fields());
    written.any(|written| match written.index {
        ItemIndex::Members(..) => written.field == field,
        ItemIndex::None
        | ItemIndex::Pointer
        | ItemIndex::Element
        | ItemIndex::Wrapped(_)
        | ItemIndex::Numbered(..)
        | ItemIndex::NumberedMember(..) => false,
    })
}

impl Types<'_> {
    /// Records what the document cannot say.
    pub(super) fn miss(&mut self, place: &str, what: &str, reason: &str) {
        let unsaid = Unsaid {
            place: place.to_owned(),
            what: what.to_owned(),
            reason: reason.to_owned(),
        };
        if !self.unsaid.contains(&unsaid) {
            self.unsaid.push(unsaid);
        }
    }

    /// Adds the fields of an object by their logical names.
    fn members(&mut self, fields: &[Field], place: &str, schema: &mut Schema) {
        let mut properties = Schema::new();
        let mut required = Vec::new();
        for field in fields.iter().filter(|field| field.constant.is_none()) {
            let mut property = self.field(
                field,
                &format!("{place}.{}", field.name),
                &|types, object, place| {
                    let object = &types.plan.objects[object];
                    let mut schema = Schema::new();
                    types.members(&object.fields, place, &mut schema);
                    match object.is_union() {
                        true => external(schema),
                        false => schema,
                    }
                },
            );
            match field.presence {
                Presence::Required => required.push(json!(field.name)),
                Presence::Optional | Presence::Variant => {}
                // The text or the list that clears is no value; null clears.
                Presence::Clearable(Clear::Empty) if field.ty.is_text() => {
                    property = json_map(
                        json!({ "anyOf": [{ "type": "null" }, { "allOf": [property, { "minLength": 1 }] }] }),
                    );
                }
                Presence::Clearable(_) => {
                    property = json_map(json!({ "anyOf": [{ "type": "null" }, property] }))
                }
            }
            properties.insert(field.name.clone(), Value::Object(property));
        }
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("properties".to_owned(), Value::Object(properties));
        if !required.is_empty() {
            schema.insert("required".to_owned(), Value::Array(required));
        }
        schema.insert("additionalProperties".to_owned(), json!(false));
    }

    /// Returns the schema of a field without what a missing or cleared value is. `object` writes an object type.
    pub(super) fn field(
        &mut self,
        field: &Field,
        place: &str,
        object: &dyn Fn(&mut Self, ObjectId, &str) -> Schema,
    ) -> Schema {
        if field.ty.is_any_json() {
            self.miss(place, "null", "a field with any JSON value is not null");
        }
        let mut schema = self.of_type(&field.ty, place, field.needs_item, object);
        if let Some(text) = &field.description {
            schema.insert("description".to_owned(), json!(text));
        }
        if field.deprecated.is_some() {
            schema.insert("deprecated".to_owned(), json!(true));
        }
        if field.access.is_read_only() {
            schema.insert("readOnly".to_owned(), json!(true));
        }
        if let Some(default) = &field.default {
            schema.insert("default".to_owned(), typed(&field.ty, default));
        }
        if !field.examples.is_empty() && field.ty.list().is_none() {
            let values = field
                .examples
                .iter()
                .map(|text| typed(&field.ty, text))
                .collect();
            schema.insert("examples".to_owned(), Value::Array(values));
        }
        schema
    }

    fn of_type(
        &mut self,
        ty: &Type,
        place: &str,
        needs_item: bool,
        object: &dyn Fn(&mut Self, ObjectId, &str) -> Schema,
    ) -> Schema {
        match ty.structure() {
            Structure::Object(id) => {
                if needs_item {
                    let reason = "an object must have a member that is written";
                    self.miss(place, "unrepresentable", reason);
                }
                object(self, id, place)
            }
            Structure::List(list) => self.list(list, place, needs_item, object),
            Structure::Map(map) => self.map(map, place, object),
            Structure::Primitive(primitive) => self.primitive(primitive, place),
        }
    }

    fn primitive(&mut self, primitive: Primitive<'_>, place: &str) -> Schema {
        match primitive {
            Primitive::Text(facets) => self.text(facets, place),
            Primitive::Integer(facets) => {
                let mut schema = json_map(json!({ "type": "integer", "format": "int64" }));
                bound(
                    &mut schema,
                    "minimum",
                    facets.minimum.map(|value| json!(value)),
                );
                bound(
                    &mut schema,
                    "maximum",
                    facets.maximum.map(|value| json!(value)),
                );
                bound(
                    &mut schema,
                    "multipleOf",
                    facets.multiple_of.map(|value| json!(value)),
                );
                schema
            }
            Primitive::Number(facets) => {
                let mut schema = json_map(json!({ "type": "number" }));
                for (key, value) in facets.stated() {
                    bound(&mut schema, key, serde_json::from_str(value.as_str()).ok());
                }
                schema
            }
            Primitive::Any(AnyFormat::Json) => Schema::new(),
            Primitive::Any(AnyFormat::Xml) => {
                let what = "OpenAPI cannot describe any XML element";
                self.miss(place, "element", what);
                Schema::new()
            }
            Primitive::Boolean => json_map(json!({ "type": "boolean" })),
            Primitive::Date => json_map(json!({ "type": "string", "format": "date" })),
            Primitive::Timestamp => json_map(json!({ "type": "string", "format": "date-time" })),
            Primitive::Enum(id) => {
                let values = &self.plan.enums[id].values;
                let choices: Vec<Value> = values
                    .iter()
                    .map(|value| json!({ "const": value.value, "description": value.meaning }))
                    .collect();
                json_map(json!({ "type": "string", "oneOf": choices }))
            }
        }
    }

    fn list(
        &mut self,
        list: &List,
        place: &str,
        needs_item: bool,
        object: &dyn Fn(&mut Self, ObjectId, &str) -> Schema,
    ) -> Schema {
        let mut item = self.of_type(&list.item, place, false, object);
        match list.separator().filter(|_| list.item.is_textual()) {
            None => {}
            Some((join, 0)) => {
                let found = contains(join);
                item = json_map(json!({ "allOf": [item, { "not": { "pattern": found } }] }));
            }
            Some(_) => self.miss(
                place,
                "separator",
                "the number of separators in an item is not part of the document",
            ),
        }
        let mut schema = json_map(json!({ "type": "array", "items": item }));
        let least = list
            .facets
            .min_items
            .unwrap_or(0)
            .max(u64::from(needs_item));
        bound(&mut schema, "minItems", (least > 0).then(|| json!(least)));
        bound(
            &mut schema,
            "maxItems",
            list.facets.max_items.map(|value| json!(value)),
        );
        bound(
            &mut schema,
            "uniqueItems",
            list.facets.unique_items.then(|| json!(true)),
        );
        if !list.facets.unique_by.is_empty() {
            self.miss(
                place,
                "unique_items",
                "no keyword says that members of items differ",
            );
        }
        schema
    }

    fn map(
        &mut self,
        map: &MapType,
        place: &str,
        object: &dyn Fn(&mut Self, ObjectId, &str) -> Schema,
    ) -> Schema {
        let item = self.of_type(&map.item, place, false, object);
        let known = self.unsaid.len();
        let keys = match &map.keys {
            MapKeys::Text(facets) => self.text(facets, place),
            MapKeys::Enum(id) => self.primitive(Primitive::Enum(*id), place),
        };
        if self.unsaid.len() > known {
            self.miss(
                place,
                "key",
                "the facets of the keys are only partly in the document",
            );
        }
        let mut schema = json_map(json!({ "type": "object", "additionalProperties": item }));
        let has_facets = keys != json_map(json!({ "type": "string" }));
        bound(
            &mut schema,
            "propertyNames",
            has_facets.then(|| json!(keys)),
        );
        bound(
            &mut schema,
            "minProperties",
            map.min_items.map(|it| json!(it)),
        );
        bound(
            &mut schema,
            "maxProperties",
            map.max_items.map(|it| json!(it)),
        );
        schema
    }

    fn text(&mut self, facets: &TextFacets, place: &str) -> Schema {
        let mut schema = json_map(json!({ "type": "string" }));
        match facets.unit {
            LengthUnit::Chars => {
                bound(
                    &mut schema,
                    "minLength",
                    facets.min_length.map(|value| json!(value)),
                );
                bound(
                    &mut schema,
                    "maxLength",
                    facets.max_length.map(|value| json!(value)),
                );
            }
            LengthUnit::Utf16 | LengthUnit::Bytes => {
                for code in ["min_length", "max_length"] {
                    self.miss(place, code, "JSON Schema counts code points");
                }
            }
        }
        if !facets.normal.is_empty() {
            self.miss(
                place,
                "normalize",
                "no keyword says that a text is brought into a normal form",
            );
        }
        let mut more: Vec<Value> = Vec::new();
        for pattern in &facets.patterns {
            match ecma(&pattern.expression) {
                Some(pattern) => more.push(json!({ "pattern": pattern })),
                None => self.miss(place, "pattern", "ECMA-262 cannot write the pattern"),
            }
        }
        for check in &facets.checks {
            match (ecma(&check.regex), check.kind) {
                (Some(pattern), CheckKind::Contains | CheckKind::Pattern) => {
                    more.push(json!({ "pattern": pattern }))
                }
                (Some(pattern), CheckKind::Excludes) => {
                    more.push(json!({ "not": { "pattern": pattern } }))
                }
                (None, _) => self.miss(place, "check", "ECMA-262 cannot write the pattern"),
            }
        }
        for group in &facets.formats {
            if let [only] = group.as_slice() {
                self.format(*only, place, &mut schema, &mut more);
                continue;
            }
            let alternatives: Vec<Value> = group
                .iter()
                .map(|format| {
                    let (mut one, mut more) = (Schema::new(), Vec::new());
                    self.format(*format, place, &mut one, &mut more);
                    if !more.is_empty() {
                        one.insert("allOf".to_owned(), Value::Array(more));
                    }
                    Value::Object(one)
                })
                .collect();
            more.push(json!({ "anyOf": alternatives }));
        }
        // One pattern stands beside the other keywords, as people write it.
        if let [Value::Object(only)] = more.as_slice() {
            schema.extend(only.clone());
        } else if !more.is_empty() {
            schema.insert("allOf".to_owned(), Value::Array(more));
        }
        schema
    }

    fn format(&mut self, format: Format, place: &str, schema: &mut Schema, more: &mut Vec<Value>) {
        match format {
            Format::Email
            | Format::Hostname
            | Format::Uri
            | Format::Ipv4
            | Format::Ipv6
            | Format::Uuid => {
                schema.insert("format".to_owned(), json!(format.name()));
                self.miss(
                    place,
                    "format",
                    "the format of JSON Schema has other members, and validators differ",
                );
            }
            Format::UriReference => {
                schema.insert("format".to_owned(), json!("uri-reference"));
                self.miss(
                    place,
                    "format",
                    "the format of JSON Schema has other members, and validators differ",
                );
            }
            Format::Host
            | Format::HostAndPort
            | Format::Ipv4Cidr
            | Format::Ipv6Cidr
            | Format::Ipv4Prefix => self.miss(place, "format", "JSON Schema has no such format"),
            Format::CountryLike => more.push(json!({ "pattern": "^[A-Z]{2}$" })),
            Format::E164 => more.push(json!({ "pattern": "^\\+[1-9][0-9]{1,14}$" })),
            Format::Country => {
                let letters = 'A'..='Z';
                let pairs = letters.clone().flat_map(|first| {
                    letters
                        .clone()
                        .map(move |second| format!("{first}{second}"))
                });
                match format_set(format) {
                    Ok((set, _)) => more.push(json!({ "enum": pairs.filter(|pair| set.contains(pair)).collect::<Vec<_>>() })),
                    Err(_) => self.miss(place, "format", "the set of countries is not known"),
                }
            }
        }
    }
}

/// Returns the value that a text stands for.
pub(super) fn typed(ty: &Type, text: &str) -> Value {
    let parsed = match ty.item().primitive() {
        Some(Primitive::Integer(_)) => text.parse::<i64>().ok().map(Value::from),
        Some(Primitive::Number(_)) => serde_json::from_str(text).ok().filter(Value::is_number),
        Some(Primitive::Any(AnyFormat::Json)) => serde_json::from_str(text).ok(),
        Some(Primitive::Boolean) => text.parse::<bool>().ok().map(Value::from),
        Some(
            Primitive::Text(_)
            | Primitive::Any(AnyFormat::Xml)
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Enum(_),
        )
        | None => None,
    };
    parsed.unwrap_or_else(|| json!(text))
}

pub(super) fn bound(schema: &mut Schema, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        schema.insert(key.to_owned(), value);
    }
}

/// Returns the entries of an object literal.
pub(super) fn json_map(value: Value) -> Schema {
    match value {
        Value::Object(entries) => entries,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Schema::new()
        }
    }
}
