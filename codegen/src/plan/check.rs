//! Facets: what is checked of one value.

use std::sync::Arc;

use super::automaton::Automaton;
use super::words::{CheckKind, LengthUnit};

/// The facets of a text. All of them hold together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextFacets {
    /// The least length, in `unit`.
    pub min_length: Option<u64>,
    /// The greatest length, in `unit`.
    pub max_length: Option<u64>,
    /// What the lengths count.
    pub unit: LengthUnit,
    /// Patterns of the whole value.
    pub patterns: Vec<Pattern>,
    /// Formats.
    pub formats: Vec<Format>,
    /// Named checks, in document order.
    pub checks: Vec<NamedCheck>,
}

/// A pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As the schema has it.
    pub source: String,
    /// In the syntax of the crate `regex`, with look-aheads as `fancy-regex` has them: ASCII classes spelled out,
    /// anchored at both ends with `\A(?:…)\z`.
    pub expression: String,
    /// The set of strings that it describes.
    pub set: Arc<Automaton>,
}

/// A named check of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCheck {
    /// Its name.
    pub name: String,
    /// What is looked at.
    pub kind: CheckKind,
    /// The pattern as the schema has it.
    pub source: String,
    /// The expression for the crate `regex`; anchored only where the kind is the whole value.
    pub regex: String,
    /// The set of values that it is found in, whatever the kind.
    pub set: Arc<Automaton>,
    /// The sentence.
    pub says: String,
}

impl NamedCheck {
    /// Whether a value passes.
    #[must_use]
    pub fn holds(&self, value: &str) -> bool {
        self.set.contains(value) == (self.kind != CheckKind::Excludes)
    }
}

/// The closed list of formats; each names an exact language that the runtime knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `local@domain` of RFC 5321's dot-string and hostname forms.
    Email,
    /// Dotted quad, no leading zeros.
    Ipv4,
    /// RFC 4291 text form.
    Ipv6,
    /// RFC 1123 host name of at least two labels.
    Hostname,
    /// RFC 3986 URI with a scheme.
    Uri,
    /// RFC 9562 text form.
    Uuid,
    /// A code that ISO 3166-1 assigns (alpha-2).
    Country,
    /// Two capital letters, the shape of ISO 3166-1 alpha-2.
    CountryLike,
    /// `+`, then up to 15 digits.
    E164,
}

/// The facets of an integer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IntegerFacets {
    /// The least value.
    pub minimum: Option<i64>,
    /// The greatest value.
    pub maximum: Option<i64>,
}

/// The facets of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListFacets {
    /// The least number of items.
    pub min_items: Option<u64>,
    /// The greatest number of items.
    pub max_items: Option<u64>,
    /// Whether no two items may be equal.
    pub unique_items: bool,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Format] = &[
        Format::Email,
        Format::Ipv4,
        Format::Ipv6,
        Format::Hostname,
        Format::Uri,
        Format::Uuid,
        Format::Country,
        Format::CountryLike,
        Format::E164,
    ];

    /// Its name in a schema.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Format::Email => "email",
            Format::Ipv4 => "ipv4",
            Format::Ipv6 => "ipv6",
            Format::Hostname => "hostname",
            Format::Uri => "uri",
            Format::Uuid => "uuid",
            Format::Country => "country",
            Format::CountryLike => "country_like",
            Format::E164 => "e164",
        }
    }
}
