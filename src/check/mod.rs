//! Collecting what is wrong.
//!
//! In: values with their places and documented facets, from generated code or from an
//! interpreter; out: violations and the rules that could not be decided. The order and the
//! wording are decided here only, so that two executors can't differ.

mod broken;
mod cause;
mod characters;
mod facets;
mod field;
mod input;
mod rules;
mod text;
mod values;

use std::borrow::Cow;
use std::collections::BTreeSet;

pub(crate) use cause::{Cause, phone_example};
pub use facets::{CheckKind, Integer, Items, LengthUnit, NamedCheck, Place, Text};
pub use field::{FieldRow, field};
#[cfg(feature = "contact")]
pub(crate) use input::MISSING;
pub use rules::RuleText;
pub(crate) use text::PlaceFault;

use crate::path::Path;
use crate::violation::{Detail, Said, Violation};
use crate::{Code, Violations, Waivers};

/// The name of a rule, as [`Valid::unchecked`](crate::Valid::unchecked) lists it.
pub type RuleName = Cow<'static, str>;

/// Collects violations, without those that are waived.
///
/// Generated code gets one from [`ApiRequest::check_into`](crate::ApiRequest::check_into), an
/// interpreter makes one with [`Check::collect`].
#[derive(Debug)]
pub struct Check<'c> {
    violations: &'c mut Violations,
    waivers: &'c Waivers,
    unchecked: &'c mut Vec<RuleName>,
    /// How many violations there were before the first check.
    since: usize,
    /// How messages name single characters; by default none does.
    naming: Option<Naming<'c>>,
}

/// Whose messages name single characters, and which fields they never do it for.
#[derive(Clone, Copy, Debug)]
struct Naming<'c> {
    provider: &'c str,
    secrets: &'c BTreeSet<String>,
}

impl<'c> Check<'c> {
    /// Collects into what the caller owns; neither is emptied first.
    ///
    /// ```
    /// use wireform::{Violations, Waivers};
    /// use wireform::__rt::{Check, Path, Text};
    ///
    /// let (mut violations, mut unchecked) = (Violations::new(), Vec::new());
    /// let mut check = Check::collect(&mut violations, Waivers::none(), &mut unchecked);
    /// let facets = Text { max_length: Some(3), ..Text::ANY };
    /// check.text(&Path::field("org", "/organization"), "Example", &facets);
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
        }
    }

    /// From here on, a text that a pattern refuses is reported with the characters that the provider does not accept,
    /// where it is single characters that are to blame: for whoever holds the record. The characters of secret fields,
    /// given by logical name, stay unnamed.
    pub const fn name_characters(&mut self, provider: &'c str, secrets: &'c BTreeSet<String>) {
        self.naming = Some(Naming { provider, secrets });
    }

    /// Runs checks that nothing can be waived of, for example those of credentials.
    ///
    /// # Errors
    /// What the checks collected, if anything.
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

    /// How many violations there are so far.
    pub fn violations(&self) -> usize {
        self.violations.len()
    }

    /// Reports a sentence that is made at run time.
    pub(crate) fn report(
        &mut self,
        path: &Path<'_>,
        code: Code,
        message: impl Into<String>,
    ) -> bool {
        let message = message.into();
        let said = Said {
            message,
            ..Said::default()
        };
        self.report_as(path, code, Detail::Owned(Box::new(said)))
    }

    /// Reports a sentence instead of whatever has been said of this place since there were `since` violations; nothing
    /// where it is waived.
    #[cfg(feature = "contact")]
    pub(crate) fn instead(&mut self, since: usize, path: &Path<'_>, code: Code, message: &str) {
        let before = self.violations.len();
        self.report(path, code, message);
        if self.violations.len() > before {
            self.violations.replace_since(since);
        }
    }

    /// Reports a sentence that is always the same.
    fn say(&mut self, path: &Path<'_>, code: Code, sentence: &'static str) -> bool {
        self.report_as(path, code, Detail::Says(sentence))
    }

    /// Returns whether it is reported, which it is not where it is waived.
    #[cold]
    #[inline(never)]
    fn report_as(&mut self, path: &Path<'_>, code: Code, detail: Detail) -> bool {
        let is_waived = code.facet().is_some_and(|facet| {
            !self.waivers.is_empty() && self.waivers.facet(&path.key(), facet)
        });
        if !is_waived {
            self.violations.push(Violation::new(path, code, detail));
        }
        !is_waived
    }
}
