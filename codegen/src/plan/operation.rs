//! Operations: one call of a provider's API.

use super::constant::Constant;
use super::data::{Field, Permission};
use super::example::Example;
use super::ids::{AuthId, BindingId, ContextId, EndpointId, FieldId, Id, ResponseId, Table};
use super::mask::FieldMask;
use super::read_back::ReadBack;
use super::reading::Reading;
use super::response::Response;
use super::rule::Rule;
use super::wire::{BodyTree, ParameterList, Parameters, TakenName};
use super::words::{Does, Encoding, Update};

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Its name in the schema.
    pub name: String,
    /// The Rust type of its request, for example `ContactUpdate`.
    pub rust: String,
    /// The Rust module beside it, for example `contact_update`.
    pub module: String,
    /// Its description.
    pub description: Option<String>,
    /// The page that documents it, by name.
    pub page: Option<String>,
    /// The HTTP method.
    pub method: String,
    /// The path below the server's URL.
    pub path: Vec<PathPart>,
    /// The endpoint: an index into [`super::PlanParts::endpoints`].
    pub endpoint: EndpointId,
    /// The authentication methods that it accepts: indices into [`super::PlanParts::auths`]; the first is the default.
    pub auths: Vec<AuthId>,
    /// Its name on the wire.
    pub wire: String,
    /// How the names and values of parameters are escaped.
    pub encoding: Encoding,
    /// Constant headers beside `Content-Type`.
    pub headers: Vec<(String, Constant)>,
    /// The effect of omitting a field.
    pub update: Update,
    /// What it does to contacts.
    pub does: Does,
    /// Whether the request may be sent again when it is unknown whether the first one was carried out.
    pub is_idempotent: bool,
    /// The reason why it is deprecated.
    pub deprecated: Option<String>,
    /// Since when, or why, the provider no longer accepts it.
    pub withdrawn: Option<String>,
    /// The permissions that the call itself needs.
    pub permissions: Vec<Permission>,
    /// The parameters, then the included fields, then its own fields. Constants are among them.
    pub fields: Table<FieldId, Field>,
    /// The parameters of the query string that every binding writes (`in: query`), in order.
    pub query: Parameters,
    /// The parameter that lists the fields of the body which the request sends.
    pub mask: Option<FieldMask>,
    /// Headers from parameters (`in: header`): header name and index of the field.
    pub header_fields: Vec<(String, FieldId)>,
    /// The bindings: at least one. The first is the default.
    pub bindings: Table<BindingId, Binding>,
    /// Whether it sends the time or the nonce of an attempt. What an authentication method computes does not count.
    pub sends_moment: bool,
    /// The context facts that its rules read.
    pub contexts: Vec<ContextId>,
    /// Whether the caller can give the current data: a rule compares with them, or the operation is a patch whose rules read
    /// fields.
    pub takes_current: bool,
    /// The rules, in document order.
    pub rules: Vec<Rule>,
    /// The responses, in document order.
    pub responses: Table<ResponseId, Response>,
    /// How a contact is read from a response, if a response contains one.
    pub reading: Option<Reading>,
    /// How a request is made from a response, so that it writes back what was read.
    pub read_back: Option<ReadBack>,
    /// The examples, in document order.
    pub examples: Vec<Example>,
}

impl Operation {
    /// Returns how query strings and forms write the entries of a map as parameters: the template of their names, and the
    /// names that they cannot have.
    #[must_use]
    pub fn flattened(&self, field: FieldId) -> Vec<(&str, &[TakenName])> {
        let bodies = self.bindings.iter().map(|it| match &it.body {
            BodyTree::Query(parameters)
            | BodyTree::Form { parameters, .. }
            | BodyTree::Lines { parameters, .. }
            | BodyTree::Text {
                parts: parameters, ..
            } => parameters.as_slice(),
            BodyTree::Empty | BodyTree::Json { .. } | BodyTree::Xml { .. } => &[],
        });
        let mut found = Vec::new();
        for parameter in bodies.flatten().chain(&self.query) {
            if let Some(wire) = parameter.value.field()
                && wire.field == field
                && let Some(ParameterList::Flattened { template, taken }) = &wire.list
            {
                found.push((template.as_str(), taken.as_slice()));
            }
        }
        found
    }

    /// Returns the position of the default binding: the first.
    #[must_use]
    pub fn default_binding_id(&self) -> BindingId {
        BindingId::from_index(0)
    }

    /// Returns the default binding.
    #[must_use]
    pub fn default_binding(&self) -> &Binding {
        &self.bindings[self.default_binding_id()]
    }
}

/// A part of a path.
#[derive(Debug, Clone, PartialEq)]
pub enum PathPart {
    /// Text as it is, already escaped.
    Literal(String),
    /// One segment: an index into the operation's fields.
    Field(FieldId),
    /// One or more segments, one for each item of a list: an index into the operation's fields.
    Segments(FieldId),
}

impl PathPart {
    /// Returns the field that the part is, if it is one.
    #[must_use]
    pub const fn field(&self) -> Option<FieldId> {
        match self {
            PathPart::Literal(_) => None,
            PathPart::Field(field) | PathPart::Segments(field) => Some(*field),
        }
    }
}

/// One format in which an operation sends its fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Binding {
    /// Its name in the schema.
    pub name: String,
    /// Its Rust variant.
    pub rust: String,
    /// When to use it.
    pub description: Option<String>,
    /// Its path, if it is not that of the operation.
    pub path: Option<String>,
    /// The body.
    pub body: BodyTree,
    /// The wire path of each field of the operation: a JSON Pointer, an XPath, the name of a parameter or a header, or
    /// `{name}` for a segment of the path.
    pub wire_paths: Table<FieldId, String>,
}
