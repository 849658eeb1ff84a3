//! Context facts: facts that rules depend on and the payload does not carry.
//!
//! A fact that is missing is a violation if a rule needs it. If the caller says that a fact is unknown, the rule is listed
//! as not checked.

use std::collections::BTreeSet;
use std::fmt;

use crate::emitted::Masked;
use crate::truth::Truth;

/// A context fact: missing, unknown or known.
///
/// # Examples
/// ```
/// use std::collections::BTreeSet;
/// use wireform::Fact;
/// use wireform::__rt::Truth;
///
/// let tlds: Fact<BTreeSet<String>> = ["fr", "re"].into();
/// assert_eq!(tlds.test(|tlds| tlds.contains("fr")), Truth::True);
/// assert_eq!(Fact::<bool>::Unknown.test(|known| *known), Truth::Unknown);
/// ```
///
/// `Debug` shows whether the fact is known and masks its value, which may be personal data:
///
/// ```
/// assert_eq!(format!("{:?}", wireform::Fact::<String>::from("fr")), "Known(***)");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Fact<T> {
    /// The caller did not give the fact.
    #[default]
    Missing,
    /// The caller says that the fact is unknown.
    Unknown,
    /// The caller gave the fact.
    Known(T),
}

impl<T> Fact<T> {
    /// Returns whether the caller did not give the fact.
    pub const fn is_missing(&self) -> bool {
        matches!(self, Fact::Missing)
    }

    /// Returns the value, if the fact is known.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Fact::Known(value) => Some(value),
            Fact::Missing | Fact::Unknown => None,
        }
    }

    /// Tests the value. The result is `Unknown` unless the fact is known.
    pub fn test(&self, test: impl FnOnce(&T) -> bool) -> Truth {
        match self {
            Fact::Known(value) => Truth::from_bool(test(value)),
            Fact::Missing | Fact::Unknown => Truth::Unknown,
        }
    }
}

impl<T> fmt::Debug for Fact<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fact::Missing => f.write_str("Missing"),
            Fact::Unknown => f.write_str("Unknown"),
            Fact::Known(_) => f.debug_tuple("Known").field(&Masked).finish(),
        }
    }
}

impl<T> From<T> for Fact<T> {
    fn from(value: T) -> Self {
        Fact::Known(value)
    }
}

impl From<&str> for Fact<String> {
    fn from(value: &str) -> Self {
        Fact::Known(value.to_owned())
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for Fact<BTreeSet<T>> {
    fn from(values: [T; N]) -> Self {
        Fact::Known(values.into())
    }
}

impl<const N: usize> From<[&str; N]> for Fact<BTreeSet<String>> {
    fn from(values: [&str; N]) -> Self {
        Fact::Known(values.map(str::to_owned).into())
    }
}

impl<T: Ord> From<Vec<T>> for Fact<BTreeSet<T>> {
    fn from(values: Vec<T>) -> Self {
        Fact::Known(values.into_iter().collect())
    }
}

impl From<Vec<&str>> for Fact<BTreeSet<String>> {
    fn from(values: Vec<&str>) -> Self {
        Fact::Known(values.into_iter().map(str::to_owned).collect())
    }
}
