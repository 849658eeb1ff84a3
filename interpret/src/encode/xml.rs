//! Wire trees as XML 1.0, without white space between elements.

use wireform::__rt::{Body, xml};
use wireform_codegen::plan::{Absent, Content, Leaf, ListStyle, Source, Type, WireNode};

use super::{Found, Scope, Walk, joined, marked, spelled};
use crate::value::Value;

/// The declaration and the root element.
pub(super) fn document<'a>(walk: &Walk<'a>, nodes: &'a [WireNode], scope: Scope<'a>) -> Body {
    let mut body = Body::new();
    body.raw(xml::DECLARATION);
    children(walk, &mut body, nodes, scope);
    body
}

fn children<'a>(walk: &Walk<'a>, body: &mut Body, nodes: &'a [WireNode], scope: Scope<'a>) {
    for node in nodes {
        match &node.content {
            Content::Group {
                children: inner, ..
            } => {
                if walk.asks(node, scope) {
                    element(walk, body, node, scope, |body| {
                        children(walk, body, inner, scope);
                    });
                }
            }
            Content::Leaf(leaf) => write(walk, body, node, leaf, scope),
        }
    }
}

fn write<'a>(
    walk: &Walk<'a>,
    body: &mut Body,
    node: &'a WireNode,
    leaf: &'a Leaf,
    scope: Scope<'a>,
) {
    match walk.leaf(leaf, scope) {
        Found::Nothing => {}
        Found::Absent(_) | Found::Clear(_) => element(walk, body, node, scope, |_| {}),
        Found::Literal(constant) => {
            element(walk, body, node, scope, |body| {
                xml::text(body, constant.text())
            });
        }
        Found::Credential { text, secret, .. } => element(walk, body, node, scope, |body| {
            marked(body, secret, |body| xml::text(body, text));
        }),
        Found::Value { ty, value, secret } => match (value, ty, &leaf.list) {
            (Value::List(items), _, ListStyle::Join(separator)) => {
                element(walk, body, node, scope, |body| {
                    let text = joined(leaf, items, separator);
                    marked(body, secret, |body| xml::text(body, &text));
                });
            }
            (Value::List(items), Type::List(list), ListStyle::Wrap { item: name }) => {
                element(walk, body, node, scope, |body| {
                    for item in items {
                        open(body, name);
                        body.raw(">");
                        marked(body, secret, |body| {
                            data(walk, body, leaf, &list.item, item)
                        });
                        close(body, name);
                    }
                });
            }
            (Value::List(items), Type::List(list), _) => {
                for item in items {
                    element(walk, body, node, scope, |body| {
                        marked(body, secret, |body| {
                            data(walk, body, leaf, &list.item, item)
                        });
                    });
                }
            }
            _ => element(walk, body, node, scope, |body| {
                marked(body, secret, |body| data(walk, body, leaf, ty, value));
            }),
        },
    }
}

/// What stands between the tags of one value.
fn data(walk: &Walk<'_>, body: &mut Body, leaf: &Leaf, ty: &Type, value: &Value) {
    match (value, ty) {
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
            children(&walk, body, &object.xml, scope);
        }
        _ => xml::text(body, &spelled(leaf, value)),
    }
}

fn element<'a>(
    walk: &Walk<'a>,
    body: &mut Body,
    node: &'a WireNode,
    scope: Scope<'a>,
    inside: impl FnOnce(&mut Body),
) {
    open(body, &node.name);
    for (name, source) in &node.attributes {
        attribute(walk, body, name, source, scope);
    }
    body.raw(">");
    inside(body);
    close(body, &node.name);
}

fn attribute<'a>(
    walk: &Walk<'a>,
    body: &mut Body,
    name: &str,
    source: &'a Source,
    scope: Scope<'a>,
) {
    let mut write = |text: &str, secret: bool| {
        body.raw(" ");
        body.raw(name);
        body.raw("=\"");
        marked(body, secret, |body| xml::attribute(body, text));
        body.raw("\"");
    };
    match walk.find(source, Absent::Omit, scope) {
        Found::Nothing => {}
        Found::Absent(_) | Found::Clear(_) => write("", false),
        Found::Literal(constant) => write(constant.text(), false),
        Found::Credential { text, secret, .. } => write(text, secret),
        Found::Value { value, secret, .. } => write(&value.text().unwrap_or_default(), secret),
    }
}

/// The start of a tag, up to where attributes go.
fn open(body: &mut Body, name: &str) {
    body.raw("<");
    body.raw(name);
}

fn close(body: &mut Body, name: &str) {
    body.raw("</");
    body.raw(name);
    body.raw(">");
}
