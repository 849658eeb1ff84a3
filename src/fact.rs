//! Facts that a payload does not carry, and that rules ask for.
//!
//! In: what the caller knows; out: a [`Truth`] per test. Saying nothing is not the same as
//! saying `Unknown`: the former is a violation if a rule needs the fact, the latter lists
//! the rule as not checked.

use std::collections::BTreeSet;
use std::fmt;

use crate::emitted::Masked;
use crate::truth::Truth;

/// A fact: not given, given as unknown, or known.
///
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
/// `Debug` shows whether it is known, and not what: it is about somebody.
///
/// ```
/// assert_eq!(format!("{:?}", wireform::Fact::<String>::from("fr")), "Known(***)");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Fact<T> {
    /// The caller said nothing.
    #[default]
    Missing,
    /// The caller says that nobody knows.
    Unknown,
    /// The caller knows.
    Known(T),
}

impl<T> Fact<T> {
    /// Whether the caller said nothing.
    pub const fn is_missing(&self) -> bool {
        matches!(self, Fact::Missing)
    }

    /// What is known, if anything is.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Fact::Known(value) => Some(value),
            Fact::Missing | Fact::Unknown => None,
        }
    }

    /// Whether the test holds: `Unknown` unless the fact is known.
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
