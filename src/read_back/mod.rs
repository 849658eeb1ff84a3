//! Requests that are made from a response, so that an update writes back what was read.
//!
//! Generated requests with `reads` have a method `from_read`. It makes a request that changes nothing, and lists what such a
//! request would lose. The caller then changes single fields.

mod accept;
mod kept;
mod value;
mod values;
mod write;

use std::fmt;

pub use accept::{Comparable, WritesBack, accept_unchanged, keep_values, values_of, values_read};
pub use kept::Kept;
pub use value::WrittenBack;
pub use values::{EachValue, RequestValues};
pub use write::{WriteBack, write_back};

/// A request that writes back what was read, and what it does not write back.
///
/// # Examples
/// ```
/// use wireform::FromRead;
///
/// /// Returns the request if sending it loses nothing.
/// fn lossless<T>(from: FromRead<T>) -> Result<T, String> {
///     match from.dropped.as_slice() {
///         [] => Ok(from.request),
///         dropped => Err(format!("an update would delete: {}", dropped.join(", "))),
///     }
/// }
/// # let from = wireform::__rt::write_back("", Some(&()), |(back, _)| {
/// #     back.drop_present(&[("vat_number", true)]);
/// #     Some("a request")
/// # }).expect("nothing is missing");
/// assert_eq!(lossless(from), Err("an update would delete: vat_number".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromRead<T> {
    /// The request. It changes nothing until the caller changes a field.
    pub request: T,
    /// The paths of the values that were read and that the request does not have, in alphabetical order: those that it cannot
    /// write, and those whose values have no equivalent in it. A path begins at the object that is written back. Members that
    /// the schema does not describe have their names on the wire.
    ///
    /// A replacement deletes these values, and a patch keeps them. Values that only the provider sets are not listed.
    pub dropped: Vec<String>,
    /// What was read, if the caller gave values too. It stays as it is when the caller changes the request.
    read: RequestValues,
}

impl<T> FromRead<T> {
    /// Changes the type of the request.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> FromRead<U> {
        FromRead {
            request: change(self.request),
            dropped: self.dropped,
            read: self.read,
        }
    }
}

/// What a response lacks for a request that writes it back. It shows paths and reasons, and no value.
///
/// # Examples
/// ```
/// # use wireform::__rt::{WriteBack, write_back};
/// # let read = ();
/// # let error = write_back("", Some(&read), |(back, _)| back.must::<()>("handle", None)).unwrap_err();
/// use wireform::NotReadReason;
///
/// let missing: Vec<_> = error.fields().collect();
/// assert_eq!(missing, [("handle", NotReadReason::Missing)]);
/// assert_eq!(error.to_string(), "handle: is not in the response");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRead {
    fields: Vec<(String, NotReadReason)>,
}

impl NotRead {
    /// Returns the path of each value that is needed, with the reason why the request cannot have it. There is at least one.
    pub fn fields(&self) -> impl Iterator<Item = (&str, NotReadReason)> {
        self.fields.iter().map(|(path, reason)| (&**path, *reason))
    }
}

impl fmt::Display for NotRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (path, reason)) in self.fields.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{path}: {reason}")?;
        }
        Ok(())
    }
}

impl std::error::Error for NotRead {}

/// Why a value that a request needs cannot be taken from a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotReadReason {
    /// The response does not have it.
    Missing,
    /// The caller has to give it, and did not.
    NotGiven,
    /// The request has another type, and the value has no equivalent in it.
    NotConvertible,
}

impl fmt::Display for NotReadReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotReadReason::Missing => "is not in the response",
            NotReadReason::NotGiven => "has to be given by the caller",
            NotReadReason::NotConvertible => "has a value that the request cannot have",
        })
    }
}
