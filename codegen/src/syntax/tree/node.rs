//! Types, fields and how they are spelled on a wire.

use super::{Case, Map, Text, Value};
use crate::source::{Scalar, Span, Spanned};

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
    /// `convert:`.
    pub convert: Vec<Text>,
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
