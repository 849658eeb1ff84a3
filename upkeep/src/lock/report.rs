//! Counts what a lock says about the constraints of a schema and the lines of its pages.

use std::collections::BTreeMap;

use wireform_codegen::plan::Plan;

use super::snapshot::is_silent;
use super::{Lock, Note, Who};
use crate::cite::{Constraint, constraints};

/// What supports the constraints of a schema.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The number of constraints that a line of a page supports.
    pub cited: usize,
    /// The number of constraints that come from elsewhere, by source.
    pub sourced: BTreeMap<&'static str, usize>,
    /// The constraints that nothing supports.
    pub unsupported: Vec<Constraint>,
    /// The number of waived lines, by reason.
    pub waived: BTreeMap<String, usize>,
    /// The number of lines that nobody has placed.
    pub unplaced: usize,
    /// The number of proposals that nobody has confirmed.
    pub proposed: usize,
}

/// Counts what supports the constraints of a schema.
#[must_use]
pub fn coverage(plan: &Plan, lock: &Lock) -> Coverage {
    let mut found = Coverage::default();
    for constraint in constraints(plan) {
        if is_silent(&constraint) {
            continue;
        }
        if lock.facts().any(|fact| fact.covers(&constraint)) {
            found.cited += 1;
            continue;
        }
        match lock.source(&constraint) {
            Some(Who::Unknown) | None => found.unsupported.push(constraint),
            Some(who) => *found.sourced.entry(who.name()).or_default() += 1,
        }
    }
    for line in lock.pages.iter().flat_map(|page| &page.lines) {
        found.proposed += line.facts.iter().filter(|fact| fact.is_proposed).count();
        match &line.note {
            Note::Cited => {}
            Note::Waived(reason) => *found.waived.entry(reason.clone()).or_default() += 1,
            Note::Unplaced => found.unplaced += 1,
        }
    }
    found
}
