//! Makes the lock of a page, and keeps what a person decided about lines and constraints.

use std::collections::{BTreeMap, BTreeSet};

use wireform_codegen::plan::Plan;

use super::{Lock, LockedFact, LockedLine, LockedPage, Note, Source, Who};
use crate::cite::{Constraint, Line, Reading, Subjects, Support, constraints, propose, read_page};
use crate::page::{PageFormat, read};

/// A new lock.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The lock.
    pub lock: Lock,
    /// The page as it was read.
    pub reading: Reading,
}

/// Makes a lock of a page. Citations of sentences, waivers and sources of the old lock stay for what has not changed.
#[must_use]
pub fn snapshot(
    plan: &Plan,
    name: &str,
    text: &str,
    format: PageFormat,
    old: Option<&Lock>,
    with_text: bool,
) -> Snapshot {
    let subjects = Subjects::new(plan, name);
    let reading = read_page(&read(text, format), &subjects);
    let mut page = LockedPage {
        name: name.to_owned(),
        format: format.name().to_owned(),
        lines: reading
            .lines
            .iter()
            .map(|line| locked(line, with_text))
            .collect(),
    };
    for fact in &reading.facts {
        page.lines[fact.line].facts.push(LockedFact {
            support: fact.support,
            is_proposed: false,
            operation: fact.operation.clone(),
            path: fact.path.clone(),
            kind: fact.kind,
            span: fact.span.clone(),
            value: fact.value.clone(),
        });
    }
    let known = old.and_then(|old| old.page(name));
    keep_decisions(&mut page, known, &reading);
    add_proposals(&mut page, known, &reading, plan, &subjects);
    let cells = reading.cells();
    for (locked, line) in page.lines.iter_mut().zip(&reading.lines) {
        if locked.facts.is_empty() && locked.note == Note::Cited {
            locked.note = match line.repeats_cell(&cells) {
                true => Note::Waived("repetition".to_owned()),
                false => note(line),
            };
        }
    }
    let mut lock = old.cloned().unwrap_or_default();
    match lock.pages.iter_mut().find(|page| page.name == name) {
        Some(old) => *old = page,
        None => lock.pages.push(page),
    }
    lock.sources = sources(plan, &lock);
    Snapshot { lock, reading }
}

fn locked(line: &Line, with_text: bool) -> LockedLine {
    LockedLine {
        fingerprint: line.fingerprint(),
        mask: line.mask(),
        place: line.place.to_string(),
        text: with_text.then(|| line.text.clone()),
        facts: Vec::new(),
        note: Note::Cited,
    }
}

/// Keeps the sentences that were cited and the lines that were waived. Both hold for one text only.
fn keep_decisions(page: &mut LockedPage, known: Option<&LockedPage>, reading: &Reading) {
    let Some(known) = known else {
        return;
    };
    let mut waived: BTreeMap<u64, &str> = BTreeMap::new();
    let mut cited: BTreeMap<&str, Vec<(&LockedLine, &LockedFact)>> = BTreeMap::new();
    for line in &known.lines {
        if let Note::Waived(reason) = &line.note {
            waived.insert(line.fingerprint, reason);
        }
        for fact in line
            .facts
            .iter()
            .filter(|fact| fact.support == Support::Prose)
        {
            cited.entry(&fact.value).or_default().push((line, fact));
        }
    }
    let row = |place: &str| place.split('/').take(3).collect::<Vec<_>>().join("/");
    for (at, line) in page.lines.iter_mut().enumerate() {
        let rest = format!("{:016x}", reading.rest(at));
        let own = cited.get(rest.as_str()).into_iter().flatten();
        let here = own.filter(|(old, _)| row(&old.place) == row(&line.place));
        for (_, fact) in here {
            if !line.facts.contains(fact) {
                line.facts.push((*fact).clone());
            }
        }
        if let (Some(reason), true) = (waived.get(&line.fingerprint), line.facts.is_empty()) {
            line.note = Note::Waived((*reason).to_owned());
        }
    }
}

/// Adds proposals to lines that the old lock does not have.
fn add_proposals(
    page: &mut LockedPage,
    known: Option<&LockedPage>,
    reading: &Reading,
    plan: &Plan,
    subjects: &Subjects,
) {
    let operations: Vec<&str> = subjects.operations().collect();
    let known_lines = known.into_iter().flat_map(|known| &known.lines);
    let known_lines: BTreeSet<u64> = known_lines.map(|line| line.fingerprint).collect();
    for proposal in propose(reading, plan, &operations) {
        let line = &mut page.lines[proposal.line];
        if known_lines.contains(&line.fingerprint) {
            continue;
        }
        line.facts.push(LockedFact {
            support: Support::Prose,
            is_proposed: true,
            operation: proposal.operation,
            path: proposal.path,
            kind: proposal.kind,
            span: 0..reading.lines[proposal.line].text.len(),
            value: format!("{:016x}", reading.rest(proposal.line)),
        });
    }
}

/// Returns why a line without facts has none.
fn note(line: &Line) -> Note {
    let reason = match line.place.part.as_str() {
        "heading" => "heading",
        "header" => "header",
        "sample" => "sample",
        "table" | "list" => "description",
        "meaning" => "meaning",
        _ => return Note::Unplaced,
    };
    Note::Waived(reason.to_owned())
}

/// Names the source of each constraint that no fact supports.
fn sources(plan: &Plan, lock: &Lock) -> Vec<Source> {
    let mut found: BTreeMap<(Who, String, String), Vec<String>> = BTreeMap::new();
    for constraint in constraints(plan) {
        if is_silent(&constraint) || lock.facts().any(|fact| fact.covers(&constraint)) {
            continue;
        }
        let who = lock.source(&constraint).unwrap_or(Who::Unknown);
        let kinds = found
            .entry((who, constraint.operation, constraint.path))
            .or_default();
        if !kinds.contains(&constraint.kind) {
            kinds.push(constraint.kind);
        }
    }
    let sources = found
        .into_iter()
        .map(|((who, operation, path), kinds)| Source {
            who,
            operation,
            path,
            kinds,
        });
    sources.collect()
}

/// Returns whether a constraint is what a schema has where its page says nothing.
pub(super) fn is_silent(constraint: &Constraint) -> bool {
    constraint.kind == "required" && constraint.value == "no"
}
