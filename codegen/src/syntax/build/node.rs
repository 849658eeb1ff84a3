//! Types, fields and how they are spelled on a wire.

use super::super::{
    Absent, Check, CheckKind, Dialect, Facets, LengthUnit, ListStyle, Location, Node as Tree, Wire,
    scalars,
};
use super::document::case;
use super::read::{
    any_text, boolean, constructs, count, fitting, integer, list, meanings, permissions, reason,
    scalar, text, texts, value, word,
};
use crate::source::{Kind, Node, Spanned};

/// A type, a field or a parameter; a bare text is the name of a type.
pub(super) fn type_node(node: &Node) -> Tree {
    if let Kind::Scalar(_) = node.kind {
        return Tree {
            span: node.span,
            ty: text(node),
            ..Tree::default()
        };
    }
    Tree {
        span: node.span,
        ty: node.get("type").and_then(text),
        facets: facets(node),
        values: node.get("enum").map(meanings),
        fields: node
            .get("fields")
            .map(|fields| constructs(Some(fields), type_node)),
        case: node.get("case").and_then(case),
        items: node.get("items").map(|items| Box::new(type_node(items))),
        join: node.get("join").and_then(text),
        description: node.get("description").and_then(text),
        default: node.get("default").map(value),
        examples: list(node.get("examples"), |node| Some(value(node))),
        required: node.get("required").and_then(boolean),
        clear: node
            .get("clear")
            .and_then(|node| Some(Spanned::new(scalars::clear(node)?, node.span))),
        means: node.get("means").and_then(text),
        permissions: permissions(node.get("permission")),
        deprecated: node.get("deprecated").and_then(reason),
        secret: node.get("secret").and_then(boolean),
        location: node.get("in").and_then(location),
        wire: node.get("wire").and_then(text),
        json: node.get("json").map(wire),
        xml: node.get("xml").map(wire),
        query: node.get("query").map(wire),
        form: node.get("form").map(wire),
        page: node.get("page").and_then(text),
        rust: node.get("rust").and_then(text),
        differs: texts(node.get("differs")),
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
        format: node.get("format").and_then(text),
        constant: node.get("const").and_then(scalar),
        all_of: constructs(node.get("all_of"), check),
    }
}

fn dialect(node: &Node) -> Option<Spanned<Dialect>> {
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
            let parts = text(node)?.split('.').map(str::to_owned).collect();
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
