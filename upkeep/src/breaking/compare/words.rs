//! Types in a few words, and what differs between two of them.

use wireform_codegen::plan::{
    AnyFormat, LengthUnit, List, MapKeys, MapType, NormalStep, Primitive, Structure, Tagging,
    TextFacets, Type, format_names,
};

use super::Pair;

/// Returns a type with all its facets.
pub(super) fn ty(ty: &Type) -> String {
    match ty.structure() {
        Structure::Primitive(primitive) => parts(primitive).join(", "),
        Structure::Object(_) => "object".to_owned(),
        Structure::List(list) => format!("list of {}", self::ty(&list.item)),
        Structure::Map(map) => format!("map of {}", self::ty(&map.item)),
    }
}

/// Returns how the variants of a union are told apart.
pub(super) fn tagging(tagging: Option<&Tagging>) -> String {
    match tagging {
        None => "object".to_owned(),
        Some(Tagging::External) => "union, named by its only member".to_owned(),
        Some(Tagging::Kind) => "union, told apart by the kinds of its values".to_owned(),
        Some(Tagging::Member(tag)) => format!("union, named by its member {tag}"),
    }
}

/// Returns what differs between two types without parts: the facets that only one has, or the kinds.
pub(super) fn primitives(primitives: Pair<Primitive<'_>>) -> Pair<String> {
    differences(primitives.map(parts))
}

/// Returns what differs between the bounds of two lists.
pub(super) fn bounds(lists: Pair<&List>) -> Pair<String> {
    differences(lists.map(|list| {
        let facets = &list.facets;
        let mut parts = vec!["list".to_owned()];
        parts.extend(facets.min_items.map(|least| format!("minItems {least}")));
        parts.extend(facets.max_items.map(|most| format!("maxItems {most}")));
        if facets.unique_items {
            parts.push("uniqueItems".to_owned());
        }
        let keys = facets.key_names();
        parts.extend(keys.map(|key| format!("unique_by {}", key.join(", "))));
        parts
    }))
}

/// Returns what differs between the bounds and the keys of two maps.
pub(super) fn maps(maps: Pair<&MapType>) -> Pair<String> {
    differences(maps.map(|map| {
        let mut parts = vec!["map".to_owned()];
        parts.extend(map.min_items.map(|least| format!("minItems {least}")));
        parts.extend(map.max_items.map(|most| format!("maxItems {most}")));
        match &map.keys {
            MapKeys::Text(facets) => {
                let keys = text(facets).into_iter().skip(1);
                parts.extend(keys.map(|facet| format!("keys {facet}")));
            }
            MapKeys::Enum(_) => parts.push("keys enum".to_owned()),
        }
        parts
    }))
}

/// Returns the parts that only one side has, or the kind of the value if there are none.
fn differences(parts: Pair<Vec<String>>) -> Pair<String> {
    let only = |one: &[String], other: &[String]| {
        let mut only = one.to_vec();
        only.retain(|part| !other.contains(part));
        match (only.is_empty(), one.first()) {
            (true, Some(kind)) => kind.clone(),
            (false, _) | (true, None) => only.join(", "),
        }
    };
    Pair {
        old: only(&parts.old, &parts.new),
        new: only(&parts.new, &parts.old),
    }
}

/// Returns the kind of a value, then its facets.
fn parts(primitive: Primitive<'_>) -> Vec<String> {
    match primitive {
        Primitive::Text(facets) => text(facets),
        Primitive::Integer(facets) => {
            let mut parts = vec!["integer".to_owned()];
            parts.extend(facets.minimum.map(|least| format!("minimum {least}")));
            parts.extend(facets.maximum.map(|most| format!("maximum {most}")));
            parts.extend(facets.multiple_of.map(|it| format!("multipleOf {it}")));
            parts
        }
        Primitive::Number(facets) => {
            let mut parts = vec!["number".to_owned()];
            parts.extend(facets.stated().map(|(key, value)| format!("{key} {value}")));
            parts
        }
        Primitive::Any(AnyFormat::Json) => vec!["any".to_owned()],
        Primitive::Any(AnyFormat::Xml) => vec!["element".to_owned()],
        Primitive::Boolean => vec!["boolean".to_owned()],
        Primitive::Date => vec!["date".to_owned()],
        Primitive::Timestamp => vec!["timestamp".to_owned()],
        Primitive::Enum(_) => vec!["enum".to_owned()],
    }
}

fn text(facets: &TextFacets) -> Vec<String> {
    let unit = match facets.unit {
        LengthUnit::Chars => "",
        LengthUnit::Utf16 => " in UTF-16 units",
        LengthUnit::Bytes => " in bytes",
    };
    let mut parts = vec!["string".to_owned()];
    parts.extend(
        facets
            .min_length
            .map(|least| format!("minLength {least}{unit}")),
    );
    parts.extend(
        facets
            .max_length
            .map(|most| format!("maxLength {most}{unit}")),
    );
    let patterns = facets.patterns.iter();
    parts.extend(patterns.map(|pattern| format!("pattern {}", pattern.source)));
    let formats = facets.formats.iter();
    parts.extend(formats.map(|format| format!("format {}", format_names(format))));
    let steps = facets.normal.iter().map(NormalStep::words);
    parts.extend(steps.map(|step| format!("normalize {step}")));
    let checks = facets.checks.iter();
    parts.extend(checks.map(|check| format!("check {} {}", check.name, check.source)));
    parts
}
