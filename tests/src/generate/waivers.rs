//! Waivers of a case: facets of fields, and rules.
//!
//! Input: a case and its violations. Output: the same case with waivers of some of them, and of some constraints
//! that it does not break, which must change nothing.

use wireform::{Facet, Field, Policy, Rule, Waivers};

use super::{Case, Generator};
use crate::agreement::without_indices;
use crate::outcome::Finding;

/// A waiver.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waived {
    /// A facet of the field at this logical path, without indices.
    Facet(String, Facet),
    /// A rule.
    Rule(String),
}

impl Waived {
    /// Returns the waiver that suppresses this finding; none if it cannot be waived.
    #[must_use]
    pub fn of(finding: &Finding) -> Option<Self> {
        match (finding.code.as_str(), &finding.name) {
            ("rule", Some(name)) => Some(Waived::Rule(name.clone())),
            (code, _) => {
                let facet = code.parse().ok()?;
                Some(Waived::Facet(without_indices(&finding.path), facet))
            }
        }
    }
}

impl Case {
    /// Returns the waivers as the interpreter takes them.
    #[must_use]
    pub fn waivers(&self) -> Waivers {
        let mut waivers = Waivers::default();
        for waived in &self.waived {
            match waived {
                Waived::Facet(path, facet) => waivers.waive(path.clone(), *facet),
                Waived::Rule(name) => waivers.waive_rule(name.clone()),
            };
        }
        waivers
    }

    /// Returns the waivers as generated types take them. Those take static names, so the names of a case are leaked.
    #[must_use]
    pub fn policy<T>(&self) -> Policy<T> {
        self.waived
            .iter()
            .fold(Policy::new(), |policy, waived| match waived {
                Waived::Facet(path, facet) => {
                    policy.waive(Field::__new(path.clone().leak()), *facet)
                }
                Waived::Rule(name) => policy.waive_rule(Rule::__new(name.clone().leak())),
            })
    }
}

impl Generator<'_> {
    /// Returns the case with waivers of most of its violations, and of a few constraints that it does not break.
    pub fn waiving(&mut self, case: &Case, findings: &[Finding]) -> Case {
        let mut case = case.clone();
        for waived in findings.iter().filter_map(Waived::of) {
            if self.chance(80) {
                case.waived.insert(waived);
            }
        }
        let targets = super::targets(self.plan, self.operation);
        let rules = self.plan.rules_of(self.operation);
        for _ in 0..self.below(3) {
            let at = self.below(targets.len());
            let facet = targets.get(at).and_then(|target| {
                let facet = target.code.parse().ok()?;
                Some(Waived::Facet(target.path.clone(), facet))
            });
            case.waived.extend(facet);
            let at = self.below(rules.len());
            let rule = rules.get(at);
            case.waived
                .extend(rule.map(|rule| Waived::Rule(rule.name.clone())));
        }
        case
    }
}
