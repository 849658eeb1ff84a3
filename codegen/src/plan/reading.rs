//! Where the data of a contact stand in an answer.
//!
//! In: nothing; the resolver fills it. Out: what an executor needs to read a contact back. The conversions are those by
//! which the data were sent; reading goes them backwards.

use super::convert::Conversion;
use super::ids::ResponseId;

/// How a contact is read from the answer to an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The response that holds it: an index into [`super::Operation::responses`]. Neither it nor any in front of it is told
    /// by headers or by a pattern.
    pub response: ResponseId,
    /// The data, in the order of the fields.
    pub data: Vec<ReadDatum>,
    /// What stands beside the data and is none: a replacement has to put it back. A read-only field is not among it.
    pub others: Vec<ReadOther>,
    /// The places of the objects that have the data; the empty place is the whole body.
    pub objects: Vec<String>,
    /// The places of all members of these objects that the schema describes.
    pub described: Vec<String>,
}

/// What an answer has of a contact beside the data of a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadOther {
    /// Where it stands in the body.
    pub at: String,
    /// The field's logical path from the object that holds all data; a request's field of the same path takes it back.
    pub field: String,
    /// The term of the contact vocabulary, if the field has one: a request's field of the same term takes it back where
    /// none has the same path.
    pub means: Option<String>,
    /// Whether it is a text, or a list of texts, as it stands there.
    pub is_text: bool,
}

/// A datum of a contact in an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDatum {
    /// Where it stands in the body: a dotted path, with `[]` for the only item of a list.
    pub at: String,
    /// The term of the contact vocabulary.
    pub means: String,
    /// How it would have been sent, in order.
    pub convert: Vec<Conversion>,
    /// The separator, where a list is one text.
    pub join: Option<String>,
}
