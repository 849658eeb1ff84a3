//! Operations and their envelopes.

use super::super::{Binding, Body, Envelope, Map, Operation, Update};
use super::document::case;
use super::example::example;
use super::node::{field, param};
use super::read::{
    any_text, constructs, fitting, name_of, permissions, reason, scalar, span, text, texts, word,
};
use super::response::response;
use super::rule::rule;
use crate::source::{Kind, Node, Spanned};

/// One operation.
pub(super) fn operation(node: &Node) -> Operation {
    Operation {
        span: span(node),
        http: node.get("http").and_then(text).unwrap_or_default(),
        endpoint: node.get("endpoint").and_then(text),
        auth: node.get("auth").map(|auth| texts(Some(auth))),
        description: node.get("description").and_then(text),
        page: node.get("page").and_then(text),
        deprecated: node.get("deprecated").and_then(reason),
        withdrawn: node.get("withdrawn").and_then(text),
        permissions: permissions(node.get("permission")),
        headers: fitting(node.get("headers"), any_text),
        body: node.get("body").and_then(body),
        content_type: node.get("content_type").and_then(text),
        bindings: constructs(node.get("bindings"), binding),
        case: node.get("case").and_then(case),
        update: node.get("update").and_then(|node| {
            word(
                node,
                &[
                    ("patch", Update::Patch),
                    ("replace", Update::Replace),
                    ("unstated", Update::Unstated),
                    ("none", Update::None),
                ],
            )
        }),
        params: constructs(node.get("params"), param),
        include: texts(node.get("include")),
        required: texts(node.get("required")),
        fields: constructs(node.get("fields"), field),
        envelope: node.get("envelope").and_then(|node| match node.kind {
            Kind::Map(_) => Some(Spanned::new(envelope(node), node.span)),
            _ => None,
        }),
        rules: constructs(node.get("rules"), rule),
        responses: constructs(node.get("responses"), response),
        examples: constructs(node.get("examples"), example),
        rust: node.get("rust").and_then(text),
        differs: texts(node.get("differs")),
    }
}

fn body(node: &Node) -> Option<Spanned<Body>> {
    word(
        node,
        &[
            ("json", Body::Json),
            ("xml", Body::Xml),
            ("query", Body::Query),
            ("form", Body::Form),
            ("none", Body::None),
        ],
    )
}

fn binding(node: &Node) -> Binding {
    Binding {
        body: node.get("body").and_then(body).unwrap_or_default(),
        content_type: node.get("content_type").and_then(text),
        description: node.get("description").and_then(text),
        rust: node.get("rust").and_then(text),
        differs: texts(node.get("differs")),
    }
}

/// The children of an element of an envelope.
fn envelope(node: &Node) -> Map<Envelope> {
    let Kind::Map(entries) = &node.kind else {
        return Vec::new();
    };
    let children = entries.iter().filter_map(|(key, node)| {
        let name = name_of(key)?;
        let child = match &node.kind {
            _ if *name == "$rest" => Envelope::Rest(key.span),
            Kind::Scalar(_) => Envelope::Scalar(scalar(node)?),
            Kind::Map(_) => Envelope::Map(Spanned::new(envelope(node), node.span)),
            Kind::List(_) | Kind::Broken => return None,
        };
        Some((name, child))
    });
    children.collect()
}
