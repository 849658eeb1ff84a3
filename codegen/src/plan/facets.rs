//! Facets: constraints on a single value.

use std::sync::Arc;

use super::automaton::Automaton;
use super::decimal::Decimal;
use super::ids::FieldId;
use super::normal::NormalStep;
use super::words::{CheckKind, Extent, LengthUnit};

/// The facets of a text. All of them hold together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextFacets {
    /// The minimum length, in `unit`.
    pub min_length: Option<u64>,
    /// The maximum length, in `unit`.
    pub max_length: Option<u64>,
    /// The unit of the lengths.
    pub unit: LengthUnit,
    /// The patterns.
    pub patterns: Vec<Pattern>,
    /// The formats. The text has one format of each group, and no group is empty.
    pub formats: Vec<Vec<Format>>,
    /// The named checks, in document order.
    pub checks: Vec<NamedCheck>,
    /// The steps that bring the text into its normal form, which the other facets describe.
    pub normal: Vec<NormalStep>,
}

/// A pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The pattern as the schema states it.
    pub source: String,
    /// Whether it describes the whole value or a part of it.
    pub extent: Extent,
    /// In the syntax of the crate `regex`, with look-around as `fancy-regex` has it. Constructs that the dialects read
    /// differently are written out. A pattern of the whole value is anchored at both ends with `\A(?:…)\z`.
    pub expression: String,
    /// The set of strings that it describes.
    pub set: Arc<Automaton>,
}

/// A named check of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCheck {
    /// Its name.
    pub name: String,
    /// The part of the value that the pattern describes.
    pub kind: CheckKind,
    /// The pattern as the schema states it.
    pub source: String,
    /// The expression for the crate `regex`. It is anchored only if the kind is the whole value.
    pub regex: String,
    /// The set of values that contain a match, whatever the kind.
    pub set: Arc<Automaton>,
    /// The text of its violation.
    pub says: String,
}

impl NamedCheck {
    /// Returns whether a value passes the check.
    #[must_use]
    pub fn holds(&self, value: &str) -> bool {
        self.set.contains(value) == (self.kind != CheckKind::Excludes)
    }
}

/// A named format: an exact set of texts, which the runtime checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `local@domain` of RFC 5321's dot-string and hostname forms.
    Email,
    /// Four decimal numbers with dots between them, without leading zeros.
    Ipv4,
    /// RFC 4291 text form.
    Ipv6,
    /// RFC 1123 host name of at least two labels.
    Hostname,
    /// A host name of one or more labels, an IPv4 address, or an IPv6 address in brackets.
    Host,
    /// A host, a colon and a port.
    HostAndPort,
    /// An IPv4 address with the length of its prefix.
    Ipv4Cidr,
    /// An IPv6 address with the length of its prefix.
    Ipv6Cidr,
    /// An IPv4 address whose bits behind the prefix are zero, with the length of the prefix.
    Ipv4Prefix,
    /// RFC 3986 URI with a scheme.
    Uri,
    /// RFC 3986 URI or relative reference.
    UriReference,
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
    /// The minimum.
    pub minimum: Option<i64>,
    /// The maximum.
    pub maximum: Option<i64>,
    /// The number, greater than 0, of which the value is a whole multiple.
    pub multiple_of: Option<i64>,
}

/// The facets of a decimal number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberFacets {
    /// The lower bound.
    pub minimum: Option<NumberBound>,
    /// The upper bound.
    pub maximum: Option<NumberBound>,
    /// The number, greater than 0, of which the value is a whole multiple.
    pub multiple_of: Option<Decimal>,
}

/// A bound of a decimal number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberBound {
    /// The bound.
    pub value: Decimal,
    /// Whether the bound itself is refused.
    pub is_exclusive: bool,
}

impl From<&IntegerFacets> for NumberFacets {
    fn from(facets: &IntegerFacets) -> Self {
        let bound = |value: i64| NumberBound {
            value: value.into(),
            is_exclusive: false,
        };
        NumberFacets {
            minimum: facets.minimum.map(bound),
            maximum: facets.maximum.map(bound),
            multiple_of: facets.multiple_of.map(Decimal::from),
        }
    }
}

impl NumberFacets {
    /// Returns the facets that exist, each with its key in a schema.
    pub fn stated(&self) -> impl Iterator<Item = (&'static str, &Decimal)> {
        let key = |bound: &NumberBound, inclusive, exclusive| match bound.is_exclusive {
            true => exclusive,
            false => inclusive,
        };
        let minimum = self.minimum.as_ref();
        let maximum = self.maximum.as_ref();
        let facets = [
            minimum.map(|it| (key(it, "minimum", "exclusiveMinimum"), &it.value)),
            maximum.map(|it| (key(it, "maximum", "exclusiveMaximum"), &it.value)),
            self.multiple_of.as_ref().map(|it| ("multipleOf", it)),
        ];
        facets.into_iter().flatten()
    }

    /// Returns whether a number has all facets.
    #[must_use]
    pub fn accepts(&self, value: &Decimal) -> bool {
        let divisor = self.multiple_of.as_ref();
        self.is_above_minimum(value)
            && self.is_below_maximum(value)
            && divisor.is_none_or(|divisor| value.is_multiple_of(divisor))
    }

    /// Returns the divisor, if no multiple of it lies between the bounds. It is not returned for bounds that exclude every
    /// number, and for numbers that are too large to compare.
    #[must_use]
    pub fn divisor_without_multiple(&self) -> Option<&Decimal> {
        let (low, high) = (self.minimum.as_ref()?, self.maximum.as_ref()?);
        let divisor = self.multiple_of.as_ref()?;
        let zero = Decimal::from(0);
        let is_exclusive = low.is_exclusive || high.is_exclusive;
        let excludes_all = low.value > high.value || (low.value == high.value && is_exclusive);
        if excludes_all || self.accepts(&zero) {
            return None;
        }
        // The multiples of both signs lie symmetrically around zero.
        let (near, far) = match high.value.is_negative() || high.value == zero {
            true => (high, low),
            false => (low, high),
        };
        let (first, is_first) = near.value.quotient(divisor)?;
        let (last, is_last) = far.value.quotient(divisor)?;
        let first = first.checked_add(u128::from(!is_first || near.is_exclusive))?;
        // The last one is excluded if it is at an exclusive bound.
        let end = last.checked_add(u128::from(!(is_last && far.is_exclusive)))?;
        (first >= end).then_some(divisor)
    }

    /// Returns numbers at the facets and next to them, and some small and large ones.
    #[must_use]
    pub fn near(&self) -> Vec<Decimal> {
        let mut texts: Vec<String> = ["0", "1", "-1", "0.5", "1000000", "-1000000"]
            .map(str::to_owned)
            .into();
        for (_, value) in self.stated() {
            texts.push(value.to_string());
            match value.integer() {
                Some(number) => {
                    texts.extend([-1, 1].map(|step| number.saturating_add(step).to_string()))
                }
                None => texts.push(format!("{value}1")),
            }
        }
        texts
            .iter()
            .filter_map(|text| Decimal::parse(text))
            .collect()
    }

    /// Returns a number that has all facets, as far as one is near them.
    #[must_use]
    pub fn witness(&self) -> Option<Decimal> {
        self.near().into_iter().find(|it| self.accepts(it))
    }
}

impl NumberFacets {
    /// Returns whether a number is not less than the lower bound.
    #[must_use]
    pub fn is_above_minimum(&self, value: &Decimal) -> bool {
        self.minimum
            .as_ref()
            .is_none_or(|bound| match bound.is_exclusive {
                true => *value > bound.value,
                false => *value >= bound.value,
            })
    }

    /// Returns whether a number is not greater than the upper bound.
    #[must_use]
    pub fn is_below_maximum(&self, value: &Decimal) -> bool {
        self.maximum
            .as_ref()
            .is_none_or(|bound| match bound.is_exclusive {
                true => *value < bound.value,
                false => *value <= bound.value,
            })
    }
}

/// The facets of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListFacets {
    /// The minimum number of items.
    pub min_items: Option<u64>,
    /// The maximum number of items.
    pub max_items: Option<u64>,
    /// Whether all items must be different.
    pub unique_items: bool,
    /// Keys of items. Each is a list of members, in which no two items have the same values.
    pub unique_by: Vec<Vec<KeyMember>>,
}

/// A member of a key, by which the items of a list are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyMember {
    /// The member: a field of the object that the items are.
    pub field: FieldId,
    /// Its name, for messages.
    pub name: String,
}

impl ListFacets {
    /// Returns the names of the members of each key.
    pub fn key_names(&self) -> impl Iterator<Item = Vec<&str>> {
        let keys = self.unique_by.iter();
        keys.map(|key| key.iter().map(|it| it.name.as_str()).collect())
    }
}

/// Returns the names of formats of which a text has one, for a message or a document.
#[must_use]
pub fn format_names(group: &[Format]) -> String {
    let names: Vec<&str> = group.iter().map(|format| format.name()).collect();
    names.join(" or ")
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Format] = &[
        Format::Email,
        Format::Ipv4,
        Format::Ipv6,
        Format::Hostname,
        Format::Host,
        Format::HostAndPort,
        Format::Ipv4Cidr,
        Format::Ipv6Cidr,
        Format::Ipv4Prefix,
        Format::Uri,
        Format::UriReference,
        Format::Uuid,
        Format::Country,
        Format::CountryLike,
        Format::E164,
    ];

    /// Returns its name in a schema.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Format::Email => "email",
            Format::Ipv4 => "ipv4",
            Format::Ipv6 => "ipv6",
            Format::Hostname => "hostname",
            Format::Host => "host",
            Format::HostAndPort => "host_and_port",
            Format::Ipv4Cidr => "ipv4_cidr",
            Format::Ipv6Cidr => "ipv6_cidr",
            Format::Ipv4Prefix => "ipv4_prefix",
            Format::Uri => "uri",
            Format::UriReference => "uri_reference",
            Format::Uuid => "uuid",
            Format::Country => "country",
            Format::CountryLike => "country_like",
            Format::E164 => "e164",
        }
    }
}
