//! The kinds of JSON values, by which the variants of a union can be told apart.

use std::fmt;

use super::data::{ObjectType, Type};
use super::ids::{FieldId, ObjectId, Table};
use super::literal::Literal;
use super::types::{Primitive, Structure};
use super::wire::{FieldWire, JsonContent, JsonList, JsonMember, Source};

/// The kind of a JSON value. A null is the absence of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonKind {
    /// A string.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A list.
    List,
    /// An object.
    Object,
}

impl JsonKind {
    /// All kinds.
    pub const ALL: [JsonKind; 5] = [
        JsonKind::Text,
        JsonKind::Number,
        JsonKind::Boolean,
        JsonKind::List,
        JsonKind::Object,
    ];

    fn of_literal(literal: &Literal) -> Option<Self> {
        match literal {
            Literal::String(_) => Some(JsonKind::Text),
            Literal::Number(_) => Some(JsonKind::Number),
            Literal::Boolean(_) => Some(JsonKind::Boolean),
            Literal::Null => None,
        }
    }
}

impl fmt::Display for JsonKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            JsonKind::Text => "text",
            JsonKind::Number => "number",
            JsonKind::Boolean => "boolean",
            JsonKind::List => "list",
            JsonKind::Object => "object",
        })
    }
}

/// Returns the kinds of each variant's JSON values. A variant that is any value has the kinds that no other variant has.
#[must_use]
pub fn variant_kinds(
    objects: &Table<ObjectId, ObjectType>,
    union: &ObjectType,
) -> Table<FieldId, Vec<JsonKind>> {
    let stated = stated_kinds(objects, union);
    let is_taken = |kind: &JsonKind| stated.iter().flatten().any(|kinds| kinds.contains(kind));
    stated.map(|kinds| match kinds {
        Some(kinds) => kinds.clone(),
        None => {
            let all = JsonKind::ALL.into_iter();
            all.filter(|kind| !is_taken(kind)).collect()
        }
    })
}

/// Returns the kinds of each variant's JSON values; none for a variant that is any value.
pub(crate) fn stated_kinds(
    objects: &Table<ObjectId, ObjectType>,
    union: &ObjectType,
) -> Table<FieldId, Option<Vec<JsonKind>>> {
    let mut found = union.fields.map(|_| Some(Vec::new()));
    add_kinds(objects, union, &union.json, &mut found);
    found
}

fn add_kinds(
    objects: &Table<ObjectId, ObjectType>,
    union: &ObjectType,
    members: &[JsonMember],
    found: &mut Table<FieldId, Option<Vec<JsonKind>>>,
) {
    for member in members {
        match &member.content {
            JsonContent::Value(Source::Field(wire)) => {
                found[wire.field] = kinds(objects, &union.fields[wire.field].ty, wire);
            }
            JsonContent::Value(Source::Constant { .. } | Source::Credential(_))
            | JsonContent::Document(_) => {}
            JsonContent::Group(group) => add_kinds(objects, union, &group.children, found),
        }
    }
}

/// Returns the kinds of the JSON values of a type; none for any value.
fn kinds(
    objects: &Table<ObjectId, ObjectType>,
    ty: &Type,
    wire: &FieldWire<JsonList>,
) -> Option<Vec<JsonKind>> {
    let one = |kind| Some(vec![kind]);
    match (&wire.list, ty.structure()) {
        (Some(JsonList::Join(_)), _) => one(JsonKind::Text),
        (Some(JsonList::Entries(_)), _) => one(JsonKind::List),
        // A variant is never written so.
        (Some(JsonList::Members(_)), _) => one(JsonKind::Object),
        (Some(JsonList::Array) | None, Structure::Primitive(_)) if !wire.values.is_empty() => {
            let mut found = Vec::new();
            for (_, literal) in &wire.values {
                let kind = JsonKind::of_literal(literal);
                found.extend(kind.filter(|kind| !found.contains(kind)));
            }
            Some(found)
        }
        (Some(JsonList::Array) | None, Structure::Primitive(primitive)) => match primitive {
            Primitive::Text(_) | Primitive::Date | Primitive::Timestamp | Primitive::Enum(_) => {
                one(JsonKind::Text)
            }
            Primitive::Integer(_) | Primitive::Number(_) => one(JsonKind::Number),
            Primitive::Boolean => one(JsonKind::Boolean),
            Primitive::Any(_) => None,
        },
        (Some(JsonList::Array) | None, Structure::List(_)) => one(JsonKind::List),
        (Some(JsonList::Array) | None, Structure::Map(_)) => one(JsonKind::Object),
        (Some(JsonList::Array) | None, Structure::Object(id)) => {
            let object = &objects[id];
            if !object.is_by_kind() {
                return one(JsonKind::Object);
            }
            let inner: Option<Vec<_>> = stated_kinds(objects, object).into_iter().collect();
            Some(inner?.concat())
        }
    }
}
