//! Finds rules that contradict each other.
//!
//! Two rules that apply under the same condition must be able to hold together. If one requires a field that the other forbids,
//! every request to which they apply is refused.

use super::super::diagnostics::RuleDiagnostic;
use super::super::resolver::{FieldDrafts, Resolver};
use crate::plan::{Effect, FieldPath, Rule};
use crate::source::Span;

impl<'a> Resolver<'a> {
    /// Reports the rules of an operation or an object that contradict each other. `spans` are the places of their names.
    pub(super) fn report_contradictions(
        &mut self,
        rules: &[Rule],
        spans: &[Span],
        drafts: &FieldDrafts<'a>,
    ) {
        for (at, (second, span)) in rules.iter().zip(spans).enumerate() {
            for first in &rules[..=at] {
                if first.when != second.when || first.about != second.about {
                    continue;
                }
                for field in contradicted(first, second) {
                    let found = RuleDiagnostic::Contradiction {
                        field: self.name_of(field, drafts).into(),
                        rule: first.name.as_str().into(),
                    };
                    self.report(found.at(*span));
                }
            }
        }
    }

    /// Returns the dotted name of a field.
    fn name_of(&self, path: &FieldPath, drafts: &FieldDrafts<'a>) -> String {
        let depths = 1..=path.0.len();
        let prefixes = depths.map(|depth| FieldPath(path.0[..depth].to_vec()));
        let names = prefixes.filter_map(|prefix| Some(self.draft_at(drafts, &prefix)?.field.name));
        names.collect::<Vec<_>>().join(".")
    }
}

/// Returns the fields that one rule requires and the other one forbids.
fn contradicted<'r>(first: &'r Rule, second: &'r Rule) -> Vec<&'r FieldPath> {
    let (mut required, mut forbidden) = (Vec::new(), Vec::new());
    for effect in first.effects.iter().chain(&second.effects) {
        match effect {
            Effect::Required(paths) => required.extend(paths),
            Effect::Forbidden(paths) => forbidden.extend(paths),
            Effect::AtLeastOne(_)
            | Effect::ExactlyOne(_)
            | Effect::AtMostOne(_)
            | Effect::AllOrNone(_)
            | Effect::Count(..)
            | Effect::Compare(..)
            | Effect::EachItem(..)
            | Effect::Matches(..)
            | Effect::LimitedTo(..)
            | Effect::Unchanged(_)
            | Effect::Refuse => {}
        }
    }
    required.retain(|path| forbidden.contains(path));
    required.dedup();
    required
}
