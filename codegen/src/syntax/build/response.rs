//! Responses: how they are told apart, and what they hold.

use super::super::{Outcome, Response, ResponseBody, ResponseTest, scalars};
use super::node::response_field;
use super::read::{
    any_text, boolean, constructs, fitting, meanings, one_or_more, scalar, span, text, texts, word,
};
use crate::source::{Kind, Node};

/// One response.
pub(super) fn response(node: &Node) -> Response {
    let matched = node.get("match");
    let part = |key: &str| matched.and_then(|matched| matched.get(key));
    let errors = node.get("errors");
    Response {
        span: span(node),
        description: node.get("description").and_then(text),
        status: one_or_more(part("status"), |node| {
            text(node).filter(|status| scalars::is_status(status))
        }),
        headers: fitting(part("headers"), any_text),
        match_body: fitting(part("body"), test),
        outcome: node.get("outcome").and_then(|node| {
            word(
                node,
                &[
                    ("success", Outcome::Success),
                    ("accepted", Outcome::Accepted),
                    ("failure", Outcome::Failure),
                ],
            )
        }),
        body: node.get("body").and_then(|node| {
            word(
                node,
                &[
                    ("json", ResponseBody::Json),
                    ("xml", ResponseBody::Xml),
                    ("empty", ResponseBody::Empty),
                    ("text", ResponseBody::Text),
                    ("scalar", ResponseBody::Scalar),
                ],
            )
        }),
        include: texts(node.get("include")),
        fields: constructs(node.get("fields"), response_field),
        errors_at: errors.and_then(|errors| errors.get("at")).and_then(text),
        errors: errors
            .and_then(|errors| errors.get("values"))
            .map(meanings)
            .unwrap_or_default(),
        page: node.get("page").and_then(text),
        rust: node.get("rust").and_then(text),
        differs: texts(node.get("differs")),
    }
}

/// A test of a place in the body.
fn test(node: &Node) -> Option<ResponseTest> {
    match &node.kind {
        Kind::Map(_) => {
            if let Some(pattern) = node.get("matches").and_then(text) {
                return Some(ResponseTest::Matches(pattern));
            }
            let present = node.get("present").and_then(boolean)?;
            Some(ResponseTest::Present(*present))
        }
        Kind::Broken => None,
        Kind::Scalar(_) | Kind::List(_) => {
            Some(ResponseTest::OneOf(one_or_more(Some(node), scalar)))
        }
    }
}
