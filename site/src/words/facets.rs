//! Types and facets in words.

use wireform_codegen::plan::{
    AnyFormat, CheckKind, Extent, Format, IntegerFacets, LengthUnit, List, MapKeys, NormalStep,
    NumberFacets, Plan, Primitive, Structure, TextFacets, Type,
};

use super::{code, codes, joined, ranged};

/// Returns the name of a type: `text`, `list of objects`.
#[must_use]
pub fn type_name(plan: &Plan, ty: &Type) -> String {
    match ty.structure() {
        Structure::Primitive(primitive) => match primitive {
            Primitive::Text(_) => "text",
            Primitive::Integer(_) => "whole number",
            Primitive::Number(_) => "decimal number",
            Primitive::Any(AnyFormat::Json) => "any JSON value",
            Primitive::Any(AnyFormat::Xml) => "an XML element",
            Primitive::Boolean => "true or false",
            Primitive::Date => "date",
            Primitive::Timestamp => "time",
            Primitive::Enum(_) => "one of a list",
        }
        .to_owned(),
        Structure::Object(object) => match plan.objects[object].is_union() {
            true => "union".to_owned(),
            false => "object".to_owned(),
        },
        Structure::List(list) => format!("list: {}", type_name(plan, &list.item)),
        Structure::Map(map) => format!("map of names to: {}", type_name(plan, &map.item)),
    }
}

/// Returns the constraints of a type, one in each sentence. Those of the members of an object are not among them.
#[must_use]
pub fn constraints(plan: &Plan, ty: &Type) -> Vec<String> {
    match ty.structure() {
        Structure::Primitive(primitive) => match primitive {
            Primitive::Text(facets) => text(facets),
            Primitive::Integer(facets) => integer(facets),
            Primitive::Number(facets) => number(facets),
            Primitive::Any(AnyFormat::Json) => vec!["Any JSON value except null.".to_owned()],
            Primitive::Any(AnyFormat::Xml) => {
                vec!["One XML element, which declares the namespaces of its names.".to_owned()]
            }
            Primitive::Date => vec!["A day of the calendar, such as `2026-11-21`.".to_owned()],
            Primitive::Timestamp => {
                vec!["A point in time, such as `2026-11-21T09:30:00Z`.".to_owned()]
            }
            Primitive::Boolean | Primitive::Enum(_) => Vec::new(),
        },
        Structure::Object(object) => {
            let object = &plan.objects[object];
            match object.is_union() {
                true => vec!["Exactly one of its variants.".to_owned()],
                false => Vec::new(),
            }
        }
        Structure::List(list) => {
            let mut sentences = items(list);
            sentences.extend(within("Each item", constraints(plan, &list.item)));
            sentences
        }
        Structure::Map(map) => {
            let mut sentences = Vec::new();
            let range = ranged(map.min_items, map.max_items, "entry");
            sentences.extend(range.map(|range| format!("Has {range}.")));
            let keys = match &map.keys {
                MapKeys::Text(facets) => text(facets),
                MapKeys::Enum(values) => {
                    let values = &plan.enums[*values].values;
                    let values = values.iter().map(|it| it.value.as_str());
                    vec![format!("One of {}.", codes(values, "or"))]
                }
            };
            sentences.extend(within("Each name", keys));
            sentences.extend(within("Each value", constraints(plan, &map.item)));
            sentences
        }
    }
}

/// Returns the bounds of a value in a few words, for a table.
#[must_use]
pub fn bounds(plan: &Plan, ty: &Type) -> String {
    let parts = match ty.structure() {
        Structure::Primitive(primitive) => match primitive {
            Primitive::Text(facets) => length(facets).into_iter().collect(),
            Primitive::Integer(facets) => limits(&facets.into()),
            Primitive::Number(facets) => limits(facets),
            Primitive::Any(_)
            | Primitive::Boolean
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Enum(_) => vec![type_name(plan, ty)],
        },
        Structure::Object(_) => Vec::new(),
        Structure::List(list) => {
            let range = ranged(list.facets.min_items, list.facets.max_items, "item");
            let item = Some(bounds(plan, &list.item)).filter(|it| !it.is_empty());
            let each = item.map(|item| format!("each {item}"));
            range.into_iter().chain(each).collect()
        }
        Structure::Map(map) => {
            let range = ranged(map.min_items, map.max_items, "entry");
            range.into_iter().collect()
        }
    };
    parts.join(", ")
}

/// Puts sentences about an inner value behind the words that name it.
fn within(what: &str, sentences: Vec<String>) -> impl Iterator<Item = String> {
    sentences.into_iter().map(move |sentence| {
        let mut letters = sentence.chars();
        let first = letters.next().map(|it| it.to_lowercase().to_string());
        format!("{what}: {}{}", first.unwrap_or_default(), letters.as_str())
    })
}

fn items(list: &List) -> Vec<String> {
    let facets = &list.facets;
    let mut sentences = Vec::new();
    let range = ranged(facets.min_items, facets.max_items, "item");
    sentences.extend(range.map(|range| format!("Has {range}.")));
    if facets.unique_items {
        sentences.push("No two items are alike.".to_owned());
    }
    for key in facets.key_names() {
        let key = codes(key, "and");
        sentences.push(format!("No two items have the same {key}."));
    }
    if let Some(separator) = &list.join {
        sentences.push(format!(
            "Is sent as one text, with {} between the items.",
            code(&shown(separator))
        ));
    }
    sentences
}

fn text(facets: &TextFacets) -> Vec<String> {
    let mut sentences: Vec<String> = facets.normal.iter().map(normal).collect();
    sentences.extend(length(facets).map(|length| format!("Has {length}.")));
    for pattern in &facets.patterns {
        sentences.push(match pattern.extent {
            Extent::Whole => "Matches the pattern as a whole.".to_owned(),
            Extent::Search => "Contains a match of the pattern.".to_owned(),
        });
    }
    for group in &facets.formats {
        let names: Vec<String> = group.iter().map(|it| format(*it).to_owned()).collect();
        sentences.push(format!("Is {}.", joined(&names, "or")));
    }
    for check in &facets.checks {
        let how = match check.kind {
            CheckKind::Contains => "needs a match of",
            CheckKind::Excludes => "must not have a match of",
            CheckKind::Pattern => "has to match, as a whole,",
        };
        sentences.push(format!(
            "{} The text {how} {}.",
            check.says,
            code(&check.source)
        ));
    }
    sentences
}

fn length(facets: &TextFacets) -> Option<String> {
    let unit = match facets.unit {
        LengthUnit::Chars => "character",
        LengthUnit::Utf16 => "UTF-16 code unit",
        LengthUnit::Bytes => "byte",
    };
    ranged(facets.min_length, facets.max_length, unit)
}

fn normal(step: &NormalStep) -> String {
    match step {
        NormalStep::Trim => "Is sent without white space at its ends.".to_owned(),
        NormalStep::CollapseSpaces => {
            "Is sent with one space for each run of white space.".to_owned()
        }
        NormalStep::Lowercase => "Is sent in lower case.".to_owned(),
        NormalStep::Uppercase => "Is sent in upper case.".to_owned(),
        NormalStep::Remove(removed) => {
            format!(
                "Is sent without the characters {}.",
                code(&removed.replace(' ', "␣"))
            )
        }
        NormalStep::Replace(texts) => {
            let texts = texts.iter();
            let texts =
                texts.map(|(it, text)| format!("{} as {}", code(&it.to_string()), code(text)));
            format!("Is sent with {}.", texts.collect::<Vec<_>>().join(", "))
        }
    }
}

fn format(format: Format) -> &'static str {
    match format {
        Format::Email => "an e-mail address",
        Format::Ipv4 => "an IPv4 address",
        Format::Ipv6 => "an IPv6 address",
        Format::Hostname => "a host name",
        Format::Host => "a host: a name or an IP address",
        Format::HostAndPort => "a host and a port",
        Format::Ipv4Cidr => "an IPv4 network",
        Format::Ipv6Cidr => "an IPv6 network",
        Format::Ipv4Prefix => "an IPv4 network: the bits behind the length of its prefix are zero",
        Format::Uri => "an absolute URI",
        Format::UriReference => "a URI, or a reference relative to one",
        Format::Uuid => "a UUID",
        Format::Country => "a country code of ISO 3166-1",
        Format::CountryLike => "two capital letters, as in ISO 3166-1",
        Format::E164 => "a telephone number of E.164: a plus and up to 15 digits",
    }
}

fn integer(facets: &IntegerFacets) -> Vec<String> {
    number(&facets.into())
}

fn number(facets: &NumberFacets) -> Vec<String> {
    let limits = limits(facets).into_iter();
    limits.map(|limit| format!("Is {limit}.")).collect()
}

fn limits(facets: &NumberFacets) -> Vec<String> {
    let bound =
        |is_exclusive: bool, inclusive: &'static str, exclusive: &'static str| match is_exclusive {
            true => exclusive,
            false => inclusive,
        };
    let least = facets.minimum.as_ref().map(|it| {
        let word = bound(it.is_exclusive, "at least", "more than");
        format!("{word} {}", it.value)
    });
    let most = facets.maximum.as_ref().map(|it| {
        let word = bound(it.is_exclusive, "at most", "less than");
        format!("{word} {}", it.value)
    });
    let divisor = facets.multiple_of.as_ref();
    let divisor = divisor.map(|it| format!("a multiple of {it}"));
    [least, most, divisor].into_iter().flatten().collect()
}

/// Returns a separator in which every character can be seen.
fn shown(separator: &str) -> String {
    separator
        .replace(' ', "␣")
        .replace('\n', "line feed")
        .replace('\r', "carriage return")
        .replace('\t', "tab")
}
