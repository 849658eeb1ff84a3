//! Writes values to a JSON tree.

use serde_json::{Map, Value as Json};
use wireform_codegen::plan::{
    Content, JsonList, JsonMember, Literal, PlaceStep, Plan, Source, Structure, TreeNode as _, Type,
};

use crate::value::{Slots, Value};

/// Returns the value at a place, and makes it if there is none. What is in the way is replaced. The last step to the items of a
/// list leads to the item at `index`, and each step before it to the first item.
pub(super) fn entry<'j>(root: &'j mut Json, steps: &[PlaceStep], index: usize) -> &'j mut Json {
    let mut node = root;
    for (at, step) in steps.iter().enumerate() {
        node = match step {
            PlaceStep::Member(name) | PlaceStep::Attribute(name) => {
                if !node.is_object() {
                    *node = Json::Object(Map::new());
                }
                &mut node[name.as_str()]
            }
            PlaceStep::Items => {
                let is_last = !steps[at + 1..].contains(&PlaceStep::Items);
                let index = if is_last { index } else { 0 };
                if !node.is_array() {
                    *node = Json::Array(Vec::new());
                }
                if let Json::Array(items) = node
                    && items.len() <= index
                {
                    items.resize(index + 1, Json::Null);
                }
                &mut node[index]
            }
        };
    }
    node
}

/// Returns whether there is a value at a place.
pub(super) fn has(root: &Json, steps: &[PlaceStep]) -> bool {
    let Some((step, rest)) = steps.split_first() else {
        return !root.is_null();
    };
    let next = match step {
        PlaceStep::Member(name) | PlaceStep::Attribute(name) => root.get(name),
        PlaceStep::Items => root.get(0),
    };
    next.is_some_and(|next| has(next, rest))
}

/// Returns a value of a type as JSON.
pub(super) fn value(
    plan: &Plan,
    ty: &Type,
    spellings: &[(String, Literal)],
    list: Option<&JsonList>,
    value: &Value,
) -> Json {
    if let Some(text) = value.text()
        && let Some((_, literal)) = spellings.iter().find(|(logical, _)| *logical == text)
    {
        return literal_value(literal);
    }
    match (value, ty.structure()) {
        (Value::Text(text), _) => Json::from(text.as_str()),
        (Value::Integer(number), _) => Json::from(*number),
        (Value::Boolean(truth), _) => Json::from(*truth),
        (Value::List(items), Structure::List(declared)) => {
            let items = items.iter();
            let items = items.map(|item| self::value(plan, &declared.item, spellings, None, item));
            let joined = match list {
                Some(JsonList::Join(separator)) => Some(separator.as_str()),
                Some(JsonList::Array) | None => declared.join.as_deref(),
            };
            match joined {
                Some(separator) => {
                    let texts: Vec<String> = items.map(|item| plain(&item)).collect();
                    Json::from(texts.join(separator))
                }
                None => items.collect(),
            }
        }
        (Value::Object(slots), Structure::Object(object)) => {
            let mut members = Map::new();
            write_members(
                plan,
                &plan.objects[object],
                &plan.objects[object].json,
                slots,
                &mut members,
            );
            Json::Object(members)
        }
        (Value::Map(entries), Structure::Map(map)) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, it)| {
                (
                    key.clone(),
                    self::value(plan, &map.item, spellings, None, it),
                )
            });
            Json::Object(entries.collect())
        }
        (
            Value::Clear | Value::Broken | Value::List(_) | Value::Map(_) | Value::Object(_),
            Structure::Primitive(_) | Structure::List(_) | Structure::Map(_) | Structure::Object(_),
        ) => Json::Null,
    }
}

fn write_members(
    plan: &Plan,
    object: &wireform_codegen::plan::ObjectType,
    nodes: &[JsonMember],
    slots: &Slots,
    members: &mut Map<String, Json>,
) {
    for node in nodes {
        match node.content() {
            Content::Group(group) => {
                let mut inside = Map::new();
                write_members(plan, object, &group.children, slots, &mut inside);
                if !inside.is_empty() || group.always {
                    members.insert(node.name.clone(), Json::Object(inside));
                }
            }
            Content::Value(Source::Constant(literal)) => {
                members.insert(node.name.clone(), literal_value(literal));
            }
            Content::Value(Source::Credential(_)) => {}
            Content::Value(Source::Field(wire)) => {
                let field = &object.fields[wire.field];
                let found = match (
                    &field.constant,
                    slots.get(wire.field).and_then(Option::as_ref),
                ) {
                    (Some(constant), _) => literal_value(constant),
                    (None, Some(found)) => {
                        value(plan, &field.ty, &wire.values, wire.list.as_ref(), found)
                    }
                    (None, None) => continue,
                };
                members.insert(node.name.clone(), found);
            }
        }
    }
}

pub(super) fn literal_value(literal: &Literal) -> Json {
    match literal {
        Literal::String(text) => Json::from(text.as_str()),
        Literal::Number(text) => serde_json::from_str(text).unwrap_or(Json::Null),
        Literal::Boolean(truth) => Json::from(*truth),
        Literal::Null => Json::Null,
    }
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}
