//! Writes wire trees as JSON.

use wireform::__rt::{Body, Kept, json};
use wireform_codegen::plan::{
    EntryFrame, FieldWire, JsonContent, JsonDocument, JsonList, JsonMember, JsonMembers, Literal,
    Tagging,
};

use super::{Found, Scope, Walk, joined, marked, spelling};
use crate::valid::ValidValue;

/// Writes the root object.
pub(super) fn document<'a>(
    walk: &Walk<'a>,
    nodes: &'a [JsonMember],
    scope: Scope<'a>,
    kept: &Kept,
) -> Body {
    let mut body = Body::new();
    write_members(walk, &mut body, nodes, scope);
    kept.write(&mut body, 0);
    body
}

/// Returns the text of a document in the value of a parameter, and whether a part of it is secret.
pub(super) fn text<'a>(
    walk: &Walk<'a>,
    document: &'a JsonDocument,
    scope: Scope<'a>,
) -> (String, bool) {
    let mut body = Body::new();
    write_members(walk, &mut body, &document.group.children, scope);
    body.into_nested(document.base64)
}

/// Writes the value of a tree.
pub(super) fn tree_value<'a>(walk: &Walk<'a>, value: &'a JsonMember, scope: Scope<'a>) -> Body {
    let mut body = Body::new();
    match &value.content {
        JsonContent::Group(group) => write_members(walk, &mut body, &group.children, scope),
        JsonContent::Document(document) => {
            let mut text = Body::new();
            write_members(walk, &mut text, &document.group.children, scope);
            json::nested(&mut body, text, document.base64);
        }
        JsonContent::Value(source) => write_found(walk, &mut body, walk.find(source, scope)),
    }
    body
}

fn write_members<'a>(walk: &Walk<'a>, body: &mut Body, nodes: &'a [JsonMember], scope: Scope<'a>) {
    let object = body.len();
    for node in nodes {
        match &node.content {
            JsonContent::Group(group) => {
                if walk.asks(group, scope) {
                    json::between(body, ",\"", &node.name, "\":");
                    write_members(walk, body, &group.children, scope);
                }
            }
            JsonContent::Document(document) => {
                json::between(body, ",\"", &node.name, "\":");
                let mut text = Body::new();
                write_members(walk, &mut text, &document.group.children, scope);
                json::nested(body, text, document.base64);
            }
            JsonContent::Value(source) => {
                let found = walk.find(source, scope);
                match (found, node.content.members()) {
                    (Found::Nothing, _) => {}
                    (found, Some(members)) => write_free_members(walk, body, members, found),
                    (found, None) => {
                        json::between(body, ",\"", &node.name, "\":");
                        write_found(walk, body, found);
                    }
                }
            }
        }
    }
    json::close_members(body, object);
}

/// Writes the entries of a map as members of the object around it.
fn write_free_members(
    walk: &Walk<'_>,
    body: &mut Body,
    members: &JsonMembers,
    found: Found<'_, JsonList>,
) {
    let Found::Value {
        value: ValidValue::Map(entries),
        secret,
        wire,
    } = found
    else {
        return;
    };
    let (open, close) = members.frame();
    marked(body, secret, |body| {
        for (key, value) in entries {
            json::between(body, &open, key, &close);
            write_value(walk, body, wire, value);
        }
    });
}

fn write_found(walk: &Walk<'_>, body: &mut Body, found: Found<'_, JsonList>) {
    match found {
        Found::Nothing => {}
        Found::Literal(constant) => write_literal(body, constant),
        Found::Text { text, is_number } => match is_number {
            true => json::number_text(body, &text),
            false => json::string(body, &text),
        },
        Found::Time(text) => json::time(body, &text),
        Found::Credential {
            text,
            integer,
            secret,
        } => marked(body, secret, |body| {
            if integer {
                json::number_text(body, text);
            } else {
                json::string(body, text);
            }
        }),
        Found::EmptyText => json::string(body, ""),
        Found::Null => json::null(body),
        // The resolver refuses `all_items` in JSON.
        Found::EmptyList | Found::AllItems(_) => body.raw("[]"),
        Found::Value {
            value,
            secret,
            wire,
        } => marked(body, secret, |body| match &wire.list {
            Some(JsonList::Entries(entries)) => {
                write_entries(walk, body, wire, &entries.frame(), value);
            }
            Some(JsonList::Array | JsonList::Join(_) | JsonList::Members(_)) | None => {
                write_value(walk, body, wire, value);
            }
        }),
    }
}

/// Writes an object or a map as entries.
fn write_entries(
    walk: &Walk<'_>,
    body: &mut Body,
    wire: &FieldWire<JsonList>,
    frame: &EntryFrame,
    value: &ValidValue,
) {
    let entry = |body: &mut Body, key: &str, write: &mut dyn FnMut(&mut Body)| {
        body.raw(&frame.open);
        json::string(body, key);
        body.raw(&frame.middle);
        write(body);
        body.raw(&frame.close);
    };
    let start = body.len();
    match value {
        ValidValue::Map(entries) => {
            for (key, value) in entries {
                entry(body, key, &mut |body| write_value(walk, body, wire, value));
            }
        }
        ValidValue::Object(index, slots) => {
            let (walk, object, scope) = walk.enter_object(*index, slots);
            for node in &object.json {
                // The resolver refuses groups in an object that is written as entries.
                let JsonContent::Value(source) = &node.content else {
                    continue;
                };
                match walk.find(source, scope) {
                    Found::Nothing => {}
                    found => {
                        let mut found = Some(found);
                        entry(body, &node.name, &mut |body| {
                            if let Some(found) = found.take() {
                                write_found(&walk, body, found);
                            }
                        });
                    }
                }
            }
        }
        ValidValue::Clear(_)
        | ValidValue::Text(_)
        | ValidValue::Integer(_)
        | ValidValue::Number(_)
        | ValidValue::Json(_)
        | ValidValue::Boolean(_)
        | ValidValue::List(_) => return write_value(walk, body, wire, value),
    }
    json::close_items(body, start);
}

fn write_value(walk: &Walk<'_>, body: &mut Body, wire: &FieldWire<JsonList>, value: &ValidValue) {
    if let Some(text) = value.text()
        && let Some(constant) = spelling(wire, &text)
    {
        return write_literal(body, constant);
    }
    match value {
        ValidValue::Clear(clear) => write_found(walk, body, (*clear).into()),
        ValidValue::Text(text) if wire.is_time => json::time(body, text),
        ValidValue::Text(text) => json::string(body, text),
        ValidValue::Integer(number) => json::integer(body, *number),
        ValidValue::Number(number) => json::number_text(body, number.as_str()),
        ValidValue::Json(value) => json::number_text(body, value.as_str()),
        ValidValue::Boolean(truth) => json::boolean(body, *truth),
        ValidValue::List(items) => match &wire.list {
            Some(JsonList::Join(separator)) => {
                json::string(body, &joined(wire, items, separator));
            }
            Some(JsonList::Array | JsonList::Entries(_) | JsonList::Members(_)) | None => {
                let array = body.len();
                for item in items {
                    body.raw(",");
                    write_value(walk, body, wire, item);
                }
                json::close_items(body, array);
            }
        },
        ValidValue::Map(entries) => {
            let map = body.len();
            for (key, value) in entries {
                json::between(body, ",\"", key, "\":");
                write_value(walk, body, wire, value);
            }
            json::close_members(body, map);
        }
        ValidValue::Object(index, slots) => {
            let (walk, object, scope) = walk.enter_object(*index, slots);
            match &object.tagging {
                Some(Tagging::Member(tag)) => write_variant(&walk, body, tag, &object.json, scope),
                Some(Tagging::Kind) => write_alone(&walk, body, &object.json, scope),
                Some(Tagging::External) | None => write_members(&walk, body, &object.json, scope),
            }
        }
    }
}

/// Writes the object of a variant, whose first member is the tag with the name of the variant.
fn write_variant<'a>(
    walk: &Walk<'a>,
    body: &mut Body,
    tag: &str,
    nodes: &'a [JsonMember],
    scope: Scope<'a>,
) {
    for node in nodes {
        let JsonContent::Value(source) = &node.content else {
            // A union has no groups.
            continue;
        };
        let found = walk.find(source, scope);
        if !matches!(found, Found::Nothing) {
            body.raw(&node.tagged_open(tag));
            let object = body.len();
            write_found(walk, body, found);
            json::continue_object(body, object);
        }
    }
}

/// Writes the value of a variant, without its name.
fn write_alone<'a>(walk: &Walk<'a>, body: &mut Body, nodes: &'a [JsonMember], scope: Scope<'a>) {
    for node in nodes {
        match &node.content {
            JsonContent::Value(source) => write_found(walk, body, walk.find(source, scope)),
            // A union has no groups.
            JsonContent::Group(_) | JsonContent::Document(_) => {}
        }
    }
}

fn write_literal(body: &mut Body, literal: &Literal) {
    match literal {
        Literal::String(text) => json::string(body, text),
        Literal::Number(text) => json::number_text(body, text),
        Literal::Boolean(truth) => json::boolean(body, *truth),
        Literal::Null => json::null(body),
    }
}
