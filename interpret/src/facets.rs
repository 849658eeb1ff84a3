//! Translates the facets of texts from the plan's types to the runtime's.
//!
//! Input: facets of a plan and its compiled patterns. Output: the arguments of the runtime's checks.

use wireform::__rt::{Bound, Integer, NamedCheck, Number};
use wireform_codegen::plan::{
    self, CheckKind, IntegerFacets, LengthUnit, Location, NumberBound, NumberFacets, TextFacets,
};

use crate::patterns::Patterns;

/// Returns the named checks of a text, with compiled patterns.
pub(crate) fn named<'a>(patterns: &'a Patterns<'_>, facets: &'a TextFacets) -> Vec<NamedCheck<'a>> {
    facets
        .checks
        .iter()
        .map(|named| NamedCheck {
            name: &named.name,
            kind: kind_of(named.kind),
            pattern: patterns.check(named, facets),
            message: &named.says,
        })
        .collect()
}

/// Returns the groups of formats of a text.
pub(crate) fn formats(facets: &TextFacets) -> Vec<Vec<wireform::Format>> {
    let of_group = |group: &Vec<plan::Format>| group.iter().map(|it| format_of(*it)).collect();
    facets.formats.iter().map(of_group).collect()
}

/// Returns the facets of an integer.
pub(crate) const fn integer_facets(facets: &IntegerFacets) -> Integer {
    Integer {
        minimum: facets.minimum,
        maximum: facets.maximum,
        multiple_of: facets.multiple_of,
    }
}

/// Returns the facets of a decimal number.
pub(crate) fn number_facets(facets: &NumberFacets) -> Number<'_> {
    Number {
        minimum: facets.minimum.as_ref().map(bound_of),
        maximum: facets.maximum.as_ref().map(bound_of),
        multiple_of: facets.multiple_of.as_ref().map(|it| it.as_str()),
    }
}

fn bound_of(bound: &NumberBound) -> Bound<'_> {
    let value = bound.value.as_str();
    match bound.is_exclusive {
        true => Bound::exclusive(value),
        false => Bound::inclusive(value),
    }
}

pub(crate) fn unit_of(unit: LengthUnit) -> wireform::__rt::LengthUnit {
    match unit {
        LengthUnit::Chars => wireform::__rt::LengthUnit::Chars,
        LengthUnit::Utf16 => wireform::__rt::LengthUnit::Utf16,
        LengthUnit::Bytes => wireform::__rt::LengthUnit::Bytes,
    }
}

pub(crate) fn place_of(location: Location) -> wireform::__rt::TextPlace {
    match location {
        Location::Path => wireform::__rt::TextPlace::PathSegment,
        Location::Header => wireform::__rt::TextPlace::HeaderValue,
        Location::Query | Location::Body => wireform::__rt::TextPlace::Body,
    }
}

fn kind_of(kind: CheckKind) -> wireform::__rt::CheckKind {
    match kind {
        CheckKind::Contains => wireform::__rt::CheckKind::Contains,
        CheckKind::Excludes => wireform::__rt::CheckKind::Excludes,
        CheckKind::Pattern => wireform::__rt::CheckKind::Pattern,
    }
}

fn format_of(format: plan::Format) -> wireform::Format {
    match format {
        plan::Format::Email => wireform::Format::Email,
        plan::Format::Ipv4 => wireform::Format::Ipv4,
        plan::Format::Ipv6 => wireform::Format::Ipv6,
        plan::Format::Hostname => wireform::Format::Hostname,
        plan::Format::Host => wireform::Format::Host,
        plan::Format::HostAndPort => wireform::Format::HostAndPort,
        plan::Format::Ipv4Cidr => wireform::Format::Ipv4Cidr,
        plan::Format::Ipv6Cidr => wireform::Format::Ipv6Cidr,
        plan::Format::Ipv4Prefix => wireform::Format::Ipv4Prefix,
        plan::Format::Uri => wireform::Format::Uri,
        plan::Format::UriReference => wireform::Format::UriReference,
        plan::Format::Uuid => wireform::Format::Uuid,
        plan::Format::Country => wireform::Format::Country,
        plan::Format::CountryLike => wireform::Format::CountryLike,
        plan::Format::E164 => wireform::Format::E164,
    }
}
