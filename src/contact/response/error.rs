//! Why no contact could be read from a response.

use std::error::Error;
use std::fmt;

use crate::response::UnexpectedReason;

/// Why no contact could be read from a response. It shows no value of the response.
///
/// # Examples
/// ```
/// use wireform::contact::ReadError;
/// use wireform::response::{MalformedAt, UnexpectedReason};
///
/// assert_eq!(
///     ReadError::Unexpected(UnexpectedReason::NotJson(MalformedAt::end_of("{"))).to_string(),
///     "the response fits no case of the schema: the body is not JSON (line 1, column 2: it ends too early)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// The response fits no case of the schema.
    Unexpected(UnexpectedReason),
    /// The response contains no contact, for example because it reports a failure.
    OtherResponse,
    /// A list does not contain exactly one contact.
    NotOne,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Unexpected(reason) => {
                write!(f, "the response fits no case of the schema: {reason}")
            }
            ReadError::OtherResponse => f.write_str("the response does not contain a contact"),
            ReadError::NotOne => f.write_str("the response does not contain exactly one contact"),
        }
    }
}

impl Error for ReadError {}
