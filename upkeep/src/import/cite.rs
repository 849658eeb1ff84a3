//! Cites the constructs of the file that a draft expresses, each by its JSON Pointer.
//!
//! Input: the document of a draft, and the file. Output: a [`Lock`] in which each construct is a line, whose place is the
//! pointer. A field of a named type is cited in every operation that uses it.

use std::collections::BTreeMap;

use wireform_codegen::source::Node;

use super::tree::{At, Json, last_key, resolve};
use super::yaml::{Entry, Yaml};
use crate::cite::{Kind, Support};
use crate::lock::{Lock, LockedFact, LockedLine, LockedPage, Note};
use crate::page::{fingerprint, mask};

/// Returns the citations of the requests of a draft.
pub(crate) fn citations(document: &[Entry], root: &Node) -> Lock {
    let section = |key: &str| match document
        .iter()
        .find(|entry| entry.key == key)
        .map(|entry| &entry.value)
    {
        Some(Yaml::Map(entries)) => entries.as_slice(),
        Some(Yaml::Text(_) | Yaml::Plain(_) | Yaml::List(_)) | None => &[],
    };
    let mut cited = Cited {
        root,
        types: section("types"),
        operation: String::new(),
        lines: Vec::new(),
        scalars: BTreeMap::new(),
    };
    for operation in section("operations") {
        cited.operation.clone_from(&operation.key);
        for part in children(&operation.value) {
            match part.key.as_str() {
                "http" => cited.http(part),
                "params" | "fields" => cited.fields("", children(&part.value)),
                _ => {}
            }
        }
    }
    let page = LockedPage {
        name: "description".to_owned(),
        format: "pointer".to_owned(),
        lines: cited.lines,
    };
    Lock {
        pages: vec![page],
        sources: Vec::new(),
    }
}

/// Returns the entries of a map.
fn children(value: &Yaml) -> &[Entry] {
    match value {
        Yaml::Map(entries) => entries,
        Yaml::Text(_) | Yaml::Plain(_) | Yaml::List(_) => &[],
    }
}

struct Cited<'d> {
    root: &'d Node,
    types: &'d [Entry],
    operation: String,
    lines: Vec<LockedLine>,
    /// The scalars that were looked up, by pointer. A named type is cited once for each use.
    scalars: BTreeMap<String, String>,
}

impl Cited<'_> {
    fn http(&mut self, entry: &Entry) {
        let Some(pointer) = &entry.pointer else {
            return;
        };
        let (Some((item, method)), Yaml::Text(_)) = (pointer.rsplit_once('/'), &entry.value) else {
            return;
        };
        let path = last_key(item);
        self.add(item, "-", Kind::Path, Some(path));
        self.add(
            pointer,
            "-",
            Kind::Method,
            Some(method.to_ascii_uppercase()),
        );
    }

    fn fields(&mut self, prefix: &str, fields: &[Entry]) {
        for field in fields {
            let path = format!("{prefix}{}", field.key);
            if let Some(pointer) = &field.pointer {
                self.field(pointer, &path);
            }
            self.value(&path, &field.value);
        }
    }

    /// Cites the name of a field: the key of a property, or the text `name` of a parameter.
    fn field(&mut self, pointer: &str, path: &str) {
        if pointer.rsplit('/').nth(1) == Some("parameters") {
            self.add(&format!("{pointer}/name"), path, Kind::Field, None);
        } else {
            self.add(pointer, path, Kind::Field, Some(last_key(pointer)));
        }
    }

    /// Cites what a type, a field or an item states.
    fn value(&mut self, path: &str, value: &Yaml) {
        if let Yaml::Text(name) = value {
            return self.named(path, name);
        }
        for part in children(value) {
            match (part.key.as_str(), &part.value) {
                ("type", Yaml::Text(name)) if self.is_named(name) => self.named(path, name),
                ("items", item) => self.value(&format!("{path}[]"), item),
                ("fields", fields) => self.fields(&format!("{path}."), children(fields)),
                ("enum", values) => {
                    for value in children(values) {
                        if let Some(pointer) = &value.pointer {
                            self.add(pointer, path, Kind::Enum, None);
                        }
                    }
                }
                (key, _) => {
                    if let (Some(kind), Some(pointer)) = (Kind::from_name(key), &part.pointer) {
                        self.add(pointer, path, kind, None);
                    }
                }
            }
        }
    }

    fn is_named(&self, name: &str) -> bool {
        self.types.iter().any(|entry| entry.key == name)
    }

    fn named(&mut self, path: &str, name: &str) {
        let types = self.types;
        if let Some(entry) = types.iter().find(|entry| entry.key == name) {
            self.value(path, &entry.value);
        }
    }

    /// Adds a fact. Without a value it is the scalar at the pointer.
    fn add(&mut self, pointer: &str, path: &str, kind: Kind, value: Option<String>) {
        let value = match (value, self.scalars.get(pointer)) {
            (Some(value), _) => value,
            (None, Some(known)) => known.clone(),
            (None, None) => {
                let value = self.scalar(pointer);
                self.scalars.insert(pointer.to_owned(), value.clone());
                value
            }
        };
        // A lock has one fact on a line.
        let is_plain = !value.contains(char::is_control) && value.trim() == value;
        let value = if is_plain { value } else { String::new() };
        let fact = LockedFact {
            support: Support::Stated,
            is_proposed: false,
            operation: self.operation.clone(),
            path: path.to_owned(),
            kind,
            span: 0..value.len(),
            value: value.clone(),
        };
        let place = format!("#{}", pointer.replace(' ', "%20"));
        let print = fingerprint(&value);
        match self
            .lines
            .iter_mut()
            .rev()
            .take(64)
            .find(|line| line.fingerprint == print && line.place == place)
        {
            Some(line) => line.facts.push(fact),
            None => self.lines.push(LockedLine {
                fingerprint: print,
                mask: fingerprint(&mask(&value)),
                place,
                text: None,
                facts: vec![fact],
                note: Note::Cited,
            }),
        }
    }

    fn scalar(&self, pointer: &str) -> String {
        let Ok(At { node, pointer }) =
            resolve(self.root, &format!("#{}", pointer.replace('%', "%25")))
        else {
            return String::new();
        };
        match (At { node, pointer }).json() {
            Json::Text(text) | Json::Number(text) => text.to_owned(),
            Json::Boolean(value) => value.to_string(),
            Json::Null => "null".to_owned(),
            Json::List | Json::Map | Json::Broken => String::new(),
        }
    }
}
