//! Writes wire trees as XML 1.0, without white space between elements.

use wireform::__rt::{Body, tree, xml};
use wireform_codegen::plan::{
    AttributeValue, EntryFrame, FieldWire, NIL, Source, TreeNode as _, XmlAttribute, XmlContent,
    XmlElement, XmlList, XmlPart,
};

use super::{Found, Scope, Walk, joined, json, marked, spelled};
use crate::trees::with_rules;
use crate::valid::ValidValue;

/// Writes the declaration, the document type if there is one, and the root element.
pub(super) fn document<'a>(
    walk: &Walk<'a>,
    doctype: Option<&str>,
    root: &'a XmlElement,
    scope: Scope<'a>,
) -> Body {
    let mut body = Body::new();
    body.raw(xml::DECLARATION);
    if let Some(doctype) = doctype {
        body.raw("<!DOCTYPE ");
        body.raw(doctype);
        body.raw(">");
    }
    children(walk, &mut body, std::slice::from_ref(root), scope, None);
    body
}

/// Writes what is between the tags of an element. `frame` is the text around the names of elements, if they are entries.
fn children<'a>(
    walk: &Walk<'a>,
    body: &mut Body,
    elements: &'a [XmlElement],
    scope: Scope<'a>,
    frame: Option<&EntryFrame>,
) {
    for node in elements {
        match node.part() {
            XmlPart::Element(_) | XmlPart::Text | XmlPart::Choice => {
                self::node(walk, body, Tag { node, frame }, scope);
            }
            XmlPart::Attribute(_) => {}
        }
    }
}

/// Writes the attributes in the start tag of an element.
fn attributes<'a>(walk: &Walk<'a>, body: &mut Body, elements: &'a [XmlElement], scope: Scope<'a>) {
    for node in elements {
        match node.part() {
            XmlPart::Attribute(_) => self::node(walk, body, Tag { node, frame: None }, scope),
            XmlPart::Element(_) | XmlPart::Text | XmlPart::Choice => {}
        }
    }
}

fn node<'a>(walk: &Walk<'a>, body: &mut Body, tag: Tag<'a, '_>, scope: Scope<'a>) {
    match &tag.node.content {
        XmlContent::Group(group) => {
            if walk.asks(group, scope) {
                start(walk, body, tag);
                attributes(walk, body, &group.children, scope);
                end_of_start(body, tag);
                children(walk, body, &group.children, scope, None);
                end(body, tag);
            }
        }
        XmlContent::Value(source) => write(walk, body, tag, source, scope),
        XmlContent::Tree(value) => {
            let json = json::tree_value(walk, &value.value, scope);
            start(walk, body, tag);
            with_rules(&walk.plan.trees[value.tree], |rules| {
                tree::write(body, rules, &json);
            });
            end(body, tag);
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
        Found::Null if tag.node.nil => {
            start(walk, body, tag);
            attribute(body, NIL, "true", false);
            end_of_start(body, tag);
            end(body, tag);
        }
        Found::EmptyText | Found::Null | Found::EmptyList | Found::AllItems(_) => {
            element(walk, body, tag, |_| {});
        }
        Found::Literal(constant) => {
            element(walk, body, tag, |body| {
                text(body, tag.node, constant.text())
            });
        }
        Found::Text { text: moment, .. } => {
            element(walk, body, tag, |body| text(body, tag.node, &moment));
        }
        Found::Time(time) => element(walk, body, tag, |body| text(body, tag.node, &time)),
        Found::Credential {
            text: found,
            secret,
            ..
        } => element(walk, body, tag, |body| {
            marked(body, secret, |body| text(body, tag.node, found));
        }),
        Found::Value {
            value,
            secret,
            wire,
        } => match (value, &wire.list) {
            (ValidValue::List(items), Some(XmlList::Choice(_))) => {
                for item in items {
                    data(walk, body, (wire, &wire.inner), secret, item);
                }
            }
            (value, Some(XmlList::Choice(_))) => {
                data(walk, body, (wire, &wire.inner), secret, value);
            }
            (value, Some(XmlList::Entries(found))) => {
                let frame = found.frame(tag.node.name());
                let write = |body: &mut Body| entries(walk, body, wire, &frame, secret, value);
                match &found.item {
                    Some(_) => element(walk, body, tag, write),
                    None => write(body),
                }
            }
            (ValidValue::List(items), Some(XmlList::Join(separator))) => {
                element(walk, body, tag, |body| {
                    let joined = joined(wire, items, separator);
                    marked(body, secret, |body| text(body, tag.node, &joined));
                });
            }
            (ValidValue::List(items), Some(XmlList::Wrap { item: name })) => {
                element(walk, body, tag, |body| {
                    for item in items {
                        open(body, name);
                        marked(body, secret, |body| attributes_of(walk, body, item));
                        body.raw(">");
                        data(walk, body, (wire, &wire.inner), secret, item);
                        close(body, name);
                    }
                });
            }
            (ValidValue::List(items), Some(XmlList::Elements)) => {
                element(walk, body, tag, |body| {
                    marked(body, secret, |body| {
                        items.iter().for_each(|it| as_it_is(body, it))
                    });
                });
            }
            (value, Some(XmlList::Elements)) => {
                element(walk, body, tag, |body| {
                    marked(body, secret, |body| as_it_is(body, value));
                });
            }
            (ValidValue::Boolean(false), Some(XmlList::Presence)) => {}
            (ValidValue::Boolean(true), Some(XmlList::Presence)) => {
                element(walk, body, tag, |_| {});
            }
            (ValidValue::List(items), Some(XmlList::Repeat | XmlList::Presence) | None) => {
                for item in items {
                    one(walk, body, tag, wire, secret, item);
                }
            }
            (
                ValidValue::Clear(_)
                | ValidValue::Text(_)
                | ValidValue::Integer(_)
                | ValidValue::Number(_)
                | ValidValue::Json(_)
                | ValidValue::Boolean(_)
                | ValidValue::Map(_)
                | ValidValue::Object(..),
                _,
            ) => one(walk, body, tag, wire, secret, value),
        },
    }
}

/// Writes an element that is its own text. The conversion to valid values has read it.
fn as_it_is(body: &mut Body, value: &ValidValue) {
    if let Some(element) = value.text() {
        body.raw(&element);
    }
}

/// Writes one value with its tag.
fn one(
    walk: &Walk<'_>,
    body: &mut Body,
    tag: Tag<'_, '_>,
    wire: &FieldWire<XmlList>,
    secret: bool,
    value: &ValidValue,
) {
    start(walk, body, tag);
    marked(body, secret, |body| attributes_of(walk, body, value));
    end_of_start(body, tag);
    match tag.node.part() {
        XmlPart::Attribute(_) => marked(body, secret, |body| {
            xml::attribute(body, &spelled(wire, value))
        }),
        XmlPart::Element(_) | XmlPart::Text | XmlPart::Choice => {
            data(walk, body, (wire, &wire.inner), secret, value);
        }
    }
    end(body, tag);
}

/// Writes the attributes of an object's element.
fn attributes_of(walk: &Walk<'_>, body: &mut Body, value: &ValidValue) {
    match value {
        ValidValue::Object(index, slots) => {
            let (walk, object, scope) = walk.enter_object(*index, slots);
            attributes(&walk, body, &object.xml, scope);
        }
        ValidValue::Clear(_)
        | ValidValue::Text(_)
        | ValidValue::Integer(_)
        | ValidValue::Number(_)
        | ValidValue::Json(_)
        | ValidValue::Boolean(_)
        | ValidValue::Map(_)
        | ValidValue::List(_) => {}
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
                data(walk, body, (wire, &wire.inner), secret, value);
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
        | ValidValue::Json(_)
        | ValidValue::Boolean(_)
        | ValidValue::List(_) => {}
    }
}

/// Writes the content of the element of one value. `names` are those of the elements of lists in it. If the value is secret, each text
/// and each object in it is marked on its own.
fn data(
    walk: &Walk<'_>,
    body: &mut Body,
    (wire, names): (&FieldWire<XmlList>, &[String]),
    secret: bool,
    value: &ValidValue,
) {
    match value {
        ValidValue::List(items) if !names.is_empty() => {
            let Some((name, inner)) = names.split_first() else {
                return;
            };
            for item in items {
                open(body, name);
                marked(body, secret, |body| attributes_of(walk, body, item));
                body.raw(">");
                data(walk, body, (wire, inner), secret, item);
                close(body, name);
            }
        }
        ValidValue::Object(index, slots) => marked(body, secret, |body| {
            let (walk, object, scope) = walk.enter_object(*index, slots);
            children(&walk, body, &object.xml, scope, None);
        }),
        ValidValue::Clear(_)
        | ValidValue::Text(_)
        | ValidValue::Integer(_)
        | ValidValue::Number(_)
        | ValidValue::Json(_)
        | ValidValue::Boolean(_)
        | ValidValue::Map(_)
        | ValidValue::List(_) => {
            marked(body, secret, |body| xml::text(body, &spelled(wire, value)))
        }
    }
}

/// The tag of a node: its element, or the text around its name if it is an entry.
#[derive(Clone, Copy)]
struct Tag<'n, 'f> {
    node: &'n XmlElement,
    frame: Option<&'f EntryFrame>,
}

/// Writes a node without attributes from fields.
fn element(walk: &Walk<'_>, body: &mut Body, tag: Tag<'_, '_>, inside: impl FnOnce(&mut Body)) {
    start(walk, body, tag);
    end_of_start(body, tag);
    inside(body);
    end(body, tag);
}

/// Writes the text of a node.
fn text(body: &mut Body, node: &XmlElement, text: &str) {
    match node.part() {
        XmlPart::Attribute(_) => xml::attribute(body, text),
        XmlPart::Element(_) | XmlPart::Text | XmlPart::Choice => xml::text(body, text),
    }
}

/// Writes the end of a start tag.
fn end_of_start(body: &mut Body, Tag { node, frame }: Tag<'_, '_>) {
    match (frame, node.part()) {
        (Some(frame), _) => body.raw(&frame.middle),
        (None, XmlPart::Element(_)) => body.raw(">"),
        (None, XmlPart::Attribute(_) | XmlPart::Text | XmlPart::Choice) => {}
    }
}

/// Writes what is behind the value of a node.
fn end(body: &mut Body, Tag { node, frame }: Tag<'_, '_>) {
    match (frame, node.part()) {
        (Some(frame), _) => body.raw(&frame.close),
        (None, XmlPart::Element(name)) => close(body, name),
        (None, XmlPart::Attribute(_)) => body.raw("\""),
        (None, XmlPart::Text | XmlPart::Choice) => {}
    }
}

/// Writes the start tag of an element without its end, or what is in front of the value of another node.
fn start(walk: &Walk<'_>, body: &mut Body, Tag { node, frame }: Tag<'_, '_>) {
    if let Some(frame) = frame {
        body.raw(&frame.open);
        xml::attribute(body, node.name());
        return;
    }
    match node.part() {
        XmlPart::Element(name) => open(body, name),
        XmlPart::Attribute(name) => {
            body.raw(" ");
            body.raw(name);
            body.raw("=\"");
        }
        XmlPart::Text | XmlPart::Choice => {}
    }
    for XmlAttribute { name, value } in &node.attributes {
        match value {
            AttributeValue::Constant(constant) => {
                let text = walk.text_of(constant);
                attribute(body, name, &text, false);
            }
            AttributeValue::Credential(index) => {
                if let Some(text) = walk.credentials.get(*index) {
                    attribute(body, name, text, walk.plan.credentials[*index].secret);
                }
            }
        }
    }
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
