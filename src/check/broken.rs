//! Values with a violation, on which no rule is decided.
//!
//! A rule that depends on such a value would report the same mistake again.

use super::Check;
use crate::path::Path;
use crate::truth::Truth;
use crate::{Code, Fact, Violation};

impl Check<'_> {
    /// Returns whether there is a violation of the value at a logical path, of a value inside it, or of one around it.
    ///
    /// ```
    /// use wireform::__rt::{Check, FieldRow, field};
    ///
    /// static COUNTRY: FieldRow = field("country", "/country").at_most(2);
    /// let _ = Check::run(|check| {
    ///     check.text(&COUNTRY.path(), "FRA", &COUNTRY.text);
    ///     assert!(check.is_broken("country"));
    ///     assert!(!check.is_broken("city"));
    /// });
    /// ```
    #[inline]
    pub fn is_broken(&self, path: &str) -> bool {
        self.has_reported()
            && self
                .reported()
                .any(|it| is_about_value(it) && meet(&it.path(), path))
    }

    /// Returns whether the texts of a fact do not match its pattern.
    #[inline]
    pub fn is_fact_broken(&self, name: &str) -> bool {
        self.has_reported()
            && self
                .reported()
                .any(|it| it.code() == Code::ContextValue && it.path() == name)
    }

    /// For generated code: returns the value for rules. It is unknown if there is a violation of it.
    #[doc(hidden)]
    #[inline]
    pub fn sound<T>(&self, path: &str, given: Fact<T>) -> Fact<T> {
        if self.is_broken(path) {
            return Fact::Unknown;
        }
        given
    }

    /// For generated code: returns the outcome of a comparison. It is unknown if there is a violation of a compared value.
    #[doc(hidden)]
    #[inline]
    pub fn settled(&self, paths: &[&str], outcome: Truth) -> Truth {
        if self.has_reported() && paths.iter().any(|path| self.is_broken(path)) {
            return Truth::Unknown;
        }
        outcome
    }

    /// For generated code: returns whether there is a value. It is unknown if an empty value was reported already.
    #[doc(hidden)]
    #[inline]
    pub fn settled_presence(&self, path: &str, is_present: Truth) -> Truth {
        if is_present == Truth::False && self.is_broken(path) {
            return Truth::Unknown;
        }
        is_present
    }

    /// For generated code: returns the outcome of a test of a fact. It is unknown if there is a violation of the fact.
    #[doc(hidden)]
    #[inline]
    pub fn settled_fact(&self, name: &str, outcome: Truth) -> Truth {
        if self.is_fact_broken(name) {
            return Truth::Unknown;
        }
        outcome
    }

    /// Does the same as [`Check::sound`] for a member of the object at a path.
    #[doc(hidden)]
    #[inline]
    pub fn sound_in<T>(&self, at: &Path<'_>, member: &str, given: Fact<T>) -> Fact<T> {
        if self.is_broken_in(at, member) {
            return Fact::Unknown;
        }
        given
    }

    /// Does the same as [`Check::settled_presence`] for a member of the object at a path.
    #[doc(hidden)]
    #[inline]
    pub fn settled_presence_in(&self, at: &Path<'_>, member: &str, is_present: Truth) -> Truth {
        if is_present == Truth::False && self.is_broken_in(at, member) {
            return Truth::Unknown;
        }
        is_present
    }

    /// Returns whether a violation was reported for a member of the object at a path.
    #[inline]
    pub fn is_broken_in(&self, at: &Path<'_>, member: &str) -> bool {
        self.has_reported() && self.is_broken(&format!("{}.{member}", at.logical()))
    }

    #[inline]
    const fn has_reported(&self) -> bool {
        self.violations.len() > self.since
    }

    fn reported(&self) -> impl Iterator<Item = &Violation> {
        self.violations.iter().skip(self.since)
    }
}

/// Returns whether a violation is about a value, and not about a rule, a fact or an unknown key.
fn is_about_value(violation: &Violation) -> bool {
    !matches!(
        violation.code(),
        Code::Rule | Code::ContextMissing | Code::ContextValue | Code::UnknownField
    )
}

/// Returns whether the paths are equal or one leads to the other.
fn meet(one: &str, other: &str) -> bool {
    let leads = |short: &str, long: &str| {
        long.strip_prefix(short)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    leads(one, other) || leads(other, one)
}
