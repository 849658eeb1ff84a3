//! Reads the values in a schema: enums, constants, formats and samples.

use std::rc::Rc;

use wireform_codegen::plan::Decimal;

use super::reader::{Context, Reader};
use super::shape::{Cited, Kind, Limit, Number, Property, Shape, Value};
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
                values.push(Value {
                    text: text.to_owned(),
                    meaning: None,
                    pointer: item.pointer.clone(),
                    deprecated: false,
                });
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
        let value = Value {
            text: text.to_owned(),
            meaning: None,
            pointer: at.pointer.clone(),
            deprecated: false,
        };
        shape.values = Some(Cited::new((vec![value], number), &at.pointer));
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

fn has_null(at: &At<'_>) -> bool {
    at.items().iter().any(|item| item.json() == Json::Null)
}
