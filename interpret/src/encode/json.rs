//! Wire trees as JSON.

use wireform::__rt::{Body, json};
use wireform_codegen::plan::{Absent, Clear, Content, Leaf, ListStyle, Literal, Type, WireNode};

use super::{Found, Scope, Walk, joined, marked, spelling};
use crate::value::Value;

/// The root object.
pub(super) fn document<'a>(walk: &Walk<'a>, nodes: &'a [WireNode], scope: Scope<'a>) -> Body {
    let mut body = Body::new();
    members(walk, &mut body, nodes, scope);
    body
}

fn members<'a>(walk: &Walk<'a>, body: &mut Body, nodes: &'a [WireNode], scope: Scope<'a>) {
    let mut object = json::Object::open(body);
    for node in nodes {
        match &node.content {
            Content::Group { children, .. } => {
                if walk.asks(node, scope) {
                    object.key(body, &node.name);
                    members(walk, body, children, scope);
                }
            }
            Content::Leaf(leaf) => {
                let found = walk.leaf(leaf, scope);
                if !matches!(found, Found::Nothing) {
                    object.key(body, &node.name);
                    write(walk, body, leaf, found);
                }
            }
        }
    }
    object.close(body);
}

fn write(walk: &Walk<'_>, body: &mut Body, leaf: &Leaf, found: Found<'_>) {
    match found {
        Found::Nothing => {}
        Found::Literal(constant) => literal(body, constant),
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
        Found::Clear(Clear::EmptyList) => json::Array::open(body).close(body),
        Found::Value { ty, value, secret } => {
            marked(body, secret, |body| data(walk, body, leaf, ty, value));
        }
    }
}

fn data(walk: &Walk<'_>, body: &mut Body, leaf: &Leaf, ty: &Type, value: &Value) {
    if let Some(text) = value.text()
        && let Some(constant) = spelling(leaf, &text)
    {
        return literal(body, constant);
    }
    match (value, ty) {
        (Value::Text(text), _) => json::string(body, text),
        (Value::Integer(number), _) => json::integer(body, *number),
        (Value::Boolean(truth), _) => json::boolean(body, *truth),
        (Value::List(items), Type::List(list)) => match &leaf.list {
            ListStyle::Join(separator) => json::string(body, &joined(leaf, items, separator)),
            _ => {
                let mut array = json::Array::open(body);
                for item in items {
                    array.item(body);
                    data(walk, body, leaf, &list.item, item);
                }
                array.close(body);
            }
        },
        (Value::Object(slots), Type::Object(index)) => {
            let object = &walk.plan.objects[*index];
            let scope = Scope {
                fields: &object.fields,
                slots,
            };
            let walk = Walk {
                plan: walk.plan,
                credentials: walk.credentials,
            };
            members(&walk, body, &object.json, scope);
        }
        // No valid value.
        (Value::Clear | Value::Broken | Value::List(_) | Value::Object(_), _) => json::null(body),
    }
}

fn literal(body: &mut Body, literal: &Literal) {
    match literal {
        Literal::String(text) => json::string(body, text),
        Literal::Number(text) => json::number_text(body, text),
        Literal::Boolean(truth) => json::boolean(body, *truth),
        Literal::Null => json::null(body),
    }
}
