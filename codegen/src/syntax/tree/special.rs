//! The parts of the syntax tree that the table of the language cannot express, such as conditions, effects and
//! envelopes.

use super::{Body, EnumValue, Facets, Map, NormalForm, Text};
use crate::source::{Scalar, Span, Spanned};

/// The value that clears a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clear {
    /// `''`, the empty text.
    Empty,
    /// `null`.
    Null,
    /// `[]`, the empty list.
    EmptyList,
    /// `all_items`, an empty text for each item that the list can have.
    AllItems,
}

/// A step of `normalize:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NormalStep {
    /// A form that the text gets.
    Form(NormalForm),
    /// `remove:`, the characters that are removed.
    Remove(Text),
    /// `replace:`, the texts that replace characters.
    Replace(Map<Text>),
}

/// The kind of a named check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CheckKind {
    /// A part of the value must match.
    #[default]
    Contains,
    /// No part of the value may match.
    Excludes,
    /// The whole value must match.
    Pattern,
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

/// A permission that the caller needs to send a field.
#[derive(Debug, Clone, Default)]
pub struct Permission {
    /// Its name.
    pub name: Text,
    /// The values that need no permission. The key `unless`.
    pub unless: Vec<Spanned<Scalar>>,
}

/// A node of an envelope.
#[derive(Debug, Clone)]
pub enum Envelope {
    /// A constant, `$field` or `$auth.credential`. The text is not parsed yet.
    Scalar(Spanned<Scalar>),
    /// `$rest:`, the remaining fields.
    Rest(Span),
    /// The children of an element.
    Map(Spanned<Map<Envelope>>),
    /// Several elements of one name, each with the nodes in it.
    List(Spanned<Vec<Spanned<Map<Envelope>>>>),
}

/// A shape of a tree.
#[derive(Debug, Clone)]
pub struct TreeShape {
    /// What is in the element of the value: a text, or elements and attributes.
    pub content: Envelope,
    /// Its place.
    pub span: Span,
}

/// A condition of a rule.
#[derive(Debug, Clone)]
pub enum Condition {
    /// A test of a field or a context fact, by name.
    Test(Text, Test),
    /// All conditions hold.
    All(Vec<Condition>),
    /// At least one condition holds.
    Any(Vec<Condition>),
    /// The condition does not hold.
    Not(Box<Condition>),
}

/// A test of one value.
#[derive(Debug, Clone)]
pub enum Test {
    /// The value is equal to one of these values.
    OneOf(Vec<Spanned<Scalar>>),
    /// `has:` or `has_any:`.
    HasAny(Vec<Spanned<Scalar>>),
    /// `has_all:`.
    HasAll(Vec<Spanned<Scalar>>),
    /// `present:`.
    Present(bool),
    /// `matches:`.
    Matches(Text),
    /// `within:`.
    Within(Box<Facets>),
    /// `any_item:`.
    AnyItem(Box<Test>),
    /// `every_item:`.
    EveryItem(Box<Test>),
    /// `when:`, conditions on the members of an object.
    When(Vec<Condition>),
    /// A comparison with another field.
    Compare(Comparison, Text),
    /// `not:`.
    Not(Box<Test>),
}

/// How two fields are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `same_as:`.
    Same,
    /// `different_from:`.
    Different,
    /// `less_than:`.
    Less,
    /// `less_or_equal:`.
    LessOrEqual,
    /// `greater_than:`.
    Greater,
    /// `greater_or_equal:`.
    GreaterOrEqual,
}

impl Comparison {
    /// Every comparison with its key.
    pub const KEYS: [(&'static str, Comparison); 6] = [
        ("same_as", Comparison::Same),
        ("different_from", Comparison::Different),
        ("less_than", Comparison::Less),
        ("less_or_equal", Comparison::LessOrEqual),
        ("greater_than", Comparison::Greater),
        ("greater_or_equal", Comparison::GreaterOrEqual),
    ];

    /// Returns the comparison of a key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        let found = Self::KEYS.iter().find(|(name, _)| *name == key);
        found.map(|(_, comparison)| *comparison)
    }

    /// Returns the key.
    #[must_use]
    pub fn key(self) -> &'static str {
        let found = Self::KEYS.iter().find(|(_, it)| *it == self);
        found.map_or("", |(name, _)| name)
    }
}

/// An effect of a rule.
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
    /// `count:`.
    Count(Count),
    /// `all_texts:`: the objects, or `None` for what has the rule, each with its pattern.
    AllTexts(Vec<(Option<Text>, Text)>),
    /// A comparison of fields with others.
    Compare(Comparison, Vec<(Text, Text)>),
    /// `within:`.
    Within(Vec<(Text, Facets)>),
    /// `limited_to:`.
    LimitedTo(Vec<(Text, Vec<Spanned<Scalar>>)>),
    /// `unchanged:`.
    Unchanged(Vec<Text>),
    /// `unchanged_except:`.
    UnchangedExcept(Vec<Text>),
    /// `refuse:`, with its message.
    Refuse(Text),
}

impl Body {
    /// Returns whether the query string has the fields of the body.
    #[must_use]
    pub const fn is_query(self) -> bool {
        match self {
            Body::Query => true,
            Body::Json | Body::Xml | Body::Form | Body::Lines | Body::Text | Body::None => false,
        }
    }

    /// Returns whether there is no body.
    #[must_use]
    pub const fn is_none(self) -> bool {
        match self {
            Body::None => true,
            Body::Json | Body::Xml | Body::Query | Body::Form | Body::Lines | Body::Text => false,
        }
    }
}

impl Effect {
    /// Returns whether the effect compares with the data as they were read.
    #[must_use]
    pub fn needs_current(&self) -> bool {
        match self {
            Effect::Unchanged(_) | Effect::UnchangedExcept(_) => true,
            Effect::Required(_)
            | Effect::Forbidden(_)
            | Effect::AtLeastOne(_)
            | Effect::ExactlyOne(_)
            | Effect::AtMostOne(_)
            | Effect::AllOrNone(_)
            | Effect::Count(_)
            | Effect::Matches(_)
            | Effect::AllTexts(_)
            | Effect::Compare(..)
            | Effect::Within(_)
            | Effect::LimitedTo(_)
            | Effect::Refuse(_) => false,
        }
    }

    /// Returns the sentence of `refuse:`.
    #[must_use]
    pub fn refusal(&self) -> Option<&Text> {
        match self {
            Effect::Refuse(text) => Some(text),
            Effect::Required(_)
            | Effect::Forbidden(_)
            | Effect::AtLeastOne(_)
            | Effect::ExactlyOne(_)
            | Effect::AtMostOne(_)
            | Effect::AllOrNone(_)
            | Effect::Count(_)
            | Effect::Matches(_)
            | Effect::AllTexts(_)
            | Effect::Compare(..)
            | Effect::Within(_)
            | Effect::LimitedTo(_)
            | Effect::Unchanged(_)
            | Effect::UnchangedExcept(_) => None,
        }
    }
}

/// How many of some fields must have a value.
#[derive(Debug, Clone)]
pub struct Count {
    /// The fields. The key `of`.
    pub of: Vec<Text>,
    /// The minimum number.
    pub minimum: Option<Spanned<u64>>,
    /// The maximum number.
    pub maximum: Option<Spanned<u64>>,
}

/// One alternative of `at_least_one` or `exactly_one`.
#[derive(Debug, Clone)]
pub enum Alternative {
    /// A field.
    Field(Text),
    /// `all:`, several fields together.
    All(Vec<Text>),
}

/// A test of a header, a place or a field of a response.
#[derive(Debug, Clone)]
pub enum ResponseTest {
    /// `present:`.
    Present(bool),
    /// The test itself, without a key.
    Value(ValueTest),
    /// `any_item:`.
    Any(ValueTest),
    /// `every_item:`.
    Every(ValueTest),
}

/// The conditions of one value.
#[derive(Debug, Clone, Default)]
pub struct ValueTest {
    /// The value is one of these. If there is none, every value is allowed.
    pub one_of: Vec<Spanned<Scalar>>,
    /// `not:`.
    pub none_of: Vec<Spanned<Scalar>>,
    /// `minimum:`.
    pub minimum: Option<Spanned<i64>>,
    /// `maximum:`.
    pub maximum: Option<Spanned<i64>>,
    /// `matches:`.
    pub matches: Option<Text>,
}

/// Whether and when a request can be sent again.
#[derive(Debug, Clone)]
pub enum Retry {
    /// `never`.
    Never,
    /// `safe`.
    Safe,
    /// `later`.
    Later,
    /// `after:`, with the header.
    After(Text),
}

/// A value that a step of an authentication method computes.
#[derive(Debug, Clone)]
pub enum Computed {
    /// A template. Its placeholders are not parsed yet.
    Template(Text),
    /// The values one after the other.
    List(Vec<Computed>),
    /// A function, with the place of its name.
    Function(Spanned<Box<Function>>),
}

/// A function of a [`Computed`] value.
#[derive(Debug, Clone)]
pub enum Function {
    /// `join:`.
    Join {
        /// `separator:`.
        separator: Text,
        /// `of:`.
        of: Vec<Computed>,
    },
    /// `lines:`.
    Lines(Vec<Computed>),
    /// `percent:`.
    Percent(Computed),
    /// `query:`.
    Query {
        /// `$call.params` or `$call.query`.
        parameters: Text,
        /// `sort:`.
        sort: Option<Text>,
        /// `escape:`.
        escape: Option<Text>,
    },
    /// `header_names:`.
    HeaderNames {
        /// The patterns of the names.
        names: Vec<Text>,
        /// `separator:`.
        separator: Option<Text>,
    },
    /// `header_lines:`.
    HeaderLines {
        /// The patterns of the names.
        names: Vec<Text>,
        /// `trim:`.
        trim: Option<Text>,
    },
    /// `canonical_path:`.
    CanonicalPath(Text),
    /// `hex:`.
    Hex(Computed),
    /// `base64:`.
    Base64(Computed),
    /// `md5:` and the other digests.
    Digest(DigestName, Computed),
    /// `hmac_md5:` and the other keyed digests.
    Hmac {
        /// The digest.
        digest: DigestName,
        /// `key:`, or the items of `chain:`.
        keys: HmacKeys,
        /// `of:`.
        of: Computed,
    },
    /// `now:`.
    Now(Text),
    /// `nonce:`.
    Nonce(Text),
    /// `signer:`.
    Signer {
        /// `algorithm:`.
        algorithm: Text,
        /// `key:`.
        key: Option<Text>,
        /// `of:`.
        of: Computed,
    },
}

/// The key of a keyed digest.
#[derive(Debug, Clone)]
pub enum HmacKeys {
    /// `key:`.
    One(Computed),
    /// `chain:`.
    Chain(Vec<Computed>),
}

/// A digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestName {
    /// MD5.
    Md5,
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

impl DigestName {
    /// The digests with their keys.
    pub const ALL: [(&'static str, DigestName); 4] = [
        ("md5", DigestName::Md5),
        ("sha1", DigestName::Sha1),
        ("sha256", DigestName::Sha256),
        ("sha512", DigestName::Sha512),
    ];

    /// Returns the key.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            DigestName::Md5 => "md5",
            DigestName::Sha1 => "sha1",
            DigestName::Sha256 => "sha256",
            DigestName::Sha512 => "sha512",
        }
    }
}
