//! Why a record cannot be sent as it is, in terms of the record.
//!
//! A refusal holds no value of the record. It may name single characters that a provider does not accept.

use std::fmt;

use crate::name::named;
use crate::{Code, Violation};

/// The kind of a refusal.
///
/// The spelling ([`RefusalCode::as_str`]) is stable.
///
/// ```
/// use wireform::Code;
/// use wireform::contact::RefusalCode;
///
/// assert_eq!(RefusalCode::NotCleared.as_str(), "not_cleared");
/// assert_eq!("pattern".parse(), Ok(RefusalCode::Violation(Code::Pattern)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RefusalCode {
    /// The request has a violation of this code. With [`Code::Missing`], the request leaves a stored field out, which
    /// deletes it or may delete it.
    Violation(Code),
    /// A conversion of the schema does not accept the datum.
    Domain,
    /// The operation has no field for the extension of a telephone number.
    Extension,
    /// The street has more lines than the operation takes.
    Lines,
    /// The provider cannot remove the datum.
    NotCleared,
    /// The provider has a value for which the request has no field, and would delete it.
    NotKept,
    /// The provider has a value that could not be read, and would delete it.
    NotRead,
    /// The operation takes given and family name as separate values, and the record has only the whole name.
    Parts,
    /// The value is a part of something that changes, such as the authority that issued a document.
    Stale,
    /// The record asks to remove a name that is not a datum.
    UnknownDatum,
}

impl RefusalCode {
    /// The codes that are not those of violations.
    const OWN: &'static [RefusalCode] = &[
        RefusalCode::Domain,
        RefusalCode::Extension,
        RefusalCode::Lines,
        RefusalCode::NotCleared,
        RefusalCode::NotKept,
        RefusalCode::NotRead,
        RefusalCode::Parts,
        RefusalCode::Stale,
        RefusalCode::UnknownDatum,
    ];

    /// Returns the stable spelling, in snake case.
    pub const fn as_str(self) -> &'static str {
        match self {
            RefusalCode::Violation(code) => code.as_str(),
            RefusalCode::Domain => "domain",
            RefusalCode::Extension => "extension",
            RefusalCode::Lines => "lines",
            RefusalCode::NotCleared => "not_cleared",
            RefusalCode::NotKept => "not_kept",
            RefusalCode::NotRead => "not_read",
            RefusalCode::Parts => "parts",
            RefusalCode::Stale => "stale",
            RefusalCode::UnknownDatum => "unknown_datum",
        }
    }

    /// Returns the code of the violation, if the refusal is one.
    pub const fn violation(self) -> Option<Code> {
        match self {
            RefusalCode::Violation(code) => Some(code),
            RefusalCode::Domain
            | RefusalCode::Extension
            | RefusalCode::Lines
            | RefusalCode::NotCleared
            | RefusalCode::NotKept
            | RefusalCode::NotRead
            | RefusalCode::Parts
            | RefusalCode::Stale
            | RefusalCode::UnknownDatum => None,
        }
    }
}

named!(
    RefusalCode,
    RefusalCode::OWN
        .iter()
        .copied()
        .chain(Code::ALL.iter().map(|&code| RefusalCode::Violation(code))),
    "the code of a refusal"
);

impl From<Code> for RefusalCode {
    fn from(code: Code) -> Self {
        RefusalCode::Violation(code)
    }
}

/// Why a record cannot be sent as it is.
///
/// # Examples
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use wireform::contact::{Contact, FromContact as _, Mapping, RefusalCode};
///
/// let contact = Contact::new().voice("038 4530759");
/// let mapping = Mapping::new().set(field::HANDLE, "JD4711");
/// let refusals = ContactUpdate::from_contact(&contact, &mapping).unwrap_err();
/// let refusal = refusals.iter().next().unwrap();
/// assert_eq!(refusal.datum(), Some("voice"));
/// assert_eq!(refusal.code(), RefusalCode::Domain);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub(super) datum: Option<String>,
    pub(super) path: Option<String>,
    pub(super) wire_path: Option<String>,
    pub(super) code: RefusalCode,
    pub(super) rule: Option<String>,
    pub(super) message: String,
    pub(super) supply: Vec<String>,
}

impl Refusal {
    /// Returns the datum that the refusal is about, as a path of the record.
    pub fn datum(&self) -> Option<&str> {
        self.datum.as_deref()
    }

    /// Returns the field that the refusal is about, as a path of the request.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// Returns the place of the field on the wire of the default binding.
    pub fn wire_path(&self) -> Option<&str> {
        self.wire_path.as_deref()
    }

    /// Returns what kind of refusal it is.
    pub const fn code(&self) -> RefusalCode {
        self.code
    }

    /// Returns the name of the rule that the request violates, if it violates a rule.
    pub fn rule(&self) -> Option<&str> {
        self.rule.as_deref()
    }

    /// Returns a sentence that says what is wrong. The datum is its subject.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the fields that the caller has to supply, because a record has no datum for them.
    pub fn supply(&self) -> &[String] {
        &self.supply
    }

    /// Returns whether the caller has to supply values, and no change of the record helps.
    pub fn is_to_supply(&self) -> bool {
        self.datum.is_none() && !self.supply.is_empty()
    }

    /// Returns whether the provider would delete, or may delete, a field because the request leaves it out.
    ///
    /// The caller gives the field a value, or agrees to the deletion with
    /// [`Mapping::leave_out`](super::Mapping::leave_out) or [`Mapping::delete_missing`](super::Mapping::delete_missing).
    /// No change of the record is needed.
    pub const fn is_deletion(&self) -> bool {
        matches!(self.code, RefusalCode::Violation(Code::Missing))
    }

    /// Makes a refusal of a violation of the request, in terms of the datum that the field was filled from.
    pub(super) fn from_violation(
        violation: &Violation,
        datum: Option<String>,
        supply: Vec<String>,
    ) -> Self {
        let message = match violation.rule() {
            Some(rule) => format!("rule {rule}: {}", violation.message()),
            None => violation.message().into_owned(),
        };
        let non_empty = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Refusal {
            datum,
            path: non_empty(&violation.path()),
            wire_path: non_empty(&violation.wire_path()),
            code: violation.code().into(),
            rule: violation.rule().map(str::to_owned),
            message,
            supply,
        }
    }
}

/// The datum if there is one, else the field; then the sentence.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.datum, &self.path) {
            (Some(datum), _) => write!(f, "{datum}: {}", self.message),
            (None, Some(path)) => write!(f, "field {path}: {}", self.message),
            (None, None) => f.write_str(&self.message),
        }
    }
}

/// All refusals of a record. As an error, the list is never empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusals(pub(super) Vec<Refusal>);

impl Refusals {
    /// Returns the refusals one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, Refusal> {
        self.0.iter()
    }

    /// Returns whether nothing is refused.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the number of refusals.
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

impl IntoIterator for Refusals {
    type Item = Refusal;
    type IntoIter = std::vec::IntoIter<Refusal>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
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
