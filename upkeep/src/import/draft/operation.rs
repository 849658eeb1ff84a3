//! Writes operations: parameters, bodies and what they imply.

use wireform_codegen::resolve::wire_name;

use super::names::Scope;
use super::types::short;
use super::{Wire, Writer, description};
use crate::import::api::{Format, Operation, Parameter, Place};
use crate::import::ledger::Area;
use crate::import::schema::{Cited, Kind, Shape};
use crate::import::yaml::{Entry, Yaml};

impl Writer<'_> {
    /// Returns the entries of an operation.
    pub(super) fn operation(&mut self, operation: &Operation) -> Vec<Entry> {
        let mut scope = Scope::values();
        let mut path = operation.path.clone();
        let mut parameters = Vec::new();
        for parameter in &operation.parameters {
            parameters.extend(self.parameter(parameter, &mut scope, &mut path));
        }
        let (fields, rules) = self.body(operation, &mut scope);
        let http = format!("{} {path}", operation.method);
        let mut entries = vec![Entry::cited(
            "http",
            Yaml::text(http.trim_end()),
            &operation.pointer,
        )];
        if let Some(text) = operation
            .description
            .as_deref()
            .filter(|text| !text.trim().is_empty())
        {
            entries.push(description(text, &operation.pointer));
        }
        if let Some(pointer) = &operation.deprecated {
            entries.push(Entry::cited("deprecated", Yaml::plain(true), pointer));
        }
        entries.extend(
            operation
                .endpoint
                .as_ref()
                .map(|name| Entry::new("endpoint", Yaml::text(name))),
        );
        if let Some(auth) = &operation.auth {
            let names = auth.iter().map(Yaml::text).collect();
            entries.push(Entry::new("auth", Yaml::List(names)));
        }
        if !fields.is_empty() {
            entries.extend(formats(operation));
        }
        entries.push(Entry::new("update", Yaml::text(self.update(operation))));
        if !operation.headers.is_empty() {
            let headers = operation.headers.iter();
            let headers = headers
                .map(|(name, value, pointer)| Entry::cited(name, Yaml::text(value), pointer));
            entries.push(Entry::new("headers", Yaml::Map(headers.collect())));
        }
        entries.extend(envelope(operation, &fields));
        for (key, part) in [
            ("params", parameters),
            ("fields", fields),
            ("rules", rules),
            ("responses", self.responses(operation)),
        ] {
            if !part.is_empty() {
                entries.push(Entry::new(key, Yaml::Map(part)));
            }
        }
        entries
    }

    /// Returns what the operation does with fields that are left out, as far as its method says.
    fn update(&mut self, operation: &Operation) -> &'static str {
        let patch = "application/merge-patch+json";
        match operation.method.as_str() {
            "GET" | "HEAD" | "DELETE" | "OPTIONS" | "TRACE" => "none",
            _ if operation
                .bodies
                .iter()
                .any(|body| body.content_type.as_deref() == Some(patch)) =>
            {
                "patch"
            }
            "PATCH" => {
                self.ledger.assumed(
                    &operation.pointer,
                    "the method PATCH keeps what is left out (`update: patch`)",
                );
                "patch"
            }
            _ => {
                self.ledger.assumed(&operation.pointer, "no keyword states what happens to fields that are left out (`update: unstated`)");
                "unstated"
            }
        }
    }

    fn parameter(
        &mut self,
        parameter: &Parameter,
        scope: &mut Scope,
        path: &mut String,
    ) -> Option<Entry> {
        let shape = &parameter.shape;
        let kind = shape.implied_kind();
        let name = scope.take(&parameter.name, "parameter");
        if parameter.place == Place::Path {
            *path = path.replace(&format!("{{{}}}", parameter.name), &format!("{{{name}}}"));
        }
        self.note_rules(&shape.flat(), "the draft has no rules about parameters");
        let single = parameter.place != Place::Query;
        let written = match kind {
            Some(Kind::List) if single && parameter.place == Place::Path => {
                self.ledger.inexact(
                    &parameter.pointer,
                    "the list in the path is one text in the draft",
                );
                Ok(vec![Entry::new("type", Yaml::text("string"))])
            }
            Some(Kind::List) if single => Err((
                parameter.pointer.clone(),
                "a list in a header has no counterpart".to_owned(),
            )),
            _ => self.type_entries(shape, Area::Parameter, Wire::Parameters),
        };
        let mut entries = match (written, parameter.place) {
            (Ok(entries), _) => entries,
            // The path needs a value.
            (Err((pointer, reason)), Place::Path) => {
                self.ledger.inexact(
                    &pointer,
                    format!("the parameter is any text in the draft: {reason}"),
                );
                vec![Entry::new("type", Yaml::text("string"))]
            }
            (Err((pointer, reason)), Place::Query | Place::Header) => {
                self.ledger.lost_once(&pointer, &reason);
                self.ledger.lost(
                    &parameter.pointer,
                    format!("the draft leaves out the parameter: {reason}"),
                );
                return None;
            }
        };
        if kind.is_none() {
            self.ledger.assumed(
                &parameter.pointer,
                "the type is not stated; the draft has a text",
            );
        }
        if let Some(pointer) = &shape.flat().nullable {
            self.ledger.lost(pointer, "only JSON has null");
        }
        match (&parameter.required, parameter.place) {
            (Some(pointer), _) => {
                entries.push(Entry::cited("required", Yaml::plain(true), pointer))
            }
            (None, Place::Path) => entries.push(Entry::new("required", Yaml::plain(true))),
            (None, Place::Query | Place::Header) => {}
        }
        if let (Some(join), Some(Kind::List)) = (parameter.join, kind) {
            entries.push(Entry::new("join", Yaml::text(join)));
        }
        match parameter.place {
            Place::Path => {}
            Place::Query => entries.push(Entry::new("in", Yaml::text("query"))),
            Place::Header => entries.push(Entry::new("in", Yaml::text("header"))),
        }
        if parameter.place != Place::Path
            && wire_name(&name, self.case).as_deref() != Some(parameter.name.as_str())
        {
            entries.push(Entry::new("wire", Yaml::text(&parameter.name)));
        }
        Some(Entry::cited(name, short(entries), &parameter.pointer))
    }

    /// Returns the fields of the body and the rules between them.
    fn body(&mut self, operation: &Operation, scope: &mut Scope) -> (Vec<Entry>, Vec<Entry>) {
        let Some(first) = operation.bodies.first() else {
            return (Vec::new(), Vec::new());
        };
        let mut shape = first.shape.flat();
        for other in &operation.bodies[1..] {
            let flat = other.shape.flat();
            if flat != shape {
                self.ledger.lost(
                    &other.pointer,
                    "the draft has the fields of the first format for all formats",
                );
            }
        }
        if let Some(absent) = &shape.absent {
            self.ledger.lost(
                &first.pointer,
                format!("the draft has no body: {}", absent.value),
            );
            return (Vec::new(), Vec::new());
        }
        if shape
            .implied_kind()
            .is_some_and(|kind| kind != Kind::Object)
        {
            self.ledger.lost(
                &first.pointer,
                "the draft has no body: a body that is not an object has no counterpart",
            );
            return (Vec::new(), Vec::new());
        }
        add_samples(&mut shape, &first.samples);
        let wire = match first.format {
            Format::Json => Wire::Json,
            Format::Xml => Wire::Xml,
            Format::Form => Wire::Parameters,
        };
        let mut fields = self.members(&shape, Area::Body, wire, scope, &first.joins);
        fields.extend(self.free_properties(&shape, Area::Body, wire, scope));
        if fields.is_empty() && !shape.properties.is_empty() {
            self.ledger.lost(
                &first.pointer,
                "the draft has no body, because it has none of its fields",
            );
        }
        let rules = self.rules(&shape, &fields);
        (fields, rules)
    }
}

/// Adds the values of examples of a whole body to the samples of its properties.
fn add_samples(shape: &mut Shape, samples: &[(String, Cited<Yaml>)]) {
    for (name, sample) in samples {
        let mut properties = shape.properties.iter_mut();
        let Some(property) = properties.find(|property| property.name == *name) else {
            continue;
        };
        let mut known = property.shape.examples.iter();
        if known.all(|known| known.value != sample.value) {
            let mut annotated = Shape::clone(&property.shape);
            annotated.examples.push(sample.clone());
            property.shape = annotated.into();
        }
    }
}

/// Returns the entries that state the formats of the body.
fn formats(operation: &Operation) -> Vec<Entry> {
    let word = |format| match format {
        Format::Json => "json",
        Format::Xml => "xml",
        Format::Form => "form",
    };
    let one = |format, content_type: &Option<String>| {
        let mut entries = vec![Entry::new("body", Yaml::text(word(format)))];
        entries.extend(
            content_type
                .as_ref()
                .map(|text| Entry::new("content_type", Yaml::text(text))),
        );
        entries
    };
    match operation.bodies.as_slice() {
        [] => Vec::new(),
        [only] => one(only.format, &only.content_type),
        several => {
            let bindings = several
                .iter()
                .map(|body| {
                    Entry::cited(
                        word(body.format),
                        Yaml::Map(one(body.format, &body.content_type)),
                        &body.pointer,
                    )
                })
                .collect();
            vec![Entry::new("bindings", Yaml::Map(bindings))]
        }
    }
}

/// Returns the envelope of an XML body: its root element.
fn envelope(operation: &Operation, fields: &[Entry]) -> Option<Entry> {
    let body = operation
        .bodies
        .iter()
        .find(|body| body.format == Format::Xml)?;
    if fields.is_empty() {
        return None;
    }
    let name = body.shape.flat().xml.name.map(|name| name.value);
    let target = body
        .shape
        .target
        .as_ref()
        .map(|target| crate::import::tree::last_key(&target.pointer));
    let root = name.or(target).unwrap_or_else(|| "request".to_owned());
    let rest = Yaml::Map(vec![Entry::new("$rest", Yaml::plain(""))]);
    Some(Entry::new(
        "envelope",
        Yaml::Map(vec![Entry::new(root, rest)]),
    ))
}
