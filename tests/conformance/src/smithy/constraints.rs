//! The constraints of a member as facets.

use serde_json::{Map, Value, json};

use super::model::{Model, Target};

/// Returns the facets of the traits of a member and of its shape. A trait of the member takes precedence.
pub(super) fn of(model: &Model<'_>, member: Target<'_>) -> Map<String, Value> {
    let find = |name: &str| {
        member
            .find(name)
            .or_else(|| model.trait_of(member.shape, name))
    };
    let mut facets = Map::new();
    let is_blob = model.kind(member.shape) == "blob";
    if let Some(range) = find("length").filter(|_| is_blob) {
        facets.insert("pattern".to_owned(), json!(base64_pattern(range)));
    } else if let Some(range) = find("length") {
        let names = match model.kind(member.shape).as_str() {
            "list" | "set" | "map" => ["minItems", "maxItems"],
            _ => ["minLength", "maxLength"],
        };
        bounds(&mut facets, range, names);
    }
    if let Some(range) = find("range") {
        bounds(&mut facets, range, ["minimum", "maximum"]);
    }
    if let Some(pattern) = find("pattern") {
        facets.insert("pattern".to_owned(), pattern.clone());
        facets.insert("match".to_owned(), json!("search"));
        facets.insert("dialect".to_owned(), json!("ecma"));
    }
    if find("uniqueItems").is_some() {
        facets.insert("uniqueItems".to_owned(), json!(true));
    }
    let values = enum_values(model, member);
    if !values.is_empty() {
        let values = values
            .into_iter()
            .map(|value| (value, json!("A value of the suite")));
        facets.insert("enum".to_owned(), Value::Object(values.collect()));
    }
    if member.find("required").is_some() {
        facets.insert("required".to_owned(), json!(true));
    }
    facets
}

/// Returns the pattern of the base64 of bytes of some lengths.
fn base64_pattern(range: &Value) -> String {
    let min = range["min"].as_u64().unwrap_or(0);
    let groups = |length: u64| {
        let end = match length % 3 {
            0 => "",
            1 => "[A-Za-z0-9+/]{2}==",
            _ => "[A-Za-z0-9+/]{3}=",
        };
        format!("(?:[A-Za-z0-9+/]{{4}}){{{}}}{end}", length / 3)
    };
    match range["max"].as_u64() {
        Some(max) => (min..=max).map(groups).collect::<Vec<_>>().join("|"),
        None => {
            let least: Vec<String> = (min..min + 3).map(groups).collect();
            format!("(?:[A-Za-z0-9+/]{{4}})*(?:{})", least.join("|"))
        }
    }
}

fn bounds(facets: &mut Map<String, Value>, range: &Value, names: [&str; 2]) {
    for (bound, name) in ["min", "max"].into_iter().zip(names) {
        if let Some(value) = range.get(bound) {
            facets.insert(name.to_owned(), value.clone());
        }
    }
}

/// Returns the values of an enum: those of its members, or of the trait that older models have.
fn enum_values(model: &Model<'_>, member: Target<'_>) -> Vec<String> {
    let of_trait = model
        .trait_of(member.shape, "enum")
        .and_then(Value::as_array);
    let of_trait = of_trait.into_iter().flatten().map(|value| &value["value"]);
    let members = match model.kind(member.shape).as_str() {
        "enum" => model.members(member.shape),
        _ => Vec::new(),
    };
    let of_members = members
        .iter()
        .filter_map(|(_, member)| member.find("enumValue"));
    let values = of_trait.chain(of_members);
    values
        .filter_map(|value| Some(value.as_str()?.to_owned()))
        .collect()
}
