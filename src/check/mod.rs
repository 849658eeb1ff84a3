//! Checks of values and rules, which collect violations.
//!
//! Generated code and the interpreter call the same checks. The order and the wording of violations are decided only here,
//! so that the executors cannot differ.

mod broken;
mod cause;
mod characters;
mod facets;
mod field;
mod input;
mod maps;
mod rules;
mod text;
mod unique;
mod values;

use std::borrow::Cow;
use std::collections::BTreeSet;

pub(crate) use cause::{Cause, LONGEST_EXAMINED, phone_example};
pub use facets::{
    AnyText, Bound, CheckKind, Integer, Items, LengthUnit, NamedCheck, Number, Text, TextPlace,
};
pub use field::{FieldRow, field};
#[cfg(feature = "contact")]
pub(crate) use input::MISSING;
pub use rules::{AnyRule, ContextFacts, RuleText};
pub(crate) use text::{PlaceFault, is_cookie_value};
pub use unique::UniqueKey;

use crate::path::Path;
use crate::violation::{Detail, Violation};
use crate::{Code, Violations, Waivers};

/// The name of a rule, as [`Valid::unchecked`](crate::Valid::unchecked) lists it.
pub type RuleName = Cow<'static, str>;

/// Collects the violations that are not waived.
///
/// Generated code gets one from [`ApiRequest::check_into`](crate::ApiRequest::check_into), an
/// interpreter makes one with [`Check::collect`].
#[derive(Debug)]
pub struct Check<'c> {
    violations: &'c mut Violations,
    waivers: &'c Waivers,
    unchecked: &'c mut Vec<RuleName>,
    /// The number of violations before the first check.
    since: usize,
    /// The data for messages that name single characters. Without it, no message does.
    naming: Option<Naming<'c>>,
    /// The facts that rules of objects test.
    facts: Option<&'c dyn ContextFacts>,
    /// Whether the provider keeps the members that the current object leaves out.
    keeps_members: bool,
}

/// The provider that messages name, and the fields whose characters are never named.
#[derive(Clone, Copy, Debug)]
struct Naming<'c> {
    provider: &'c str,
    secrets: &'c BTreeSet<String>,
}

impl<'c> Check<'c> {
    /// Collects into lists of the caller, which are not emptied first.
    ///
    /// ```
    /// use wireform::{Violations, Waivers};
    /// use wireform::__rt::{Check, FieldRow, field};
    ///
    /// let (mut violations, mut unchecked) = (Violations::new(), Vec::new());
    /// let mut check = Check::collect(&mut violations, Waivers::none(), &mut unchecked);
    /// static ORG: FieldRow = field("org", "/organization").at_most(3);
    /// check.text(&ORG.path(), "Example", &ORG.text);
    /// assert_eq!(
    ///     violations.to_string(),
    ///     "org: has 7 characters, at most 3 are accepted"
    /// );
    /// ```
    pub const fn collect(
        violations: &'c mut Violations,
        waivers: &'c Waivers,
        unchecked: &'c mut Vec<RuleName>,
    ) -> Self {
        Check {
            since: violations.len(),
            violations,
            waivers,
            unchecked,
            naming: None,
            facts: None,
            keeps_members: false,
        }
    }

    /// Runs the checks of an object. States whether the provider keeps the members that the object leaves out.
    pub fn keeping_members<R>(&mut self, keeps: bool, checks: impl FnOnce(&mut Self) -> R) -> R {
        let outer = std::mem::replace(&mut self.keeps_members, keeps);
        let result = checks(self);
        self.keeps_members = outer;
        result
    }

    /// Returns whether the provider keeps the members that the current object leaves out.
    pub const fn keeps_members(&self) -> bool {
        self.keeps_members
    }

    /// Returns what is known about a member that the current object leaves out: nothing if the provider keeps it, or that there is
    /// no value.
    pub const fn kept<'v, T: ?Sized>(&self) -> Option<Option<&'v T>> {
        if self.keeps_members { None } else { Some(None) }
    }

    /// Makes later violations of patterns name the characters that the provider does not accept, if single characters are the
    /// cause. Characters of the secret fields, which are given by logical name, are never named.
    pub const fn name_characters(&mut self, provider: &'c str, secrets: &'c BTreeSet<String>) {
        self.naming = Some(Naming { provider, secrets });
    }

    /// Runs checks that cannot be waived, for example those of credentials.
    ///
    /// # Errors
    /// Returns the violations, if there are any.
    pub fn run<R>(checks: impl FnOnce(&mut Check<'_>) -> R) -> Result<(), Violations> {
        let mut violations = Violations::new();
        let mut unchecked = Vec::new();
        checks(&mut Check::collect(
            &mut violations,
            Waivers::none(),
            &mut unchecked,
        ));
        violations.into_result()
    }

    /// Returns the number of violations so far.
    pub fn violations(&self) -> usize {
        self.violations.len()
    }

    /// Reports a message that is made at run time.
    pub(crate) fn report(
        &mut self,
        path: &Path<'_>,
        code: Code,
        message: impl Into<String>,
    ) -> bool {
        let message = message.into();
        self.report_as(path, code, Detail::message_only(message))
    }

    /// Reports a message and removes the violations of the same path from the index `since` on. Does nothing if the violation is
    /// waived.
    #[cfg(feature = "contact")]
    pub(crate) fn report_instead(
        &mut self,
        since: usize,
        path: &Path<'_>,
        code: Code,
        message: &str,
    ) {
        let before = self.violations.len();
        self.report(path, code, message);
        if self.violations.len() > before {
            self.violations.replace_since(since);
        }
    }

    /// Reports a constant message.
    fn report_fixed(&mut self, path: &Path<'_>, code: Code, sentence: &'static str) -> bool {
        self.report_as(path, code, Detail::Fixed(sentence))
    }

    /// Reports a violation unless it is waived. Returns whether it is reported.
    #[cold]
    #[inline(never)]
    fn report_as(&mut self, path: &Path<'_>, code: Code, detail: Detail) -> bool {
        self.report_with(path, code, |_| detail)
    }

    /// Reports a violation unless it is waived, with details that are constructed in place. Returns whether it is reported.
    #[inline]
    fn report_with(
        &mut self,
        path: &Path<'_>,
        code: Code,
        detail: impl FnOnce(&Self) -> Detail,
    ) -> bool {
        let is_waived = !self.waivers.is_empty() && self.is_waived(path, code);
        if !is_waived {
            let violation = Violation::new(path, code, detail(self));
            self.violations.push(violation);
        }
        !is_waived
    }

    #[cold]
    fn is_waived(&self, path: &Path<'_>, code: Code) -> bool {
        code.facet().is_some_and(|facet| {
            self.waivers.facet(&path.key(), facet) || self.waivers.accepts(path, facet)
        })
    }
}
