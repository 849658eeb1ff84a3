//! Operations and their envelopes.

use super::{Case, Example, Map, Node, Permission, Response, Rule, Text};
use crate::source::{Scalar, Span, Spanned};

/// One operation.
#[derive(Debug, Clone, Default)]
pub struct Operation {
    /// The whole operation.
    pub span: Span,
    /// `http:`.
    pub http: Text,
    /// `endpoint:`.
    pub endpoint: Option<Text>,
    /// `auth:`, narrowing the endpoint's.
    pub auth: Option<Vec<Text>>,
    /// `description:`.
    pub description: Option<Text>,
    /// `page:`.
    pub page: Option<Text>,
    /// `deprecated:`.
    pub deprecated: Option<Text>,
    /// `withdrawn:`.
    pub withdrawn: Option<Text>,
    /// `permission:`.
    pub permissions: Vec<Permission>,
    /// `headers:`.
    pub headers: Map<Text>,
    /// `body:`.
    pub body: Option<Spanned<Body>>,
    /// `content_type:`.
    pub content_type: Option<Text>,
    /// `bindings:`.
    pub bindings: Map<Binding>,
    /// `case:`.
    pub case: Option<Spanned<Case>>,
    /// `update:`.
    pub update: Option<Spanned<Update>>,
    /// `params:`.
    pub params: Map<Node>,
    /// `include:`.
    pub include: Vec<Text>,
    /// `required:`.
    pub required: Vec<Text>,
    /// `fields:`.
    pub fields: Map<Node>,
    /// `envelope:`.
    pub envelope: Option<Spanned<Map<Envelope>>>,
    /// `rules:`.
    pub rules: Map<Rule>,
    /// `responses:`.
    pub responses: Map<Response>,
    /// `examples:`.
    pub examples: Map<Example>,
    /// `rust:`.
    pub rust: Option<Text>,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// The format of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Body {
    /// No body.
    #[default]
    None,
    /// JSON.
    Json,
    /// XML 1.0.
    Xml,
    /// The fields stand in the query string.
    Query,
    /// `application/x-www-form-urlencoded`.
    Form,
}

/// One entry of `bindings:`.
#[derive(Debug, Clone, Default)]
pub struct Binding {
    /// `body:`.
    pub body: Spanned<Body>,
    /// `content_type:`.
    pub content_type: Option<Text>,
    /// `description:`.
    pub description: Option<Text>,
    /// `rust:`.
    pub rust: Option<Text>,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// What a call does to data that it does not mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Update {
    /// Absent keeps.
    Patch,
    /// Absent deletes.
    Replace,
    /// The page does not say.
    Unstated,
    /// The call changes no existing data.
    None,
}

/// A node of an envelope.
#[derive(Debug, Clone)]
pub enum Envelope {
    /// A constant, `$field`, `$auth.credential`; the text is not yet taken apart.
    Scalar(Spanned<Scalar>),
    /// `$rest:`, the remaining fields.
    Rest(Span),
    /// Children.
    Map(Spanned<Map<Envelope>>),
}
