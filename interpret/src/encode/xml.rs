//! Writes wire trees as XML 1.0, without white space between elements.

use wireform::__rt::{Body, xml};
use wireform_codegen::plan::{
    AttributeValue, EntryFrame, FieldWire, Source, XmlAttribute, XmlContent, XmlElement, XmlList,
};

use super::{Found, Scope, Walk, joined, marked, spelled};
use crate::valid::ValidValue;

/// Writes the declaration and the root element.
pub(super) fn document<'a>(walk: &Walk<'a>, root: &'a XmlElement, scope: Scope<'a>) -> Body {
    let mut body = Body::new();
    body.raw(xml::DECLARATION);
    children(walk, &mut body, std::slice::from_ref(root), scope, None);
    body
}

/// Writes elements. `frame` is the text around their names, if they are entries.
fn children<'a>(
    walk: &Walk<'a>,
    body: &mut Body,
    elements: &'a [XmlElement],
    scope: Scope<'a>,
    frame: Option<&EntryFrame>,
) {
    for node in elements {
        match &node.content {
            XmlContent::Group(group) => {
                if walk.asks(group, scope) {
                    let tag = Tag { node, frame };
                    element(walk, body, tag, |body| {
                        children(walk, body, &group.children, scope, None);
                    });
                }
            }
            XmlContent::Value(source) => write(walk, body, Tag { node, frame }, source, scope),
        }
    }
}

fn write<'a>(
    walk: &Walk<'a>,
    body: &mut Body,
    tag: Tag<'a, '_>,
    source: &'a Source<XmlList>,
    scope: Scope<'a>,
) {
    match walk.find(source, scope) {
        Found::Nothing => {}
        Found::EmptyText | Found::Null | Found::EmptyList => element(walk, body, tag, |_| {}),
        Found::Literal(constant) => {
            element(walk, body, tag, |body| xml::text(body, constant.text()));
        }
        Found::Credential { text, secret, .. } => element(walk, body, tag, |body| {
            marked(body, secret, |body| xml::text(body, text));
        }),
        Found::Value {
            value,
            secret,
            wire,
        } => match (value, &wire.list) {
            (value, Some(XmlList::Entries(found))) => {
                let frame = found.frame(&tag.node.name);
                let write = |body: &mut Body| entries(walk, body, wire, &frame, secret, value);
                match &found.item {
                    Some(_) => element(walk, body, tag, write),
                    None => write(body),
                }
            }
            (ValidValue::List(items), Some(XmlList::Join(separator))) => {
                element(walk, body, tag, |body| {
                    let text = joined(wire, items, separator);
                    marked(body, secret, |body| xml::text(body, &text));
                });
            }
            (ValidValue::List(items), Some(XmlList::Wrap { item: name })) => {
                element(walk, body, tag, |body| {
                    for item in items {
                        open(body, name);
                        body.raw(">");
                        marked(body, secret, |body| data(walk, body, wire, item));
                        close(body, name);
                    }
                });
            }
            (ValidValue::List(items), Some(XmlList::Repeat) | None) => {
                for item in items {
                    element(walk, body, tag, |body| {
                        marked(body, secret, |body| data(walk, body, wire, item));
                    });
                }
            }
            (
                ValidValue::Clear(_)
                | ValidValue::Text(_)
                | ValidValue::Integer(_)
                | ValidValue::Number(_)
                | ValidValue::Boolean(_)
                | ValidValue::Map(_)
                | ValidValue::Object(..),
                _,
            ) => element(walk, body, tag, |body| {
                marked(body, secret, |body| data(walk, body, wire, value));
            }),
        },
    }
}

/// Writes an object or a map as entries.
fn entries(
    walk: &Walk<'_>,
    body: &mut Body,
    wire: &FieldWire<XmlList>,
    frame: &EntryFrame,
    secret: bool,
    value: &ValidValue,
) {
    match value {
        ValidValue::Map(entries) => {
            for (key, value) in entries {
                body.raw(&frame.open);
                marked(body, secret, |body| xml::attribute(body, key));
                body.raw(&frame.middle);
                marked(body, secret, |body| data(walk, body, wire, value));
                body.raw(&frame.close);
            }
        }
        ValidValue::Object(index, slots) => marked(body, secret, |body| {
            let (walk, object, scope) = walk.enter_object(*index, slots);
            children(&walk, body, &object.xml, scope, Some(frame));
        }),
        ValidValue::Clear(_)
        | ValidValue::Text(_)
        | ValidValue::Integer(_)
        | ValidValue::Number(_)
        | ValidValue::Boolean(_)
        | ValidValue::List(_) => {}
    }
}

/// Writes the content of the element of one value.
fn data(walk: &Walk<'_>, body: &mut Body, wire: &FieldWire<XmlList>, value: &ValidValue) {
    match value {
        ValidValue::Object(index, slots) => {
            let (walk, object, scope) = walk.enter_object(*index, slots);
            children(&walk, body, &object.xml, scope, None);
        }
        ValidValue::Clear(_)
        | ValidValue::Text(_)
        | ValidValue::Integer(_)
        | ValidValue::Number(_)
        | ValidValue::Boolean(_)
        | ValidValue::Map(_)
        | ValidValue::List(_) => xml::text(body, &spelled(wire, value)),
    }
}

/// The tag of a node: its element, or the text around its name if it is an entry.
#[derive(Clone, Copy)]
struct Tag<'n, 'f> {
    node: &'n XmlElement,
    frame: Option<&'f EntryFrame>,
}

fn element(walk: &Walk<'_>, body: &mut Body, tag: Tag<'_, '_>, inside: impl FnOnce(&mut Body)) {
    let Tag { node, frame } = tag;
    if let Some(frame) = frame {
        body.raw(&frame.open);
        xml::attribute(body, &node.name);
        body.raw(&frame.middle);
        inside(body);
        body.raw(&frame.close);
        return;
    }
    open(body, &node.name);
    for XmlAttribute { name, value } in &node.attributes {
        match value {
            AttributeValue::Constant(literal) => attribute(body, name, literal.text(), false),
            AttributeValue::Credential(index) => {
                if let Some(text) = walk.credentials.get(*index) {
                    attribute(body, name, text, walk.plan.credentials[*index].secret);
                }
            }
        }
    }
    body.raw(">");
    inside(body);
    close(body, &node.name);
}

fn attribute(body: &mut Body, name: &str, text: &str, secret: bool) {
    body.raw(" ");
    body.raw(name);
    body.raw("=\"");
    marked(body, secret, |body| xml::attribute(body, text));
    body.raw("\"");
}

/// Writes the start of a tag, up to its attributes.
fn open(body: &mut Body, name: &str) {
    body.raw("<");
    body.raw(name);
}

fn close(body: &mut Body, name: &str) {
    body.raw("</");
    body.raw(name);
    body.raw(">");
}
