//! Writes types: named ones, and those of fields and items.

use super::{Absent, Wire, Writer, description};
use crate::import::ledger::Area;
use crate::import::schema::{Cited, Kind, Number, ONE_BOOLEAN, Shape, Target, Union};
use crate::import::tree::last_key;
use crate::import::yaml::{Entry, Yaml};

use super::facets::{bound, number_facets};
use super::names::{Scope, best_case, word};

impl Writer<'_> {
    /// Returns the entries that state the type of a value.
    ///
    /// # Errors
    ///
    /// States why the language has no type for it.
    pub(super) fn type_entries(
        &mut self,
        shape: &Shape,
        area: Area,
        wire: Wire,
    ) -> Result<Vec<Entry>, Absent> {
        if let Some(absent) = &shape.absent {
            return Err((absent.pointer.clone(), absent.value.clone()));
        }
        let mut entries = match &shape.target {
            Some(target) => {
                let name = self.named(target, area, wire)?;
                vec![Entry::cited("type", Yaml::text(name), &target.pointer)]
            }
            None => self.own_type(shape, area, wire)?,
        };
        if let Some(text) = &shape.description {
            entries.insert(0, description(&text.value, &text.pointer));
        }
        if let Some(pointer) = &shape.deprecated {
            entries.push(Entry::cited("deprecated", Yaml::plain(true), pointer));
        }
        if let Some(pointer) = &shape.secret {
            entries.push(Entry::cited("secret", Yaml::plain(true), pointer));
        }
        if let Some(default) = &shape.default {
            entries.push(Entry::cited(
                "default",
                default.value.clone(),
                &default.pointer,
            ));
        }
        if let Some(first) = shape.examples.first() {
            let values = shape
                .examples
                .iter()
                .map(|example| example.value.clone())
                .collect();
            entries.push(Entry::cited("examples", Yaml::List(values), &first.pointer));
        }
        Ok(entries)
    }

    fn own_type(&mut self, shape: &Shape, area: Area, wire: Wire) -> Result<Vec<Entry>, Absent> {
        let Some(kind) = shape.implied_kind() else {
            return match wire {
                Wire::Json => Ok(vec![Entry::new("type", Yaml::text("any"))]),
                Wire::Xml | Wire::Parameters => Ok(vec![Entry::new("type", Yaml::text("string"))]),
            };
        };
        let pointer = shape
            .kind
            .as_ref()
            .map(|kind| kind.pointer.clone())
            .unwrap_or_default();
        let of = |name: &str| vec![Entry::cited("type", Yaml::text(name), &pointer)];
        Ok(match kind {
            Kind::Text | Kind::Integer if shape.values.is_some() => self.enum_type(shape),
            Kind::Text => {
                let mut entries = of("string");
                self.text_facets(shape, &mut entries);
                entries
            }
            Kind::Integer => {
                let mut entries = of("integer");
                self.integer_facets(shape, &mut entries);
                entries
            }
            Kind::Number => {
                let mut entries = of("number");
                number_facets(shape, &mut entries);
                entries
            }
            Kind::Boolean => {
                if let Some(constant) = &shape.constant {
                    self.ledger.lost(&constant.pointer, ONE_BOOLEAN);
                }
                of("boolean")
            }
            Kind::Date => self.moment(shape, of("date")),
            Kind::Timestamp => self.moment(shape, of("timestamp")),
            Kind::List => self.list_type(shape, of("list"), area, wire)?,
            Kind::Object => self.object_type(shape, of("object"), area, wire)?,
        })
    }

    fn list_type(
        &mut self,
        shape: &Shape,
        mut entries: Vec<Entry>,
        area: Area,
        wire: Wire,
    ) -> Result<Vec<Entry>, Absent> {
        if shape.items.is_none() && wire == Wire::Json {
            entries.push(Entry::new("items", Yaml::text("any")));
            self.list_facets(shape, &mut entries);
            return Ok(entries);
        }
        let Some(items) = &shape.items else {
            let pointer = shape
                .kind
                .as_ref()
                .map(|kind| kind.pointer.clone())
                .unwrap_or_default();
            return Err((pointer, "the type of its items is not stated".to_owned()));
        };
        if wire != Wire::Json && is_collection(&items.value.flat()) {
            let reason = "only JSON has a form for a list of lists or of maps";
            return Err((items.pointer.clone(), reason.to_owned()));
        }
        if wire == Wire::Parameters && items.value.implied_kind() == Some(Kind::Object) {
            return Err((
                items.pointer.clone(),
                "a form and a query have no objects".to_owned(),
            ));
        }
        if let Some(pointer) = items.value.flat().nullable
            && area != Area::Response
        {
            self.ledger
                .lost(&pointer, "an item of a list cannot be null");
        }
        self.note_rules_of_part(&items.value.flat(), area);
        let item = self.type_entries(&items.value, area, wire)?;
        entries.push(Entry::cited("items", short(item), &items.pointer));
        self.list_facets(shape, &mut entries);
        Ok(entries)
    }

    /// Returns the type of an object that can have any property.
    fn map_type(
        &mut self,
        shape: &Shape,
        area: Area,
        wire: Wire,
        pointer: String,
    ) -> Result<Vec<Entry>, Absent> {
        if wire == Wire::Xml {
            let reason = "an object with free properties has no counterpart in XML";
            return Err((pointer, reason.to_owned()));
        }
        if area != Area::Body {
            self.note_rules(shape, "a map has no rules between its keys");
            for name in &shape.required {
                let reason = "a map has no required keys";
                self.ledger.lost(&name.pointer, reason);
            }
        }
        let mut entries = vec![Entry::cited("type", Yaml::text("map"), &pointer)];
        if let Some(keys) = &shape.keys {
            let keys = self.keys_of_map(&keys.value.flat(), &keys.pointer);
            entries.extend(keys);
        }
        match &shape.additional {
            None => entries.push(Entry::new("items", Yaml::text("any"))),
            Some(values) => {
                let flat = values.value.flat();
                if wire != Wire::Json && is_collection(&flat) {
                    let reason = "only JSON has a form for a map of lists or of maps";
                    return Err((values.pointer.clone(), reason.to_owned()));
                }
                if let (Some(pointer), true) = (&flat.nullable, area != Area::Response) {
                    let reason = "a value of a map cannot be null";
                    self.ledger.lost(pointer, reason);
                }
                self.note_rules_of_part(&flat, area);
                let item = self.type_entries(&values.value, area, wire)?;
                entries.push(Entry::cited("items", short(item), &values.pointer));
            }
        }
        bound("minItems", &shape.min_properties, &mut entries);
        bound("maxItems", &shape.max_properties, &mut entries);
        Ok(entries)
    }

    /// Returns the facets of the keys of a map, if there are any.
    pub(super) fn keys_of_map(&mut self, keys: &Shape, pointer: &str) -> Option<Entry> {
        let entries = match keys.implied_kind() {
            Some(Kind::Text) if keys.values.is_some() => self.enum_type(keys),
            Some(Kind::Text) => {
                let mut entries = Vec::new();
                self.text_facets(keys, &mut entries);
                entries
            }
            None => return None,
            Some(
                Kind::Integer
                | Kind::Number
                | Kind::Boolean
                | Kind::Date
                | Kind::Timestamp
                | Kind::List
                | Kind::Object,
            ) => {
                self.ledger.lost(pointer, "the keys of a map are texts");
                return None;
            }
        };
        (!entries.is_empty()).then(|| Entry::cited("keys", Yaml::Map(entries), pointer))
    }

    fn object_type(
        &mut self,
        shape: &Shape,
        mut entries: Vec<Entry>,
        area: Area,
        wire: Wire,
    ) -> Result<Vec<Entry>, Absent> {
        let pointer = shape
            .kind
            .as_ref()
            .map(|kind| kind.pointer.clone())
            .unwrap_or_default();
        if wire == Wire::Parameters {
            return Err((pointer, "a form and a query have no objects".to_owned()));
        }
        if let Some(union) = &shape.union {
            return self.union_type(shape, union, area, wire);
        }
        if shape.is_map() {
            return self.map_type(shape, area, wire, pointer);
        }
        let names: Vec<&str> = shape
            .properties
            .iter()
            .map(|property| property.name.as_str())
            .collect();
        let outer = self.case;
        self.case = best_case(&names, self.schema_case);
        if self.case != self.schema_case {
            entries.push(Entry::new("case", Yaml::text(word(self.case))));
        }
        let mut scope = Scope::values();
        let mut fields = self.members(shape, area, wire, &mut scope, &[]);
        fields.extend(self.free_properties(shape, area, wire, &mut scope));
        self.case = outer;
        if fields.is_empty() && area != Area::Response {
            return Err((
                pointer,
                "an object without properties has no counterpart in a request".to_owned(),
            ));
        }
        let rules = match area {
            Area::Response => {
                self.note_rules(shape, "the objects of responses have no rules");
                Vec::new()
            }
            Area::Body | Area::Parameter => self.rules(shape, &fields),
        };
        entries.push(Entry::new("fields", Yaml::Map(fields)));
        if !rules.is_empty() {
            entries.push(Entry::new("rules", Yaml::Map(rules)));
        }
        Ok(entries)
    }

    fn union_type(
        &mut self,
        shape: &Shape,
        union: &Cited<Union>,
        area: Area,
        wire: Wire,
    ) -> Result<Vec<Entry>, Absent> {
        let needs_json = match &union.value {
            Union::Property => None,
            Union::Tag(_) => Some("only JSON has a union with a tag"),
            Union::Kind => Some("only JSON tells alternatives of several types apart"),
        };
        if let (Some(reason), true) = (needs_json, wire != Wire::Json) {
            return Err((union.pointer.clone(), reason.to_owned()));
        }
        self.note_rules(shape, "a union has no rules");
        let outer = self.case;
        self.case = self.schema_case;
        let mut scope = Scope::values();
        let mut variants = Vec::new();
        for property in &shape.properties {
            let flat = property.shape.flat();
            // Of values of several kinds, an object without properties can have any.
            let is_free = union.value == Union::Kind && flat.is_map();
            let is_unit =
                flat.implied_kind() == Some(Kind::Object) && flat.properties.is_empty() && !is_free;
            self.note_rules_of_part(&flat, area);
            if is_unit && flat.union.is_none() && area != Area::Response {
                let fields = vec![Entry::new("fields", Yaml::Map(Vec::new()))];
                variants.push(self.name_member(property, fields, wire, &mut scope));
                continue;
            }
            variants.extend(self.member(property, None, area, wire, &mut scope, None));
        }
        self.case = outer;
        if variants.is_empty() {
            let reason = "no alternative of the union has a counterpart".to_owned();
            return Err((union.pointer.clone(), reason));
        }
        let mut entries = vec![Entry::cited("type", Yaml::text("union"), &union.pointer)];
        match &union.value {
            Union::Property => {}
            Union::Tag(tag) => entries.push(Entry::new("tag", Yaml::text(tag))),
            Union::Kind => entries.push(Entry::new("untagged", Yaml::text("kind"))),
        }
        entries.push(Entry::new("variants", Yaml::Map(variants)));
        Ok(entries)
    }

    /// Returns the name of the type for a named schema, and writes the type at its first use.
    pub(super) fn named(
        &mut self,
        target: &Target,
        area: Area,
        wire: Wire,
    ) -> Result<String, Absent> {
        let key = (target.pointer.clone(), area, wire);
        if let Some(known) = self.named.get(&key) {
            return known.clone();
        }
        let written = self.type_entries(&target.shape, area, wire).map(Yaml::Map);
        let written = match written {
            Ok(value) => Ok(self.add_type(target, area, value)),
            Err(absent) => Err(absent),
        };
        self.named.insert(key, written.clone());
        written
    }

    /// Adds a type, or returns the equal one that another part of a message uses.
    fn add_type(&mut self, target: &Target, area: Area, value: Yaml) -> String {
        let same = |entry: &&Entry| entry.pointer.as_ref() == Some(&target.pointer);
        let known: Vec<&Entry> = self.types.iter().filter(same).collect();
        if let Some(equal) = known.iter().find(|entry| entry.value == value) {
            return equal.key.clone();
        }
        let name = last_key(&target.pointer);
        let name = match (known.is_empty(), area) {
            (true, _) => name,
            (false, Area::Response) => format!("{name} response"),
            (false, Area::Body) => format!("{name} body"),
            (false, Area::Parameter) => format!("{name} parameter"),
        };
        let name = self.scope.take(&name, "Type");
        self.types
            .push(Entry::cited(name.clone(), value, &target.pointer));
        name
    }
}

/// Shortens the entries of a type that is only a name.
pub(super) fn short(mut entries: Vec<Entry>) -> Yaml {
    match entries.as_slice() {
        [only] if only.key == "type" => entries.remove(0).value,
        _ => Yaml::Map(entries),
    }
}

/// Returns whether the values of a shape are numbers that an enum lists.
pub(super) fn has_numbered_values(shape: &Shape) -> Option<Vec<String>> {
    let flat = shape.flat();
    let flat = match &flat.items {
        Some(items) => items.value.flat(),
        None => flat,
    };
    let (values, number) = flat.values?.value;
    (number == Number::Integer).then(|| values.into_iter().map(|value| value.text).collect())
}

/// Returns whether the values are lists or maps.
fn is_collection(flat: &Shape) -> bool {
    match flat.implied_kind() {
        Some(Kind::List) => true,
        Some(Kind::Object) => flat.is_map(),
        Some(
            Kind::Text
            | Kind::Integer
            | Kind::Number
            | Kind::Boolean
            | Kind::Date
            | Kind::Timestamp,
        )
        | None => false,
    }
}
