//! Types, fields and how they are spelled on a wire.

use super::super::{
    Absent, Check, CheckKind, Dialect, Facets, LengthUnit, ListStyle, Location, Node as Tree, Wire,
    keys::Id, scalars,
};
use super::document::case;
use super::read::{
    any_text, boolean, constructs, count, fitting, integer, list, meanings, permissions, reason,
    scalar, text, texts, value, word, word_of,
};
use crate::source::{Kind, Node, Spanned};

/// An entry of `types`, or what the items of a list are.
pub(super) fn type_node(node: &Node) -> Tree {
    typed(node, Id::Type)
}

/// A field of a body or an object.
pub(super) fn field(node: &Node) -> Tree {
    typed(node, Id::Field)
}

/// A parameter.
pub(super) fn param(node: &Node) -> Tree {
    typed(node, Id::Param)
}

/// A field of a response.
pub(super) fn response_field(node: &Node) -> Tree {
    typed(node, Id::ResponseField)
}

/// A node with the keys of one of the constructs that are nodes; a bare text is the name of a type.
fn typed(node: &Node, id: Id) -> Tree {
    if let Kind::Scalar(_) = node.kind {
        return Tree {
            span: node.span,
            ty: text(node),
            ..Tree::default()
        };
    }
    // What is no key here was reported, and is not there.
    let get = |key: &str| id.construct().key(key).and_then(|key| node.get(key.name));
    Tree {
        span: node.span,
        ty: get("type").and_then(text),
        facets: facets(node),
        values: get("enum").map(meanings),
        fields: node
            .get("fields")
            .map(|fields| constructs(Some(fields), field)),
        case: get("case").and_then(case),
        items: get("items").map(|items| Box::new(type_node(items))),
        join: get("join").and_then(text),
        description: get("description").and_then(text),
        default: get("default").map(value),
        examples: list(get("examples"), |node| Some(value(node))),
        required: get("required").and_then(boolean),
        clear: get("clear").and_then(|node| Some(Spanned::new(scalars::clear(node)?, node.span))),
        means: get("means").and_then(text),
        convert: texts(get("convert")),
        permissions: permissions(get("permission")),
        deprecated: get("deprecated").and_then(reason),
        secret: get("secret").and_then(boolean),
        location: get("in").and_then(location),
        wire: get("wire").and_then(text),
        json: get("json").map(wire),
        xml: get("xml").map(wire),
        query: get("query").map(wire),
        form: get("form").map(wire),
        page: get("page").and_then(text),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
    }
}

/// The facets among the keys of a node.
pub(super) fn facets(node: &Node) -> Facets {
    Facets {
        pattern: node.get("pattern").and_then(text),
        dialect: node.get("dialect").and_then(dialect),
        min_length: node.get("minLength").and_then(count),
        max_length: node.get("maxLength").and_then(count),
        length_unit: node.get("lengthUnit").and_then(|node| {
            word(
                node,
                &[
                    ("chars", LengthUnit::Chars),
                    ("utf16", LengthUnit::Utf16),
                    ("bytes", LengthUnit::Bytes),
                ],
            )
        }),
        minimum: node.get("minimum").and_then(integer),
        maximum: node.get("maximum").and_then(integer),
        min_items: node.get("minItems").and_then(count),
        max_items: node.get("maxItems").and_then(count),
        unique_items: node.get("uniqueItems").and_then(boolean),
        format: node
            .get("format")
            .and_then(|node| word_of(node, Id::Type, "format")),
        constant: node.get("const").and_then(scalar),
        all_of: constructs(node.get("all_of"), check),
    }
}

pub(super) fn dialect(node: &Node) -> Option<Spanned<Dialect>> {
    word(
        node,
        &[("wireform", Dialect::Wireform), ("pcre", Dialect::Pcre)],
    )
}

fn check(node: &Node) -> Check {
    let kinds = [
        ("contains", CheckKind::Contains),
        ("excludes", CheckKind::Excludes),
        ("pattern", CheckKind::Pattern),
    ];
    let given = kinds
        .into_iter()
        .find_map(|(key, kind)| Some((kind, node.get(key)?)));
    Check {
        kind: given.map(|(kind, _)| kind).unwrap_or_default(),
        pattern: given.and_then(|(_, node)| text(node)).unwrap_or_default(),
        dialect: node.get("dialect").and_then(dialect),
        says: node.get("says").and_then(text).unwrap_or_default(),
        differs: texts(node.get("differs")),
    }
}

fn location(node: &Node) -> Option<Spanned<Location>> {
    word(
        node,
        &[
            ("path", Location::Path),
            ("query", Location::Query),
            ("header", Location::Header),
            ("body", Location::Body),
        ],
    )
}

/// A binding to one wire; a bare text is the name.
fn wire(node: &Node) -> Wire {
    if let Kind::Scalar(_) = node.kind {
        return Wire {
            span: node.span,
            name: text(node),
            ..Wire::default()
        };
    }
    Wire {
        span: node.span,
        name: node.get("name").and_then(text),
        at: node.get("at").and_then(|node| {
            let parts: Vec<_> = text(node)?.split('.').map(str::to_owned).collect();
            if parts.iter().any(|part| part.trim().is_empty()) {
                return None;
            }
            Some(Spanned::new(parts, node.span))
        }),
        values: fitting(node.get("values"), scalar),
        absent: node.get("absent").and_then(|node| {
            word(
                node,
                &[
                    ("omit", Absent::Omit),
                    ("null", Absent::Null),
                    ("empty", Absent::Empty),
                ],
            )
        }),
        list: node.get("list").and_then(|node| {
            word(
                node,
                &[
                    ("array", ListStyle::Array),
                    ("repeat", ListStyle::Repeat),
                    ("wrap", ListStyle::Wrap),
                    ("indexed", ListStyle::Indexed),
                ],
            )
        }),
        item: node.get("item").and_then(text),
        index: node.get("index").and_then(text),
        first: node.get("first").and_then(count),
        attributes: fitting(node.get("attributes"), any_text),
    }
}
