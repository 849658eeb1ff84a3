//! The codes of violations, and the facets that can be waived.
//!
//! Every [`Facet`] has a [`Code`]. A code without a facet cannot be waived: it is about what the wire can carry, or about
//! what the caller has to give.

use crate::name::named;

/// The kind of a violation. Its spelling ([`Code::as_str`]) is stable.
///
/// # Examples
/// ```
/// use wireform::{Code, Facet};
///
/// assert_eq!(Code::MaxLength.as_str(), "max_length");
/// assert_eq!(Code::from(Facet::Pattern), Code::Pattern);
/// assert_eq!(Code::Rule.facet(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Code {
    /// A required value is missing.
    Required,
    /// The text is too short.
    MinLength,
    /// The text is too long.
    MaxLength,
    /// The whole value does not match the documented pattern.
    Pattern,
    /// The value is not of the documented format.
    Format,
    /// The value is none of the documented ones.
    Enum,
    /// The number is too small.
    Minimum,
    /// The number is too large.
    Maximum,
    /// The number is not a multiple of the documented one.
    MultipleOf,
    /// The list has too few items.
    MinItems,
    /// The list has too many items.
    MaxItems,
    /// An item of the list is repeated.
    UniqueItems,
    /// The key of an entry of a map is not of the documented form.
    Key,
    /// A named check of the value failed.
    Check,
    /// The entry of a map has a key that is taken.
    KeyTaken,
    /// A field that cannot be cleared is cleared.
    Clear,
    /// The value is the spelling of a clear.
    ClearToken,
    /// An item contains the text that separates the items.
    Separator,
    /// The wire format has no spelling for the value.
    Unrepresentable,
    /// An HTTP header can't carry the value.
    HeaderValue,
    /// A path can't carry the value: it is empty, `.` or `..`.
    PathSegment,
    /// A rule on several fields or facts does not hold.
    Rule,
    /// A rule needs a fact that the caller neither gave nor declared unknown.
    ContextMissing,
    /// The fact cannot have this value (untyped input).
    ContextValue,
    /// The value is of another type (untyped input).
    Type,
    /// There is no such field (untyped input).
    UnknownField,
    /// The request replaces everything and the field was left out (untyped input).
    Missing,
}

impl Code {
    /// Every code, in the order of the declaration.
    pub const ALL: &'static [Code] = &[
        Code::Required,
        Code::MinLength,
        Code::MaxLength,
        Code::Pattern,
        Code::Format,
        Code::Enum,
        Code::Minimum,
        Code::Maximum,
        Code::MultipleOf,
        Code::MinItems,
        Code::MaxItems,
        Code::UniqueItems,
        Code::Key,
        Code::Check,
        Code::KeyTaken,
        Code::Clear,
        Code::ClearToken,
        Code::Separator,
        Code::Unrepresentable,
        Code::HeaderValue,
        Code::PathSegment,
        Code::Rule,
        Code::ContextMissing,
        Code::ContextValue,
        Code::Type,
        Code::UnknownField,
        Code::Missing,
    ];

    /// Returns the stable spelling, in snake case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Code::Required => "required",
            Code::MinLength => "min_length",
            Code::MaxLength => "max_length",
            Code::Pattern => "pattern",
            Code::Format => "format",
            Code::Enum => "enum",
            Code::Minimum => "minimum",
            Code::Maximum => "maximum",
            Code::MultipleOf => "multiple_of",
            Code::MinItems => "min_items",
            Code::MaxItems => "max_items",
            Code::UniqueItems => "unique_items",
            Code::Key => "key",
            Code::Check => "check",
            Code::KeyTaken => "key_taken",
            Code::Clear => "clear",
            Code::ClearToken => "clear_token",
            Code::Separator => "separator",
            Code::Unrepresentable => "unrepresentable",
            Code::HeaderValue => "header_value",
            Code::PathSegment => "path_segment",
            Code::Rule => "rule",
            Code::ContextMissing => "context_missing",
            Code::ContextValue => "context_value",
            Code::Type => "type",
            Code::UnknownField => "unknown_field",
            Code::Missing => "missing",
        }
    }

    /// Returns the facet of the same name, if violations of this code can be waived.
    pub const fn facet(self) -> Option<Facet> {
        Some(match self {
            Code::MinLength => Facet::MinLength,
            Code::MaxLength => Facet::MaxLength,
            Code::Pattern => Facet::Pattern,
            Code::Format => Facet::Format,
            Code::Enum => Facet::Enum,
            Code::Minimum => Facet::Minimum,
            Code::Maximum => Facet::Maximum,
            Code::MultipleOf => Facet::MultipleOf,
            Code::MinItems => Facet::MinItems,
            Code::MaxItems => Facet::MaxItems,
            Code::UniqueItems => Facet::UniqueItems,
            Code::Key => Facet::Key,
            Code::Check => Facet::Check,
            _ => return None,
        })
    }
}

named!(Code, Code::ALL.iter().copied(), "the code of a violation");

/// A constraint on a value that a provider documents, which a policy can waive.
///
/// There is no facet for what the wire cannot carry, so that no policy can name it:
///
/// ```compile_fail
/// let facet = wireform::Facet::HeaderValue;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Facet {
    /// The least length.
    MinLength,
    /// The greatest length.
    MaxLength,
    /// The pattern, or all of them if there are several.
    Pattern,
    /// The format.
    Format,
    /// The documented values.
    Enum,
    /// The least number.
    Minimum,
    /// The greatest number.
    Maximum,
    /// The number of which the value is a multiple.
    MultipleOf,
    /// The least number of items.
    MinItems,
    /// The greatest number of items.
    MaxItems,
    /// The requirement that no item is repeated.
    UniqueItems,
    /// The facets of the keys of a map, all of them.
    Key,
    /// The named checks of a value, all of them.
    Check,
}

impl Facet {
    /// Every facet, in the order of the declaration.
    pub const ALL: &'static [Facet] = &[
        Facet::MinLength,
        Facet::MaxLength,
        Facet::Pattern,
        Facet::Format,
        Facet::Enum,
        Facet::Minimum,
        Facet::Maximum,
        Facet::MultipleOf,
        Facet::MinItems,
        Facet::MaxItems,
        Facet::UniqueItems,
        Facet::Key,
        Facet::Check,
    ];

    /// Returns the stable spelling, in snake case. It is that of the code.
    pub const fn as_str(self) -> &'static str {
        self.code().as_str()
    }

    /// Returns the code of the violations that this facet waives.
    pub const fn code(self) -> Code {
        match self {
            Facet::MinLength => Code::MinLength,
            Facet::MaxLength => Code::MaxLength,
            Facet::Pattern => Code::Pattern,
            Facet::Format => Code::Format,
            Facet::Enum => Code::Enum,
            Facet::Minimum => Code::Minimum,
            Facet::Maximum => Code::Maximum,
            Facet::MultipleOf => Code::MultipleOf,
            Facet::MinItems => Code::MinItems,
            Facet::MaxItems => Code::MaxItems,
            Facet::UniqueItems => Code::UniqueItems,
            Facet::Key => Code::Key,
            Facet::Check => Code::Check,
        }
    }
}

impl From<Facet> for Code {
    fn from(facet: Facet) -> Self {
        facet.code()
    }
}

named!(
    Facet,
    Facet::ALL.iter().copied(),
    "a facet that can be waived"
);
