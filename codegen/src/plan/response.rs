//! Responses: what each means, and what is read from it.

use std::fmt;

use super::data::Field;
use super::example::Value;
use super::ids::{FieldId, ResponseId, Table};
use super::literal::Literal;
use super::response_match::ResponseMatch;
use super::response_place::{BodyPlaces, ResponsePlace, TextSource};
use super::wire::{JsonList, XmlList, XmlNamespace};
use super::words::{Outcome, ResponseBody, Session};

/// A case: one of the responses to an operation. The first case that matches counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// Its name in the schema.
    pub name: String,
    /// Its Rust variant and struct.
    pub rust: String,
    /// Its description.
    pub description: Option<String>,
    /// The tests that it is recognized by.
    pub matched: ResponseMatch,
    /// The cases before it that it may overlap with.
    pub after: Vec<ResponseId>,
    /// The outcome of the call.
    pub outcome: Outcome,
    /// Whether and when the request can be sent again.
    pub retry: Retry,
    /// What happens to the session.
    pub session: Session,
    /// What a mock provider sends.
    pub answer: Answer,
    /// The formats that its body can have. If there is none, the page does not state the format, and the body is not read.
    pub body: Vec<ResponseBody>,
    /// The namespaces that a document of it declares.
    pub namespaces: Vec<XmlNamespace>,
    /// Its fields.
    pub fields: Table<FieldId, ResponseField>,
    /// The place of its code.
    pub code: Option<TextSource>,
    /// The documented codes: those of `codes:`, then those that it is recognized by.
    pub codes: Vec<ResponseCode>,
    /// Its Rust enum of the documented codes, if there are any.
    pub code_enum: Option<String>,
    /// The place of its message.
    pub message: Option<TextSource>,
    /// What it reports about single fields of the request.
    pub violations: Option<Violations>,
    /// The examples, in document order.
    pub examples: Vec<ResponseExample>,
    /// The page that documents it.
    pub page: Option<String>,
}

/// What a mock provider sends where the tests of a case leave it open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Whether the schema states the status. If it does not, another status that the case allows can be sent.
    pub states_status: bool,
    /// The code, if the schema states it: one of the documented codes.
    pub code: Option<String>,
}

/// Whether and when a request can be sent again after a response.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Retry {
    /// Sending it again gives the same result, or would do the same twice.
    #[default]
    Never,
    /// It can be sent again at once.
    Safe,
    /// The failure is temporary. It can be sent again later.
    Later,
    /// It can be sent again after the time in this header: seconds, or a date.
    After(String),
    /// It can be sent again after the time in a field of the body: seconds, or a point in time.
    AfterField {
        /// The field.
        name: String,
        /// Its places.
        places: BodyPlaces,
    },
}

/// A field of a response.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseField {
    /// The field.
    pub field: Field,
    /// The place that it is read from.
    pub source: ResponseSource,
}

impl ResponseField {
    /// Returns whether a format spells its values in a way of its own.
    #[must_use]
    pub fn is_spelled(&self) -> bool {
        match &self.source {
            ResponseSource::Header(_) | ResponseSource::Cookie(_) | ResponseSource::Text => false,
            ResponseSource::Body { json, xml } => {
                json.as_ref().is_some_and(|json| !json.values.is_empty())
                    || xml.as_ref().is_some_and(|xml| !xml.values.is_empty())
            }
        }
    }
}

/// The place that a field of a response is read from.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "nearly all fields are in the body"
)]
pub enum ResponseSource {
    /// The header of this name.
    Header(String),
    /// The cookie of this name, which the response sets.
    Cookie(String),
    /// The whole body as text, which has no other format.
    Text,
    /// The body. A format without a place does not have the field.
    Body {
        /// The place in JSON.
        json: Option<FieldPlace<JsonList>>,
        /// The place in XML.
        xml: Option<FieldPlace<XmlList>>,
    },
}

impl ResponseSource {
    /// Returns the place in XML, if the field has one.
    #[must_use]
    pub const fn xml_place(&self) -> Option<&FieldPlace<XmlList>> {
        match self {
            ResponseSource::Header(_) | ResponseSource::Cookie(_) | ResponseSource::Text => None,
            ResponseSource::Body { xml, .. } => xml.as_ref(),
        }
    }

    /// Returns the places in the body; none if the field is a header, a cookie or the whole body.
    #[must_use]
    pub fn body_places(&self) -> Option<BodyPlaces> {
        match self {
            ResponseSource::Header(_) | ResponseSource::Cookie(_) | ResponseSource::Text => None,
            ResponseSource::Body { json, xml } => Some(BodyPlaces {
                json: json.iter().flat_map(|it| it.places.clone()).collect(),
                xml: xml.iter().flat_map(|it| it.places.clone()).collect(),
            }),
        }
    }
}

impl fmt::Display for ResponseSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ResponseSource::Header(name) | ResponseSource::Cookie(name) => f.write_str(name),
            ResponseSource::Text => f.write_str("body"),
            ResponseSource::Body { .. } => self.body_places().unwrap_or_default().fmt(f),
        }
    }
}

/// How a format has a field of a response.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldPlace<L> {
    /// Its places: at least one. The first that has a value counts.
    pub places: Vec<ResponsePlace>,
    /// The spelling of each logical value, where they differ from the values.
    pub values: Vec<(String, Literal)>,
    /// How the field's list is written; none if the field is not a list.
    pub list: Option<L>,
    /// The names of the elements of the items of inner lists, from the outside. Only XML has them.
    pub inner: Vec<String>,
}

/// A documented code of a response.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseCode {
    /// The code.
    pub code: String,
    /// Its Rust variant.
    pub rust: String,
    /// Its meaning, if the schema states it.
    pub description: Option<String>,
    /// The outcome, if it is not that of the case. `success` and `accepted` replace each other only, as do `failure` and
    /// `unknown`.
    pub outcome: Option<Outcome>,
    /// Whether and when to send again, if it is not that of the case.
    pub retry: Option<Retry>,
    /// What happens to the session, if it is not that of the case.
    pub session: Option<Session>,
}

impl ResponseCode {
    /// Returns whether the code overrides an effect of the case.
    #[must_use]
    pub const fn overrides(&self) -> bool {
        self.outcome.is_some() || self.retry.is_some() || self.session.is_some()
    }
}

/// What a response reports about single fields of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Violations {
    /// One report for each item of a list.
    Each {
        /// The items of the list.
        items: BodyPlaces,
        /// The field as the provider names it, in an item.
        path: BodyPlaces,
        /// The code, in an item.
        code: BodyPlaces,
        /// The message, in an item.
        message: BodyPlaces,
        /// The items below an item, which have the same members.
        nested: BodyPlaces,
    },
    /// One report for each text in a tree of objects and lists. The names of the objects' members, with dots between them,
    /// are the field as the provider names it.
    Tree(BodyPlaces),
}

/// An example of a response.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseExample {
    /// Its name.
    pub name: String,
    /// Its Rust function.
    pub rust: String,
    /// Its description.
    pub description: Option<String>,
    /// The status.
    pub status: u16,
    /// The headers, name and value.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// The values that the response has, by logical field name. A field that is not listed is not compared.
    pub values: Vec<(String, Value)>,
    /// The expected code, if the example states it.
    pub code: Option<String>,
    /// The expected message, if the example states it.
    pub message: Option<String>,
    /// The expected reports, in order, if the example states them: `path: message`, or the message alone.
    pub violations: Option<Vec<String>>,
    /// The page that shows it.
    pub page: Option<String>,
}
