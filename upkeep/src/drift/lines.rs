//! Compares the lines of two versions of a page: cited sentences, and lines without a fact.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Change, Drift, Finding};
use crate::cite::{Kind, Line, Reading, Support};
use crate::lock::{LockedFact, LockedLine, LockedPage};

/// Reports cited sentences that changed, and new lines that nobody has placed. Counts the restyled lines.
pub(super) fn compare(locked: &LockedPage, reading: &Reading, drift: &mut Drift) {
    let new = NewLines::of(reading);
    let old_prints: BTreeSet<u64> = locked.lines.iter().map(|line| line.fingerprint).collect();
    let is_new = |at: usize| !old_prints.contains(&new.prints[at]);
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for (at, line) in locked.lines.iter().enumerate() {
        let mut cited = line.facts.iter().filter(|fact| is_cited_prose(fact));
        if cited
            .next()
            .is_none_or(|fact| new.rests.contains(&fact.value))
        {
            continue;
        }
        let partner = new.partner(locked, at, &is_new, &taken);
        // What was decided about a line holds for its text only, so that a changed line is one that nobody has placed.
        taken.extend(partner);
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
    let layout = Layout::of(locked);
    let has_facts: BTreeSet<usize> = reading.facts.iter().map(|fact| fact.line).collect();
    let mut unplaced = 0;
    let row_of = |line: &Line| (line.place.operation.clone(), line.place.row.clone());
    let rows = drift.findings.iter().flat_map(|finding| &finding.row);
    let new_rows: BTreeSet<_> = rows.map(|fact| row_of(&reading.lines[fact.line])).collect();
    let cells = reading.cells();
    for (at, line) in reading.lines.iter().enumerate() {
        if is_new(at)
            && !taken.contains(&at)
            && !has_facts.contains(&at)
            && layout.has_place_of(line)
            && !line.repeats_cell(&cells)
            && (line.place.row.is_empty() || !new_rows.contains(&row_of(line)))
        {
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

struct NewLines {
    prints: Vec<u64>,
    /// The fingerprints of the lines without the values that facts state, as locks have them.
    rests: BTreeSet<String>,
    masks: Vec<u64>,
    places: Vec<String>,
    /// The first line of each text.
    known: BTreeMap<u64, usize>,
    /// The texts that occur more than once.
    repeated: BTreeSet<u64>,
}

impl NewLines {
    fn of(reading: &Reading) -> Self {
        let prints: Vec<u64> = reading.lines.iter().map(Line::fingerprint).collect();
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
            masks: reading.lines.iter().map(Line::mask).collect(),
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

/// What decides whether a new line has to be read: a column that the page did not have before states nothing that the schema
/// could follow, and neither does a sample with other values.
struct Layout {
    /// The titles of the columns.
    columns: BTreeSet<String>,
    /// The masks of the lines of samples.
    samples: BTreeSet<u64>,
}

impl Layout {
    fn of(locked: &LockedPage) -> Self {
        let mut layout = Layout {
            columns: BTreeSet::new(),
            samples: BTreeSet::new(),
        };
        for line in &locked.lines {
            let mut parts = line.place.splitn(4, '/').skip(1);
            match (parts.next(), parts.nth(1)) {
                (Some("sample"), _) => {
                    layout.samples.insert(line.mask);
                }
                (Some("table" | "list"), column) => {
                    layout.columns.insert(column.unwrap_or_default().to_owned());
                }
                _ => {}
            }
        }
        layout
    }

    /// Returns whether a person has to read a line with this place. The titles of columns are read as what they are for.
    fn has_place_of(&self, line: &Line) -> bool {
        match line.place.part.as_str() {
            "header" => false,
            "sample" => !self.samples.contains(&line.mask()),
            "table" | "list" => self.columns.contains(&line.place.column.replace(' ', "_")),
            _ => true,
        }
    }
}
