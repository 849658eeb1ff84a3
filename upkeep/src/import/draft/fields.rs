//! Writes the fields of objects and bodies.

use std::collections::HashMap;

use wireform_codegen::resolve::wire_name;

use super::names::Scope;
use super::types::{has_numbered_values, short};
use super::{Wire, Writer, description, property};
use crate::import::ledger::Area;
use crate::import::schema::{Kind, Property, Shape};
use crate::import::yaml::{Entry, Yaml};

impl Writer<'_> {
    /// Returns an entry for each property that the language can express, and notes the others. `joins` has the separators
    /// of lists in a form.
    pub(super) fn members(
        &mut self,
        shape: &Shape,
        area: Area,
        wire: Wire,
        scope: &mut Scope,
        joins: &[(String, &'static str)],
    ) -> Vec<Entry> {
        let required: HashMap<&str, &str> = shape
            .required
            .iter()
            .map(|name| (name.value.as_str(), name.pointer.as_str()))
            .collect();
        for name in &shape.required {
            if property(shape, &name.value).is_none() {
                self.ledger.lost(
                    &name.pointer,
                    "there is no property of this name in this message",
                );
            }
        }
        let mut entries = Vec::new();
        for property in &shape.properties {
            let join = joins
                .iter()
                .find(|(name, _)| *name == property.name)
                .map(|(_, join)| *join);
            let is_required = required.get(property.name.as_str()).copied();
            entries.extend(self.member(property, is_required, area, wire, scope, join));
        }
        entries
    }

    pub(super) fn member(
        &mut self,
        property: &Property,
        required: Option<&str>,
        area: Area,
        wire: Wire,
        scope: &mut Scope,
        join: Option<&str>,
    ) -> Option<Entry> {
        let shape = &property.shape;
        if area == Area::Response && shape.implied_kind() != Some(Kind::Object) {
            self.note_rules(&shape.flat(), "the members of responses have no rules");
        }
        let flat = shape.flat();
        if let (Some(constant), true, Area::Body, None) =
            (&flat.constant, required.is_some(), area, &flat.absent)
        {
            let mut entries: Vec<Entry> = Vec::new();
            entries.extend(
                flat.description
                    .as_ref()
                    .map(|text| description(&text.value, &text.pointer)),
            );
            let value = match &constant.value {
                // A dollar of a schema begins a placeholder.
                Yaml::Text(text) => Yaml::Text(text.replace('$', "$$")),
                Yaml::Plain(_) | Yaml::List(_) | Yaml::Map(_) => constant.value.clone(),
            };
            entries.push(Entry::cited("const", value, &constant.pointer));
            return Some(self.name_member(property, entries, wire, scope));
        }
        let mut entries = match self.type_entries(shape, area, wire) {
            Ok(entries) => entries,
            Err((pointer, reason)) => {
                let place = if pointer.is_empty() {
                    &property.pointer
                } else {
                    &pointer
                };
                let weight = if required.is_some() && area != Area::Response {
                    "the required property"
                } else {
                    "the property"
                };
                if *place != property.pointer {
                    self.ledger.lost_once(place, &reason);
                }
                self.ledger.left_out(&property.pointer, weight, &reason);
                return None;
            }
        };
        if shape.implied_kind().is_none() && wire != Wire::Json {
            self.ledger.assumed(
                &property.pointer,
                "the type is not stated; the draft has a text",
            );
        }
        if let (Some(join), Some(Kind::List)) = (join, shape.implied_kind()) {
            entries.push(Entry::new("join", Yaml::text(join)));
        }
        self.presence(&flat, required, area, wire, &mut entries);
        if let (Some(values), Wire::Json) = (has_numbered_values(shape), wire) {
            let values = values
                .into_iter()
                .map(|value| Entry::new(value.clone(), Yaml::plain(value)))
                .collect();
            let binding = vec![Entry::new("values", Yaml::Map(values))];
            entries.push(Entry::new("json", Yaml::Map(binding)));
        }
        Some(self.name_member(property, entries, wire, scope))
    }

    /// Adds whether the field is required, can be cleared, or is only read.
    fn presence(
        &mut self,
        flat: &Shape,
        required: Option<&str>,
        area: Area,
        wire: Wire,
        entries: &mut Vec<Entry>,
    ) {
        match (area, &flat.nullable) {
            // In a response, null and no value are the same.
            (Area::Response, Some(_)) => {}
            (_, Some(pointer)) if required.is_some() => {
                self.ledger.lost(pointer, "a required field cannot be null")
            }
            (_, Some(pointer)) if wire == Wire::Json && area == Area::Body => {
                entries.push(Entry::cited("clear", Yaml::plain("null"), pointer));
            }
            (_, Some(pointer)) => self.ledger.lost(pointer, "only JSON has null"),
            (_, None) => {}
        }
        match (area, &flat.empty) {
            (_, None) | (Area::Response, _) => {}
            (Area::Body | Area::Parameter, Some(pointer))
                if required.is_some() || flat.nullable.is_some() =>
            {
                self.ledger
                    .lost(pointer, "the empty text is not a value in the draft");
            }
            (Area::Body | Area::Parameter, Some(pointer)) => {
                entries.push(Entry::cited("clear", Yaml::text(""), pointer));
            }
        }
        let is_null = area == Area::Response && flat.nullable.is_some();
        if let Some(pointer) = required.filter(|_| !is_null) {
            entries.push(Entry::cited("required", Yaml::plain(true), pointer));
        }
        if let (Some(pointer), Area::Response) = (&flat.read_only, area) {
            entries.push(Entry::cited("readOnly", Yaml::plain(true), pointer));
        }
    }

    pub(super) fn name_member(
        &mut self,
        property: &Property,
        mut entries: Vec<Entry>,
        wire: Wire,
        scope: &mut Scope,
    ) -> Entry {
        let xml = &property.shape.xml;
        let wire_text = match (&xml.name, wire) {
            (Some(name), Wire::Xml) => name.value.clone(),
            _ => property.name.clone(),
        };
        let name = scope.take(&property.name, "field");
        if wire_name(&name, self.case).as_deref() != Some(wire_text.as_str()) {
            entries.push(Entry::cited(
                "wire",
                Yaml::text(&wire_text),
                &property.pointer,
            ));
        }
        if wire == Wire::Xml {
            self.xml_binding(property, &wire_text, &mut entries);
        }
        Entry::cited(name, short(entries), &property.pointer)
    }

    fn xml_binding(&mut self, property: &Property, name: &str, entries: &mut Vec<Entry>) {
        let xml = &property.shape.xml;
        if let Some(pointer) = &xml.attribute {
            self.ledger.lost(
                pointer,
                "the draft writes an element instead of an attribute",
            );
        }
        if let Some(pointer) = &xml.wrapped
            && property.shape.implied_kind() == Some(Kind::List)
        {
            let item = property
                .shape
                .flat()
                .items
                .and_then(|items| items.value.flat().xml.name);
            let item = item.map_or_else(|| name.to_owned(), |name| name.value);
            let binding = vec![
                Entry::new("list", Yaml::text("wrap")),
                Entry::new("item", Yaml::text(item)),
            ];
            entries.push(Entry::cited("xml", Yaml::Map(binding), pointer));
        }
    }
}
