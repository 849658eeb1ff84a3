//! The list of all violations of a request, in the order of the schema. It is an error type.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use super::Violation;

/// All violations of a request, in the order of the schema.
///
/// `?` converts the list into the usual error types.
///
/// # Examples
/// ```
/// fn send(url: &str) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
///     let server = wireform::CustomServer::new(url)?;
///     Ok(())
/// }
/// assert!(send("ftp://registrar.example").is_err());
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Makes an empty list.
    pub const fn new() -> Self {
        Violations(Vec::new())
    }

    /// Returns the violations in the order of the schema.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// Groups the violations by logical path. Rules that are about no single field have the empty path.
    pub fn by_field(&self) -> BTreeMap<Cow<'_, str>, Vec<&Violation>> {
        let mut fields: BTreeMap<Cow<'_, str>, Vec<&Violation>> = BTreeMap::new();
        for violation in &self.0 {
            fields.entry(violation.path()).or_default().push(violation);
        }
        fields
    }

    /// Replaces the violations of one path by the last violation, which has that path. Only violations from the index
    /// `since` on are replaced.
    #[cfg(feature = "contact")]
    pub(crate) fn replace_since(&mut self, since: usize) {
        let Some(last) = self.0.pop() else { return };
        let same = |other: &Violation| other.path() == last.path();
        let first = self.0.iter().skip(since).position(same);
        let at = first.map_or(self.0.len(), |first| since + first);
        let mut kept = Vec::new();
        let rest = self.0.split_off(at);
        kept.extend(rest.into_iter().filter(|other| other.path() != last.path()));
        self.0.push(last);
        self.0.append(&mut kept);
    }

    /// Returns the number of violations.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there is no violation.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Removes all violations and keeps the memory for the next request.
    #[inline]
    pub fn clear(&mut self) {
        if !self.0.is_empty() {
            self.0.clear();
        }
    }

    /// Returns `Ok` if there is no violation.
    ///
    /// # Errors
    /// Returns the violations, if there are any.
    pub fn into_result(self) -> Result<(), Violations> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }

    #[inline]
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

/// One violation per line, because `main` prints errors with `{:?}`. `{:#?}` shows the parts of each violation.
impl fmt::Debug for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return f.debug_list().entries(&self.0).finish();
        }
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Violations {}

/// Adds violations of input that is checked in several steps, for example first its types and then its values.
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
