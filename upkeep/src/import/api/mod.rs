//! What the files of every format describe: operations with parameters, bodies and responses.

mod bodies;
mod botocore;
mod json_schema;
mod openapi;
mod parameters;
mod responses;
mod security;
mod servers;

use std::rc::Rc;

use super::schema::{Cited, Shape};
use super::yaml::{Entry, Yaml};

pub(crate) use botocore::read as read_botocore;
pub(crate) use json_schema::read as read_json_schema;
pub(crate) use openapi::read as read_openapi;

/// The API that a file describes.
#[derive(Debug, Default)]
pub(crate) struct Api {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) url: Option<String>,
    /// The entries of `credentials`, `auth` and `endpoints`.
    pub(crate) credentials: Vec<Entry>,
    pub(crate) auth: Vec<Entry>,
    pub(crate) endpoints: Vec<Entry>,
    pub(crate) operations: Vec<Operation>,
}

impl Api {
    /// Sets the name to a title, without what a name cannot have.
    pub(super) fn set_name(&mut self, title: &str) {
        let allowed = |c: char| c.is_alphanumeric() || c.is_ascii_punctuation();
        let clean: String = title
            .chars()
            .map(|c| if allowed(c) { c } else { ' ' })
            .collect();
        let words: Vec<&str> = clean.split_whitespace().collect();
        if clean.contains(char::is_alphanumeric) {
            self.name = words.join(" ");
        }
    }
}

/// One operation.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) pointer: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: Option<String>,
    pub(crate) endpoint: Option<String>,
    /// The authentication methods, if they are not those of the endpoint.
    pub(crate) auth: Option<Vec<String>>,
    /// The constant headers: name, value and pointer.
    pub(crate) headers: Vec<(String, String, String)>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) bodies: Vec<Media>,
    pub(crate) responses: Vec<Response>,
}

/// The place of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
}

/// One parameter.
#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) required: Option<String>,
    /// The separator of a list.
    pub(crate) join: Option<&'static str>,
    pub(crate) shape: Rc<Shape>,
    pub(crate) pointer: String,
}

/// A format of bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Xml,
    Form,
}

/// A body in one format.
#[derive(Debug)]
pub(crate) struct Media {
    pub(crate) format: Format,
    pub(crate) content_type: Option<String>,
    pub(crate) shape: Rc<Shape>,
    pub(crate) pointer: String,
    /// The separators of the lists in a form, by property.
    pub(crate) joins: Vec<(String, &'static str)>,
    /// The values of properties in examples of the whole body.
    pub(crate) samples: Vec<(String, Cited<Yaml>)>,
}

/// The body of a response.
#[derive(Debug)]
pub(crate) enum ResponseBody {
    /// The file does not state it.
    Unstated,
    Empty,
    Text,
    Json(Rc<Shape>),
    Xml(Rc<Shape>),
}

/// One response.
#[derive(Debug)]
pub(crate) struct Response {
    /// The status or the class of statuses, or none for all others.
    pub(crate) status: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) body: ResponseBody,
    pub(crate) headers: Vec<(String, Rc<Shape>, String)>,
    pub(crate) pointer: String,
}
