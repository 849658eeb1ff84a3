//! The doc comment of a field: the description from the provider's page, and the facets.

use crate::emit::docs::builder::{Docs, code, link};
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::plan::{
    Access, AnyFormat, Clear, Extent, Field, IntegerFacets, LengthUnit, MapKeys, NormalStep,
    NumberBound, NumberFacets, Presence, Primitive, Structure, TextFacets, Type,
};

/// Returns the doc comment of a field.
pub(crate) fn field_docs(scope: &Scope<'_>, record: &Record<'_>, field: &Field) -> Docs {
    let mut docs = match &field.description {
        Some(description) if !description.trim().is_empty() => Docs::new().text(description),
        _ => Docs::new().markdown(&format!("{}.", code(&field.name))),
    };
    if let Some(facets) = describe(&field.ty) {
        docs = docs.sentence(&format!("{facets}."));
    }
    docs = match field.presence {
        Presence::Clearable(Clear::Empty) => {
            docs.sentence("Can be cleared; the empty text is no value of it.")
        }
        Presence::Clearable(_) => docs.sentence("Can be cleared."),
        Presence::Optional => match record.absent {
            Some(absent) => docs.markdown(absent),
            None => docs,
        },
        _ => docs,
    };
    docs = match field.access {
        Access::All | Access::Read => docs,
        Access::Create => docs.sentence("Is sent at creation only."),
        Access::Update => docs.sentence("Is sent by updates only."),
        Access::Immutable => docs.sentence("Never changes after creation."),
    };
    if let Some(default) = &field.default {
        docs = docs.markdown(&format!(
            "Where it is not sent the provider assumes: {}.",
            code(default)
        ));
    }
    if !field.examples.is_empty() {
        let examples: Vec<String> = field.examples.iter().map(|example| code(example)).collect();
        docs = docs.markdown(&format!("For example {}.", examples.join(", ")));
    }
    for permission in &field.permissions {
        let unless: Vec<String> = permission.unless.iter().map(|value| code(value)).collect();
        let unless = match unless.len() {
            0 => String::new(),
            _ => format!(", unless the value is {}", unless.join(" or ")),
        };
        docs = docs.markdown(&format!(
            "Sending it needs the permission {}{unless}.",
            code(&permission.name)
        ));
    }
    let page = field.page.as_ref();
    if let Some(page) = page.and_then(|name| scope.plan.page(name)) {
        docs = docs.markdown(&format!("Documented at {}.", link(&page.url)));
    }
    docs
}

fn describe(ty: &Type) -> Option<String> {
    let parts = match ty.structure() {
        Structure::Primitive(Primitive::Text(facets)) => text(facets),
        Structure::Primitive(Primitive::Integer(facets)) => integer(facets),
        Structure::Primitive(Primitive::Number(facets)) => number(facets),
        Structure::List(list) => {
            let mut parts = Vec::new();
            parts.extend(range(list.facets.min_items, list.facets.max_items, "item"));
            if list.facets.unique_items {
                parts.push("no two alike".to_owned());
            }
            for key in list.facets.key_names() {
                parts.push(format!("no two with the same {}", shown(&key)));
            }
            if let Some(item) = describe(&list.item) {
                parts.push(format!("each: {}", lower_first(&item)));
            }
            parts
        }
        Structure::Map(map) => {
            let mut parts = Vec::new();
            parts.extend(range(map.min_items, map.max_items, "entry"));
            if let MapKeys::Text(facets) = &map.keys {
                let keys = text(facets);
                let keys = (!keys.is_empty()).then(|| format!("each key: {}", keys.join("; ")));
                parts.extend(keys);
            }
            if let Some(item) = describe(&map.item) {
                parts.push(format!("each value: {}", lower_first(&item)));
            }
            parts
        }
        Structure::Primitive(Primitive::Any(AnyFormat::Json)) => {
            vec!["any JSON value except null".to_owned()]
        }
        Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => {
            vec!["an XML element with the declarations of its namespaces".to_owned()]
        }
        Structure::Primitive(
            Primitive::Boolean | Primitive::Date | Primitive::Timestamp | Primitive::Enum(_),
        )
        | Structure::Object(_) => Vec::new(),
    };
    (!parts.is_empty()).then(|| upper_first(&parts.join("; ")))
}

/// Returns names as a list of code spans.
fn shown(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| code(name)).collect();
    names.join(" and ")
}

fn text(facets: &TextFacets) -> Vec<String> {
    let unit = match facets.unit {
        LengthUnit::Chars => "character",
        LengthUnit::Utf16 => "UTF-16 unit",
        LengthUnit::Bytes => "byte",
    };
    let mut parts = Vec::new();
    parts.extend(facets.normal.iter().map(|step| match step {
        NormalStep::Trim => "sent without white space at its ends".to_owned(),
        NormalStep::CollapseSpaces => "sent with one space for each run of white space".to_owned(),
        NormalStep::Lowercase => "sent in lower case".to_owned(),
        NormalStep::Uppercase => "sent in upper case".to_owned(),
        NormalStep::Remove(removed) => format!("sent without the characters {}", code(removed)),
        NormalStep::Replace(texts) => {
            let texts = texts.iter();
            let texts =
                texts.map(|(it, text)| format!("{} as {}", code(&it.to_string()), code(text)));
            format!("sent with {}", texts.collect::<Vec<_>>().join(", "))
        }
    }));
    parts.extend(range(facets.min_length, facets.max_length, unit));
    parts.extend(facets.patterns.iter().map(|pattern| match pattern.extent {
        Extent::Whole => format!("matches {}", code(&pattern.source)),
        Extent::Search => format!("contains a match of {}", code(&pattern.source)),
    }));
    parts.extend(facets.formats.iter().map(|group| {
        let names: Vec<String> = group.iter().map(|it| code(it.name())).collect();
        format!("format {}", names.join(" or "))
    }));
    parts.extend(facets.checks.iter().map(|check| {
        // In a code span, a sentence of the schema cannot become markup.
        format!("checked as {}: {}", code(&check.name), code(&check.says))
    }));
    parts
}

fn integer(facets: &IntegerFacets) -> Vec<String> {
    let mut parts = match (facets.minimum, facets.maximum) {
        (Some(least), Some(most)) => vec![format!("{least} to {most}")],
        (Some(least), None) => vec![format!("at least {least}")],
        (None, Some(most)) => vec![format!("at most {most}")],
        (None, None) => Vec::new(),
    };
    let divisor = facets.multiple_of;
    parts.extend(divisor.map(|divisor| format!("a multiple of {divisor}")));
    parts
}

fn number(facets: &NumberFacets) -> Vec<String> {
    let bound = |bound: &NumberBound, inclusive, exclusive| {
        let word = if bound.is_exclusive {
            exclusive
        } else {
            inclusive
        };
        format!("{word} {}", bound.value)
    };
    let least = facets.minimum.as_ref();
    let most = facets.maximum.as_ref();
    let divisor = facets.multiple_of.as_ref();
    let parts = [
        least.map(|least| bound(least, "at least", "more than")),
        most.map(|most| bound(most, "at most", "less than")),
        divisor.map(|divisor| format!("a multiple of {divisor}")),
    ];
    parts.into_iter().flatten().collect()
}

fn range(least: Option<u64>, most: Option<u64>, unit: &str) -> Option<String> {
    let units = |count: u64| {
        if count == 1 {
            unit.to_owned()
        } else {
            unit.strip_suffix('y')
                .map_or_else(|| format!("{unit}s"), |stem| format!("{stem}ies"))
        }
    };
    match (least, most) {
        (Some(least), Some(most)) if least == most => Some(format!("{most} {}", units(most))),
        (Some(least), Some(most)) => Some(format!("{least} to {most} {}", units(most))),
        (Some(least), None) => Some(format!("at least {least} {}", units(least))),
        (None, Some(most)) => Some(format!("at most {most} {}", units(most))),
        (None, None) => None,
    }
}

fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_lowercase().chain(chars).collect())
        .unwrap_or_default()
}
