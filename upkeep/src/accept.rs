//! Takes over a page whose changes are in the schema.
//!
//! Input: a plan, its lock, a page and its drift. Output: the new lock, or what keeps the page from being accepted.

use wireform_codegen::plan::Plan;

use crate::cite::{Constraint, Kind, Support, canonical, constraints};
use crate::drift::{Change, Drift};
use crate::lock::{Lock, LockedFact, Note, Snapshot, Who, snapshot};
use crate::page::PageFormat;

/// A reason not to accept a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The constraint, for example `contact_update.city maxLength`.
    pub constraint: String,
    /// Why.
    pub reason: String,
}

/// The page to accept.
#[derive(Debug, Clone, Copy)]
pub struct NewPage<'p> {
    /// Its name in the schema.
    pub name: &'p str,
    /// Its text.
    pub text: &'p str,
    /// Its format.
    pub format: PageFormat,
}

/// Makes the lock of a new version of a page.
///
/// # Errors
///
/// Returns the constraints that the page supported before and does not support now, and those whose value on the page is
/// not the one in the schema.
pub fn accept(
    plan: &Plan,
    lock: &Lock,
    page: NewPage<'_>,
    drift: &Drift,
    given: Given,
) -> Result<Snapshot, Vec<Refusal>> {
    let mut lock_before = lock.clone();
    let with_text = lock
        .page(page.name)
        .is_some_and(|page| page.lines.iter().any(|line| line.text.is_some()));
    let mut new = snapshot(
        plan,
        page.name,
        page.text,
        page.format,
        Some(lock),
        with_text,
    );
    if given.reworded {
        cite_reworded(&mut new, page.name, drift);
        // The sources depend on the citations.
        lock_before.pages.clone_from(&new.lock.pages);
        new = snapshot(
            plan,
            page.name,
            page.text,
            page.format,
            Some(&lock_before),
            with_text,
        );
    }
    let held = constraints(plan);
    let is_cited = |constraint: &Constraint| lock.facts().any(|fact| fact.covers(constraint));
    let mut refused = Vec::new();
    let new_rows = drift.findings.iter().filter(|finding| {
        finding.change == Change::Added
            && matches!(finding.kind, Kind::Field | Kind::Method)
            && finding.path.contains('?')
    });
    refused.extend(new_rows.filter(|_| !given.added).map(|finding| Refusal {
        constraint: finding.subject(),
        reason:
            "the page has it, the schema does not; `--added` records it all the same".to_owned(),
    }));
    for constraint in &held {
        let is_lost = new.lock.source(constraint) == Some(Who::Unknown) && is_cited(constraint);
        if is_lost {
            refused.push(Refusal {
                constraint: subject(constraint),
                reason: "the page no longer states it".to_owned(),
            });
        } else if let Some((old, value)) = other_value(lock, &new.lock, constraint) {
            refused.push(Refusal {
                constraint: subject(constraint),
                reason: format!("the page says {value}, the schema still {old}"),
            });
        }
    }
    if refused.is_empty() {
        Ok(new)
    } else {
        Err(refused)
    }
}

/// What the caller takes over without a change of the schema.
#[derive(Debug, Clone, Copy, Default)]
pub struct Given {
    /// Sentences that have taken the place of cited ones are cited.
    pub reworded: bool,
    /// Rows and operations that the schema does not have are recorded.
    pub added: bool,
}

fn subject(constraint: &Constraint) -> String {
    match constraint.path.as_str() {
        "-" => format!("{} {}", constraint.operation, constraint.kind),
        path => format!("{}.{path} {}", constraint.operation, constraint.kind),
    }
}

/// Cites the sentences that have taken the place of cited ones.
fn cite_reworded(new: &mut Snapshot, page: &str, drift: &Drift) {
    let reading = &new.reading;
    let Some(page) = new.lock.pages.iter_mut().find(|other| other.name == page) else {
        return;
    };
    for finding in drift
        .findings
        .iter()
        .filter(|finding| finding.change == Change::Reworded)
    {
        let Some(at) = finding.line.filter(|at| *at < page.lines.len()) else {
            continue;
        };
        let line = &mut page.lines[at];
        line.note = Note::Cited;
        line.facts.retain(|fact| !fact.is_proposed);
        line.facts.push(LockedFact {
            support: Support::Prose,
            is_proposed: false,
            operation: finding.operation.clone(),
            path: finding.path.clone(),
            kind: finding.kind,
            span: 0..finding.new.as_ref().map_or(0, String::len),
            value: format!("{:016x}", reading.rest(at)),
        });
    }
}

/// Returns the value of the schema and that of the page, if the page had the value of the schema and has another now.
fn other_value(old: &Lock, new: &Lock, constraint: &Constraint) -> Option<(String, String)> {
    let kind = Kind::from_name(&constraint.kind)?;
    if !kind.is_single() || matches!(kind, Kind::Type | Kind::Field) {
        return None;
    }
    let value = canonical(kind, &constraint.value);
    let values = |lock: &Lock| -> Vec<String> {
        let own = lock.facts().filter(|fact| {
            fact.kind == kind && fact.covers(constraint) && fact.support != Support::Prose
        });
        own.map(|fact| fact.value.clone()).collect()
    };
    let had = values(old).iter().any(|old| canonical(kind, old) == value);
    let now = values(new);
    let other = now.iter().find(|now| canonical(kind, now) != value)?;
    let has = now.iter().any(|now| canonical(kind, now) == value);
    (had && !has).then(|| (constraint.value.clone(), other.clone()))
}
