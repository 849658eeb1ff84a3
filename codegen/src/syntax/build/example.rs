//! Examples: values and the bytes that they become.

use super::super::{Example, Expect};
use super::read::{any_text, constructs, fitting, scalar, span, text, texts, value};
use crate::source::Node;

/// One example.
pub(super) fn example(node: &Node) -> Example {
    Example {
        span: span(node),
        description: node.get("description").and_then(text),
        values: constructs(node.get("values"), value),
        context: constructs(node.get("context"), value),
        context_unknown: texts(node.get("context_unknown")),
        current: node
            .get("current")
            .map(|current| constructs(Some(current), value)),
        credentials: fitting(node.get("credentials"), scalar),
        auth: node.get("auth").and_then(text),
        server: node.get("server").and_then(text),
        binding: node.get("binding").and_then(text),
        waive: texts(node.get("waive")),
        expect: node.get("expect").map(expect),
        violations: node.get("violations").map(|list| texts(Some(list))),
        unchecked: node.get("unchecked").map(|list| texts(Some(list))),
        page: node.get("page").and_then(text),
        rust: node.get("rust").and_then(text),
        differs: texts(node.get("differs")),
    }
}

fn expect(node: &Node) -> Expect {
    Expect {
        method: node.get("method").and_then(text),
        url: node.get("url").and_then(text),
        headers: fitting(node.get("headers"), any_text),
        body: node.get("body").and_then(any_text),
    }
}
