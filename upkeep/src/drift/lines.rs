//! Compares the lines of two versions of a page: cited sentences, and lines without a fact.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, Drift, Finding};
use crate::cite::{Kind, Reading, Support};
use crate::lock::{LockedFact, LockedLine, LockedPage, Note, RULES};

/// Reports cited sentences that changed, and new lines that nobody has placed. Counts the restyled lines.
pub(super) fn compare(locked: &LockedPage, reading: &Reading, drift: &mut Drift) {
    let new = NewLines::of(reading);
    let old_prints: BTreeSet<u64> = locked.lines.iter().map(|line| line.fingerprint).collect();
    let is_new = |at: usize| !old_prints.contains(&new.prints[at]);
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let missing: Vec<usize> = (0..locked.lines.len())
        .filter(|at| {
            let line = &locked.lines[*at];
            match line.facts.iter().find(|fact| is_cited_prose(fact)) {
                Some(fact) => !new.rests.contains(&fact.value),
                // A line with facts is compared by its facts.
                None => {
                    line.facts.iter().all(|fact| fact.is_proposed)
                        && !new.known.contains_key(&line.fingerprint)
                        && is_text(&line.place)
                }
            }
        })
        .collect();
    let has_prose = |line: &LockedLine| line.facts.iter().any(is_cited_prose);
    // Cited sentences choose first.
    let order = missing
        .iter()
        .filter(|at| has_prose(&locked.lines[**at]))
        .chain(missing.iter().filter(|at| !has_prose(&locked.lines[**at])));
    for at in order {
        let line = &locked.lines[*at];
        let partner = new.partner(locked, *at, &is_new, &taken);
        // What a person decided about a line holds for its text only, so that a changed line is one that nobody has placed.
        if has_prose(line) || is_waived_by_rule(line) {
            taken.extend(partner);
        }
        for fact in line.facts.iter().filter(|fact| is_cited_prose(fact)) {
            let change = if partner.is_some() {
                Change::Reworded
            } else {
                Change::Removed
            };
            let mut finding = Finding::new(change, &fact.operation, &fact.path, fact.kind);
            finding.old.clone_from(&line.text);
            finding.new = partner.map(|partner| reading.lines[partner].text.clone());
            finding.line = partner;
            drift.findings.push(finding);
        }
    }
    moved_sentences(locked, reading, &new, drift);
    let added_in_cells = added_in_cells(locked, reading, &is_new);
    let has_facts: BTreeSet<usize> = reading.facts.iter().map(|fact| fact.line).collect();
    let mut unplaced = 0;
    let new_rows: BTreeSet<usize> = drift
        .findings
        .iter()
        .flat_map(|finding| finding.row.iter().map(|fact| fact.line))
        .collect();
    for (at, line) in reading.lines.iter().enumerate() {
        let is_free = is_new(at) && !taken.contains(&at) && !has_facts.contains(&at);
        let is_listed = matches!(line.place.part.as_str(), "text" | "item" | "other")
            || added_in_cells.contains(&at);
        let is_in_new_row = !line.place.row.is_empty()
            && new_rows.iter().any(|row| {
                reading.lines[*row].place.row == line.place.row
                    && reading.lines[*row].place.operation == line.place.operation
            });
        if is_free && is_listed && !is_in_new_row {
            let mut finding =
                Finding::new(Change::Unplaced, &line.place.operation, "-", Kind::Field);
            if !line.place.row.is_empty() {
                finding.path.clone_from(&line.place.row);
            }
            finding.new = Some(line.text.clone());
            finding.line = Some(at);
            drift.findings.push(finding);
            unplaced += 1;
        }
    }
    let changed = (0..reading.lines.len()).filter(|at| is_new(*at)).count();
    let found: BTreeSet<usize> = drift
        .findings
        .iter()
        .filter_map(|finding| finding.line)
        .filter(|at| is_new(*at))
        .collect();
    drift.restyled = changed.saturating_sub(found.len().max(unplaced));
}

/// Returns whether a fact is a sentence that a person has cited.
fn is_cited_prose(fact: &LockedFact) -> bool {
    fact.support == Support::Prose && !fact.is_proposed
}

/// Returns whether a line needs no decision, also with another text: no fact, no proposal, and a waiver by its place.
fn is_waived_by_rule(line: &LockedLine) -> bool {
    line.facts.is_empty()
        && match &line.note {
            Note::Waived(reason) => RULES.contains(&reason.as_str()),
            Note::Cited | Note::Unplaced => false,
        }
}

/// Returns whether a place is that of a sentence and not of a cell.
fn is_text(place: &str) -> bool {
    let part = place.split('/').nth(1).unwrap_or_default();
    matches!(
        part,
        "text" | "item" | "header" | "heading" | "other" | "values"
    )
}

struct NewLines {
    prints: Vec<u64>,
    /// The fingerprints of the lines without the values that facts state, as locks have them.
    rests: Vec<String>,
    masks: Vec<u64>,
    places: Vec<String>,
    /// The first line of each text.
    known: BTreeMap<u64, usize>,
    /// The texts that occur more than once.
    repeated: BTreeSet<u64>,
}

impl NewLines {
    fn of(reading: &Reading) -> Self {
        let prints: Vec<u64> = reading
            .lines
            .iter()
            .map(crate::cite::Line::fingerprint)
            .collect();
        let mut known = BTreeMap::new();
        let mut repeated = BTreeSet::new();
        for (at, print) in prints.iter().enumerate() {
            if *known.entry(*print).or_insert(at) != at {
                repeated.insert(*print);
            }
        }
        let rests = (0..reading.lines.len()).map(|line| format!("{:016x}", reading.rest(line)));
        NewLines {
            rests: rests.collect(),
            masks: reading.lines.iter().map(crate::cite::Line::mask).collect(),
            places: reading
                .lines
                .iter()
                .map(|line| line.place.to_string())
                .collect(),
            known,
            repeated,
            prints,
        }
    }

    /// Returns the new line that an old line has become: one with the same mask, or one between the same neighbours.
    fn partner(
        &self,
        locked: &LockedPage,
        at: usize,
        is_new: &impl Fn(usize) -> bool,
        taken: &BTreeSet<usize>,
    ) -> Option<usize> {
        let line = &locked.lines[at];
        let part = |place: &str| place.split('/').nth(1).unwrap_or_default().to_owned();
        let is_free = |candidate: &usize| {
            is_new(*candidate)
                && !taken.contains(candidate)
                && part(&self.places[*candidate]) == part(&line.place)
        };
        let all = 0..self.prints.len();
        let same_mask = all
            .clone()
            .filter(is_free)
            .find(|candidate| self.masks[*candidate] == line.mask);
        if same_mask.is_some() {
            return same_mask;
        }
        // A text that occurs several times says nothing about the place.
        let known = |line: &LockedLine| {
            let is_repeated = self.repeated.contains(&line.fingerprint);
            self.known
                .get(&line.fingerprint)
                .copied()
                .filter(|_| !is_repeated)
        };
        let before = locked.lines[..at].iter().rev().find_map(known);
        let after = locked.lines[at + 1..].iter().find_map(known);
        let (from, to) = (
            before.map_or(0, |before| before + 1),
            after.unwrap_or(self.prints.len()),
        );
        (from..to).find(is_free)
    }
}

/// Reports cited sentences that now stand in another operation.
fn moved_sentences(locked: &LockedPage, reading: &Reading, new: &NewLines, drift: &mut Drift) {
    for line in &locked.lines {
        for fact in line.facts.iter().filter(|fact| is_cited_prose(fact)) {
            let operation = line.place.split('/').next().unwrap_or_default();
            let same: Vec<usize> = (0..new.prints.len())
                .filter(|at| new.prints[*at] == line.fingerprint)
                .collect();
            let is_here = same
                .iter()
                .any(|at| reading.lines[*at].place.operation == operation);
            let (Some(first), false) = (same.first(), is_here) else {
                continue;
            };
            let to = &reading.lines[*first].place.operation;
            if operation == "-" || to == "-" {
                continue;
            }
            let mut finding = Finding::new(Change::Moved, &fact.operation, &fact.path, fact.kind);
            finding.old = Some(operation.to_owned());
            finding.new = Some(to.clone());
            finding.line = Some(*first);
            drift.findings.push(finding);
        }
    }
}

/// Returns the new lines of rows that have more lines without a fact than before. A column that the page did not have
/// before does not count.
fn added_in_cells(
    locked: &LockedPage,
    reading: &Reading,
    is_new: &impl Fn(usize) -> bool,
) -> BTreeSet<usize> {
    // The operation and the field of a row, and the title of the column.
    let cell = |place: &str| -> Option<((String, String), String)> {
        let mut parts = place.splitn(4, '/');
        let operation = parts.next()?.to_owned();
        let part = parts.next()?;
        let row = parts.next()?.to_owned();
        let column = parts.next().unwrap_or_default().to_owned();
        matches!(part, "table" | "list").then_some(((operation, row), column))
    };
    let mut before: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut columns: BTreeSet<String> = BTreeSet::new();
    for line in &locked.lines {
        if let Some((row, column)) = cell(&line.place) {
            *before.entry(row).or_default() += usize::from(line.facts.is_empty());
            columns.insert(column);
        }
    }
    let has_facts: BTreeSet<usize> = reading.facts.iter().map(|fact| fact.line).collect();
    let mut after: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (at, line) in reading.lines.iter().enumerate() {
        let found = cell(&line.place.to_string()).filter(|(_, column)| columns.contains(column));
        if let (false, Some((row, _))) = (has_facts.contains(&at), found) {
            after.entry(row).or_default().push(at);
        }
    }
    let grown = after.into_iter().filter_map(|(row, lines)| {
        let extra = lines.len().checked_sub(*before.get(&row)?)?;
        Some((lines, extra))
    });
    grown
        .flat_map(|(lines, extra)| {
            let fresh: Vec<usize> = lines.into_iter().filter(|at| is_new(*at)).collect();
            let skip = fresh.len().saturating_sub(extra);
            fresh.into_iter().skip(skip).collect::<Vec<_>>()
        })
        .collect()
}
