//! Finds unions among alternatives: objects that a tag tells apart, or that have one member each.

use std::rc::Rc;

use super::shape::{Cited, Kind, Property, Shape};
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
    let (tag, properties) = tagged(owner, parts, flat).or_else(|| Some((None, single(flat)?)))?;
    Some(Shape {
        kind: Some(Cited::new(Kind::Object, &at.pointer)),
        union: Some(Cited::new(tag, &at.pointer)),
        properties,
        ..Shape::default()
    })
}

/// Returns whether no value can have two of the alternatives of a union: if each requires its tag, or accepts no other property.
pub(super) fn exclude_each_other(owner: &At<'_>, union: &Shape, flat: &[Shape]) -> bool {
    let tag = union.union.as_ref().and_then(|union| union.value.as_ref());
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
fn tagged(
    owner: &At<'_>,
    parts: &[At<'_>],
    flat: &[Shape],
) -> Option<(Option<String>, Vec<Property>)> {
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
        Some((Some(tag.to_owned()), variants))
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
