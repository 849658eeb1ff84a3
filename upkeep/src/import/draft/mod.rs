//! Writes the schema of an API.
//!
//! Input: an [`Api`]. Output: the tree of the YAML document. What the language cannot express becomes a note.

mod conditions;
mod facets;
mod fields;
mod free_properties;
mod names;
mod operation;
mod responses;
mod rules;
mod types;

use std::collections::HashMap;

use wireform_codegen::syntax::Case;

use super::api::Api;
use super::ledger::{Area, Ledger};
use super::schema::{Property, Shape};
use super::yaml::{Entry, Yaml};
pub(crate) use names::Scope;

/// How values are written, as far as it decides which types can express them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Wire {
    /// JSON, which tells texts and numbers apart.
    Json,
    /// XML.
    Xml,
    /// Parameters, forms and headers, which have no objects.
    Parameters,
}

/// Why the draft leaves a value out: the pointer of the construct, and the reason.
pub(crate) type Absent = (String, String);

/// A use of a named schema: its pointer, the part of the message, and the wire.
type Use = (String, Area, Wire);

/// Writes the parts of the document.
pub(crate) struct Writer<'l> {
    pub(crate) ledger: &'l mut Ledger,
    /// The case of the schema, and that of the object that is written.
    schema_case: Case,
    case: Case,
    types: Vec<Entry>,
    named: HashMap<Use, Result<String, Absent>>,
    /// The Rust names of types.
    scope: Scope,
}

/// Returns the entries of the document. `case` is the word of the case that the schema has, if it is given.
pub(crate) fn document(api: &Api, case: Option<&str>, ledger: &mut Ledger) -> Vec<Entry> {
    let case = case.map_or_else(|| names::usual_case(api), names::case_of);
    let mut writer = Writer {
        ledger,
        schema_case: case,
        case,
        types: Vec::new(),
        named: HashMap::new(),
        scope: Scope::types(),
    };
    let mut operation_names = Scope::values();
    let mut operations = Vec::new();
    for operation in &api.operations {
        let name = operation_names.take(&operation.id, "operation");
        writer.scope.reserve(&name);
        operations.push((name, operation));
    }
    for (entries, suffixes) in [
        (&api.endpoints, ["Server", "Credentials"].as_slice()),
        (&api.auth, &["Auth"]),
    ] {
        for entry in entries {
            for suffix in suffixes {
                writer.scope.reserve(&format!("{} {suffix}", entry.key));
            }
        }
    }
    let operations: Vec<_> = operations
        .into_iter()
        .map(|(name, operation)| {
            let value = Yaml::Map(writer.operation(operation));
            Entry::cited(name, value, &operation.pointer)
        })
        .collect();
    let mut provider = vec![Entry::new("name", Yaml::text(&api.name))];
    provider.extend(
        api.description
            .as_ref()
            .map(|text| Entry::new("description", Yaml::text(text.trim()))),
    );
    provider.extend(
        api.url
            .as_ref()
            .map(|url| Entry::new("url", Yaml::text(url))),
    );
    let mut document = vec![
        Entry::new("wireform", Yaml::plain(1)),
        Entry::new("provider", Yaml::Map(provider)),
        Entry::new("case", Yaml::text(names::word(writer.case))),
    ];
    let sections = [
        ("credentials", api.credentials.clone()),
        ("auth", api.auth.clone()),
        ("endpoints", api.endpoints.clone()),
        ("types", std::mem::take(&mut writer.types)),
        ("operations", operations),
    ];
    for (key, entries) in sections {
        if !entries.is_empty() {
            document.push(Entry::new(key, Yaml::Map(entries)));
        }
    }
    document
}

/// Returns the entry of a description.
fn description(text: &str, pointer: &str) -> Entry {
    Entry::cited("description", Yaml::text(text.trim()), pointer)
}

/// Returns the property of a name.
fn property<'s>(shape: &'s Shape, name: &str) -> Option<&'s Property> {
    shape
        .properties
        .iter()
        .find(|property| property.name == name)
}
