//! Responses: how each is recognized, what it means, and what is read from it.

use std::fmt;

use super::data::Field;
use super::example::Value;
use super::facets::Pattern;
use super::ids::{FieldId, ResponseId, Table};
use super::literal::Literal;
use super::wire::{JsonList, XmlList};
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
    /// The status of the responses that a mock provider sends.
    pub answer: u16,
    /// The formats that its body can have. If there is none, the page does not state the format, and the body is not read.
    pub body: Vec<ResponseBody>,
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

/// The tests of a case. All of them have to hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ResponseMatch {
    /// The statuses, of which it has one. An empty list allows every status.
    pub statuses: Vec<StatusRange>,
    /// Tests of headers, by name.
    pub headers: Vec<(String, PlaceTest)>,
    /// Tests of places in the body.
    pub body: Vec<BodyTest>,
    /// The codes, of which it has one. An empty list allows every code, and a response without one.
    pub codes: Vec<String>,
}

impl ResponseMatch {
    /// Returns the number of tests of headers, places in the body, and the code.
    #[must_use]
    pub fn count_tests(&self) -> usize {
        self.headers.len() + self.body.len() + usize::from(!self.codes.is_empty())
    }
}

/// A range of HTTP statuses: one status, or a class such as `2xx`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatusRange {
    /// The first status.
    pub first: u16,
    /// The last status.
    pub last: u16,
}

impl StatusRange {
    /// Returns whether the range has a status.
    #[must_use]
    pub fn contains(self, status: u16) -> bool {
        (self.first..=self.last).contains(&status)
    }
}

impl fmt::Display for StatusRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first == self.last {
            true => write!(f, "{}", self.first),
            false => write!(f, "{}xx", self.first / 100),
        }
    }
}

/// A place in the body of a response: the steps to it from the document, or from an object in it.
///
/// In XML, the first step from the document is the root element, and a step to an element leads to all elements of that
/// name. A place without steps is the whole document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct ResponsePlace {
    /// The steps.
    pub steps: Vec<PlaceStep>,
}

/// A step of a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceStep {
    /// To a member of a JSON object, or to the elements of this name.
    Member(String),
    /// To all items of a JSON list. In XML, the step follows an element that can be repeated, and leads to that element.
    Items,
    /// To an attribute of an XML element. No step follows. JSON has no such step.
    Attribute(String),
}

impl fmt::Display for ResponsePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps.iter().enumerate() {
            let dot = if index == 0 { "" } else { "." };
            match step {
                PlaceStep::Member(name) => write!(f, "{dot}{name}")?,
                PlaceStep::Items => f.write_str("[]")?,
                PlaceStep::Attribute(name) => write!(f, "{dot}@{name}")?,
            }
        }
        Ok(())
    }
}

/// The places of one value in each format. The first place that has a value counts. A format without places does not have
/// the value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BodyPlaces {
    /// The places in JSON.
    pub json: Vec<ResponsePlace>,
    /// The places in XML.
    pub xml: Vec<ResponsePlace>,
}

impl BodyPlaces {
    /// Adds the places that are not among them.
    pub fn add(&mut self, more: &BodyPlaces) {
        for (all, more) in [(&mut self.json, &more.json), (&mut self.xml, &more.xml)] {
            for place in more {
                if !all.contains(place) {
                    all.push(place.clone());
                }
            }
        }
    }

    /// Returns whether a place leads to the items of a list.
    #[must_use]
    pub fn has_items(&self) -> bool {
        let mut places = self.json.iter().chain(&self.xml);
        places.any(|place| place.steps.contains(&PlaceStep::Items))
    }
}

impl fmt::Display for BodyPlaces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = if self.json.is_empty() {
            &self.xml
        } else {
            &self.json
        };
        for (index, place) in places.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{place}")?;
        }
        Ok(())
    }
}

/// A test of a place in the body.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyTest {
    /// The place.
    pub at: BodyPlaces,
    /// The test.
    pub test: PlaceTest,
}

/// A test of a header, or of the values at a place.
#[derive(Debug, Clone, PartialEq)]
pub enum PlaceTest {
    /// There is a value, or there is none. A JSON null is no value.
    Present(bool),
    /// At least one value passes the test.
    Any(ValueTest),
    /// There is a value, and every value passes the test.
    Every(ValueTest),
}

impl PlaceTest {
    /// Returns the test of single values.
    #[must_use]
    pub fn value(&self) -> Option<&ValueTest> {
        match self {
            PlaceTest::Present(_) => None,
            PlaceTest::Any(test) | PlaceTest::Every(test) => Some(test),
        }
    }
}

impl fmt::Display for PlaceTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlaceTest::Present(true) => f.write_str("present"),
            PlaceTest::Present(false) => f.write_str("absent"),
            PlaceTest::Any(test) => write!(f, "any item {test}"),
            PlaceTest::Every(test) => test.fmt(f),
        }
    }
}

/// The conditions of one value, which all have to hold. A value is compared by its text: that of a string, the spelling of a
/// number, `true` or `false`, or the text of an element.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ValueTest {
    /// The value is one of these texts. An empty list allows every text.
    pub one_of: Vec<String>,
    /// The value is none of these texts.
    pub none_of: Vec<String>,
    /// The value is a whole number of at least this.
    pub minimum: Option<i64>,
    /// The value is a whole number of at most this.
    pub maximum: Option<i64>,
    /// The whole value matches this pattern.
    pub matches: Option<Pattern>,
}

impl fmt::Display for ValueTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if !self.one_of.is_empty() {
            parts.push(format!("one of {}", self.one_of.join(", ")));
        }
        if !self.none_of.is_empty() {
            parts.push(format!("none of {}", self.none_of.join(", ")));
        }
        parts.extend(self.minimum.map(|bound| format!("at least {bound}")));
        parts.extend(self.maximum.map(|bound| format!("at most {bound}")));
        let pattern = self.matches.as_ref();
        parts.extend(pattern.map(|pattern| format!("matches {}", pattern.source)));
        f.write_str(&parts.join(", "))
    }
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
            ResponseSource::Header(_) | ResponseSource::Text => false,
            ResponseSource::Body { json, xml } => {
                json.as_ref().is_some_and(|json| !json.values.is_empty())
                    || xml.as_ref().is_some_and(|xml| !xml.values.is_empty())
            }
        }
    }
}

/// The place that a field of a response is read from.
#[derive(Debug, Clone, PartialEq)]
pub enum ResponseSource {
    /// The header of this name.
    Header(String),
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
    /// Returns the places in the body; none if the field is a header or the whole body.
    #[must_use]
    pub fn body_places(&self) -> Option<BodyPlaces> {
        match self {
            ResponseSource::Header(_) | ResponseSource::Text => None,
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
            ResponseSource::Header(name) => f.write_str(name),
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
}

/// The places of a text in a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSource {
    /// The places: at least one. The first that has a text counts.
    pub places: Vec<TextPlace>,
    /// The text begins behind the first occurrence of this separator, if there is one.
    pub after: Option<String>,
    /// The text ends before the first occurrence of this separator, if there is one.
    pub before: Option<String>,
}

/// A place of a text in a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextPlace {
    /// The header of this name.
    Header(String),
    /// A place in the body.
    Body(BodyPlaces),
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
