//! Combines two shapes that a value must satisfy both, as `allOf` demands.

use std::cmp::Ordering;

use super::shape::{Cited, Kind, Property, Shape, Values};

/// Adds the constraints of `other` to `own`. Annotations of `own` take precedence. `conflict` gets the pointer and the
/// reason of what cannot be combined.
pub(crate) fn combine(own: &mut Shape, other: Shape, conflict: &mut dyn FnMut(&str, &str)) {
    first(&mut own.target, other.target);
    first(&mut own.absent, other.absent);
    kind(own, other.kind, conflict);
    first(&mut own.description, other.description);
    first(&mut own.deprecated, other.deprecated);
    first(&mut own.secret, other.secret);
    first(&mut own.empty, other.empty);
    first(&mut own.read_only, other.read_only);
    first(&mut own.write_only, other.write_only);
    first(&mut own.default, other.default);
    if own.examples.is_empty() {
        own.examples = other.examples;
    }
    values(own, other.values.as_ref(), conflict);
    first(&mut own.values, other.values);
    first(&mut own.constant, other.constant);
    for pattern in other.patterns {
        if !own
            .patterns
            .iter()
            .any(|known| known.value == pattern.value)
        {
            own.patterns.push(pattern);
        }
    }
    if let (Some(known), Some(format)) = (&own.format, &other.format)
        && known.value != format.value
    {
        conflict(
            &format.pointer,
            "another part of the schema has another format",
        );
    }
    first(&mut own.format, other.format);
    tighter(&mut own.min_length, other.min_length, Ordering::Greater);
    tighter(&mut own.max_length, other.max_length, Ordering::Less);
    tighter(&mut own.minimum, other.minimum, Ordering::Greater);
    tighter(&mut own.maximum, other.maximum, Ordering::Less);
    items(own, other.items, conflict);
    tighter(&mut own.min_items, other.min_items, Ordering::Greater);
    tighter(&mut own.max_items, other.max_items, Ordering::Less);
    first(&mut own.unique_items, other.unique_items);
    for property in other.properties {
        add_property(own, property, conflict);
    }
    for required in other.required {
        if !own
            .required
            .iter()
            .any(|known| known.value == required.value)
        {
            own.required.push(required);
        }
    }
    own.dependents.extend(other.dependents);
    own.alternatives.extend(other.alternatives);
    first(&mut own.xml.name, other.xml.name);
    first(&mut own.xml.wrapped, other.xml.wrapped);
    first(&mut own.xml.attribute, other.xml.attribute);
    // Null is allowed only if every part allows it; an annotation alone does not exclude it.
    if own.kind.is_none() || own.nullable.is_some() {
        first(&mut own.nullable, other.nullable);
    }
}

/// Adds a property, or combines it with the one of the same name.
pub(crate) fn add_property(
    own: &mut Shape,
    property: Property,
    conflict: &mut dyn FnMut(&str, &str),
) {
    let known = own
        .properties
        .iter_mut()
        .find(|known| known.name == property.name);
    let Some(known) = known else {
        own.properties.push(property);
        return;
    };
    if known.shape == property.shape {
        return;
    }
    let mut shape = known.shape.flat();
    combine(&mut shape, property.shape.flat(), conflict);
    known.shape = shape.into();
}

fn first<T>(own: &mut Option<T>, other: Option<T>) {
    if own.is_none() {
        *own = other;
    }
}

/// Keeps the tighter of two bounds.
fn tighter<T: Ord>(own: &mut Option<Cited<T>>, other: Option<Cited<T>>, tighter: Ordering) {
    match (&own, other) {
        (Some(known), Some(other)) if other.value.cmp(&known.value) != tighter => {}
        (_, Some(other)) => *own = Some(other),
        (_, None) => {}
    }
}

fn kind(own: &mut Shape, other: Option<Cited<Kind>>, conflict: &mut dyn FnMut(&str, &str)) {
    let (Some(known), Some(found)) = (&own.kind, &other) else {
        first(&mut own.kind, other);
        return;
    };
    match (known.value, found.value) {
        (a, b) if a == b => {}
        // A date is a text, and an integer is a number.
        (Kind::Text, Kind::Date | Kind::Timestamp) | (Kind::Number, Kind::Integer) => {
            own.kind = other
        }
        (Kind::Date | Kind::Timestamp, Kind::Text) | (Kind::Integer, Kind::Number) => {}
        _ => conflict(
            &found.pointer,
            "another part of the schema has another type, and no value has both",
        ),
    }
}

/// Keeps the values that both enums have.
fn values(own: &mut Shape, other: Option<&Cited<Values>>, conflict: &mut dyn FnMut(&str, &str)) {
    let (Some(known), Some(found)) = (&mut own.values, other) else {
        return;
    };
    let both: Vec<_> = known
        .value
        .0
        .iter()
        .filter(|value| found.value.0.iter().any(|other| other.text == value.text))
        .cloned()
        .collect();
    if both.is_empty() {
        conflict(
            &found.pointer,
            "no value is in this enum and in that of another part of the schema",
        );
    } else {
        known.value.0 = both;
    }
}

fn items(
    own: &mut Shape,
    other: Option<Cited<std::rc::Rc<Shape>>>,
    conflict: &mut dyn FnMut(&str, &str),
) {
    let (Some(known), Some(found)) = (&mut own.items, &other) else {
        first(&mut own.items, other);
        return;
    };
    if known.value != found.value {
        let mut shape = known.value.flat();
        combine(&mut shape, found.value.flat(), conflict);
        known.value = shape.into();
    }
}
