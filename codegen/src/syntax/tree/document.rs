//! The document itself, and what its operations share.

use super::{Dialect, EnumValue, Facets, Map, Node, Operation, Text};
use crate::source::{Scalar, Span, Spanned};

/// One document.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// The whole document.
    pub span: Span,
    /// `provider:`.
    pub provider: Provider,
    /// `case:`.
    pub case: Option<Spanned<Case>>,
    /// `pages:`.
    pub pages: Map<Page>,
    /// `credentials:`.
    pub credentials: Map<Credential>,
    /// `auth:`.
    pub auth: Map<Auth>,
    /// `endpoints:`.
    pub endpoints: Map<Endpoint>,
    /// `contexts:`.
    pub contexts: Map<Context>,
    /// `types:`.
    pub types: Map<Node>,
    /// `operations:`.
    pub operations: Map<Operation>,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// `provider:`.
#[derive(Debug, Clone, Default)]
pub struct Provider {
    /// `name:`.
    pub name: Text,
    /// `description:`.
    pub description: Option<Text>,
    /// `url:`.
    pub url: Option<Text>,
    /// `rust:`, the module's name.
    pub rust: Option<Text>,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// How wire names are derived from logical names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Case {
    /// As the logical name is.
    #[default]
    None,
    /// `addressLine`.
    Camel,
    /// `address_line`.
    Snake,
    /// `AddressLine`.
    Pascal,
    /// `address-line`.
    Kebab,
    /// `ADDRESS_LINE`.
    Screaming,
}

/// One entry of `pages:`.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// `url:`.
    pub url: Text,
    /// `title:`.
    pub title: Option<Text>,
    /// `retrieved:`.
    pub retrieved: Option<Text>,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// One entry of `credentials:`.
#[derive(Debug, Clone, Default)]
pub struct Credential {
    /// `type:`, `string` or `integer`; `facets` hold its bounds.
    pub facets: Facets,
    /// `type:`.
    pub ty: Option<Text>,
    /// `secret:`.
    pub secret: Option<Spanned<bool>>,
    /// `description:`.
    pub description: Option<Text>,
    /// `default:`, sent where the caller gives nothing.
    pub default: Option<Spanned<Scalar>>,
    /// `rust:`.
    pub rust: Option<Text>,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// One entry of `auth:`.
#[derive(Debug, Clone, Default)]
pub struct Auth {
    /// `description:`.
    pub description: Option<Text>,
    /// `headers:`, header name to template.
    pub headers: Map<Text>,
    /// `basic:`, user and password as `$name`.
    pub basic: Vec<Text>,
    /// `params:`, wire name to template.
    pub params: Map<Text>,
    /// `document:`, the credentials that stand inside the body.
    pub document: Vec<Text>,
    /// `rust:`.
    pub rust: Option<Text>,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// One entry of `endpoints:`.
#[derive(Debug, Clone, Default)]
pub struct Endpoint {
    /// `description:`.
    pub description: Option<Text>,
    /// `servers:`, name to URL; may be empty.
    pub servers: Map<Text>,
    /// `auth:`, the ways to authenticate that it takes.
    pub auth: Vec<Text>,
    /// `rust:`.
    pub rust: Option<Text>,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// One entry of `contexts:`.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// `description:`.
    pub description: Option<Text>,
    /// What kind of fact it is.
    pub kind: ContextKind,
    /// `pattern:`, of each text.
    pub pattern: Option<Text>,
    /// `dialect:`.
    pub dialect: Option<Spanned<Dialect>>,
    /// `rust:`.
    pub rust: Option<Text>,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// The kind of a context fact.
#[derive(Debug, Clone, Default)]
pub enum ContextKind {
    /// `set_of: string`.
    SetOfString,
    /// `set_of: { enum: … }`.
    SetOfEnum(Map<EnumValue>),
    /// `enum: …`.
    Enum(Map<EnumValue>),
    /// `type: boolean`.
    #[default]
    Boolean,
    /// `type: string`.
    String,
}
