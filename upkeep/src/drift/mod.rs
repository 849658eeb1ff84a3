//! Compares what a page says with what it said when the schema was written.
//!
//! Input: a plan with its YAML, the lock of the schema, and the page. Output: a [`Drift`]: findings that name a field and
//! a constraint with its place in the YAML, the old value, the new one and the edit that follows. Facts are compared, not
//! lines, so that another layout of the same facts is no finding.

mod apply;
mod compare;
mod fields;
pub(crate) mod finding;
mod lines;
mod propose;
mod report;

use std::collections::{BTreeMap, BTreeSet};

use crate::cite::{Constraint, Kind, Reading, Subjects, constraints, read_page};
use crate::edit::Schema;
use crate::lock::LockedPage;
use crate::page::{PageFormat, read};
pub use apply::{Applied, apply};
pub use finding::{Change, Drift, Finding};
pub use report::Report;

/// Compares a page with its lock.
#[must_use]
pub fn drift(
    schema: &Schema,
    locked: &LockedPage,
    text: &str,
    format: PageFormat,
) -> (Drift, Reading) {
    let subjects = Subjects::new(schema.plan(), &locked.name);
    let reading = read_page(&read(text, format), &subjects);
    let held = constraints(schema.plan());
    let mut found = compare::compare(locked, &reading, &held);
    lines::compare(locked, &reading, &mut found);
    found
        .findings
        .sort_by_key(|finding| finding.line.unwrap_or(usize::MAX));
    propose::propose(schema, &mut found.findings, &held);
    if is_cut_off(locked, &reading) {
        let reason = "the end of the page is missing; check that the page is complete";
        doubt_removals(&mut found.findings, reason, |_| true);
    }
    let lost = lost_enums(&found.findings, &held);
    let reason = "no value of the list is left; check that the page still has the list";
    doubt_removals(&mut found.findings, reason, |finding| {
        finding.kind == Kind::Enum && lost.contains(&finding.subject())
    });
    (found, reading)
}

/// The number of lines at the end of a page of which one must still be there.
const TAIL: usize = 3;

/// Returns whether the end of the page is missing, as after an interrupted download. Lines that a page repeats, such as the
/// cells of a column of flags, do not count.
fn is_cut_off(locked: &LockedPage, reading: &Reading) -> bool {
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for line in &locked.lines {
        *counts.entry(line.mask).or_default() += 1;
    }
    let masks = locked.lines.iter().rev().map(|line| line.mask);
    let tail: Vec<u64> = masks.filter(|mask| counts[mask] == 1).take(TAIL).collect();
    !tail.is_empty() && !reading.lines.iter().any(|line| tail.contains(&line.mask()))
}

/// Returns the enums that would lose all their values.
fn lost_enums(findings: &[Finding], held: &BTreeSet<Constraint>) -> BTreeSet<String> {
    let removed =
        |finding: &&Finding| finding.change == Change::Removed && finding.kind == Kind::Enum;
    let removed: Vec<&Finding> = findings.iter().filter(removed).collect();
    let is_lost = |finding: &&&Finding| {
        let of_same = |it: &&Constraint| {
            it.operation == finding.operation
                && it.path == finding.path
                && it.kind == Kind::Enum.name()
        };
        let gone = removed
            .iter()
            .filter(|it| it.subject() == finding.subject());
        gone.count() >= held.iter().filter(of_same).count()
    };
    let lost = removed.iter().filter(is_lost);
    lost.map(|finding| finding.subject()).collect()
}

/// Leaves some removals to a person.
fn doubt_removals(findings: &mut [Finding], reason: &str, concerns: impl Fn(&Finding) -> bool) {
    for finding in findings {
        if finding.change != Change::Removed || !concerns(finding) {
            continue;
        }
        if let Some(proposal) = &mut finding.proposal {
            proposal.doubt.get_or_insert_with(|| reason.to_owned());
        }
    }
}
