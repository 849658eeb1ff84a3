//! Rules, and the context facts that they depend on.
//!
//! A rule that does not hold is a violation. A rule that cannot be decided is listed as unchecked. A waived rule is neither.

use std::fmt;

use super::{Check, RuleName};
use crate::Code;
use crate::path::{AnyStep, Path, Step};
use crate::pattern::Pattern;
use crate::truth::Truth;
use crate::violation::{Detail, OwnedDetail, Violation};

/// The name and the message of a rule.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct RuleText<'r> {
    /// Its name in the schema.
    pub name: &'r str,
    /// The message of its violation.
    pub message: &'r str,
}

static_or_borrowed!(
    /// A rule in static memory, which a violation refers to, or a borrowed one, whose texts it copies.
    AnyRule, RuleText
);

impl AnyRule<'_> {
    fn name(self) -> RuleName {
        match self {
            AnyRule::Static(rule) => rule.name.into(),
            AnyRule::Borrowed(rule) => rule.name.to_owned().into(),
        }
    }

    fn detail(self) -> Detail {
        match self {
            AnyRule::Static(rule) => Detail::Rule(rule),
            AnyRule::Borrowed(rule) => Detail::Owned(Box::new(OwnedDetail {
                message: rule.message.to_owned(),
                rule: Some(rule.name.to_owned().into()),
                ..OwnedDetail::default()
            })),
        }
    }
}

/// The context facts of a request, for the rules of the objects in it. Generated contexts implement this trait.
#[doc(hidden)]
pub trait ContextFacts: fmt::Debug {
    /// Returns whether the text of a fact, or one of its texts, passes a test. It is unknown if the fact is unknown, or if a text
    /// does not match the pattern of the fact.
    fn any(&self, fact: &str, test: &mut dyn FnMut(&str) -> bool) -> Truth;
}

impl<'c> Check<'c> {
    /// Returns a check that also has the facts of a request.
    #[doc(hidden)]
    pub fn with_facts<'f>(&'f mut self, facts: &'f dyn ContextFacts) -> Check<'f>
    where
        'c: 'f,
    {
        Check {
            violations: self.violations,
            waivers: self.waivers,
            unchecked: self.unchecked,
            since: self.since,
            naming: self.naming,
            facts: Some(facts),
            keeps_members: self.keeps_members,
        }
    }
}

impl Check<'_> {
    /// Returns whether the text of a fact, or one of its texts, passes a test.
    #[doc(hidden)]
    pub fn fact(&self, name: &str, mut test: impl FnMut(&str) -> bool) -> Truth {
        match self.facts {
            Some(facts) => facts.any(name, &mut test),
            None => Truth::Unknown,
        }
    }

    /// Records the outcome of a rule. `path` is the field that the rule is about, if it is a single one.
    #[inline]
    pub fn rule<'r>(
        &mut self,
        rule: impl Into<AnyRule<'r>>,
        outcome: Truth,
        path: Option<&Path<'_>>,
    ) {
        if outcome != Truth::True {
            self.undecided_or(rule.into(), outcome, path);
        }
    }

    #[cold]
    fn undecided_or(&mut self, rule: AnyRule<'_>, outcome: Truth, path: Option<&Path<'_>>) {
        let name = rule.get().name;
        if self.waivers.rule(name) {
            return;
        }
        if outcome == Truth::False {
            let violation = Violation::of_rule(path, rule.detail());
            self.violations.push(violation);
        } else if !self.unchecked.iter().any(|unchecked| unchecked == name) {
            self.unchecked.push(rule.name());
        }
    }

    /// Reports that a rule needs a fact that is missing, once per fact.
    pub fn context_missing<'s>(&mut self, fact: impl Into<AnyStep<'s>>) {
        self.missing_fact(fact.into());
    }

    fn missing_fact(&mut self, fact: AnyStep<'_>) {
        let name = fact.get().name;
        let is_reported = self
            .violations
            .iter()
            .any(|violation| violation.code() == Code::ContextMissing && violation.path() == name);
        if !is_reported {
            self.report_fixed(
                &Path::step(fact),
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
            self.report(
                &Path::step(AnyStep::Borrowed(&Step::new(name, ""))),
                Code::ContextValue,
                message,
            );
        }
    }
}
