//! What is wrong with a request: all of it, with places, codes and sentences.
//!
//! Made by [`Check`](crate::Check) only. A violation never holds the value that it is
//! about, because values of contacts are personal data and violations end up in logs.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::Code;

/// One thing that is wrong.
///
/// ```
/// let violations = wireform::CustomServer::new("registrar").unwrap_err();
/// let violation = violations.iter().next().unwrap();
/// assert_eq!(violation.label(), "server: format");
/// assert_eq!(
///     violation.to_string(),
///     "server: is not a URL: it begins with neither http:// nor https://"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Violation {
    pub(crate) path: String,
    pub(crate) wire_path: String,
    pub(crate) code: Code,
    pub(crate) message: String,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) limit: Option<i64>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) rule: Option<Cow<'static, str>>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) check: Option<String>,
}

impl Violation {
    /// Where it is in the model: `verifications[1].claims[2]`, indices from 0. The name of
    /// the fact for `context_missing`; empty for a rule that is about no single field.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Where it is on the wire of the default binding: a JSON Pointer (RFC 6901), an XPath,
    /// a parameter's or header's name. Empty if it is nowhere on the wire.
    pub fn wire_path(&self) -> &str {
        &self.wire_path
    }

    /// What kind it is.
    pub const fn code(&self) -> Code {
        self.code
    }

    /// A sentence that a person can act on. It begins with a verb and takes the path as its
    /// subject, except where the schema supplied it.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The limit that was crossed: characters (or what the schema counts in), items, or the number itself.
    pub const fn limit(&self) -> Option<i64> {
        self.limit
    }

    /// The name of the rule, if one is broken.
    pub fn rule(&self) -> Option<&str> {
        self.rule.as_deref()
    }

    /// The name of the check, if a named check of a value failed.
    pub fn check(&self) -> Option<&str> {
        self.check.as_deref()
    }

    /// Place and code in a stable form: `voice: pattern`, or `rule fr_company`.
    pub fn label(&self) -> String {
        match &self.rule {
            Some(rule) => format!("rule {rule}"),
            None => format!("{}: {}", self.path, self.code),
        }
    }
}

/// The place, then the sentence: `voice: has 20 characters, at most 17 are accepted`.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.rule {
            Some(rule) => write!(f, "rule {rule}: {}", self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

/// Everything that is wrong, in the order of the schema.
///
/// It converts into the usual error types by `?`:
///
/// ```
/// fn send(url: &str) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
///     let server = wireform::CustomServer::new(url)?;
///     Ok(())
/// }
/// assert!(send("ftp://registrar.example").is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// None.
    pub const fn new() -> Self {
        Violations(Vec::new())
    }

    /// Each of them, in the order of the schema.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// Those of each logical path (without a path: those of rules), ordered by path.
    pub fn by_field(&self) -> BTreeMap<&str, Vec<&Violation>> {
        let mut fields: BTreeMap<&str, Vec<&Violation>> = BTreeMap::new();
        for violation in &self.0 {
            fields.entry(violation.path()).or_default().push(violation);
        }
        fields
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets them and keeps the memory, for the next request.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// `Ok` if nothing is wrong.
    ///
    /// # Errors
    /// The violations, if there are any.
    pub fn into_result(self) -> Result<(), Violations> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }

    pub(crate) fn push(&mut self, violation: Violation) {
        self.0.push(violation);
    }
}

/// One violation per line.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            fmt::Display::fmt(violation, f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// For what is checked in several steps, such as untyped input and then its values.
impl Extend<Violation> for Violations {
    fn extend<I: IntoIterator<Item = Violation>>(&mut self, violations: I) {
        self.0.extend(violations);
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v Violation;
    type IntoIter = std::slice::Iter<'v, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
