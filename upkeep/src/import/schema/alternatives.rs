//! Reads `allOf`, `anyOf` and `oneOf`.

use std::rc::Rc;

use super::reader::{Context, Reader};
use super::shape::{Alternatives, Cited, Kind, Shape, Value, Values};
use super::unions;
use crate::import::tree::{At, Json};

impl<'d> Reader<'d> {
    /// Adds the constraints of every part.
    pub(super) fn all_of(&mut self, at: &At<'d>, context: Context, shape: &mut Shape) {
        if at.json() != Json::List {
            return self.wrong_kind(at, "a list");
        }
        let parts: Vec<_> = at
            .items()
            .iter()
            .map(|part| self.schema(part, context.deeper()))
            .collect();
        for part in &parts {
            self.add(part, shape);
        }
    }

    /// Adds the constraints of a part. A named part keeps its name if nothing else constrains the value.
    pub(super) fn add(&mut self, part: &Rc<Shape>, shape: &mut Shape) {
        if shape.target.is_none() && shape.only_annotates() && part.target.is_some() {
            let mut part = Shape::clone(part);
            std::mem::swap(shape, &mut part);
            let annotations = part;
            let named = std::mem::take(shape);
            *shape = annotations;
            shape.adopt(named);
            return;
        }
        *shape = shape.flat();
        self.combine(shape, part.flat());
    }

    /// Reads the alternatives that have a counterpart, and notes the others.
    pub(super) fn one_of(
        &mut self,
        (key, owner): (&str, &At<'d>),
        at: &At<'d>,
        context: Context,
        shape: &mut Shape,
    ) {
        if at.json() != Json::List {
            return self.wrong_kind(at, "a list");
        }
        let (nulls, parts): (Vec<_>, Vec<_>) = at.items().into_iter().partition(is_null);
        if let Some(null) = nulls.first() {
            shape.nullable = Some(null.pointer.clone());
        }
        let (empties, parts): (Vec<_>, Vec<_>) = match parts.len() {
            2 => parts.into_iter().partition(is_empty),
            _ => (Vec::new(), parts),
        };
        if let [empty] = empties.as_slice() {
            shape.empty = Some(empty.pointer.clone());
        }
        if let Some(groups) = groups(&parts) {
            let exactly = key == "oneOf";
            shape
                .alternatives
                .push(Cited::new(Alternatives { exactly, groups }, &at.pointer));
            return;
        }
        let places = parts;
        let parts: Vec<_> = places
            .iter()
            .map(|part| self.schema(part, context.deeper()))
            .collect();
        if let [one] = parts.as_slice() {
            if one.constant.is_none() || one.target.is_some() {
                return self.add(one, shape);
            }
            // A list of one constant has a value that a caller gives.
            let mut one = Shape::clone(one);
            one.constant = one.constant.filter(|_| one.values.is_none());
            return self.add(&one.into(), shape);
        }
        let flat: Vec<Shape> = parts.iter().map(|part| part.flat()).collect();
        if let Some(union) = unions::union(owner, at, &places, &flat) {
            if key == "anyOf" && !unions::exclude_each_other(owner, &union, &flat) {
                let reason = "the draft accepts exactly one of the alternatives";
                self.ledger.inexact(&at.pointer, reason);
            }
            return self.combine(shape, union);
        }
        if let Some(values) = joined_values(&flat, key == "oneOf") {
            first_kind(shape, &flat);
            shape.values = Some(Cited::new(values, &at.pointer));
            return;
        }
        if let Some(union) = unions::of_kinds(at, &places, &parts) {
            return self.combine(shape, union);
        }
        self.union(at, flat, shape);
    }

    /// Merges the properties of alternatives, or keeps the kind that all have.
    fn union(&mut self, at: &At<'d>, parts: Vec<Shape>, shape: &mut Shape) {
        let kinds: Vec<_> = parts.iter().map(Shape::implied_kind).collect();
        match kinds.first() {
            Some(Some(kind)) if kinds.iter().all(|other| *other == Some(*kind)) => {
                if *kind == Kind::Object {
                    self.ledger.inexact(&at.pointer, "the draft has the properties of all alternatives, and requires those that all require");
                    return self.merge_objects(parts, shape);
                }
                self.ledger.lost(
                    &at.pointer,
                    "the draft has only the type that all alternatives have",
                );
                first_kind(shape, &parts);
                if *kind == Kind::List && shape.items.is_none() {
                    shape.absent = Some(Cited::new("its items differ".to_owned(), &at.pointer));
                }
            }
            Some(_) => {
                self.ledger.lost(
                    &at.pointer,
                    "alternatives of several types have no counterpart",
                );
                if shape.kind.is_none() {
                    shape.absent = Some(Cited::new(
                        "it has alternatives of several types".to_owned(),
                        &at.pointer,
                    ));
                }
            }
            None => {}
        }
    }

    fn merge_objects(&mut self, parts: Vec<Shape>, shape: &mut Shape) {
        *shape = shape.flat();
        first_kind(shape, &parts);
        let required: Vec<_> = parts
            .first()
            .map(|first| first.required.clone())
            .unwrap_or_default()
            .into_iter()
            .filter(|name| {
                parts
                    .iter()
                    .all(|part| part.required.iter().any(|other| other.value == name.value))
            })
            .collect();
        shape.required.extend(required);
        for property in parts.into_iter().flat_map(|part| part.properties) {
            let known = shape
                .properties
                .iter()
                .find(|known| known.name == property.name);
            match known {
                None => shape.properties.push(property),
                Some(known) if known.shape == property.shape => {}
                Some(_) => self.ledger.lost(
                    &property.pointer,
                    "another alternative has a property of this name, with another schema",
                ),
            }
        }
    }
}

/// Returns whether a schema accepts only null.
fn is_null(at: &At<'_>) -> bool {
    let is = |key: &str, value: Json<'_>| at.get(key).is_some_and(|found| found.json() == value);
    is("type", Json::Text("null")) || is("const", Json::Null)
}

/// Returns whether a schema accepts only the empty text.
fn is_empty(at: &At<'_>) -> bool {
    let constant = at
        .get("const")
        .is_some_and(|value| value.json() == Json::Text(""));
    let values = at
        .get("enum")
        .map(|values| values.items())
        .unwrap_or_default();
    constant || matches!(values.as_slice(), [only] if only.json() == Json::Text(""))
}

/// Returns the names that each alternative requires, if the alternatives state nothing else.
fn groups(parts: &[At<'_>]) -> Option<Vec<Vec<String>>> {
    let group = |part: &At<'_>| -> Option<Vec<String>> {
        let [(key, names)] = <[_; 1]>::try_from(part.entries()).ok()?;
        let names: Vec<_> = names
            .items()
            .iter()
            .filter_map(|name| name.node.text().map(str::to_owned))
            .collect();
        (key == "required" && !names.is_empty()).then_some(names)
    };
    let groups: Option<Vec<_>> = parts.iter().map(group).collect();
    groups.filter(|groups| groups.len() > 1)
}

/// Returns the values of alternatives that are enums. `exactly` leaves out those that several alternatives have.
fn joined_values(parts: &[Shape], exactly: bool) -> Option<Values> {
    let mut values: Vec<Value> = Vec::new();
    let mut number = None;
    for part in parts {
        let found = &part.values.as_ref()?.value;
        if *number.get_or_insert(found.1) != found.1 {
            return None;
        }
        for value in &found.0 {
            let mut value = value.clone();
            if found.0.len() == 1 {
                value.meaning = part.description.as_ref().map(|text| text.value.clone());
                value.deprecated = part.deprecated.is_some();
            }
            if values.iter().all(|known| known.text != value.text) {
                values.push(value);
            }
        }
    }
    let is_in = |part: &Shape, value: &Value| {
        let mut values = part.values.iter().flat_map(|values| &values.value.0);
        values.any(|other| other.text == value.text)
    };
    values.retain(|value| !exactly || parts.iter().filter(|part| is_in(part, value)).count() == 1);
    Some((values, number?)).filter(|(values, _)| !values.is_empty())
}

fn first_kind(shape: &mut Shape, parts: &[Shape]) {
    if shape.kind.is_none() {
        shape.kind = parts.iter().find_map(|part| part.kind.clone());
    }
}
