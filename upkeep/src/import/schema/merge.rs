//! Combines two shapes that a value must satisfy both, as `allOf` demands.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

use wireform_codegen::plan::Decimal;

use super::shape::{Cited, Kind, Property, Shape, Union, Values};

/// The maximum number of values, objects and lists in a combination, where each is counted as often as the draft writes it.
const MAX_NODES: usize = 2_000;
/// The maximum number of pairs of shapes that are combined.
const MAX_PAIRS: usize = 20_000;

/// The pairs of shapes that were combined.
///
/// Named schemas that refer to each other share shapes, so a pair can be reached along exponentially many paths. Each pair
/// is combined once.
#[derive(Debug, Default)]
pub(crate) struct Pairs(HashMap<[*const Shape; 2], Pair>);

#[derive(Debug)]
struct Pair {
    /// The two shapes. They stay alive, so that no other shape gets the address of one.
    _parts: [Rc<Shape>; 2],
    combined: Rc<Shape>,
}

/// The state of a combination.
pub(crate) struct Merge<'m> {
    /// The pairs that were combined.
    pub(crate) pairs: &'m mut Pairs,
    /// Gets the pointer and the reason of what cannot be combined.
    pub(crate) conflict: &'m mut dyn FnMut(&str, &str),
}

impl Merge<'_> {
    /// Combines two shapes that are in others. If the result were too large, it is the first of them; `pointer` is that of
    /// the second.
    fn inner(&mut self, own: &Rc<Shape>, other: &Rc<Shape>, pointer: &str) -> Rc<Shape> {
        let key = [Rc::as_ptr(own), Rc::as_ptr(other)];
        if let Some(known) = self.pairs.0.get(&key) {
            return known.combined.clone();
        }
        let combined = self.bounded(own, other).unwrap_or_else(|| {
            (self.conflict)(
                pointer,
                "this and another part of the schema are too large to be combined; the draft has the other part",
            );
            own.clone()
        });
        let pair = Pair {
            _parts: [own.clone(), other.clone()],
            combined: combined.clone(),
        };
        self.pairs.0.insert(key, pair);
        combined
    }

    /// Combines two shapes, unless there are too many pairs or the result is too large.
    fn bounded(&mut self, own: &Shape, other: &Shape) -> Option<Rc<Shape>> {
        if self.pairs.0.len() >= MAX_PAIRS {
            return None;
        }
        let mut shape = own.flat();
        combine(&mut shape, other.flat(), self);
        fits(&shape, &mut { MAX_NODES }).then(|| shape.into())
    }
}

/// Returns whether the draft writes at most `left` nodes for a shape, and subtracts them. A named schema is written once.
fn fits(shape: &Shape, left: &mut usize) -> bool {
    let Some(less) = left.checked_sub(1) else {
        return false;
    };
    *left = less;
    let properties = shape.properties.iter().map(|property| &property.shape);
    let items = [&shape.items, &shape.keys, &shape.additional];
    let items = items.into_iter().flatten().map(|items| &items.value);
    let patterned = shape.patterned.iter().map(|found| &found.value.1);
    let items = items.chain(patterned);
    shape.target.is_some() || properties.chain(items).all(|inner| fits(inner, left))
}

/// Adds the constraints of `other` to `own`. Annotations of `own` take precedence.
pub(crate) fn combine(own: &mut Shape, other: Shape, merge: &mut Merge<'_>) {
    first(&mut own.target, other.target);
    first(&mut own.absent, other.absent);
    kind(own, other.kind, merge);
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
    values(own, other.values.as_ref(), merge);
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
        (merge.conflict)(
            &format.pointer,
            "another part of the schema has another format",
        );
    }
    first(&mut own.format, other.format);
    tighter(&mut own.min_length, other.min_length, Ordering::Greater);
    tighter(&mut own.max_length, other.max_length, Ordering::Less);
    tighter(&mut own.minimum, other.minimum, Ordering::Greater);
    tighter(&mut own.maximum, other.maximum, Ordering::Less);
    multiple_of(own, other.multiple_of, merge);
    items(&mut own.items, other.items, merge);
    items(&mut own.keys, other.keys, merge);
    items(&mut own.additional, other.additional, merge);
    patterned(own, other.patterned, merge);
    first(&mut own.closed, other.closed);
    tighter(
        &mut own.min_properties,
        other.min_properties,
        Ordering::Greater,
    );
    tighter(
        &mut own.max_properties,
        other.max_properties,
        Ordering::Less,
    );
    tighter(&mut own.min_items, other.min_items, Ordering::Greater);
    tighter(&mut own.max_items, other.max_items, Ordering::Less);
    first(&mut own.unique_items, other.unique_items);
    union(own, other.union, &other.properties, merge);
    for property in other.properties {
        add_property(own, property, merge);
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
    own.forbidden.extend(other.forbidden);
    let forbidden = &own.forbidden;
    own.properties
        .retain(|property| forbidden.iter().all(|name| name.value != property.name));
    own.conditions.extend(other.conditions);
    first(&mut own.contains, other.contains);
    first(&mut own.xml.name, other.xml.name);
    first(&mut own.xml.wrapped, other.xml.wrapped);
    first(&mut own.xml.attribute, other.xml.attribute);
    // Null is allowed only if every part allows it; an annotation alone does not exclude it.
    if own.kind.is_none() || own.nullable.is_some() {
        first(&mut own.nullable, other.nullable);
    }
}

/// Keeps the values of the names of one pattern.
fn patterned(own: &mut Shape, other: Option<Cited<(String, Rc<Shape>)>>, merge: &mut Merge<'_>) {
    let (Some(known), Some(found)) = (&mut own.patterned, &other) else {
        return first(&mut own.patterned, other);
    };
    if known.value.0 != found.value.0 {
        let reason = "another part of the schema has another pattern of names";
        return (merge.conflict)(&found.pointer, reason);
    }
    if known.value.1 != found.value.1 {
        known.value.1 = merge.inner(&known.value.1, &found.value.1, &found.pointer);
    }
}

/// Adds a property, or combines it with the one of the same name.
pub(crate) fn add_property(own: &mut Shape, property: Property, merge: &mut Merge<'_>) {
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
    known.shape = merge.inner(&known.shape, &property.shape, &property.pointer);
}

/// Keeps a union that no other part of the schema adds properties to.
fn union(
    own: &mut Shape,
    other: Option<Cited<Union>>,
    properties: &[Property],
    merge: &mut Merge<'_>,
) {
    let clashes = match (&own.union, &other) {
        (None, None) => return,
        (Some(known), _) => (!properties.is_empty()).then(|| known.pointer.clone()),
        (None, Some(found)) => (!own.properties.is_empty()).then(|| found.pointer.clone()),
    };
    match clashes {
        None => first(&mut own.union, other),
        Some(pointer) => {
            own.union = None;
            (merge.conflict)(
                &pointer,
                "another part of the schema adds properties to the alternatives; the draft has the properties of all of them",
            );
        }
    }
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

/// Keeps the divisor that is a multiple of the other one.
fn multiple_of(own: &mut Shape, other: Option<Cited<Decimal>>, merge: &mut Merge<'_>) {
    let (Some(known), Some(found)) = (&own.multiple_of, &other) else {
        first(&mut own.multiple_of, other);
        return;
    };
    if found.value.is_multiple_of(&known.value) {
        own.multiple_of = other;
    } else if !known.value.is_multiple_of(&found.value) {
        (merge.conflict)(
            &found.pointer,
            "another part of the schema has another `multipleOf`, and neither is a multiple of the other",
        );
    }
}

fn kind(own: &mut Shape, other: Option<Cited<Kind>>, merge: &mut Merge<'_>) {
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
        _ => (merge.conflict)(
            &found.pointer,
            "another part of the schema has another type, and no value has both",
        ),
    }
}

/// Keeps the values that both enums have.
fn values(own: &mut Shape, other: Option<&Cited<Values>>, merge: &mut Merge<'_>) {
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
        (merge.conflict)(
            &found.pointer,
            "no value is in this enum and in that of another part of the schema",
        );
    } else {
        known.value.0 = both;
    }
}

fn items(
    own: &mut Option<Cited<Rc<Shape>>>,
    other: Option<Cited<Rc<Shape>>>,
    merge: &mut Merge<'_>,
) {
    let (Some(known), Some(found)) = (&mut *own, &other) else {
        first(own, other);
        return;
    };
    if known.value != found.value {
        known.value = merge.inner(&known.value, &found.value, &found.pointer);
    }
}
