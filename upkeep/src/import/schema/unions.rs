//! Finds unions among alternatives: objects that a tag tells apart, or that have one member each, and values of different kinds.

use std::mem::take;
use std::rc::Rc;

use super::shape::{Cited, Kind, Property, Shape, Union};
use crate::import::tree::{At, Json, last_key};
use crate::import::yaml::Yaml;

/// Returns the union that alternatives are: an object whose properties are the variants. `owner` is the schema that has the
/// alternatives.
pub(super) fn union(
    owner: &At<'_>,
    at: &At<'_>,
    parts: &[At<'_>],
    flat: &[Shape],
) -> Option<Shape> {
    let has_more = ["properties", "allOf", "$ref", "additionalProperties"]
        .iter()
        .any(|key| owner.get(key).is_some())
        || (owner.get("anyOf").is_some() && owner.get("oneOf").is_some());
    let are_objects = flat.iter().all(|part| {
        part.implied_kind() == Some(Kind::Object) && part.union.is_none() && part.absent.is_none()
    });
    if has_more || !are_objects || flat.len() < 2 {
        return None;
    }
    let (union, properties) =
        tagged(owner, parts, flat).or_else(|| Some((Union::Property, single(flat)?)))?;
    Some(of_variants(union, properties, &at.pointer))
}

/// Returns the union of some variants.
pub(super) fn of_variants(union: Union, properties: Vec<Property>, pointer: &str) -> Shape {
    Shape {
        kind: Some(Cited::new(Kind::Object, pointer)),
        union: Some(Cited::new(union, pointer)),
        properties,
        ..Shape::default()
    }
}

/// Returns the union of alternatives whose values have different kinds in JSON. `read` has the alternatives.
pub(super) fn of_kinds(at: &At<'_>, parts: &[At<'_>], read: &[Rc<Shape>]) -> Option<Shape> {
    let mut variants: Vec<Property> = Vec::new();
    for (part, shape) in parts.iter().zip(read) {
        let flat = shape.flat();
        let name = kind_name(flat.implied_kind()?);
        let is_kind = |union: &Cited<Union>| union.value == Union::Kind;
        let is_new = variants.iter().all(|known| known.name != name);
        if flat.absent.is_some() || flat.union.as_ref().is_some_and(is_kind) || !is_new {
            return None;
        }
        variants.push(Property {
            name: name.to_owned(),
            pointer: part.pointer.clone(),
            shape: Rc::clone(shape),
        });
    }
    (variants.len() > 1).then(|| of_variants(Union::Kind, variants, &at.pointer))
}

/// Returns the union of several types, each with the keywords about it. Returns `None` if two of them have one kind in JSON, or if
/// the schema lists values.
pub(super) fn of_types(at: &At<'_>, kinds: &[Kind], shape: &mut Shape) -> Option<Shape> {
    let names: Vec<&str> = kinds.iter().map(|kind| kind_name(*kind)).collect();
    let repeats = |at: usize| names[..at].contains(&names[at]);
    let has_values = shape.values.is_some() || shape.constant.is_some();
    if has_values || shape.target.is_some() || (0..names.len()).any(repeats) {
        return None;
    }
    let variants = kinds.iter().zip(names).map(|(kind, name)| Property {
        name: name.to_owned(),
        pointer: at.pointer.clone(),
        shape: Rc::new(taken(*kind, &at.pointer, shape)),
    });
    let variants: Vec<Property> = variants.collect();
    Some(of_variants(Union::Kind, variants, &at.pointer))
}

/// Takes the keywords about a kind from a shape.
fn taken(kind: Kind, pointer: &str, from: &mut Shape) -> Shape {
    let mut shape = Shape {
        kind: Some(Cited::new(kind, pointer)),
        ..Shape::default()
    };
    match kind {
        Kind::Text | Kind::Date | Kind::Timestamp => {
            shape.patterns = take(&mut from.patterns);
            shape.format = take(&mut from.format);
            shape.min_length = take(&mut from.min_length);
            shape.max_length = take(&mut from.max_length);
        }
        Kind::Integer | Kind::Number => {
            shape.minimum = take(&mut from.minimum);
            shape.maximum = take(&mut from.maximum);
            shape.multiple_of = take(&mut from.multiple_of);
        }
        Kind::Boolean => {}
        Kind::List => {
            shape.items = take(&mut from.items);
            shape.min_items = take(&mut from.min_items);
            shape.max_items = take(&mut from.max_items);
            shape.unique_items = take(&mut from.unique_items);
            shape.contains = take(&mut from.contains);
        }
        Kind::Object => {
            shape.keys = take(&mut from.keys);
            shape.additional = take(&mut from.additional);
            shape.patterned = take(&mut from.patterned);
            shape.closed = take(&mut from.closed);
            shape.min_properties = take(&mut from.min_properties);
            shape.max_properties = take(&mut from.max_properties);
            shape.properties = take(&mut from.properties);
            shape.required = take(&mut from.required);
            shape.dependents = take(&mut from.dependents);
            shape.alternatives = take(&mut from.alternatives);
            shape.forbidden = take(&mut from.forbidden);
        }
    }
    shape
}

/// Returns the name of the variant with the values of a kind. Kinds with one name are written alike in JSON.
pub(super) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Date | Kind::Timestamp => "text",
        Kind::Integer | Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::List => "list",
        Kind::Object => "object",
    }
}

/// Returns whether no value can have two of the alternatives of a union: if each requires its tag, or accepts no other property.
pub(super) fn exclude_each_other(owner: &At<'_>, union: &Shape, flat: &[Shape]) -> bool {
    let tag = union.union.as_ref().and_then(|union| union.value.tag());
    match tag {
        Some(tag) => {
            let requires = |part: &Shape| part.required.iter().any(|name| name.value == *tag);
            owner.get("discriminator").is_some() || flat.iter().all(requires)
        }
        None => flat.iter().all(|part| part.closed.is_some()),
    }
}

/// Returns the variants of objects that have one required property each.
fn single(flat: &[Shape]) -> Option<Vec<Property>> {
    let mut variants: Vec<Property> = Vec::new();
    for part in flat {
        let ([only], [required]) = (part.properties.as_slice(), part.required.as_slice()) else {
            return None;
        };
        let is_new = variants.iter().all(|known| known.name != only.name);
        if required.value != only.name || !is_new {
            return None;
        }
        variants.push(only.clone());
    }
    Some(variants)
}

/// Returns the tag, and the variants without it.
fn tagged(owner: &At<'_>, parts: &[At<'_>], flat: &[Shape]) -> Option<(Union, Vec<Property>)> {
    let discriminator = owner.get("discriminator");
    let stated = discriminator.as_ref().and_then(|it| it.get("propertyName"));
    let stated = stated.and_then(|name| name.node.text().map(str::to_owned));
    let mut tags: Vec<&str> = match &stated {
        Some(tag) => vec![tag.as_str()],
        None => flat[0]
            .properties
            .iter()
            .map(|property| property.name.as_str())
            .collect(),
    };
    tags.dedup();
    tags.into_iter().find_map(|tag| {
        let mut variants: Vec<Property> = Vec::new();
        for (part, shape) in parts.iter().zip(flat) {
            let own = constant(shape, tag);
            let name = match (own, &discriminator) {
                (Some(name), _) => name,
                (None, Some(discriminator)) => named(discriminator, part)?,
                (None, None) => return None,
            };
            if variants.iter().any(|known| known.name == name) {
                return None;
            }
            variants.push(Property {
                name,
                pointer: part.pointer.clone(),
                shape: Rc::new(without(shape, tag)),
            });
        }
        Some((Union::Tag(tag.to_owned()), variants))
    })
}

/// Returns the only text that a property can have.
fn constant(shape: &Shape, name: &str) -> Option<String> {
    let property = shape.properties.iter().find(|it| it.name == name)?;
    let flat = property.shape.flat();
    if let Some(values) = &flat.values {
        return match values.value.0.as_slice() {
            [only] => Some(only.text.clone()),
            _ => None,
        };
    }
    match flat.constant?.value {
        Yaml::Text(text) => Some(text),
        Yaml::Plain(_) | Yaml::List(_) | Yaml::Map(_) => None,
    }
}

/// Returns the value of a tag for a named schema: that of the mapping, or the name of the schema.
fn named(discriminator: &At<'_>, part: &At<'_>) -> Option<String> {
    let reference = part.get("$ref")?;
    let reference = reference.node.text()?;
    let own = last_key(reference);
    let mapping = discriminator.get("mapping");
    let entries = mapping.iter().filter(|it| it.json() == Json::Map);
    let mut entries = entries.flat_map(At::entries);
    let mapped = entries.find(|(_, target)| {
        let target = target.node.text();
        target == Some(reference) || target == Some(own.as_str())
    });
    Some(mapped.map_or(own, |(name, _)| name.to_owned()))
}

/// Returns an object without a property.
fn without(shape: &Shape, name: &str) -> Shape {
    let mut shape = shape.clone();
    shape.properties.retain(|property| property.name != name);
    shape.required.retain(|required| required.value != name);
    let pointer = shape.kind.as_ref().map(|kind| kind.pointer.clone());
    shape.kind = Some(Cited::new(Kind::Object, &pointer.unwrap_or_default()));
    shape
}
