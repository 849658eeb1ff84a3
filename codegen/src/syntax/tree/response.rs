//! Responses: how they are told apart, and what they hold.

use super::{EnumValue, Map, Node, Text};
use crate::source::{Scalar, Span, Spanned};

/// One response.
#[derive(Debug, Clone, Default)]
pub struct Response {
    /// The whole response.
    pub span: Span,
    /// `description:`.
    pub description: Option<Text>,
    /// `match.status:`, texts such as `200` or `2xx`.
    pub status: Vec<Text>,
    /// `match.headers:`.
    pub headers: Map<Text>,
    /// `match.body:`, dotted path to test.
    pub match_body: Map<ResponseTest>,
    /// `outcome:`.
    pub outcome: Option<Spanned<Outcome>>,
    /// `body:`.
    pub body: Option<Spanned<ResponseBody>>,
    /// `include:`.
    pub include: Vec<Text>,
    /// `fields:`.
    pub fields: Map<Node>,
    /// `errors.at:`.
    pub errors_at: Option<Text>,
    /// `errors.values:`, code to meaning.
    pub errors: Map<EnumValue>,
    /// `page:`.
    pub page: Option<Text>,
    /// `rust:`.
    pub rust: Option<Text>,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// A test of a place in a response's body.
#[derive(Debug, Clone)]
pub enum ResponseTest {
    /// One of these values.
    OneOf(Vec<Spanned<Scalar>>),
    /// `present:`.
    Present(bool),
    /// `matches:`.
    Matches(Text),
}

/// What a response says about the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Success,
    /// Taken, to be done later.
    Accepted,
    /// Not done.
    Failure,
}

/// The format of a response's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseBody {
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// Nothing.
    Empty,
    /// Any text.
    Text,
    /// A bare JSON scalar.
    Scalar,
}
