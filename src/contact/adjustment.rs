//! What a fit reports: each change that was made, each datum that cannot be carried, and where each value went.
//!
//! Made by [`Fit`](super::Fit) only. Neither adjustments nor refusals hold a value of the record; a refusal may name
//! single characters that a provider does not accept.

use std::fmt;

use super::{Carrier, Conversion};
use crate::{Violation, emitted::Masked};

/// What was done to a datum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// A conversion of the schema changed it.
    Converted(Conversion),
    /// Its lines travel as one text.
    Joined,
    /// It is not sent: the operation has no field for it, or the caller left it out.
    LeftOut,
}

impl Change {
    /// Its name: that of the conversion, `joined` or `left_out`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Change::Converted(step) => step.name(),
            Change::Joined => "joined",
            Change::LeftOut => "left_out",
        }
    }
}

/// One difference between the record and what is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    pub(super) datum: String,
    pub(super) path: String,
    pub(super) change: Change,
    pub(super) reversible: bool,
}

impl Adjustment {
    /// What was done to a datum on its way into a field.
    pub(crate) fn made(datum: &str, path: &str, change: Change, reversible: bool) -> Self {
        Adjustment {
            datum: datum.to_owned(),
            path: path.to_owned(),
            change,
            reversible,
        }
    }

    /// The datum, as a path of the record.
    pub fn datum(&self) -> &str {
        &self.datum
    }

    /// The field that it went to, as a path of the request; empty if it went nowhere.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was done to it.
    pub const fn change(&self) -> Change {
        self.change
    }

    /// Whether what was sent leads back to what is held.
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

/// All differences between the record and what is sent, in the order of the fields; what is left out comes last.
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
    /// Its name: `cleared`, `left_out` or `unstated`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Removal::Cleared => "cleared",
            Removal::LeftOut => "left_out",
            Removal::Unstated => "unstated",
        }
    }
}

/// A value that was sent, or one that is removed at the provider; and the datum that it belongs to.
#[derive(Clone, PartialEq, Eq)]
pub struct Sent {
    pub(super) path: String,
    pub(super) datum: Option<String>,
    pub(super) value: String,
    pub(super) secret: bool,
    pub(super) removal: Option<Removal>,
}

impl Sent {
    /// A datum or a field that is removed at the provider.
    pub(super) fn removed(carrier: &Carrier<'_>, datum: Option<&str>, removal: Removal) -> Self {
        Sent {
            path: carrier.field.to_owned(),
            datum: datum.map(str::to_owned),
            value: String::new(),
            secret: carrier.secret,
            removal: Some(removal),
        }
    }

    /// The field, as a path of the request.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The datum, as a path of the record; nothing if no record has it.
    pub fn datum(&self) -> Option<&str> {
        self.datum.as_deref()
    }

    /// Whether what the provider has is removed. There is no value then.
    pub const fn is_clear(&self) -> bool {
        self.removal.is_some()
    }

    /// How what the provider has is removed, if it is.
    pub const fn removal(&self) -> Option<Removal> {
        self.removal
    }

    /// Whether the schema declares the field secret: a program that prints values masks this one.
    pub const fn is_secret(&self) -> bool {
        self.secret
    }

    /// The value. It is personal data, and may be [secret](Sent::is_secret).
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

/// The code of the refusal to delete by leaving a field out.
pub(super) const DELETION: &str = "missing";

/// Why a record cannot be sent as it is, in terms of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub(super) datum: String,
    pub(super) path: String,
    pub(super) wire_path: String,
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) supply: Vec<String>,
}

impl Refusal {
    /// The datum, as a path of the record; empty if the refusal is about none.
    pub fn datum(&self) -> &str {
        &self.datum
    }

    /// The field, as a path of the request.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Where it is on the wire of the default binding.
    pub fn wire_path(&self) -> &str {
        &self.wire_path
    }

    /// What kind it is: the code of a violation, or `domain`, `extension`, `lines`, `missing`, `not_cleared`, `not_kept`,
    /// `not_read`, `parts`, `stale`.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// A sentence that a person can act on, with the datum as its subject.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The fields that the caller supplies to mend it, because no record has what they hold.
    pub fn supply(&self) -> &[String] {
        &self.supply
    }

    /// Whether no change of the record mends it, but values that the caller supplies do.
    pub fn is_to_supply(&self) -> bool {
        self.datum.is_empty() && !self.supply.is_empty()
    }

    /// Whether it is about a field that the provider would delete, or may delete, because the request leaves it out
    /// (`missing`). No change of the record is needed: the caller gives the field a value, or agrees with
    /// [`Mapping::leave_out`](super::Mapping::leave_out) or [`Mapping::delete_missing`](super::Mapping::delete_missing).
    pub fn is_deletion(&self) -> bool {
        self.code == DELETION
    }

    /// A violation of the request, in terms of the datum that the field was filled from.
    pub(super) fn of(violation: &Violation, datum: String, supply: Vec<String>) -> Self {
        let message = match violation.rule() {
            Some(rule) => format!("rule {rule}: {}", violation.message()),
            None => violation.message().into_owned(),
        };
        Refusal {
            datum,
            path: violation.path().into_owned(),
            wire_path: violation.wire_path().into_owned(),
            code: violation.code().as_str(),
            message,
            supply,
        }
    }
}

/// The datum if there is one, else the field; then the sentence.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.datum.as_str(), self.path.as_str()) {
            ("", "") => f.write_str(&self.message),
            ("", path) => write!(f, "field {path}: {}", self.message),
            (datum, _) => write!(f, "{datum}: {}", self.message),
        }
    }
}

/// Everything that keeps a record from being sent; never empty where it is an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusals(pub(super) Vec<Refusal>);

impl Refusals {
    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Refusal> {
        self.0.iter()
    }

    /// Whether nothing is refused.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<'r> IntoIterator for &'r Refusals {
    type Item = &'r Refusal;
    type IntoIter = std::slice::Iter<'r, Refusal>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One refusal per line.
impl fmt::Display for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, refusal) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            fmt::Display::fmt(refusal, f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusals {}
