//! The places of a contact's data in a response.
//!
//! The conversions are those that are applied when the data are sent. Reading a response applies them backwards.

use super::convert::Conversion;
use super::ids::ResponseId;

/// How a contact is read from the response to an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The response that contains it. Neither this response nor any before it is recognized by headers or by a pattern.
    pub response: ResponseId,
    /// The data, in the order of the fields.
    pub data: Vec<ReadDatum>,
    /// The other stored fields, which a replacement has to write back. Read-only fields are not among them.
    pub others: Vec<ReadOther>,
    /// The places of the objects that contain the data. The empty place is the whole body.
    pub objects: Vec<String>,
    /// The places of all members of these objects that the schema describes.
    pub described: Vec<String>,
}

/// A field of a contact in a response that is not a datum of a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadOther {
    /// Its place in the body.
    pub at: String,
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
    /// Its place in the body: a dotted path, with `[]` for the only item of a list.
    pub at: String,
    /// The term of the contact vocabulary.
    pub means: String,
    /// The conversions that are applied when it is sent, in order.
    pub convert: Vec<Conversion>,
    /// The separator, if a list is one text.
    pub join: Option<String>,
}
