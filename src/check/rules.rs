//! Rules, and the context facts that they depend on.
//!
//! A rule that does not hold is a violation. A rule that cannot be decided is listed as unchecked. A waived rule is neither.

use super::{Check, RuleName};
use crate::Code;
use crate::path::Path;
use crate::path::Step;
use crate::pattern::Pattern;
use crate::truth::Truth;
use crate::violation::{Detail, OwnedDetail, Violation};

/// A rule, as generated code holds it.
#[doc(hidden)]
#[derive(Debug)]
pub struct RuleText {
    /// Its name in the schema.
    pub name: &'static str,
    /// The message of its violation.
    pub message: &'static str,
}

impl Check<'_> {
    /// Records the outcome of a rule. `path` is the field that the rule is about, if it is a single one.
    pub fn rule(
        &mut self,
        name: impl Into<RuleName>,
        outcome: Truth,
        path: Option<&Path<'_>>,
        message: &str,
    ) {
        if outcome == Truth::True {
            return;
        }
        let name = name.into();
        self.undecided_or(name.clone(), outcome, path, || {
            Detail::Owned(Box::new(OwnedDetail {
                message: message.to_owned(),
                rule: Some(name),
                ..OwnedDetail::default()
            }))
        });
    }

    /// For generated code: records the outcome of a rule.
    #[doc(hidden)]
    #[inline]
    pub fn fixed_rule(&mut self, rule: &'static RuleText, outcome: Truth, path: Option<&Path<'_>>) {
        if outcome != Truth::True {
            self.undecided_or(rule.name.into(), outcome, path, || Detail::Rule(rule));
        }
    }

    #[cold]
    fn undecided_or(
        &mut self,
        name: RuleName,
        outcome: Truth,
        path: Option<&Path<'_>>,
        detail: impl FnOnce() -> Detail,
    ) {
        if self.waivers.rule(&name) {
            return;
        }
        if outcome == Truth::False {
            let violation = Violation::of_rule(path, detail());
            self.violations.push(violation);
        } else if !self.unchecked.contains(&name) {
            self.unchecked.push(name);
        }
    }

    /// Reports that a rule needs a fact that is missing, once per fact.
    pub fn context_missing(&mut self, name: &str) {
        self.context_missing_at(&Path::field(name, ""), name);
    }

    /// For generated code: reports that a rule needs a fact that is missing.
    #[doc(hidden)]
    pub fn fixed_context_missing(&mut self, step: &'static Step) {
        self.context_missing_at(&Path::step(step), step.name);
    }

    fn context_missing_at(&mut self, path: &Path<'_>, name: &str) {
        let is_reported = self
            .violations
            .iter()
            .any(|violation| violation.code() == Code::ContextMissing && violation.path() == name);
        if !is_reported {
            self.report_fixed(
                path,
                Code::ContextMissing,
                "is needed by a rule: give the fact, or say that it is unknown",
            );
        }
    }

    /// Checks the texts of a known fact. Rules compare texts in one spelling, and would silently not apply to another.
    ///
    /// Reports at most one violation, which never shows the text.
    pub fn context_text(
        &mut self,
        name: &str,
        texts: impl IntoIterator<Item = impl AsRef<str>>,
        pattern: &Pattern,
    ) {
        let mut texts = texts.into_iter();
        if !texts.all(|text| pattern.is_match(text.as_ref())) {
            let verb = pattern.verb();
            let message = format!("does not {verb} the pattern {}", pattern.shown());
            self.report(&Path::field(name, ""), Code::ContextValue, message);
        }
    }
}
