//! Writes values to a JSON tree.

use wireform_codegen::plan::{
    Constant, Content, JsonList, JsonMember, Literal, PlaceStep, Plan, Source, Structure, Tagging,
    TreeNode as _, Type,
};

use super::tree::Json;
use crate::value::{Slots, Value};

/// Returns the value at a place, and makes it if there is none. What is in the way is replaced. The last step to the items of a
/// list leads to the item at `index`, and each step before it to the first item.
pub(super) fn entry<'j>(root: &'j mut Json, steps: &[PlaceStep], index: usize) -> &'j mut Json {
    let mut node = root;
    for (at, step) in steps.iter().enumerate() {
        node = match step {
            PlaceStep::Member(name) | PlaceStep::Attribute(name) => node.member(name),
            PlaceStep::Text | PlaceStep::Where { .. } => node,
            PlaceStep::Items => {
                let is_last = !steps[at + 1..].contains(&PlaceStep::Items);
                let index = if is_last { index } else { 0 };
                node.item(index)
            }
        };
    }
    node
}

/// Returns whether there is a value at a place.
pub(super) fn has(root: &Json, steps: &[PlaceStep]) -> bool {
    let Some((step, rest)) = steps.split_first() else {
        return *root != Json::Null;
    };
    let next = match step {
        PlaceStep::Member(name) | PlaceStep::Attribute(name) => root.get(name),
        PlaceStep::Text | PlaceStep::Where { .. } => Some(root),
        PlaceStep::Items => root.first(),
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
    if let Some(JsonList::Entries(entries)) = list {
        let members = match self::value(plan, ty, spellings, None, value) {
            Json::Object(members) => members,
            other => return other,
        };
        let entry = |(key, value)| {
            let key = (entries.key.clone(), Json::Text(key));
            Json::Object(vec![key, (entries.value.clone(), value)])
        };
        return Json::List(members.into_iter().map(entry).collect());
    }
    match (value, ty.structure()) {
        (Value::Text(text), _) => Json::text(text),
        (Value::Integer(number), _) => Json::Number(number.to_string()),
        (Value::Number(number), _) => Json::Number(number.to_string()),
        (Value::Json(json), _) => Json::Number(json.to_string()),
        (Value::Boolean(truth), _) => Json::Boolean(*truth),
        (Value::List(items), Structure::List(declared)) => {
            let items = items.iter();
            let items = items.map(|item| self::value(plan, &declared.item, spellings, None, item));
            let joined = match list {
                Some(JsonList::Join(separator)) => Some(separator.as_str()),
                Some(JsonList::Array | JsonList::Entries(_) | JsonList::Members(_)) | None => {
                    declared.join.as_deref()
                }
            };
            match joined {
                Some(separator) => {
                    let texts: Vec<String> = items.map(|item| plain(&item)).collect();
                    Json::text(texts.join(separator))
                }
                None => Json::List(items.collect()),
            }
        }
        (Value::Object(slots), Structure::Object(object)) => {
            let mut members = Json::Object(Vec::new());
            write_members(
                plan,
                &plan.objects[object],
                &plan.objects[object].json,
                slots,
                &mut members,
            );
            match &plan.objects[object].tagging {
                Some(Tagging::Member(tag)) => tagged(tag, members),
                Some(Tagging::Kind) => alone(members),
                Some(Tagging::External) | None => members,
            }
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

/// Returns the object of a variant, whose first member is the tag with the name of the variant. `union` has one member with this name.
fn tagged(tag: &str, union: Json) -> Json {
    let Json::Object(variants) = union else {
        return union;
    };
    let mut members = Vec::new();
    for (name, value) in variants {
        members.push((tag.to_owned(), Json::text(name)));
        if let Json::Object(inside) = value {
            members.extend(inside);
        }
    }
    Json::Object(members)
}

/// Returns the value of a variant. `union` has one member with its name.
fn alone(union: Json) -> Json {
    match union {
        Json::Object(variants) => {
            let mut values = variants.into_iter().map(|(_, value)| value);
            values.next().unwrap_or(Json::Null)
        }
        other => other,
    }
}

/// Writes the members of an object. It has no constant with a time, a nonce or a mask: only requests have these.
fn write_members(
    plan: &Plan,
    object: &wireform_codegen::plan::ObjectType,
    nodes: &[JsonMember],
    slots: &Slots,
    members: &mut Json,
) {
    for node in nodes {
        match node.content() {
            Content::Group(group) => {
                let mut inside = Json::Object(Vec::new());
                write_members(plan, object, &group.children, slots, &mut inside);
                if inside != Json::Object(Vec::new()) || group.always {
                    *members.member(&node.name) = inside;
                }
            }
            Content::Value(Source::Constant {
                value: constant, ..
            }) => {
                if let Some(constant) = constant.literal() {
                    *members.member(&node.name) = literal_value(constant);
                }
            }
            // No type has a document in a text or a tree, only an envelope of requests.
            Content::Value(Source::Credential(_)) | Content::Document(_) | Content::Tree(_) => {}
            Content::Value(Source::Field(wire)) => {
                let field = &object.fields[wire.field];
                let constant = field.constant.as_ref();
                let found = match (
                    constant.and_then(Constant::literal),
                    slots.get(wire.field).and_then(Option::as_ref),
                ) {
                    (Some(constant), _) => literal_value(constant),
                    (None, Some(found)) => {
                        value(plan, &field.ty, &wire.values, wire.list.as_ref(), found)
                    }
                    (None, None) => continue,
                };
                *members.member(&node.name) = found;
            }
        }
    }
}

pub(super) fn literal_value(literal: &Literal) -> Json {
    match literal {
        Literal::String(text) => Json::text(text),
        Literal::Number(text) => Json::Number(text.clone()),
        Literal::Boolean(truth) => Json::Boolean(*truth),
        Literal::Null => Json::Null,
    }
}

fn plain(value: &Json) -> String {
    match value {
        Json::Text(text) => text.clone(),
        other => other.to_string(),
    }
}
