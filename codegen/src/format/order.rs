//! Sorts the keys of each construct in the order that the table of the language states for formatted schemas.
//!
//! Names that the author of the schema chose keep their order, and so do the entries of a map with an anchor or an alias.

use super::document::{Collection, Document, Element, Value, ValueKind};
use crate::syntax::keys::{Entries, Id, Shape};

/// Sorts the keys of a document.
pub(super) fn order(document: &mut Document) {
    value(&mut document.root, Some(&Shape::Keys(Id::Schema)));
}

fn value(value: &mut Value, shape: Option<&Shape>) {
    let ValueKind::Collection(collection) = &mut value.kind else {
        return;
    };
    if collection.is_map {
        match shape.and_then(Shape::entries) {
            Some(Entries::Construct(id)) => sort(collection, id),
            Some(Entries::Names(shape)) => each(collection, Some(&shape)),
            None => each(collection, None),
        }
    } else {
        each(collection, shape.and_then(Shape::items).as_ref());
    }
    for element in &mut collection.elements {
        if element.key.is_none() {
            hoist(element);
        }
    }
}

fn each(collection: &mut Collection, shape: Option<&Shape>) {
    for element in &mut collection.elements {
        value(&mut element.value, shape);
    }
}

/// Sorts the entries of a construct. Unknown keys follow the others.
fn sort(collection: &mut Collection, id: Id) {
    let construct = id.construct();
    for element in &mut collection.elements {
        let key = name(element).and_then(|name| construct.key(name));
        let other = construct.others.as_ref().map(|(_, shape)| shape);
        value(&mut element.value, key.map(|key| &key.shape).or(other));
    }
    // Names and keys that stand side by side have one order.
    if collection.has_references || construct.others.is_some() {
        return;
    }
    let effects = effects(id);
    let place = |name: &str| construct.order.iter().position(|key| *key == name);
    collection.elements.sort_by_key(|element| {
        let name = name(element).map(|name| match effects.contains(&name) {
            true => effects[0],
            false => name,
        });
        name.and_then(place).unwrap_or(usize::MAX)
    });
}

/// Returns the keys of a construct whose order has a meaning. They stand where the first of them does.
fn effects(id: Id) -> &'static [&'static str] {
    match (id, id.construct().choice) {
        // The effects of a rule are checked in their order.
        (Id::Rule, Some(choice)) => choice.keys,
        _ => &[],
    }
}

fn name(element: &Element) -> Option<&str> {
    match &element.key.as_ref()?.kind {
        ValueKind::Scalar(scalar) => Some(&scalar.text),
        ValueKind::Alias(_) | ValueKind::Collection(_) => None,
    }
}

/// Moves the comments above the first entry of an item above the item, because nothing fits between the dash and the entry.
fn hoist(item: &mut Element) {
    let ValueKind::Collection(collection) = &mut item.value.kind else {
        return;
    };
    let Some(first) = collection.elements.first_mut() else {
        return;
    };
    if collection.is_flow || item.value.anchor.is_some() || first.above.is_empty() {
        return;
    }
    let mut moved = std::mem::take(&mut first.above);
    moved[0].has_blank = item.has_blank;
    item.has_blank = first.has_blank;
    item.above.extend(moved);
}
