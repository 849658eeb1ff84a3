//! Rules between fields and facts.

use super::Text;
use crate::source::{Scalar, Span, Spanned};

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
    /// `at_most_one:`.
    AtMostOne(Vec<Alternative>),
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

/// One alternative of `at_least_one`, `exactly_one` or `at_most_one`.
#[derive(Debug, Clone)]
pub enum Alternative {
    /// A field.
    Field(Text),
    /// `all:`, several fields together.
    All(Vec<Text>),
}
