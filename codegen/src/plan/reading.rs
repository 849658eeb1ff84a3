//! The places of a contact's data in a response.
//!
//! The conversions are those that are applied when the data are sent. Reading a response applies them backwards. Each value
//! has at most one place in a format. In XML, the place of a list ends with a step to its items.

use super::convert::Conversion;
use super::ids::ResponseId;
use super::response_place::BodyPlaces;

/// How a contact is read from the response to an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The response that contains it.
    pub response: ResponseId,
    /// The data, in the order of the fields.
    pub data: Vec<ReadDatum>,
    /// The other stored fields, which a replacement has to write back. Read-only fields are not among them.
    pub others: Vec<ReadOther>,
    /// The places of the objects that contain the data. The empty place is the whole body.
    pub objects: BodyPlaces,
    /// The places of the members of these objects that the schema describes beside the data and the others.
    pub described: BodyPlaces,
}

/// A field of a contact in a response that is not a datum of a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadOther {
    /// Its place in the body.
    pub at: BodyPlaces,
    /// Its logical path from the object that contains all data. The request's field with the same path takes it back.
    pub field: String,
    /// The term of the contact vocabulary, if the field has one. If no field of the request has the same path, the field
    /// with the same term takes it back.
    pub means: Option<String>,
    /// Whether the response has it as a text or a list of texts, without other spellings.
    pub is_text: bool,
}

/// A datum of a contact in a response.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDatum {
    /// Its place in the body.
    pub at: BodyPlaces,
    /// The term of the contact vocabulary.
    pub means: String,
    /// The conversions that are applied when it is sent, in order.
    pub convert: Vec<Conversion>,
    /// The separator, if a list is one text.
    pub join: Option<String>,
}
