//! The constraints that a value of an operation can break.

use wireform_codegen::plan::{
    Clear, Decimal, Field, Location, MapKeys, Operation, Plan, Presence, Primitive, Structure,
    TextFacets,
};

use super::{Target, in_xml};

/// Returns every constraint of an operation that a value can break, in the order of the fields.
#[must_use]
pub fn targets(plan: &Plan, operation: &Operation) -> Vec<Target> {
    let mut found = Vec::new();
    for field in &operation.fields {
        field_targets(plan, operation, field, "", &mut found);
    }
    found
}

fn field_targets(
    plan: &Plan,
    operation: &Operation,
    field: &Field,
    prefix: &str,
    found: &mut Vec<Target>,
) {
    if field.constant.is_some() {
        return;
    }
    let path = format!("{prefix}{}", field.name);
    let add = |found: &mut Vec<Target>, code| {
        let target = Target {
            path: path.clone(),
            code,
        };
        if !found.contains(&target) {
            found.push(target);
        }
    };
    if field.presence == Presence::Clearable(Clear::Empty) && field.ty.is_text() {
        add(found, "clear_token");
    }
    let mut ty = &field.ty;
    if let Some(list) = ty.list() {
        if list.facets.min_items.is_some_and(|least| least > 0) {
            add(found, "min_items");
        }
        if list.facets.max_items.is_some() {
            add(found, "max_items");
        }
        if list.facets.unique_items || !list.facets.unique_by.is_empty() {
            add(found, "unique_items");
        }
        if list.separator().is_some() {
            add(found, "separator");
        }
        ty = &list.item;
    }
    if let Some(map) = ty.map() {
        if map.min_items.is_some_and(|least| least > 0) {
            add(found, "min_items");
        }
        if map.max_items.is_some() {
            add(found, "max_items");
        }
        if map.keys != MapKeys::Text(TextFacets::default()) {
            add(found, "key");
        }
        ty = &map.item;
    }
    match ty.structure() {
        Structure::Primitive(Primitive::Text(facets)) => {
            let token = field.presence == Presence::Clearable(Clear::Empty);
            if facets
                .min_length
                .is_some_and(|least| least > u64::from(token))
            {
                add(found, "min_length");
            }
            if facets.max_length.is_some() {
                add(found, "max_length");
            }
            if !facets.patterns.is_empty() {
                add(found, "pattern");
            }
            if !facets.formats.is_empty() {
                add(found, "format");
            }
            if !facets.checks.is_empty() {
                add(found, "check");
            }
            match field.location {
                Location::Path => add(found, "path_segment"),
                Location::Header => add(found, "header_value"),
                Location::Query | Location::Body => {
                    if in_xml(operation) {
                        add(found, "unrepresentable");
                    }
                }
            }
        }
        Structure::Primitive(Primitive::Integer(facets)) => {
            if facets.minimum.is_some_and(|least| least > i64::MIN) {
                add(found, "minimum");
            }
            if facets.maximum.is_some_and(|most| most < i64::MAX) {
                add(found, "maximum");
            }
            if facets.multiple_of.is_some_and(|divisor| divisor > 1) {
                add(found, "multiple_of");
            }
        }
        Structure::Primitive(Primitive::Number(facets)) => {
            for code in ["minimum", "maximum", "multiple_of"] {
                let accepts = |value: &Decimal| match code {
                    "minimum" => facets.is_above_minimum(value),
                    "maximum" => facets.is_below_maximum(value),
                    _ => facets.accepts(value),
                };
                if !facets.near().iter().all(accepts) {
                    add(found, code);
                }
            }
        }
        Structure::Primitive(Primitive::Enum(_)) => add(found, "enum"),
        Structure::Object(index) => {
            for inner in &plan.objects[index].fields {
                field_targets(plan, operation, inner, &format!("{path}."), found);
            }
        }
        Structure::Primitive(
            Primitive::Any(_) | Primitive::Boolean | Primitive::Date | Primitive::Timestamp,
        )
        | Structure::Map(_)
        | Structure::List(_) => {}
    }
}
