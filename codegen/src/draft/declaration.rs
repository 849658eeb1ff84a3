//! The parts of a document that the lints check.
//!
//! Input: what the resolver knows about each part. Output: values that need neither the syntax tree nor the resolver, so
//! that the lints are a stage of their own.

use crate::plan::{Field, FieldId, NumberFacets, Response, Rule, Table, TextFacets};
use crate::source::{Span, Spanned};
use crate::syntax::{Body, Dialect, Text};

/// A part of the document that a lint checks.
#[derive(Debug, Clone)]
pub enum Declaration {
    /// The facets of a text.
    Text(TextDeclaration),
    /// The facets of a number.
    Number(NumberDeclaration),
    /// A sample value or a default that its own field rejects.
    Sample(RefusedSample),
    /// The bindings of an operation that sends secrets.
    Secrets(SecretsDeclaration),
    /// A result that no step uses.
    UnusedLet(LetDeclaration),
    /// A name in braces, which a header or a parameter of an authentication method sends as it is.
    BracedName(BracedName),
    /// The cases of the responses to an operation.
    Responses(ResponsesDeclaration),
    /// The rules of an operation or an object.
    Rules(RulesDeclaration),
}

/// The facets of a text, and the places of those that one node states.
#[derive(Debug, Clone)]
pub struct TextDeclaration {
    /// All facets, including those of the named type.
    pub facets: TextFacets,
    /// The pattern that the node itself states.
    pub pattern: Option<Text>,
    /// The dialect of its pattern, if the node states it.
    pub dialect: Option<Dialect>,
    /// The minimum length that the node itself states.
    pub min_length: Option<Spanned<u64>>,
    /// The maximum length that the node itself states.
    pub max_length: Option<Spanned<u64>>,
    /// The place of the node, for a mistake that no single facet causes.
    pub span: Span,
    /// Whether the field is required.
    pub is_required: bool,
    /// Whether a `differs:` note states that this agrees with the page.
    pub is_noted: bool,
}

/// The facets of an integer or a decimal number.
#[derive(Debug, Clone)]
pub struct NumberDeclaration {
    /// All facets, including those of the named type.
    pub facets: NumberFacets,
    /// The place of a facet that the node itself states: `multipleOf`, or else a bound.
    pub span: Span,
}

/// A result of a step that no later step uses.
#[derive(Debug, Clone)]
pub struct LetDeclaration {
    /// Its name.
    pub name: Text,
}

/// A name in braces in the value of a header or a parameter.
#[derive(Debug, Clone)]
pub struct BracedName {
    /// The name, without its braces.
    pub name: String,
    /// The place of the value.
    pub span: Span,
}

/// A value in the schema that its own field rejects.
#[derive(Debug, Clone)]
pub struct RefusedSample {
    /// The place of the value.
    pub span: Span,
    /// Whether the value is a default. Otherwise it is one of the samples.
    pub is_default: bool,
    /// The reason why the field rejects it.
    pub reason: String,
}

/// The cases of the responses to an operation.
#[derive(Debug, Clone)]
pub struct ResponsesDeclaration {
    /// The place of the operation's name.
    pub span: Span,
    /// Whether a `differs:` note of the operation states that this agrees with the page.
    pub is_noted: bool,
    /// The cases, in order.
    pub cases: Vec<CaseDeclaration>,
}

/// A case, with the place of its name.
#[derive(Debug, Clone)]
pub struct CaseDeclaration {
    /// The place of its name.
    pub span: Span,
    /// The case.
    pub response: Response,
    /// Whether it has a mistake, which was reported.
    pub is_poisoned: bool,
}

/// The rules of an operation or an object.
#[derive(Debug, Clone)]
pub struct RulesDeclaration {
    /// The fields that the paths of the rules start from.
    pub fields: Table<FieldId, Field>,
    /// The rules, in document order.
    pub rules: Vec<RuleDeclaration>,
}

/// A rule, with the place of its name.
#[derive(Debug, Clone)]
pub struct RuleDeclaration {
    /// The place of its name.
    pub span: Span,
    /// The rule.
    pub rule: Rule,
    /// Whether something was reported about it.
    pub is_reported: bool,
}

/// The bindings of an operation and the secrets that it sends.
#[derive(Debug, Clone)]
pub struct SecretsDeclaration {
    /// The bindings, in document order: the first is the default.
    pub bindings: Vec<BindingDeclaration>,
    /// The secrets among the parameters.
    pub secrets: Vec<Secret>,
}

/// A binding, with the place of its format.
#[derive(Debug, Clone)]
pub struct BindingDeclaration {
    /// The place of its name.
    pub name: Span,
    /// Its format.
    pub body: Spanned<Body>,
    /// Whether a `differs:` note states that this agrees with the page.
    pub is_noted: bool,
}

/// A secret that is a parameter of a query or a form.
#[derive(Debug, Clone)]
pub struct Secret {
    /// The secret in words, for example ``the credential `api_key` ``.
    pub what: String,
    /// Whether it is a parameter of the authentication, which only a form has in its body.
    pub is_credential: bool,
}
