//! Compares what a page says with what it said when the schema was written.
//!
//! Input: a plan with its YAML, the lock of the schema, and the page. Output: a [`Drift`]: findings that name a field and
//! a constraint with its place in the YAML, the old value, the new one and the edit that follows. Facts are compared, not
//! lines, so that another layout of the same facts is no finding.

mod apply;
mod compare;
mod fields;
mod lines;
mod report;

use std::collections::{BTreeMap, BTreeSet};

use crate::cite::{Constraint, Fact, Kind, Reading, Subjects, constraints, read_page};
use crate::edit::{Proposal, Schema};
use crate::lock::LockedPage;
use crate::page::{PageFormat, read};
pub use apply::{Applied, apply};
pub use report::Report;

/// The differences between a page and a lock.
#[derive(Debug, Clone, Default)]
pub struct Drift {
    /// The differences, in the order of the page.
    pub findings: Vec<Finding>,
    /// The number of lines that changed without a change of a fact.
    pub restyled: usize,
    /// The number of facts that did not change.
    pub unchanged: usize,
}

/// What happened to a fact or a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It has another value.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// The field seems to have another name.
    Renamed,
    /// The field stands in another table or another operation.
    Moved,
    /// The sentence has other words.
    Reworded,
    /// The line is new, and nobody knows what it states.
    Unplaced,
}

impl Change {
    /// Returns its name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Change::Changed => "changed",
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Renamed => "renamed",
            Change::Moved => "moved",
            Change::Reworded => "reworded",
            Change::Unplaced => "unplaced",
        }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What happened.
    pub change: Change,
    /// The operation, or `-`.
    pub operation: String,
    /// The path of the field, the name of a rule, or `-`.
    pub path: String,
    /// What the fact states.
    pub kind: Kind,
    /// The old value, from the lock; none if there was none, or if the lock has no text for a sentence.
    pub old: Option<String>,
    /// The new value.
    pub new: Option<String>,
    /// All facts of a new row.
    pub row: Vec<Fact>,
    /// The row before a new row.
    pub after: Option<String>,
    /// The line of the page, by its position.
    pub line: Option<usize>,
    /// The place of the constraint in the YAML: line and column.
    pub place: Option<(usize, usize)>,
    /// The edit that follows.
    pub proposal: Option<Proposal>,
}

impl Finding {
    /// Creates a finding without values.
    fn new(change: Change, operation: &str, path: &str, kind: Kind) -> Self {
        Finding {
            change,
            operation: operation.to_owned(),
            path: path.to_owned(),
            kind,
            old: None,
            new: None,
            row: Vec::new(),
            after: None,
            line: None,
            place: None,
            proposal: None,
        }
    }

    /// Returns the field and the constraint, for example `contact_update.city maxLength`.
    #[must_use]
    pub fn subject(&self) -> String {
        let name = match (self.operation.as_str(), self.path.as_str()) {
            ("-", path) => path.trim_start_matches('?').replace(':', " "),
            (operation, "-") => operation.to_owned(),
            (operation, path) => format!("{operation}.{}", path.replace('?', "")),
        };
        match self.kind {
            Kind::Method if self.change != Change::Changed => format!("operation {name}"),
            Kind::Field => name,
            kind => format!("{name} {}", kind.name()),
        }
    }
}

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
    crate::edit::propose(schema, &mut found.findings, &held);
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
