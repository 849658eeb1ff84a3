//! Rules on several fields, and the facts that they ask for.
//!
//! In: a rule's name and whether it holds; out: a violation if it does not, an entry in the
//! list of unchecked rules if nobody can say. A waived rule leaves no trace.

use super::{Check, RuleName};
use crate::violation::Violation;
use crate::{Code, Path, Pattern, Truth};

impl Check<'_> {
    /// Takes note of a rule's outcome; `path` is the field that it is about, if it is one.
    pub fn rule(
        &mut self,
        name: impl Into<RuleName>,
        outcome: Truth,
        path: Option<&Path<'_>>,
        says: &str,
    ) {
        if outcome == Truth::True {
            return;
        }
        let name = name.into();
        if self.waivers.rule(&name) {
            return;
        }
        if outcome == Truth::False {
            self.violations.push(Violation {
                path: path.map(Path::logical).unwrap_or_default(),
                wire_path: path.map(Path::wire).unwrap_or_default(),
                code: Code::Rule,
                message: says.to_owned(),
                limit: None,
                rule: Some(name),
                check: None,
            });
        } else if !self.unchecked.contains(&name) {
            self.unchecked.push(name);
        }
    }

    /// Reports that a rule needs a fact that the caller said nothing about; once per fact.
    pub fn context_missing(&mut self, name: &str) {
        let is_reported = self
            .violations
            .iter()
            .any(|violation| violation.code() == Code::ContextMissing && violation.path() == name);
        if !is_reported {
            self.report(
                &Path::field(name, ""),
                Code::ContextMissing,
                "is needed by a rule: give the fact, or say that it is unknown",
            );
        }
    }
    /// Checks the texts of a known fact: one that is written otherwise than rules compare it would leave them silently
    /// undone. Reported once per fact, and never with the text.
    pub fn context_text(
        &mut self,
        name: &str,
        texts: impl IntoIterator<Item = impl AsRef<str>>,
        pattern: &Pattern,
    ) {
        let mut texts = texts.into_iter();
        if !texts.all(|text| pattern.is_match(text.as_ref())) {
            let message = format!("does not match the pattern {}", pattern.source());
            self.report(&Path::field(name, ""), Code::ContextValue, message);
        }
    }
}
