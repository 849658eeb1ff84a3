//! The body of a request.

use super::format::LinesSyntax;
use super::json::{JsonMember, JsonTree};
use super::parameters::{Parameter, ParameterValue, Parameters};
use super::tree::TreeValue;
use super::xml::XmlElement;

/// The body of a request, in the format of its binding.
///
/// Parameters of an authentication are not part of it. They precede the parameters of a query string or a form.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyTree {
    /// The request has no body.
    Empty,
    /// A JSON object.
    Json {
        /// The value of `Content-Type`.
        content_type: String,
        /// The members of the object.
        members: JsonTree,
    },
    /// An XML document.
    Xml {
        /// The value of `Content-Type`.
        content_type: String,
        /// The document type, as it is between `<!DOCTYPE` and `>`.
        doctype: Option<String>,
        /// The root element.
        root: XmlElement,
    },
    /// Parameters of the query string.
    Query(Parameters),
    /// A form (`application/x-www-form-urlencoded`).
    Form {
        /// The value of `Content-Type`.
        content_type: String,
        /// The parameters of the form.
        parameters: Parameters,
    },
    /// Lines, each with a name and a value.
    Lines {
        /// The value of `Content-Type`.
        content_type: String,
        /// The lines, as parameters.
        parameters: Parameters,
        /// How they are written.
        syntax: LinesSyntax,
    },
    /// A text: the value of one field, and constants around it.
    Text {
        /// The value of `Content-Type`.
        content_type: String,
        /// The parts of the text in order, as parameters without names. Exactly one is a field.
        parts: Parameters,
    },
}

impl BodyTree {
    /// Returns the outermost nodes of JSON: the members of a JSON body and of documents in parameters, and the values of trees.
    #[must_use]
    pub fn json_nodes(&self) -> Vec<&JsonMember> {
        match self {
            BodyTree::Empty => Vec::new(),
            BodyTree::Json { members, .. } => members.iter().collect(),
            BodyTree::Xml { .. } => {
                let values = self.tree_values().into_iter();
                values.flat_map(TreeValue::nodes).collect()
            }
            BodyTree::Query(parameters)
            | BodyTree::Form { parameters, .. }
            | BodyTree::Lines { parameters, .. }
            | BodyTree::Text {
                parts: parameters, ..
            } => documents(parameters),
        }
    }
}

/// Returns the members of the JSON documents in parameters, at any depth.
fn documents(parameters: &[Parameter]) -> Vec<&JsonMember> {
    let each = parameters
        .iter()
        .flat_map(|parameter| match &parameter.value {
            ParameterValue::Source(_) => Vec::new(),
            ParameterValue::Nested(nested) => documents(&nested.group.children),
            ParameterValue::Document(document) => document.group.children.iter().collect(),
        });
    each.collect()
}
