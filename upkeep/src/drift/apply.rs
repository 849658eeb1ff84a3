//! Applies the certain proposals of a drift to the text of a schema.

use std::collections::BTreeSet;

use super::finding::{Drift, Finding};
use crate::cite::{Constraint, Kind, canonical, constraints};
use crate::edit::{Edit, Schema, apply_edits};

/// The result of applying proposals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The text of the schema with the edits.
    pub text: String,
    /// The findings whose edits are in the text, by their position.
    pub done: Vec<usize>,
    /// The findings whose edits would make the schema wrong or contradict others, by their position.
    pub refused: Vec<usize>,
}

/// Applies all certain proposals. An edit is left out if the compiler does not accept it, or if the edited schema does not
/// state what the page does.
#[must_use]
pub fn apply(schema: &Schema, drift: &Drift) -> Applied {
    let certain = drift
        .findings
        .iter()
        .enumerate()
        .filter_map(|(at, finding)| {
            let proposal = finding.proposal.as_ref()?;
            (proposal.doubt.is_none() && !proposal.edits.is_empty())
                .then_some((at, &proposal.edits))
        });
    let certain: Vec<(usize, &Vec<Edit>)> = certain.collect();
    let compiles = |edits: &[Edit], of: &[usize]| {
        let text = apply_edits(schema.text(), edits).ok()?;
        let edited = Schema::new(schema.name(), &text).ok()?;
        let held = constraints(edited.plan());
        let follow = of.iter().all(|at| follows(&drift.findings[*at], &held));
        follow.then_some(text)
    };
    let all: Vec<Edit> = certain
        .iter()
        .flat_map(|(_, edits)| (*edits).clone())
        .collect();
    let every: Vec<usize> = certain.iter().map(|(at, _)| *at).collect();
    if let Some(text) = compiles(&all, &every) {
        return Applied {
            text,
            done: every,
            refused: Vec::new(),
        };
    }
    // One of them is wrong: the edits are tried one after the other.
    let mut applied = Applied {
        text: schema.text().to_owned(),
        done: Vec::new(),
        refused: Vec::new(),
    };
    let mut accepted: Vec<Edit> = Vec::new();
    for (at, edits) in certain {
        let tried: Vec<Edit> = accepted.iter().chain(edits).cloned().collect();
        let tried_findings: Vec<usize> = applied.done.iter().copied().chain([at]).collect();
        match compiles(&tried, &tried_findings) {
            Some(text) => {
                applied.text = text;
                applied.done.push(at);
                accepted = tried;
            }
            None => applied.refused.push(at),
        }
    }
    applied
}

/// Returns whether an edited schema states what a finding says about a single constraint.
fn follows(finding: &Finding, held: &BTreeSet<Constraint>) -> bool {
    let is_compared = matches!(
        finding.kind,
        Kind::Pattern
            | Kind::MinLength
            | Kind::MaxLength
            | Kind::MinItems
            | Kind::MaxItems
            | Kind::Minimum
            | Kind::Maximum
            | Kind::Enum
            | Kind::Required
    );
    let states = |value: &str| {
        held.iter().any(|constraint| {
            constraint.operation == finding.operation
                && constraint.path == finding.path
                && constraint.kind == finding.kind.name()
                && canonical(finding.kind, &constraint.value) == canonical(finding.kind, value)
        })
    };
    match (&finding.old, &finding.new) {
        (_, Some(new)) => !is_compared || states(new),
        (Some(old), None) => !is_compared || !states(old),
        (None, None) => true,
    }
}
