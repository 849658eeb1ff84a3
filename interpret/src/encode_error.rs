//! Why a request was not encoded.

use std::error::Error;
use std::fmt;

use wireform::SignError;

/// Why a request was not encoded. It shows no value of the request and no credential.
#[derive(Debug)]
#[non_exhaustive]
pub enum EncodeError {
    /// The values are those of another operation.
    OtherOperation,
    /// The request needs the moment of sending, and there is none.
    NoMoment,
    /// The request could not be signed.
    Sign(SignError),
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EncodeError::OtherOperation => f.write_str(
                "the values are valid for another operation: validate them for this one",
            ),
            EncodeError::NoMoment => {
                f.write_str("the request needs the moment of sending: give a `Moment`")
            }
            EncodeError::Sign(error) => error.fmt(f),
        }
    }
}

impl Error for EncodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            EncodeError::OtherOperation | EncodeError::NoMoment => None,
            EncodeError::Sign(error) => error.source(),
        }
    }
}

impl From<SignError> for EncodeError {
    fn from(error: SignError) -> Self {
        EncodeError::Sign(error)
    }
}
