//! Encodes a response, as a server sends it: the schema of the responses backwards.
//!
//! Input: a case of an operation and the values of its fields. Output: status, headers and body. The response passes the
//! tests of the case, so that a client recognizes it.

mod case;
mod document;
mod json;
mod tree;
mod tree_body;
mod witness;
mod xml;

use wireform_codegen::plan::{Field, Response, ResponseId, Violations};

use crate::call::Call;
use crate::value::{Slots, Values};

/// A response as a server sends it.
#[derive(Clone, PartialEq, Eq)]
pub struct EncodedResponse {
    /// The status.
    pub status: u16,
    /// The headers, with `Content-Type` if there is a body.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// Shows the status and the length of the body only, because values may be personal data.
impl std::fmt::Debug for EncodedResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EncodedResponse")
            .field("status", &self.status)
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// What a response says.
#[derive(Debug, Clone, Default)]
pub struct ResponseValues {
    /// The values of the fields of the case. A field without a value is not written.
    pub fields: Slots,
    /// The status, if the case leaves it open.
    pub status: Option<u16>,
    /// The seconds to wait before the request is sent again, if the case has a number field for them.
    pub wait: Option<u64>,
    /// The message for people, if the case has a place for one.
    pub message: Option<String>,
    /// What is wrong with single fields of the request, if the case has a place for it.
    pub reports: Vec<Report>,
    /// Whether the body is XML, if the case can be both JSON and XML.
    pub prefers_xml: bool,
}

/// What is wrong with one field of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The field, as the provider names it.
    pub field: String,
    /// What its value must be. The value is not shown.
    pub message: String,
}

/// Returns the fields of a case, in order.
pub fn response_fields(case: &Response) -> impl Iterator<Item = &Field> {
    case.fields.iter().map(|it| &it.field)
}

impl Call<'_> {
    /// Returns whether a case has this status and not every other.
    #[must_use]
    pub fn states_status(&self, case: ResponseId, status: u16) -> bool {
        let mut statuses = self.operation.responses[case].matched.statuses.iter();
        statuses.any(|range| range.first == status && range.last == status)
    }

    /// Returns whether a case can have this status.
    #[must_use]
    pub fn allows_status(&self, case: ResponseId, status: u16) -> bool {
        let statuses = &self.operation.responses[case].matched.statuses;
        statuses.is_empty() || statuses.iter().any(|range| range.contains(status))
    }

    /// Returns whether a case can have every status.
    #[must_use]
    pub fn leaves_status_open(&self, case: ResponseId) -> bool {
        self.operation.responses[case].matched.statuses.is_empty()
    }

    /// Returns whether a case has a list with an item for each wrong field.
    #[must_use]
    pub fn reports_fields(&self, case: ResponseId) -> bool {
        match self.operation.responses[case].violations {
            Some(Violations::Each { .. }) => true,
            Some(Violations::Tree(_)) | None => false,
        }
    }

    /// Returns the values of the first example of a case; none if it has no example.
    #[must_use]
    pub fn response_example(&self, case: ResponseId) -> Option<Slots> {
        let case = &self.operation.responses[case];
        let example = case.examples.first()?;
        let fields = case.fields.map(|it| it.field.clone());
        Some(Values::from_example(self.plan(), &fields, &example.values).slots)
    }

    /// Returns a response for which every field is absent.
    #[must_use]
    pub fn response_values(&self, case: ResponseId) -> ResponseValues {
        ResponseValues {
            fields: self.operation.responses[case].fields.map(|_| None),
            ..ResponseValues::default()
        }
    }

    /// Writes a response of a case.
    ///
    /// # Panics
    ///
    /// Panics if the operation has no such case.
    #[must_use]
    pub fn encode_response(&self, case: ResponseId, values: &ResponseValues) -> EncodedResponse {
        case::encode(self, &self.operation.responses[case], values)
    }
}
