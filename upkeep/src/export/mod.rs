//! Writes the plan of a schema as OpenAPI 3.1 or JSON Schema 2020-12.
//!
//! Input: a plan. Output: a document, and a list of what the document cannot say. A JSON Schema describes the values of one
//! operation by their logical names, as `wireform validate` reads them. An OpenAPI document describes what is on the wire.

mod bodies;
mod document;
mod forms;
mod regex;
mod responses;
mod security;
mod types;
mod unions;
mod xml;

use std::fmt;

use serde_json::Value;
use wireform_codegen::plan::{Operation, Plan};

/// What a document cannot say about the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaid {
    /// The operation, and the path of the field in it.
    pub place: String,
    /// What is missing: the code of the violation that the document does not have, or a construct.
    pub what: String,
    /// Why.
    pub reason: String,
}

impl fmt::Display for Unsaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.place, self.what, self.reason)
    }
}

/// A document and what it cannot say.
#[derive(Debug, Clone)]
pub struct Exported {
    /// The document.
    pub document: Value,
    /// What it cannot say, in the order of the schema.
    pub unsaid: Vec<Unsaid>,
}

/// Describes the values of an operation as JSON Schema 2020-12. Formats have to be asserted.
///
/// ```
/// use wireform_codegen::source::Sources;
/// use wireform_upkeep::export::json_schema;
///
/// let mut sources = Sources::new();
/// sources.add("x.yaml", "
/// wireform: 1
/// provider: { name: X }
/// endpoints: { api: {} }
/// operations: { note: { http: POST /notes, body: json, update: none, fields: { text: { type: string, maxLength: 9 } } } }");
/// let plan = wireform_codegen::plan_sources(&sources).0.remove(0);
/// let exported = json_schema(&plan, &plan.operations[0]);
/// assert_eq!(exported.document["properties"]["text"]["maxLength"], 9);
/// ```
#[must_use]
pub fn json_schema(plan: &Plan, operation: &Operation) -> Exported {
    types::values_of(plan, operation)
}

/// Describes some operations of a plan as OpenAPI 3.1; all, if no name is given.
#[must_use]
pub fn openapi(plan: &Plan, names: &[String]) -> Exported {
    document::document(plan, names)
}
