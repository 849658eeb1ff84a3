//! Writes wire trees as JSON.

use wireform::__rt::{Body, json};
use wireform_codegen::plan::{
    Absent, Clear, FieldWire, JsonContent, JsonList, JsonMember, Literal, Structure, Type,
};

use super::{Found, Scope, Walk, joined, marked, spelling};
use crate::value::Value;

/// Writes the root object.
pub(super) fn document<'a>(walk: &Walk<'a>, nodes: &'a [JsonMember], scope: Scope<'a>) -> Body {
    let mut body = Body::new();
    write_members(walk, &mut body, nodes, scope);
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
            JsonContent::Value(source) => {
                let found = walk.find(source, scope);
                if !matches!(found, Found::Nothing) {
                    json::between(body, ",\"", &node.name, "\":");
                    write_found(walk, body, found);
                }
            }
        }
    }
    json::close_members(body, object);
}

fn write_found(walk: &Walk<'_>, body: &mut Body, found: Found<'_, JsonList>) {
    match found {
        Found::Nothing => {}
        Found::Literal(constant) => write_literal(body, constant),
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
        Found::Absent(Absent::Empty) | Found::Clear(Clear::Empty) => json::string(body, ""),
        Found::Absent(Absent::Null | Absent::Omit) | Found::Clear(Clear::Null) => json::null(body),
        Found::Clear(Clear::EmptyList) => body.raw("[]"),
        Found::Value {
            ty,
            value,
            secret,
            wire,
        } => marked(body, secret, |body| {
            write_value(walk, body, wire, ty, value)
        }),
    }
}

fn write_value(
    walk: &Walk<'_>,
    body: &mut Body,
    wire: &FieldWire<JsonList>,
    ty: &Type,
    value: &Value,
) {
    if let Some(text) = value.text()
        && let Some(constant) = spelling(wire, &text)
    {
        return write_literal(body, constant);
    }
    match (value, ty.structure()) {
        (Value::Text(text), _) => json::string(body, text),
        (Value::Integer(number), _) => json::integer(body, *number),
        (Value::Boolean(truth), _) => json::boolean(body, *truth),
        (Value::List(items), Structure::List(list)) => match &wire.list {
            Some(JsonList::Join(separator)) => {
                json::string(body, &joined(wire, items, separator));
            }
            Some(JsonList::Array) | None => {
                let array = body.len();
                for item in items {
                    body.raw(",");
                    write_value(walk, body, wire, &list.item, item);
                }
                json::close_items(body, array);
            }
        },
        (Value::Object(slots), Structure::Object(index)) => {
            let object = &walk.plan.objects[index];
            let scope = Scope {
                fields: &object.fields,
                slots,
            };
            let walk = Walk {
                plan: walk.plan,
                credentials: walk.credentials,
            };
            write_members(&walk, body, &object.json, scope);
        }
        // Not a valid value of the type.
        (
            Value::Clear | Value::Broken | Value::List(_) | Value::Object(_),
            Structure::Primitive(_) | Structure::List(_) | Structure::Object(_),
        ) => json::null(body),
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
