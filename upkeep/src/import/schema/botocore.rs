//! Reads the keys of shapes in a service description of botocore.
//!
//! A shape refers to another one by its name, and a bound concerns what its type counts: characters, items, or the number
//! itself.

use super::bounds::bound;
use super::merge::{self, Merge};
use super::reader::{Context, Reader};
use super::shape::{Cited, Kind, Property, Shape, Xml};
use crate::import::ledger::Area;
use crate::import::tree::{At, Json};

impl<'d> Reader<'d> {
    /// Reads a key of a shape. The key is part of the shape or a note.
    pub(super) fn shape_key(
        &mut self,
        key: &str,
        owner: &At<'d>,
        at: &At<'d>,
        context: Context,
        shape: &mut Shape,
    ) {
        let pointer = at.pointer.as_str();
        let kind = owner.get("type").map(|kind| kind.json());
        match (key, kind) {
            ("type", _) => self.type_of_shape(owner, at, shape),
            ("documentation", _) => {
                let text = self
                    .text(at)
                    .map(without_tags)
                    .filter(|text| !text.is_empty());
                shape.description = text.map(|text| Cited::new(text, pointer));
            }
            ("enum", _) => self.enumeration(at, shape),
            ("pattern", _) => {
                let text = self.text(at);
                shape
                    .patterns
                    .extend(text.map(|text| Cited::new(text.to_owned(), pointer)));
            }
            ("min", Some(Json::Text("string"))) => shape.min_length = self.count(at),
            ("max", Some(Json::Text("string"))) => shape.max_length = self.count(at),
            ("min", Some(Json::Text("list"))) => shape.min_items = self.count(at),
            ("max", Some(Json::Text("list"))) => shape.max_items = self.count(at),
            ("min", Some(Json::Text("integer" | "long" | "float" | "double"))) => {
                bound(&mut shape.minimum, self.limit(at), |known, new| new > known)
            }
            ("max", Some(Json::Text("integer" | "long" | "float" | "double"))) => {
                bound(&mut shape.maximum, self.limit(at), |known, new| new < known)
            }
            ("sensitive", _) => {
                if self.boolean(at) == Some(true) {
                    shape.secret = Some(pointer.to_owned());
                }
            }
            ("deprecated", _) => {
                if self.boolean(at) == Some(true) {
                    shape.deprecated = Some(pointer.to_owned());
                }
            }
            ("min", Some(Json::Text("map"))) => shape.min_properties = self.count(at),
            ("max", Some(Json::Text("map"))) => shape.max_properties = self.count(at),
            ("key", _) => {
                let keys = self.schema(at, context.deeper());
                shape.keys = Some(Cited::new(keys, pointer));
            }
            ("value", _) => {
                let values = self.schema(at, context.deeper());
                shape.additional = Some(Cited::new(values, pointer));
            }
            ("member", _) => {
                let items = self.schema(at, context.deeper());
                shape.items = Some(Cited::new(items, pointer));
            }
            ("members", _) => self.members(at, context, shape),
            ("required", _) => self.required_members(owner, at, context, shape),
            ("locationName", _) => {
                shape.xml = Xml {
                    name: self
                        .text(at)
                        .map(|name| Cited::new(name.to_owned(), pointer)),
                    ..Xml::default()
                }
            }
            // Where a member stands is read with the operation. The others say nothing about a value.
            (
                "document" | "location" | "box" | "wrapper" | "payload" | "exception" | "error"
                | "fault",
                _,
            ) => {}
            _ => self
                .ledger
                .lost(pointer, format!("`{key}` has no counterpart")),
        }
    }

    fn type_of_shape(&mut self, owner: &At<'d>, at: &At<'d>, shape: &mut Shape) {
        let kind = match self.text(at) {
            Some("string" | "character") => Kind::Text,
            Some("integer" | "long") => Kind::Integer,
            Some("float" | "double") => Kind::Number,
            Some("boolean") => Kind::Boolean,
            Some("list") => Kind::List,
            // A document has any JSON value.
            Some("structure") if document_of(owner) => return,
            Some("structure" | "map") => Kind::Object,
            Some("timestamp") => {
                let reason = "a point in time is a number of seconds, which has no counterpart";
                self.ledger.lost(&at.pointer, reason);
                shape.absent = Some(Cited::new(reason.to_owned(), &at.pointer));
                return;
            }
            Some(_) => {
                self.ledger.lost(&at.pointer, "the type has no counterpart");
                let reason = "its type has no counterpart".to_owned();
                shape.absent = Some(Cited::new(reason, &at.pointer));
                return;
            }
            None => return,
        };
        shape.kind = Some(Cited::new(kind, &at.pointer));
    }

    /// Reads the names of the required members of the body, which the draft calls as they are on the wire.
    fn required_members(
        &mut self,
        owner: &At<'d>,
        at: &At<'d>,
        context: Context,
        shape: &mut Shape,
    ) {
        let members = owner.get("members");
        for item in at.items() {
            let Some(name) = self.text(&item) else {
                continue;
            };
            let member = members.as_ref().and_then(|members| members.get(name));
            let stated = |key: &str| member.as_ref().and_then(|member| member.get(key));
            if stated("location").is_some() && context.area != Area::Parameter {
                continue;
            }
            let wire = stated("locationName").and_then(|at| at.node.text());
            let name = wire.unwrap_or(name).to_owned();
            shape.required.push(Cited::new(name, &item.pointer));
        }
    }

    fn members(&mut self, at: &At<'d>, context: Context, shape: &mut Shape) {
        if at.json() != Json::Map {
            return self.wrong_kind(at, "a map");
        }
        for (name, child) in at.entries() {
            // A member outside of the body is a parameter of the operation.
            if child.get("location").is_some() && context.area != Area::Parameter {
                continue;
            }
            let wire = child.get("locationName").and_then(|name| name.node.text());
            let property = Property {
                name: wire.unwrap_or(name).to_owned(),
                pointer: child.pointer.clone(),
                shape: self.schema(&child, context.deeper()),
            };
            let (pairs, ledger) = (&mut self.pairs, &mut self.ledger);
            let conflict = &mut |pointer: &str, text: &str| ledger.lost(pointer, text);
            merge::add_property(shape, property, &mut Merge { pairs, conflict });
        }
    }
}

/// Returns whether a shape is a document, which has any JSON value.
fn document_of(owner: &At<'_>) -> bool {
    owner
        .get("document")
        .is_some_and(|at| at.json() == Json::Boolean(true))
}

/// Returns a text without its HTML tags.
pub(crate) fn without_tags(text: &str) -> String {
    let mut plain = String::new();
    for (at, part) in text.split('<').enumerate() {
        match part.split_once('>') {
            Some((_, rest)) if at > 0 => {
                plain.push(' ');
                plain.push_str(rest);
            }
            _ => plain.push_str(part),
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").replace(" .", ".").replace(" ,", ",")
}
