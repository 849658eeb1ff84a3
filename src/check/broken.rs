//! Values that broke a check, so that rules which depend on them are not decided.
//!
//! In: the place of a value that a rule looks at. Out: whether something was reported of it. A rule that judged such a value
//! would report the same mistake a second time.

use super::Check;
use crate::truth::Truth;
use crate::{Code, Fact, Violation};

impl Check<'_> {
    /// Whether something was reported of the value at this logical path, of a value inside it, or of one around it.
    ///
    /// ```
    /// use wireform::__rt::{Check, Path, Text};
    ///
    /// let facets = Text { max_length: Some(2), ..Text::ANY };
    /// let _ = Check::run(|check| {
    ///     check.text(&Path::field("country", "/country"), "FRA", &facets);
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

    /// Whether the texts of a fact were refused by its pattern.
    #[inline]
    pub fn is_fact_broken(&self, name: &str) -> bool {
        self.has_reported()
            && self
                .reported()
                .any(|it| it.code() == Code::ContextValue && it.path() == name)
    }

    /// For generated code: what rules may know of a value, which is nothing if something was reported of it.
    #[doc(hidden)]
    #[inline]
    pub fn sound<T>(&self, path: &str, given: Fact<T>) -> Fact<T> {
        if self.is_broken(path) {
            return Fact::Unknown;
        }
        given
    }

    /// For generated code: the outcome of a comparison of these values.
    #[doc(hidden)]
    #[inline]
    pub fn settled(&self, paths: &[&str], outcome: Truth) -> Truth {
        if self.has_reported() && paths.iter().any(|path| self.is_broken(path)) {
            return Truth::Unknown;
        }
        outcome
    }

    /// For generated code: whether there is a value. That a text is empty is not held against it a second time.
    #[doc(hidden)]
    #[inline]
    pub fn settled_presence(&self, path: &str, is_present: Truth) -> Truth {
        if is_present == Truth::False && self.is_broken(path) {
            return Truth::Unknown;
        }
        is_present
    }

    /// For generated code: the outcome of a test of a fact.
    #[doc(hidden)]
    #[inline]
    pub fn settled_fact(&self, name: &str, outcome: Truth) -> Truth {
        if self.is_fact_broken(name) {
            return Truth::Unknown;
        }
        outcome
    }

    #[inline]
    const fn has_reported(&self) -> bool {
        self.violations.len() > self.since
    }

    fn reported(&self) -> impl Iterator<Item = &Violation> {
        self.violations.iter().skip(self.since)
    }
}

/// Whether a violation is about a value, and not about a rule, a fact or a key that nothing is called.
fn is_about_value(violation: &Violation) -> bool {
    !matches!(
        violation.code(),
        Code::Rule | Code::ContextMissing | Code::ContextValue | Code::UnknownField
    )
}

/// Whether one path is the other, or leads to it.
fn meet(one: &str, other: &str) -> bool {
    let leads = |short: &str, long: &str| {
        long.strip_prefix(short)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    leads(one, other) || leads(other, one)
}
