//! The places of a document that the lints look at.
//!
//! In: what the resolver knows of each place. Out: values that need neither the syntax tree nor the resolver, so that the
//! lints are a stage of their own.

use crate::plan::TextFacets;
use crate::source::{Span, Spanned};
use crate::syntax::{Body, Text};

/// A place of the document, with what a lint looks at there.
#[derive(Debug, Clone)]
pub enum Declaration {
    /// The facets of a text.
    Text(TextDeclaration),
    /// A sample value or a default that its own field refuses.
    Sample(RefusedSample),
    /// The bindings of an operation that sends secrets.
    Secrets(SecretsDeclaration),
}

/// The facets of a text, and where those of one node stand.
#[derive(Debug, Clone)]
pub struct TextDeclaration {
    /// All facets, those of the named type among them.
    pub facets: TextFacets,
    /// The pattern that the node itself states.
    pub pattern: Option<Text>,
    /// Whether the node states the dialect of its pattern.
    pub has_dialect: bool,
    /// The least length that the node itself states.
    pub min_length: Option<Spanned<u64>>,
    /// The greatest length that the node itself states.
    pub max_length: Option<Spanned<u64>>,
    /// The place of the node, for what no single facet causes.
    pub span: Span,
    /// Whether the field must be given.
    pub is_required: bool,
    /// Whether a `differs:` note states that the page is like that.
    pub is_noted: bool,
}

/// A value in the schema that its own field refuses.
#[derive(Debug, Clone)]
pub struct RefusedSample {
    /// The place of the value.
    pub span: Span,
    /// Whether the value is a default; else it is one of the examples.
    pub is_default: bool,
    /// Why the field refuses it.
    pub reason: String,
}

/// The bindings of an operation and the secrets that it sends.
#[derive(Debug, Clone)]
pub struct SecretsDeclaration {
    /// The bindings, in document order: the first is the default.
    pub bindings: Vec<BindingDeclaration>,
    /// The secrets among the parameters.
    pub secrets: Vec<Secret>,
}

/// Where a binding states its format.
#[derive(Debug, Clone)]
pub struct BindingDeclaration {
    /// The place of its name.
    pub name: Span,
    /// Its format.
    pub body: Spanned<Body>,
    /// Whether a `differs:` note states that the page is like that.
    pub is_noted: bool,
}

/// A secret that is a parameter of a query or a form.
#[derive(Debug, Clone)]
pub struct Secret {
    /// What it is, for example ``the credential `api_key` ``.
    pub what: String,
    /// Whether it is a parameter of the authentication, which only a form has in its body.
    pub is_credential: bool,
}
