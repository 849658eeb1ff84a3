//! Examples: values and the bytes that they become.

use super::{Map, Text, Value};
use crate::source::{Scalar, Span, Spanned};

/// One example: values and the bytes that they become.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// The whole example.
    pub span: Span,
    /// `description:`.
    pub description: Option<Text>,
    /// `values:`.
    pub values: Map<Spanned<Value>>,
    /// `context:`.
    pub context: Map<Spanned<Value>>,
    /// `context_unknown:`.
    pub context_unknown: Vec<Text>,
    /// `current:`, the contact as read.
    pub current: Option<Map<Spanned<Value>>>,
    /// `credentials:`.
    pub credentials: Map<Spanned<Scalar>>,
    /// `auth:`.
    pub auth: Option<Text>,
    /// `server:`.
    pub server: Option<Text>,
    /// `binding:`.
    pub binding: Option<Text>,
    /// `waive:`.
    pub waive: Vec<Text>,
    /// `expect:`.
    pub expect: Option<Expect>,
    /// `violations:`.
    pub violations: Option<Vec<Text>>,
    /// `unchecked:`.
    pub unchecked: Option<Vec<Text>>,
    /// `page:`, for a sample that this page prints.
    pub page: Option<Text>,
    /// `rust:`.
    pub rust: Option<Text>,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// `expect:`: the request on the wire.
#[derive(Debug, Clone, Default)]
pub struct Expect {
    /// `method:`.
    pub method: Option<Text>,
    /// `url:`.
    pub url: Option<Text>,
    /// `headers:`.
    pub headers: Map<Text>,
    /// `body:`.
    pub body: Option<Text>,
}
