//! Reads the keywords of one schema.

use std::rc::Rc;

use wireform_codegen::pattern::automaton::build;
use wireform_codegen::pattern::canonical;
use wireform_codegen::plan::Extent;
use wireform_codegen::syntax::Dialect;

use super::bounds::bound;
use super::merge::{self, Merge};
use super::reader::{Context, Reader, Version};
use super::shape::{Cited, Kind, Property, Shape, Union};
use super::unions;
use super::values;
use crate::import::ledger::Area;
use crate::import::tree::{At, Json};
use crate::import::yaml::Yaml;

impl<'d> Reader<'d> {
    /// Reads all keywords of a map but `$ref`. Each is part of the shape or a note.
    pub(super) fn keywords(&mut self, at: &At<'d>, context: Context) -> Shape {
        self.keywords_but(at, context, &[])
    }

    /// Reads all keywords of a map but `$ref` and some others, which the caller reads.
    pub(crate) fn keywords_but(&mut self, at: &At<'d>, context: Context, others: &[&str]) -> Shape {
        let mut shape = Shape::default();
        let mut exclusive = Vec::new();
        let mut types = Vec::new();
        for (key, child) in at.entries() {
            if key == self.version.reference() || others.contains(&key) {
                continue;
            }
            self.ledger.read(&child, key, context.area);
            match child.json() {
                Json::Null if !matches!(key, "default" | "example" | "const") => {
                    self.wrong_kind(&child, "a value")
                }
                Json::Broken => self
                    .ledger
                    .lost(&child.pointer, "this part could not be read"),
                _ if self.version == Version::Botocore => {
                    self.shape_key(key, at, &child, context, &mut shape)
                }
                _ => {
                    let later = (&mut exclusive, &mut types);
                    self.keyword((key, at), &child, context, &mut shape, later);
                }
            }
        }
        if let (Some(discriminator), None) = (at.get("discriminator"), &shape.union) {
            self.ledger
                .lost(&discriminator.pointer, "`discriminator` has no counterpart");
        }
        self.exclusive(at, exclusive, &mut shape);
        self.several_types(at, &types, &mut shape);
        self.check_kind(&mut shape);
        self.constrain_patterned(&mut shape);
        shape
    }

    /// Adds the values of a pattern of names to the properties whose names it matches.
    fn constrain_patterned(&mut self, shape: &mut Shape) {
        let Some(Cited {
            value: (pattern, values),
            pointer,
        }) = shape.patterned.clone()
        else {
            return;
        };
        let canonical = canonical(&pattern, Dialect::Ecma, Extent::Search).ok();
        let Some(names) = canonical.and_then(|text| build(&text).ok()) else {
            let reason = "the pattern of these names is not one of a schema";
            self.ledger.lost(&pointer, reason);
            shape.patterned = None;
            return;
        };
        let named: Vec<Property> = shape
            .properties
            .iter()
            .filter(|property| names.contains(&property.name))
            .map(|property| Property {
                shape: Rc::clone(&values),
                ..property.clone()
            })
            .collect();
        let (pairs, ledger) = (&mut self.pairs, &mut self.ledger);
        let conflict = &mut |pointer: &str, text: &str| ledger.lost(pointer, text);
        for property in named {
            merge::add_property(shape, property, &mut Merge { pairs, conflict });
        }
    }

    fn keyword(
        &mut self,
        (key, owner): (&str, &At<'d>),
        at: &At<'d>,
        context: Context,
        shape: &mut Shape,
        (exclusive, types): (&mut Vec<(bool, At<'d>)>, &mut Vec<Kind>),
    ) {
        let pointer = at.pointer.as_str();
        match key {
            "type" => self.type_of(at, shape, types),
            "nullable" | "x-nullable" => flag(self.boolean(at), &mut shape.nullable, pointer),
            "title" => match (self.text(at), &shape.description) {
                (Some(title), None) => {
                    shape.description = Some(Cited::new(title.to_owned(), pointer))
                }
                (Some(_), Some(_)) => self.ledger.lost(
                    pointer,
                    "the draft has the description instead of the title",
                ),
                (None, _) => {}
            },
            "description" => self.description(at, shape),
            "deprecated" => flag(self.boolean(at), &mut shape.deprecated, pointer),
            "readOnly" => flag(self.boolean(at), &mut shape.read_only, pointer),
            "writeOnly" => flag(self.boolean(at), &mut shape.write_only, pointer),
            "default" => shape.default = self.sample(at),
            "example" => shape.examples.extend(self.sample(at)),
            "examples" => self.examples(at, shape),
            "enum" => self.enumeration(at, shape),
            "x-enum-descriptions" | "x-enumDescriptions" | "x-enum-varnames" => {
                self.ledger.lost(
                    pointer,
                    format!("`{key}` has no counterpart without its enum"),
                );
            }
            "const" => self.constant(at, shape),
            "pattern" => self.pattern(at, shape),
            "format" => self.format(at, shape, context),
            "minLength" => shape.min_length = self.count(at),
            "maxLength" => shape.max_length = self.count(at),
            "minItems" => shape.min_items = self.count(at),
            "maxItems" => shape.max_items = self.count(at),
            "uniqueItems" => flag(self.boolean(at), &mut shape.unique_items, pointer),
            "minimum" => bound(&mut shape.minimum, self.limit(at), |known, new| new > known),
            "maximum" => bound(&mut shape.maximum, self.limit(at), |known, new| new < known),
            "multipleOf" => shape.multiple_of = self.divisor(at),
            "exclusiveMinimum" => exclusive.push((true, at.clone())),
            "exclusiveMaximum" => exclusive.push((false, at.clone())),
            "items" => match at.json() {
                Json::List => self
                    .ledger
                    .lost(pointer, "items of different types have no counterpart"),
                _ => shape.items = Some(Cited::new(self.schema(at, context.deeper()), pointer)),
            },
            "properties" => self.properties(at, context, shape),
            "required" => self.required(at, shape),
            "additionalProperties" | "unevaluatedProperties" => {
                self.additional(at, context, shape);
            }
            "patternProperties" => self.pattern_properties((owner, at), context, shape),
            "propertyNames" => {
                shape.keys = Some(Cited::new(self.schema(at, context.deeper()), pointer));
            }
            "minProperties" => shape.min_properties = self.count(at).filter(|it| it.value > 0),
            "maxProperties" => shape.max_properties = self.count(at),
            "dependentRequired" | "dependentSchemas" | "dependencies" => {
                self.dependent(at, context, shape);
            }
            "if" => self.conditional((owner, at), context, shape),
            // `if` reads them. Without it, they have no effect.
            "then" | "else" => {}
            "not" => self.excluded(at, context, shape),
            "contains"
                if owner.get("minContains").is_none() && owner.get("maxContains").is_none() =>
            {
                shape.contains = Some(Cited::new(self.schema(at, context.deeper()), pointer));
            }
            "allOf" => self.all_of(at, context, shape),
            "anyOf" | "oneOf" => self.one_of((key, owner), at, context, shape),
            // The alternatives read it.
            "discriminator" => {}
            "xml" => self.xml(at, context, shape),
            "definitions" | "$defs" | "$schema" | "$id" | "id" | "$comment" => {}
            _ => self
                .ledger
                .lost(pointer, format!("`{key}` has no counterpart")),
        }
    }

    fn description(&mut self, at: &At<'d>, shape: &mut Shape) {
        let Some(text) = self.text(at) else { return };
        if text.trim().is_empty() {
            return;
        }
        if let Some(title) = shape.description.take() {
            self.ledger.lost(
                &title.pointer,
                "the draft has the description instead of the title",
            );
        }
        shape.description = Some(Cited::new(text.to_owned(), &at.pointer));
    }

    fn type_of(&mut self, at: &At<'d>, shape: &mut Shape, types: &mut Vec<Kind>) {
        let names: Vec<At<'d>> = match at.json() {
            Json::List => at.items(),
            _ => vec![at.clone()],
        };
        let mut kinds: Vec<Kind> = Vec::new();
        for name in names {
            let kind = match self.text(&name) {
                Some("string") => Kind::Text,
                Some("integer") => Kind::Integer,
                Some("number") => Kind::Number,
                Some("boolean") => Kind::Boolean,
                Some("array") => Kind::List,
                Some("object") => Kind::Object,
                Some("null") => {
                    shape.nullable = Some(name.pointer.clone());
                    continue;
                }
                Some(_) => {
                    self.ledger
                        .lost(&name.pointer, "the type has no counterpart");
                    shape.absent = Some(Cited::new(
                        "its type has no counterpart".to_owned(),
                        &name.pointer,
                    ));
                    continue;
                }
                None => continue,
            };
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let only_null = shape.nullable.is_some() && shape.absent.is_none();
        match kinds.as_slice() {
            [] if only_null => self.only_null(at, shape),
            [] => {}
            [kind] => shape.kind = Some(Cited::new(*kind, &at.pointer)),
            [Kind::Integer, Kind::Number] | [Kind::Number, Kind::Integer] => {
                shape.kind = Some(Cited::new(Kind::Number, &at.pointer))
            }
            // The union needs the other keywords.
            several => several.clone_into(types),
        }
    }

    /// Reads several types as a union.
    fn several_types(&mut self, owner: &At<'d>, kinds: &[Kind], shape: &mut Shape) {
        let (Some(at), false) = (owner.get("type"), kinds.is_empty()) else {
            return;
        };
        let is_kind = |union: &Cited<Union>| union.value == Union::Kind;
        if shape.union.as_ref().is_some_and(is_kind) {
            // The values of the enum have these types.
            return;
        }
        match unions::of_types(&at, kinds, shape) {
            Some(union) => self.combine(shape, union),
            None => {
                self.ledger
                    .lost(&at.pointer, "a value of several types has no counterpart");
                shape.absent = Some(Cited::new("it has several types".to_owned(), &at.pointer));
            }
        }
    }

    /// Notes a schema that accepts only null.
    pub(super) fn only_null(&mut self, at: &At<'_>, shape: &mut Shape) {
        let reason = "a value that is always null has no counterpart";
        self.ledger.lost(&at.pointer, reason);
        shape.absent = Some(Cited::new(reason.to_owned(), &at.pointer));
    }

    fn pattern(&mut self, at: &At<'d>, shape: &mut Shape) {
        let Some(text) = self.text(at) else { return };
        shape
            .patterns
            .push(Cited::new(text.to_owned(), &at.pointer));
    }

    fn properties(&mut self, at: &At<'d>, context: Context, shape: &mut Shape) {
        if at.json() != Json::Map {
            return self.wrong_kind(at, "a map");
        }
        for (name, child) in at.entries() {
            // A property that accepts no value is left out, and unknown properties are refused.
            if accepts_nothing(&child) && context.area == Area::Body {
                shape
                    .forbidden
                    .push(Cited::new(name.to_owned(), &child.pointer));
                continue;
            }
            let property = self.schema(&child, context.deeper());
            let hidden = match context.area {
                Area::Body | Area::Parameter => property.flat().read_only,
                Area::Response => property.flat().write_only,
            };
            // What the other side sends is no part of this message, as the keyword asks.
            if hidden.is_some() {
                continue;
            }
            let property = Property {
                name: name.to_owned(),
                pointer: child.pointer.clone(),
                shape: property,
            };
            let (pairs, ledger) = (&mut self.pairs, &mut self.ledger);
            let conflict = &mut |pointer: &str, text: &str| ledger.lost(pointer, text);
            merge::add_property(shape, property, &mut Merge { pairs, conflict });
        }
    }

    fn required(&mut self, at: &At<'d>, shape: &mut Shape) {
        if at.json() != Json::List {
            return self.wrong_kind(at, "a list of names");
        }
        for item in at.items() {
            if let Some(name) = self.text(&item) {
                shape
                    .required
                    .push(Cited::new(name.to_owned(), &item.pointer));
            }
        }
    }

    fn additional(&mut self, at: &At<'d>, context: Context, shape: &mut Shape) {
        match at.json() {
            Json::Boolean(false) => shape.closed = Some(at.pointer.clone()),
            _ if !has_constraints(at) => {}
            _ => {
                let values = self.schema(at, context.deeper());
                shape.additional = Some(Cited::new(values, &at.pointer));
            }
        }
    }

    /// Reads the values and the pattern of the names of properties. A draft has one pattern for all of them.
    fn pattern_properties(
        &mut self,
        (owner, at): (&At<'d>, &At<'d>),
        context: Context,
        shape: &mut Shape,
    ) {
        let entries = at.entries();
        let [(pattern, child)] = entries.as_slice() else {
            if !entries.is_empty() {
                self.ledger.lost(
                    &at.pointer,
                    "properties of several patterns have no counterpart",
                );
            }
            return;
        };
        let others = ["additionalProperties", "unevaluatedProperties"];
        let others: Vec<_> = others.iter().filter_map(|key| owner.get(key)).collect();
        let has_properties = owner
            .get("properties")
            .is_some_and(|it| !it.entries().is_empty());
        let values = self.schema(child, context.deeper());
        if has_properties || others.iter().any(has_constraints) {
            let found = ((*pattern).to_owned(), values);
            shape.patterned = Some(Cited::new(found, &child.pointer));
            return;
        }
        shape.additional = Some(Cited::new(values, &child.pointer));
        let is_closed = others
            .iter()
            .any(|other| other.json() == Json::Boolean(false));
        if !is_closed {
            let reason =
                "the draft has these values for all names, and not only for those of the pattern";
            return self.ledger.inexact(&at.pointer, reason);
        }
        if owner.get("propertyNames").is_some() {
            let reason = "the draft has the pattern in `propertyNames`, and not this one";
            return self.ledger.lost(&at.pointer, reason);
        }
        let names = Shape {
            kind: Some(Cited::new(Kind::Text, &child.pointer)),
            patterns: vec![Cited::new((*pattern).to_owned(), &child.pointer)],
            ..Shape::default()
        };
        shape.keys = Some(Cited::new(names.into(), &child.pointer));
    }

    fn dependent(&mut self, at: &At<'d>, context: Context, shape: &mut Shape) {
        for (name, child) in at.entries() {
            let names: Vec<_> = child
                .items()
                .iter()
                .filter_map(|item| item.node.text())
                .map(str::to_owned)
                .collect();
            if child.json() == Json::List && !names.is_empty() {
                shape
                    .dependents
                    .push(Cited::new((name.to_owned(), names), &child.pointer));
            } else if child.json() != Json::List {
                self.dependent_schema(name, &child, context, shape);
            }
        }
    }

    fn xml(&mut self, at: &At<'d>, context: Context, shape: &mut Shape) {
        for (key, child) in at.entries() {
            self.ledger.read(&child, key, context.area);
            let pointer = child.pointer.as_str();
            match key {
                "name" => {
                    shape.xml.name = self
                        .text(&child)
                        .map(|name| Cited::new(name.to_owned(), pointer))
                }
                "wrapped" => flag(self.boolean(&child), &mut shape.xml.wrapped, pointer),
                "attribute" => flag(self.boolean(&child), &mut shape.xml.attribute, pointer),
                _ => self
                    .ledger
                    .lost(pointer, format!("`{key}` has no counterpart")),
            }
        }
    }

    /// Reads a sample value, or notes that the draft cannot have it.
    pub(crate) fn sample(&mut self, at: &At<'d>) -> Option<Cited<Yaml>> {
        let value = values::scalar(at);
        if value.is_none() {
            self.ledger
                .lost(&at.pointer, "only a scalar sample has a counterpart");
        }
        value.map(|value| Cited::new(value, &at.pointer))
    }

    fn examples(&mut self, at: &At<'d>, shape: &mut Shape) {
        if at.json() != Json::List {
            return self.wrong_kind(at, "a list");
        }
        for item in at.items() {
            let sample = self.sample(&item);
            shape.examples.extend(sample);
        }
    }
}

/// Returns whether values of further properties have a schema. By default, they have none.
fn has_constraints(at: &At<'_>) -> bool {
    match at.json() {
        Json::Boolean(_) => false,
        Json::Map => !at.entries().is_empty(),
        _ => true,
    }
}

/// Returns whether a schema accepts no value.
fn accepts_nothing(at: &At<'_>) -> bool {
    let values = at.get("enum").filter(|values| values.json() == Json::List);
    at.json() == Json::Boolean(false) || values.is_some_and(|values| values.items().is_empty())
}

/// Sets a flag that is true.
fn flag(value: Option<bool>, flag: &mut Option<String>, pointer: &str) {
    if value == Some(true) {
        *flag = Some(pointer.to_owned());
    }
}
