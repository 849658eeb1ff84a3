//! The syntax tree: one struct per construct of the language, one field per key.
//!
//! Maps keep the order of the document ([`Map`]); every name and scalar keeps its place.

use crate::source::{Span, Spanned};

pub use crate::source::{Scalar, Style};

/// A text with its place.
pub type Text = Spanned<String>;

/// A map in document order; keys are unique, because the reader refuses others.
pub type Map<T> = Vec<(Text, T)>;

/// A value of the user's data (examples, defaults, constants): a YAML tree without interpretation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A scalar.
    Scalar(Scalar),
    /// A sequence.
    List(Vec<Spanned<Value>>),
    /// A mapping.
    Map(Map<Spanned<Value>>),
}

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

/// One value of an enum.
#[derive(Debug, Clone, Default)]
pub struct EnumValue {
    /// What the value means, from the page.
    pub description: Text,
    /// `deprecated:`.
    pub deprecated: Option<Text>,
    /// `rust:`.
    pub rust: Option<Text>,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// The facets of a value, by JSON Schema's keywords.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// `pattern:`.
    pub pattern: Option<Text>,
    /// `dialect:`.
    pub dialect: Option<Spanned<Dialect>>,
    /// `minLength:`.
    pub min_length: Option<Spanned<u64>>,
    /// `maxLength:`.
    pub max_length: Option<Spanned<u64>>,
    /// `lengthUnit:`.
    pub length_unit: Option<Spanned<LengthUnit>>,
    /// `minimum:`.
    pub minimum: Option<Spanned<i64>>,
    /// `maximum:`.
    pub maximum: Option<Spanned<i64>>,
    /// `minItems:`.
    pub min_items: Option<Spanned<u64>>,
    /// `maxItems:`.
    pub max_items: Option<Spanned<u64>>,
    /// `uniqueItems:`.
    pub unique_items: Option<Spanned<bool>>,
    /// `format:`, by name.
    pub format: Option<Text>,
    /// `const:`.
    pub constant: Option<Spanned<Scalar>>,
    /// `all_of:`.
    pub all_of: Map<Check>,
}

/// How a pattern is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// Ours: ASCII classes, whole value, no raw `[` in a class.
    #[default]
    Wireform,
    /// As Perl-compatible engines read it: a raw `[` in a class is a literal.
    Pcre,
}

/// What a length counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LengthUnit {
    /// Unicode code points.
    #[default]
    Chars,
    /// UTF-16 code units.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
}

/// One named check of a string.
#[derive(Debug, Clone, Default)]
pub struct Check {
    /// What is looked at.
    pub kind: CheckKind,
    /// The regular expression.
    pub pattern: Text,
    /// `dialect:`.
    pub dialect: Option<Spanned<Dialect>>,
    /// `says:`.
    pub says: Text,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// What a named check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CheckKind {
    /// Some part of the value matches.
    #[default]
    Contains,
    /// No part of the value matches.
    Excludes,
    /// The whole value matches.
    Pattern,
}

/// A type node; with the field keys it is a field. One grammar for types, fields, items and parameters.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// The whole node.
    pub span: Span,
    /// `type:`, a built-in type or the name of one in `types:`.
    pub ty: Option<Text>,
    /// The facets.
    pub facets: Facets,
    /// `enum:`.
    pub values: Option<Map<EnumValue>>,
    /// `fields:` of an object.
    pub fields: Option<Map<Node>>,
    /// `case:` of an object.
    pub case: Option<Spanned<Case>>,
    /// `items:` of a list.
    pub items: Option<Box<Node>>,
    /// `join:` of a list.
    pub join: Option<Text>,
    /// `description:`.
    pub description: Option<Text>,
    /// `default:`.
    pub default: Option<Spanned<Value>>,
    /// `examples:`.
    pub examples: Vec<Spanned<Value>>,
    /// `required:`.
    pub required: Option<Spanned<bool>>,
    /// `clear:`.
    pub clear: Option<Spanned<Clear>>,
    /// `means:`.
    pub means: Option<Text>,
    /// `permission:`.
    pub permissions: Vec<Permission>,
    /// `deprecated:`, the reason; empty where the page gives none.
    pub deprecated: Option<Text>,
    /// `secret:`.
    pub secret: Option<Spanned<bool>>,
    /// `in:`, for parameters and response fields.
    pub location: Option<Spanned<Location>>,
    /// `wire:`.
    pub wire: Option<Text>,
    /// `json:`.
    pub json: Option<Wire>,
    /// `xml:`.
    pub xml: Option<Wire>,
    /// `query:`.
    pub query: Option<Wire>,
    /// `form:`.
    pub form: Option<Wire>,
    /// `page:`.
    pub page: Option<Text>,
    /// `rust:`.
    pub rust: Option<Text>,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// How an explicit clear is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clear {
    /// `''`: the empty string.
    Empty,
    /// `null`.
    Null,
    /// `[]`: the empty list.
    EmptyList,
}

/// A permission that the caller needs to send a field.
#[derive(Debug, Clone, Default)]
pub struct Permission {
    /// Its name.
    pub name: Text,
    /// `unless:`, the values that need none.
    pub unless: Vec<Spanned<Scalar>>,
}

/// Where a parameter or a response field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the URL's path.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
    /// In the body (fields; response fields).
    Body,
}

/// How a field is spelled on one wire.
#[derive(Debug, Clone, Default)]
pub struct Wire {
    /// The whole binding.
    pub span: Span,
    /// `name:`.
    pub name: Option<Text>,
    /// `at:`, split at its dots, the last being the name.
    pub at: Option<Spanned<Vec<String>>>,
    /// `values:`, logical value to wire spelling.
    pub values: Map<Spanned<Scalar>>,
    /// `absent:`.
    pub absent: Option<Spanned<Absent>>,
    /// `list:`.
    pub list: Option<Spanned<ListStyle>>,
    /// `item:`, the element name inside a wrapped list.
    pub item: Option<Text>,
    /// `index:`, the template of an indexed list's names.
    pub index: Option<Text>,
    /// `first:`, the first index.
    pub first: Option<Spanned<u64>>,
    /// `attributes:`.
    pub attributes: Map<Text>,
}

/// What is written for a field that has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Absent {
    /// Nothing.
    #[default]
    Omit,
    /// JSON `null`.
    Null,
    /// An empty string, element or parameter.
    Empty,
}

/// How a list is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    /// A JSON array.
    Array,
    /// One element or parameter per item.
    Repeat,
    /// A wrapper element with one element per item.
    Wrap,
    /// One numbered parameter per item.
    Indexed,
}

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

/// One rule.
#[derive(Debug, Clone, Default)]
pub struct Rule {
    /// The whole rule.
    pub span: Span,
    /// `when:`; empty is always.
    pub when: Vec<Condition>,
    /// The effects, in document order.
    pub effects: Vec<Spanned<Effect>>,
    /// `says:`.
    pub says: Option<Text>,
    /// `description:`.
    pub description: Option<Text>,
    /// `page:`.
    pub page: Option<Text>,
    /// `rust:`.
    pub rust: Option<Text>,
    /// `differs:`.
    pub differs: Vec<Text>,
}

/// A condition of a rule.
#[derive(Debug, Clone)]
pub enum Condition {
    /// A test of a field or a context fact, by name.
    Test(Text, Test),
    /// All hold.
    All(Vec<Condition>),
    /// One holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// A test of one value.
#[derive(Debug, Clone)]
pub enum Test {
    /// Equality with one of the values (one: a scalar; several: a list).
    OneOf(Vec<Spanned<Scalar>>),
    /// `has:` or `has_any:`.
    HasAny(Vec<Spanned<Scalar>>),
    /// `has_all:`.
    HasAll(Vec<Spanned<Scalar>>),
    /// `present:`.
    Present(bool),
    /// `matches:`.
    Matches(Text),
    /// `not:`.
    Not(Box<Test>),
}

/// What a rule demands.
#[derive(Debug, Clone)]
pub enum Effect {
    /// `required:`.
    Required(Vec<Text>),
    /// `forbidden:`.
    Forbidden(Vec<Text>),
    /// `at_least_one:`.
    AtLeastOne(Vec<Alternative>),
    /// `exactly_one:`.
    ExactlyOne(Vec<Alternative>),
    /// `all_or_none:`.
    AllOrNone(Vec<Text>),
    /// `matches:`.
    Matches(Vec<(Text, Text)>),
    /// `limited_to:`.
    LimitedTo(Vec<(Text, Vec<Spanned<Scalar>>)>),
    /// `unchanged:`.
    Unchanged(Vec<Text>),
    /// `unchanged_except:`.
    UnchangedExcept(Vec<Text>),
    /// `refuse:`, the sentence.
    Refuse(Text),
}

/// One alternative of `at_least_one` or `exactly_one`.
#[derive(Debug, Clone)]
pub enum Alternative {
    /// A field.
    Field(Text),
    /// `all:`, several fields together.
    All(Vec<Text>),
}

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
