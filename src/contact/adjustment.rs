//! Adjustments and sent values: the report of a fit about the data that it sends.
//!
//! An adjustment holds no value of the record.

use std::fmt;

use super::{Carrier, Conversion};
use crate::emitted::Masked;

/// How a datum was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// A conversion of the schema changed it.
    Converted(Conversion),
    /// Its lines were joined to one text.
    Joined,
    /// It is not sent, because the operation has no field for it or the caller left it out.
    LeftOut,
}

impl Change {
    /// Returns its name: that of the conversion, `joined` or `left_out`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Change::Converted(step) => step.as_str(),
            Change::Joined => "joined",
            Change::LeftOut => "left_out",
        }
    }
}

/// One difference between the record and what is sent.
///
/// # Examples
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use wireform::contact::{Contact, FromContact as _, Mapping};
///
/// let contact = Contact::new().organization("Example B.V.").voice("+31384530759");
/// let mapping = Mapping::new().set(field::HANDLE, "JD4711");
/// let fitted = ContactUpdate::from_contact(&contact, &mapping)?;
/// let adjustment = &fitted.adjustments()[0];
/// assert_eq!((adjustment.datum(), adjustment.path()), ("voice", Some("voice")));
/// assert!(adjustment.is_reversible());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    pub(super) datum: String,
    pub(super) path: Option<String>,
    pub(super) change: Change,
    pub(super) reversible: bool,
}

impl Adjustment {
    pub(crate) fn new(datum: &str, path: Option<&str>, change: Change, reversible: bool) -> Self {
        Adjustment {
            datum: datum.to_owned(),
            path: path.map(str::to_owned),
            change,
            reversible,
        }
    }

    /// Returns the datum, as a path of the record.
    pub fn datum(&self) -> &str {
        &self.datum
    }

    /// Returns the field that the datum went to, as a path of the request. A datum that is left out went to none.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// Returns what was done to the datum.
    pub const fn change(&self) -> Change {
        self.change
    }

    /// Returns whether the datum can be computed from what is sent.
    pub const fn is_reversible(&self) -> bool {
        self.reversible
    }
}

/// `email: lower_case, cannot be undone`.
impl fmt::Display for Adjustment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.datum, self.change.as_str())?;
        if !self.reversible && self.change != Change::LeftOut {
            f.write_str(", cannot be undone")?;
        }
        Ok(())
    }
}

/// All differences between the record and what is sent, in the order of the fields. Data that are left out come last.
pub type Adjustments = Vec<Adjustment>;

/// How a datum is removed at the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Removal {
    /// The request clears the field explicitly.
    Cleared,
    /// The request leaves the field out, which deletes what the provider has.
    LeftOut,
    /// The request leaves the field out, and no page says whether that deletes what the provider has.
    Unstated,
}

impl Removal {
    /// Returns its name: `cleared`, `left_out` or `unstated`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Removal::Cleared => "cleared",
            Removal::LeftOut => "left_out",
            Removal::Unstated => "unstated",
        }
    }
}

/// A value that is sent or removed, with the datum that it belongs to.
#[derive(Clone, PartialEq, Eq)]
pub struct Sent {
    pub(super) path: String,
    pub(super) datum: Option<String>,
    pub(super) value: String,
    pub(super) secret: bool,
    pub(super) removal: Option<Removal>,
}

impl Sent {
    /// Makes the entry of a value that is removed.
    pub(super) fn removed(carrier: &Carrier<'_>, datum: Option<&str>, removal: Removal) -> Self {
        Sent {
            path: carrier.field.to_owned(),
            datum: datum.map(str::to_owned),
            value: String::new(),
            secret: carrier.secret,
            removal: Some(removal),
        }
    }

    /// Returns the field, as a path of the request.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the datum, as a path of the record, if the value belongs to one.
    pub fn datum(&self) -> Option<&str> {
        self.datum.as_deref()
    }

    /// Returns whether the value is removed at the provider. Then there is no value.
    pub const fn is_clear(&self) -> bool {
        self.removal.is_some()
    }

    /// Returns how the value is removed at the provider, if it is.
    pub const fn removal(&self) -> Option<Removal> {
        self.removal
    }

    /// Returns whether the schema declares the field secret. A program that prints values has to mask it.
    pub const fn is_secret(&self) -> bool {
        self.secret
    }

    /// Returns the value. It is personal data and may be [secret](Sent::is_secret).
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sent")
            .field("path", &self.path)
            .field("datum", &self.datum)
            .field("value", &Masked)
            .field("removal", &self.removal)
            .field("secret", &self.secret)
            .finish()
    }
}
