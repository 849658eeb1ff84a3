//! Reads the values in a schema: enums, constants, formats and samples.

use std::rc::Rc;

use wireform_codegen::plan::Decimal;

use super::reader::{Context, Reader};
use super::shape::{Cited, Kind, Limit, Number, Property, Shape, Union, Value};
use super::unions;
use crate::import::tree::{At, Json};
use crate::import::yaml::Yaml;

/// Why a boolean that is always true or always false is lost.
pub(crate) const ONE_BOOLEAN: &str = "a boolean with one value has no counterpart";

/// Returns a scalar as the draft writes it.
pub(super) fn scalar(at: &At<'_>) -> Option<Yaml> {
    match at.json() {
        Json::Text(text) => Some(Yaml::text(text)),
        Json::Number(text) => Some(Yaml::plain(text)),
        Json::Boolean(value) => Some(Yaml::plain(value)),
        Json::Null | Json::List | Json::Map | Json::Broken => None,
    }
}

impl<'d> Reader<'d> {
    /// Reads `enum`.
    pub(super) fn enumeration(&mut self, at: &At<'d>, shape: &mut Shape) {
        if at.json() != Json::List {
            return self.wrong_kind(at, "a list");
        }
        if let [only] = at.items().as_slice() {
            match only.json() {
                Json::Number(text) if text.parse::<i64>().is_ok() => {}
                Json::Number(_) | Json::Boolean(_) | Json::List | Json::Map => {
                    return self.other_constant(only, shape);
                }
                Json::Text(_) | Json::Null | Json::Broken => {}
            }
        }
        if self.enum_of_kinds(at, shape) {
            return;
        }
        let mut values: Vec<Value> = Vec::new();
        let mut numbers = 0;
        let mut booleans = Vec::new();
        for item in at.items() {
            let text = match item.json() {
                Json::Null => {
                    shape.nullable = Some(item.pointer.clone());
                    continue;
                }
                Json::Text(text) => text,
                Json::Number(text) if text.parse::<i64>().is_ok() => {
                    numbers += 1;
                    text
                }
                Json::Boolean(value) => {
                    booleans.push(value);
                    continue;
                }
                _ => {
                    return self.ledger.lost(
                        &at.pointer,
                        "only texts and integers have a counterpart as values of an enum",
                    );
                }
            };
            if values.iter().all(|known| known.text != text) {
                values.push(value(text, &item));
            }
        }
        let number = if numbers == 0 {
            Number::Text
        } else {
            Number::Integer
        };
        match (values.is_empty(), booleans.len()) {
            (false, 0)
                if numbers == 0 || numbers == at.items().len() - usize::from(has_null(at)) =>
            {
                shape.values = Some(Cited::new((values, number), &at.pointer));
            }
            (true, 0) => self
                .ledger
                .lost(&at.pointer, "an enum without values accepts nothing"),
            (true, _) if booleans.contains(&true) && booleans.contains(&false) => {}
            (true, _) => self.ledger.lost(&at.pointer, ONE_BOOLEAN),
            _ => self.ledger.lost(
                &at.pointer,
                "an enum with values of several types has no counterpart",
            ),
        }
    }

    /// Reads values of several kinds as a union of these kinds. Returns whether each kind has a type with just its values.
    fn enum_of_kinds(&mut self, at: &At<'d>, shape: &mut Shape) -> bool {
        let mut kinds: Vec<(Kind, Vec<At<'d>>)> = Vec::new();
        for item in at.items() {
            let kind = match item.json() {
                Json::Null => continue,
                Json::Text(_) => Kind::Text,
                Json::Number(_) => Kind::Number,
                Json::Boolean(_) => Kind::Boolean,
                Json::List => Kind::List,
                Json::Map => Kind::Object,
                Json::Broken => return false,
            };
            match kinds.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, items)) => items.push(item),
                None => kinds.push((kind, vec![item])),
            }
        }
        let can_be_typed = kinds.iter().all(|(kind, items)| match kind {
            Kind::Text | Kind::Boolean => true,
            Kind::Number => items.len() == 1 || items.iter().all(|it| integer(it).is_some()),
            Kind::List | Kind::Object => items.len() == 1,
            Kind::Integer | Kind::Date | Kind::Timestamp => false,
        });
        if kinds.len() < 2 || !can_be_typed {
            return false;
        }
        let mut variants = Vec::new();
        for (kind, items) in kinds {
            let mut variant = Shape::default();
            match (kind, items.as_slice()) {
                (Kind::Boolean, [_, _, ..]) => {
                    variant.kind = Some(Cited::new(Kind::Boolean, &at.pointer));
                }
                (Kind::Text, _) | (Kind::Number, [_, _, ..]) => {
                    let number = match kind {
                        Kind::Text => Number::Text,
                        _ => Number::Integer,
                    };
                    let values = items.iter().filter_map(|item| match item.json() {
                        Json::Text(text) | Json::Number(text) => Some(value(text, item)),
                        _ => None,
                    });
                    variant.values = Some(Cited::new((values.collect(), number), &at.pointer));
                }
                (_, [only, ..]) => self.other_constant(only, &mut variant),
                (_, []) => {}
            }
            variants.push(Property {
                name: unions::kind_name(kind).to_owned(),
                pointer: items.first().map_or(&at.pointer, |it| &it.pointer).clone(),
                shape: Rc::new(variant),
            });
        }
        if let Some(null) = at.items().iter().find(|item| item.json() == Json::Null) {
            shape.nullable = Some(null.pointer.clone());
        }
        self.combine(
            shape,
            unions::of_variants(Union::Kind, variants, &at.pointer),
        );
        true
    }

    /// Reads `const`.
    pub(super) fn constant(&mut self, at: &At<'d>, shape: &mut Shape) {
        let (text, number) = match at.json() {
            Json::Text(text) => (text, Number::Text),
            Json::Number(text) if text.parse::<i64>().is_ok() => (text, Number::Integer),
            Json::Null => {
                shape.nullable = Some(at.pointer.clone());
                return self.only_null(at, shape);
            }
            Json::Number(_) | Json::Boolean(_) | Json::List | Json::Map => {
                return self.other_constant(at, shape);
            }
            Json::Broken => return,
        };
        shape.values = Some(Cited::new((vec![value(text, at)], number), &at.pointer));
        shape.constant = scalar(at).map(|value| Cited::new(value, &at.pointer));
    }

    /// Reads a constant that is no value of an enum, as a type with as few other values as possible.
    fn other_constant(&mut self, at: &At<'d>, shape: &mut Shape) {
        let pointer = at.pointer.as_str();
        let cited = |kind| Some(Cited::new(kind, pointer));
        match at.json() {
            Json::Number(text) => {
                let Some(value) = Decimal::parse(text) else {
                    return self.ledger.lost(pointer, "the number has no counterpart");
                };
                let limit = Limit { value, step: 0 };
                shape.kind = cited(Kind::Number);
                shape.minimum = Some(Cited::new(limit.clone(), pointer));
                shape.maximum = Some(Cited::new(limit, pointer));
            }
            Json::Boolean(value) => {
                shape.kind = cited(Kind::Boolean);
                shape.constant = Some(Cited::new(Yaml::plain(value), pointer));
            }
            Json::List => {
                let items = at.items();
                let count = items.len() as u64;
                shape.kind = cited(Kind::List);
                shape.min_items = Some(Cited::new(count, pointer));
                shape.max_items = Some(Cited::new(count, pointer));
                if items.is_empty() {
                    return;
                }
                let [only] = items.as_slice() else {
                    let reason = "the items of a constant list have no counterpart";
                    return self.ledger.lost(pointer, reason);
                };
                let mut item = Shape::default();
                self.part_of_constant(only, &mut item);
                shape.items = Some(Cited::new(Rc::new(item), &only.pointer));
            }
            Json::Map => {
                shape.kind = cited(Kind::Object);
                shape.closed = Some(pointer.to_owned());
                for (name, child) in at.entries() {
                    let mut member = Shape::default();
                    self.part_of_constant(&child, &mut member);
                    shape
                        .required
                        .push(Cited::new(name.to_owned(), &child.pointer));
                    shape.properties.push(Property {
                        name: name.to_owned(),
                        pointer: child.pointer.clone(),
                        shape: Rc::new(member),
                    });
                }
            }
            Json::Text(_) | Json::Null | Json::Broken => {}
        }
    }

    /// Reads a part of a constant, as a type and not as a constant, which a caller does not give.
    fn part_of_constant(&mut self, at: &At<'d>, shape: &mut Shape) {
        self.constant(at, shape);
        if let (Some(constant), Json::Boolean(_)) = (&shape.constant, at.json()) {
            self.ledger.lost(&constant.pointer, ONE_BOOLEAN);
        }
        shape.constant = None;
    }

    /// Reads `format`.
    pub(super) fn format(&mut self, at: &At<'d>, shape: &mut Shape, _: Context) {
        let Some(text) = self.text(at) else { return };
        let pointer = at.pointer.as_str();
        let kind = shape.kind.as_ref().map(|kind| kind.value);
        let is_text = matches!(kind, None | Some(Kind::Text));
        match text {
            "date" if is_text => shape.kind = Some(Cited::new(Kind::Date, pointer)),
            "date-time" if is_text => shape.kind = Some(Cited::new(Kind::Timestamp, pointer)),
            "password" if is_text => shape.secret = Some(pointer.to_owned()),
            "ipv4" | "ipv6" | "uri" | "uri-reference" | "uuid" if is_text => {
                shape.format = Some(Cited::new(exact(text), pointer))
            }
            "email" | "hostname" if is_text => {
                self.ledger.inexact(pointer, format!("wireform's format `{text}` refuses some values that the format of JSON Schema has"));
                shape.format = Some(Cited::new(exact(text), pointer));
            }
            "int32" if !is_text => {
                let (low, high) = (i64::from(i32::MIN), i64::from(i32::MAX));
                if shape
                    .minimum
                    .as_ref()
                    .is_none_or(|bound| bound.value < low.into())
                {
                    shape.minimum = Some(Cited::new(low.into(), pointer));
                }
                if shape
                    .maximum
                    .as_ref()
                    .is_none_or(|bound| bound.value > high.into())
                {
                    shape.maximum = Some(Cited::new(high.into(), pointer));
                }
            }
            "int64" | "float" | "double" if !is_text => {}
            _ => self.ledger.lost(
                pointer,
                "the format has no counterpart for values of this type",
            ),
        }
    }
}

/// Returns the format of the same name, in which words are joined by `_`.
fn exact(text: &str) -> &'static str {
    let formats = [
        "ipv4",
        "ipv6",
        "uri",
        "uri_reference",
        "uuid",
        "email",
        "hostname",
    ];
    formats
        .into_iter()
        .find(|format| *format == text.replace('-', "_"))
        .unwrap_or("uri")
}

/// Returns a value of an enum.
fn value(text: &str, at: &At<'_>) -> Value {
    Value {
        text: text.to_owned(),
        meaning: None,
        pointer: at.pointer.clone(),
        deprecated: false,
    }
}

/// Returns the integer that a value is.
fn integer(at: &At<'_>) -> Option<i64> {
    match at.json() {
        Json::Number(text) => text.parse().ok(),
        Json::Text(_) | Json::Boolean(_) | Json::Null | Json::List | Json::Map | Json::Broken => {
            None
        }
    }
}

fn has_null(at: &At<'_>) -> bool {
    at.items().iter().any(|item| item.json() == Json::Null)
}
