//! Rules on several fields, and the facts that they ask for.
//!
//! In: a rule's name and whether it holds; out: a violation if it does not, an entry in the
//! list of unchecked rules if nobody can say. A waived rule leaves no trace.

use super::{Check, RuleName};
use crate::violation::Violation;
use crate::{Code, Path, Truth};

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
}
