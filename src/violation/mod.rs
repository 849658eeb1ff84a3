//! Violations: statements about what is not valid in a request.
//!
//! Only [`Check`](crate::check::Check) makes violations. A violation never contains the value that it is about, because
//! values of contacts are personal data and violations are logged. A violation that generated code reports is a few machine
//! words. Its texts are made on demand.

mod detail;
mod list;
mod spot;

use std::borrow::Cow;
use std::fmt;

pub(crate) use detail::{Detail, Fault, OwnedDetail, rendered, write_values_of};
pub use list::Violations;

use crate::Code;
use crate::path::Path;
use spot::Spot;

/// A statement about one value or rule of a request that is not valid. It never shows the value.
///
/// # Examples
/// ```
/// let violations = wireform::CustomServer::new("registrar").unwrap_err();
/// let violation = violations.iter().next().unwrap();
/// assert_eq!(violation.label(), "server: format");
/// assert_eq!(
///     violation.to_string(),
///     "server: is not a URL: it begins with neither http:// nor https://"
/// );
/// ```
#[derive(Clone)]
pub struct Violation {
    spot: Spot,
    detail: Detail,
    code: Code,
}

impl Violation {
    #[inline]
    pub(crate) fn new(path: &Path<'_>, code: Code, detail: Detail) -> Self {
        Violation {
            spot: Spot::of(path),
            detail,
            code,
        }
    }

    /// A violation of a rule, which may be about no single field.
    pub(crate) fn of_rule(path: Option<&Path<'_>>, detail: Detail) -> Self {
        Violation {
            spot: path.map_or(Spot::Nowhere, Spot::of),
            detail,
            code: Code::Rule,
        }
    }

    /// Returns the logical path: `verifications[1].claims[2]`, with indices from 0.
    ///
    /// For `context_missing` this is the name of the fact. It is empty for a rule that is about no single field.
    pub fn path(&self) -> Cow<'_, str> {
        self.spot.logical()
    }

    /// Returns the place on the wire of the default binding: a JSON Pointer (RFC 6901), an XPath, or the name of a parameter
    /// or a header. It is empty if the value is nowhere on the wire.
    pub fn wire_path(&self) -> Cow<'_, str> {
        self.spot.wire()
    }

    /// Returns what kind of violation it is.
    pub const fn code(&self) -> Code {
        self.code
    }

    /// Returns a sentence that a person can act on.
    ///
    /// It begins with a verb, and its subject is the path. A sentence that the schema supplies may read otherwise.
    pub fn message(&self) -> Cow<'_, str> {
        self.detail.message(self.code)
    }

    /// Returns the limit that was exceeded: a number of characters (or of the schema's unit), a number of items, or the
    /// bound of a number.
    pub fn limit(&self) -> Option<i64> {
        self.detail.limit()
    }

    /// Returns the name of the rule, if a rule does not hold.
    pub fn rule(&self) -> Option<&str> {
        self.detail.rule()
    }

    /// Returns the name of the check, if a named check failed.
    pub fn check(&self) -> Option<&str> {
        self.detail.check()
    }

    /// Returns place and code in a stable form: `voice: pattern`, or `rule fr_company`.
    pub fn label(&self) -> String {
        match self.rule() {
            Some(rule) => format!("rule {rule}"),
            None => format!("{}: {}", self.path(), self.code),
        }
    }
}

/// The place, then the sentence: `voice: has 20 characters, at most 17 are accepted`. The place of a rule is its name, and the
/// path if the rule is about one value: `rule Contact.named at owner: A contact has a name.`
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(rule) = self.rule() {
            f.write_str("rule ")?;
            f.write_str(rule)?;
            if !matches!(self.spot, Spot::Nowhere) {
                f.write_str(" at ")?;
            }
        }
        self.spot.write_logical(f)?;
        f.write_str(": ")?;
        self.detail.write(self.code, f)
    }
}

impl fmt::Debug for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Violation")
            .field("path", &self.path())
            .field("wire_path", &self.wire_path())
            .field("code", &self.code)
            .field("message", &self.message())
            .field("limit", &self.limit())
            .field("rule", &self.rule())
            .field("check", &self.check())
            .finish()
    }
}

/// Two violations are equal if everything that they return is equal.
impl PartialEq for Violation {
    fn eq(&self, other: &Violation) -> bool {
        self.code == other.code
            && self.path() == other.path()
            && self.wire_path() == other.wire_path()
            && self.message() == other.message()
            && self.limit() == other.limit()
            && self.rule() == other.rule()
            && self.check() == other.check()
    }
}

impl Eq for Violation {}

#[cfg(feature = "serde")]
impl serde::Serialize for Violation {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;

        let mut out = serializer.serialize_struct("Violation", 7)?;
        out.serialize_field("path", &self.path())?;
        out.serialize_field("wire_path", &self.wire_path())?;
        out.serialize_field("code", &self.code)?;
        out.serialize_field("message", &self.message())?;
        match self.limit() {
            Some(limit) => out.serialize_field("limit", &limit)?,
            None => out.skip_field("limit")?,
        }
        match self.rule() {
            Some(rule) => out.serialize_field("rule", rule)?,
            None => out.skip_field("rule")?,
        }
        match self.check() {
            Some(check) => out.serialize_field("check", check)?,
            None => out.skip_field("check")?,
        }
        out.end()
    }
}
