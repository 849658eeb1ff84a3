//! The document itself, and what its operations share.

use super::super::keys::Id;
use super::super::scalars;
use super::super::{
    Auth, Case, Context, ContextKind, Credential, Endpoint, Page, Provider, Schema,
};
use super::node::{dialect, facets, type_node};
use super::operation::operation;
use super::read::{
    any_text, boolean, constructs, fitting, list, meanings, scalar, text, texts, word, word_of,
};
use crate::source::{Node, Spanned};

/// The document.
pub(in super::super) fn schema(root: &Node) -> Schema {
    Schema {
        span: root.span,
        provider: root.get("provider").map(provider).unwrap_or_default(),
        case: root.get("case").and_then(case),
        pages: constructs(root.get("pages"), page),
        credentials: constructs(root.get("credentials"), credential),
        auth: constructs(root.get("auth"), auth),
        endpoints: constructs(root.get("endpoints"), endpoint),
        contexts: constructs(root.get("contexts"), context),
        types: constructs(root.get("types"), type_node),
        operations: constructs(root.get("operations"), operation),
        differs: texts(root.get("differs")),
    }
}

fn provider(node: &Node) -> Provider {
    Provider {
        name: node.get("name").and_then(text).unwrap_or_default(),
        description: node.get("description").and_then(text),
        url: node.get("url").and_then(text),
        rust: node.get("rust").and_then(text),
        differs: texts(node.get("differs")),
    }
}

/// `case`.
pub(super) fn case(node: &Node) -> Option<Spanned<Case>> {
    word(
        node,
        &[
            ("camel", Case::Camel),
            ("snake", Case::Snake),
            ("pascal", Case::Pascal),
            ("kebab", Case::Kebab),
            ("screaming", Case::Screaming),
            ("none", Case::None),
        ],
    )
}

fn page(node: &Node) -> Page {
    Page {
        url: node.get("url").and_then(text).unwrap_or_default(),
        title: node.get("title").and_then(text),
        retrieved: node
            .get("retrieved")
            .and_then(text)
            .filter(|date| scalars::is_date(date)),
        differs: texts(node.get("differs")),
    }
}

fn credential(node: &Node) -> Credential {
    Credential {
        facets: facets(node),
        ty: node
            .get("type")
            .and_then(|node| word_of(node, Id::Credential, "type")),
        secret: node.get("secret").and_then(boolean),
        description: node.get("description").and_then(text),
        default: node.get("default").and_then(scalar),
        rust: node.get("rust").and_then(text),
        differs: texts(node.get("differs")),
    }
}

fn auth(node: &Node) -> Auth {
    Auth {
        description: node.get("description").and_then(text),
        headers: fitting(node.get("headers"), any_text),
        basic: Some(list(node.get("basic"), text))
            .filter(|pair| pair.len() == 2)
            .unwrap_or_default(),
        params: fitting(node.get("params"), any_text),
        document: list(node.get("document"), text),
        rust: node.get("rust").and_then(text),
        differs: texts(node.get("differs")),
    }
}

fn endpoint(node: &Node) -> Endpoint {
    Endpoint {
        description: node.get("description").and_then(text),
        servers: fitting(node.get("servers"), text),
        auth: texts(node.get("auth")),
        rust: node.get("rust").and_then(text),
        differs: texts(node.get("differs")),
    }
}

fn context(node: &Node) -> Context {
    let kind = if let Some(set) = node.get("set_of") {
        match set.get("enum") {
            Some(values) => ContextKind::SetOfEnum(meanings(values)),
            None => ContextKind::SetOfString,
        }
    } else if let Some(values) = node.get("enum") {
        ContextKind::Enum(meanings(values))
    } else if node.get("type").and_then(Node::text) == Some("string") {
        ContextKind::String
    } else {
        ContextKind::Boolean
    };
    Context {
        description: node.get("description").and_then(text),
        kind,
        pattern: node.get("pattern").and_then(text),
        dialect: node.get("dialect").and_then(dialect),
        rust: node.get("rust").and_then(text),
        differs: texts(node.get("differs")),
    }
}
