//! Writes the properties that an object can have beside those that have names in the schema.

use std::rc::Rc;

use super::facets::pattern_entries;
use super::names::Scope;
use super::types::short;
use super::{Wire, Writer};
use crate::import::ledger::Area;
use crate::import::schema::{Cited, Shape};
use crate::import::yaml::{Entry, Yaml};

impl Writer<'_> {
    /// Returns the maps with the free properties of an object, and notes what the draft does not say about them. Only a JSON body
    /// has such maps.
    pub(super) fn free_properties(
        &mut self,
        shape: &Shape,
        area: Area,
        wire: Wire,
        scope: &mut Scope,
    ) -> Vec<Entry> {
        let text = match (area, wire) {
            (Area::Response, _) => "a response has only the properties that the draft names",
            (Area::Parameter, _) | (Area::Body, Wire::Xml | Wire::Parameters) => {
                "a request sends only the properties that the draft names"
            }
            (Area::Body, Wire::Json) => return self.maps_of_free_properties(shape, scope),
        };
        let pointers = [&shape.keys, &shape.additional].into_iter().flatten();
        let pointers = pointers.map(|part| &part.pointer);
        let patterned = shape.patterned.iter().map(|part| &part.pointer);
        for pointer in pointers.chain(patterned) {
            self.ledger.lost(pointer, text);
        }
        self.note_bounds_of_properties(shape);
        Vec::new()
    }

    fn maps_of_free_properties(&mut self, shape: &Shape, scope: &mut Scope) -> Vec<Entry> {
        let stated = shape.keys.as_ref().map(|keys| keys.value.flat());
        let mut fields = Vec::new();
        if let Some(Cited {
            value: (pattern, values),
            pointer,
        }) = &shape.patterned
        {
            let mut names = stated.clone().unwrap_or_default();
            names
                .patterns
                .insert(0, Cited::new(pattern.clone(), pointer));
            let keys = self.keys_of_map(&names, pointer);
            let values = Cited::new(Rc::clone(values), pointer);
            fields.extend(self.map_of_free_properties("matching", keys, &values, scope));
        }
        if let Some(values) = &shape.additional {
            let keys = stated.and_then(|keys| self.keys_of_map(&keys, &values.pointer));
            let mut keys = match keys.map(|entry| entry.value) {
                Some(Yaml::Map(keys)) => keys,
                Some(_) | None => Vec::new(),
            };
            if let Some(Cited {
                value: (pattern, _),
                pointer,
            }) = &shape.patterned
            {
                let mut check = Vec::new();
                pattern_entries(
                    "excludes",
                    &Cited::new(pattern.clone(), pointer),
                    &mut check,
                );
                let says = "must not match the pattern of other names";
                check.push(Entry::new("says", Yaml::text(says)));
                let check = Entry::cited("other_names", Yaml::Map(check), pointer);
                let all_of = keys.iter_mut().find(|entry| entry.key == "all_of");
                match all_of.map(|entry| &mut entry.value) {
                    Some(Yaml::Map(checks)) => checks.push(check),
                    Some(_) | None => {
                        keys.push(Entry::new("all_of", Yaml::Map(vec![check])));
                    }
                }
            }
            let keys =
                (!keys.is_empty()).then(|| Entry::cited("keys", Yaml::Map(keys), &values.pointer));
            fields.extend(self.map_of_free_properties("others", keys, values, scope));
        } else if let (Some(keys), None) = (&shape.keys, &shape.patterned) {
            let text = "a request sends only the properties that the draft names";
            self.ledger.lost(&keys.pointer, text);
        }
        self.note_bounds_of_properties(shape);
        fields
    }

    /// Returns a map whose entries are properties of the object around it.
    fn map_of_free_properties(
        &mut self,
        name: &str,
        keys: Option<Entry>,
        values: &Cited<Rc<Shape>>,
        scope: &mut Scope,
    ) -> Option<Entry> {
        let flat = values.value.flat();
        if let Some(pointer) = &flat.nullable {
            self.ledger.lost(pointer, "a value of a map cannot be null");
        }
        self.note_rules_of_part(&flat, Area::Body);
        let item = match self.type_entries(&values.value, Area::Body, Wire::Json) {
            Ok(item) => item,
            Err((pointer, reason)) => {
                self.ledger.lost_once(&pointer, &reason);
                self.ledger.lost(&values.pointer, reason);
                return None;
            }
        };
        let mut entries = vec![Entry::cited("type", Yaml::text("map"), &values.pointer)];
        entries.extend(keys);
        entries.push(Entry::cited("items", short(item), &values.pointer));
        let members = vec![Entry::new("members", Yaml::text("$member"))];
        entries.push(Entry::new("json", Yaml::Map(members)));
        let name = scope.take(name, "field");
        Some(Entry::cited(name, Yaml::Map(entries), &values.pointer))
    }

    fn note_bounds_of_properties(&mut self, shape: &Shape) {
        let bounds = [&shape.min_properties, &shape.max_properties];
        for bound in bounds.into_iter().flatten() {
            let reason = "an object with fixed properties has no bounds on their number";
            self.ledger.lost(&bound.pointer, reason);
        }
    }
}
