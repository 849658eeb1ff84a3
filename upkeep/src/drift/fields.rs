//! Compares the rows of two versions of a page: which fields are new, gone, renamed or elsewhere.

use super::compare::Facts;
use super::finding::{Change, Finding};
use crate::cite::{Fact, Kind, Reading};

/// A row of a table, a list or a sample: a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) operation: String,
    pub(super) path: String,
    pub(super) is_sample: bool,
    pub(super) line: usize,
}

impl Row {
    pub(super) fn is_same(&self, other: &Row) -> bool {
        self.operation == other.operation
            && self.path == other.path
            && self.is_sample == other.is_sample
    }

    fn is_unknown(&self) -> bool {
        self.path.contains('?')
    }

    /// Returns the path of the object that the field belongs to.
    fn group(&self) -> &str {
        let end = self.path.rfind('.').map_or(0, |dot| dot + 1);
        &self.path[..end]
    }

    /// Returns the name of the field.
    fn name(&self) -> &str {
        self.path[self.group().len()..].trim_start_matches('?')
    }
}

/// Reports the rows that are new, gone, renamed or moved. Returns the fields of which nothing more has to be compared.
pub(super) fn compare_rows(
    old: &Facts,
    new: &Facts,
    reading: &Reading,
    findings: &mut Vec<Finding>,
) -> Vec<(String, String)> {
    // A row of a table is still there if a table has it; a member of a sample, if anything has it.
    let is_in = |facts: &Facts, row: &Row| {
        let mut rows = facts.rows.iter();
        rows.any(|other| {
            other.operation == row.operation
                && other.path == row.path
                && (!other.is_sample || row.is_sample)
        })
    };
    let mut removed: Vec<&Row> = old.rows.iter().filter(|row| !is_in(new, row)).collect();
    let is_known = |row: &&Row| {
        let mut rows = old.rows.iter();
        rows.any(|other| other.operation == row.operation && other.path == row.path)
    };
    let mut added: Vec<&Row> = new.rows.iter().filter(|row| !is_known(row)).collect();
    // What the schema does not have is not compared further.
    let unknown = old
        .rows
        .iter()
        .chain(&new.rows)
        .filter(|row| row.is_unknown());
    let settled: Vec<(String, String)> = removed
        .iter()
        .copied()
        .chain(unknown)
        .map(|row| (row.operation.clone(), row.path.clone()))
        .collect();
    let is_left = |operation: &str| new.groups.keys().any(|key| key.0 == operation);
    removed.retain(|row| !row.is_unknown() && (is_left(&row.operation) || row.operation == "-"));

    let facts = |row: &Row| row_facts(reading, row);
    let mut pairs = best_pairs(old, new, &removed, &added);
    pairs.extend(moves(&removed, &added, &pairs));
    for (from, to, change) in &pairs {
        let mut finding = Finding::new(*change, &from.operation, &from.path, Kind::Field);
        let (old_name, new_name) = match change {
            Change::Moved => (
                format!("{}.{}", from.operation, from.path),
                format!("{}.{}", to.operation, to.path.replace('?', "")),
            ),
            _ => (wire_name(old, from), to.name().to_owned()),
        };
        finding.old = Some(old_name);
        finding.new = Some(new_name);
        finding.line = Some(to.line);
        finding.row = facts(to);
        findings.push(finding);
    }
    removed.retain(|row| !pairs.iter().any(|(from, ..)| from == row));
    added.retain(|row| !pairs.iter().any(|(_, to, _)| to == row));
    for row in removed {
        let mut finding = Finding::new(Change::Removed, &row.operation, &row.path, Kind::Field);
        finding.old = Some(wire_name(old, row));
        findings.push(finding);
    }
    for row in added {
        let mut finding = Finding::new(Change::Added, &row.operation, &row.path, Kind::Field);
        finding.new = Some(wire_name(new, row));
        finding.line = Some(row.line);
        finding.row = facts(row);
        finding.after = before(new, row).map(|row| row.path.clone());
        // A field that the schema has already, but whose row is new, is confirmed.
        if row.is_unknown() {
            findings.push(finding);
        }
    }
    settled
}

/// Returns the name that the page prints for a field.
fn wire_name(facts: &Facts, row: &Row) -> String {
    let key = (
        row.operation.clone(),
        row.path.clone(),
        Kind::Field,
        row.is_sample,
    );
    let values = facts.groups.get(&key);
    let value = values.and_then(|values| values.values().next());
    value.map_or_else(|| row.name().to_owned(), |(value, _)| value.clone())
}

/// Returns the facts of a row and of its items.
fn row_facts(reading: &Reading, row: &Row) -> Vec<Fact> {
    let items = format!("{}[]", row.path);
    let own = reading.facts.iter().filter(|fact| {
        fact.operation == row.operation && (fact.path == row.path || fact.path == items)
    });
    own.cloned().collect()
}

/// Returns the row before a row in the same group.
fn before<'f>(facts: &'f Facts, row: &Row) -> Option<&'f Row> {
    let at = facts.rows.iter().position(|other| other.is_same(row))?;
    let mut others = facts.rows[..at].iter().rev();
    others.find(|other| other.operation == row.operation && other.group() == row.group())
}

/// Returns the row after a row in the same group.
fn after<'f>(facts: &'f Facts, row: &Row) -> Option<&'f Row> {
    let at = facts.rows.iter().position(|other| other.is_same(row))?;
    let mut others = facts.rows[at + 1..].iter();
    others.find(|other| other.operation == row.operation && other.group() == row.group())
}

type Pair<'r> = (&'r Row, &'r Row, Change);

/// Pairs rows that are gone with new rows that look like them: two signs are needed.
fn best_pairs<'r>(
    old: &Facts,
    new: &Facts,
    removed: &[&'r Row],
    added: &[&'r Row],
) -> Vec<Pair<'r>> {
    let mut scored: Vec<(usize, &Row, &Row)> = Vec::new();
    for from in removed {
        for to in added.iter().filter(|to| to.is_unknown()) {
            if from.operation == to.operation
                && from.group() == to.group()
                && from.is_sample == to.is_sample
            {
                let signs = signs(old, new, from, to);
                if signs >= 2 {
                    scored.push((signs, from, to));
                }
            }
        }
    }
    scored.sort_by_key(|(signs, ..)| std::cmp::Reverse(*signs));
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for (_, from, to) in scored {
        if !pairs
            .iter()
            .any(|(other, target, _)| *other == from || *target == to)
        {
            pairs.push((from, to, Change::Renamed));
        }
    }
    pairs
}

/// Counts the signs that two rows are about the same field.
fn signs(old: &Facts, new: &Facts, from: &Row, to: &Row) -> usize {
    let (before_facts, after_facts) = (old.about(from), new.about(to));
    let is_flag = |kind: Kind| matches!(kind, Kind::Type | Kind::Required);
    let same = before_facts.intersection(&after_facts);
    let (flags, values): (Vec<_>, Vec<_>) = same.partition(|(kind, _)| is_flag(*kind));
    let neighbour = |left: Option<&Row>, right: Option<&Row>| match (left, right) {
        (Some(left), Some(right)) => left.path == right.path,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    let is_between = neighbour(before(old, from), before(new, to))
        && neighbour(after(old, from), after(new, to));
    let similar = is_similar(from.name(), to.name());
    usize::from(
        !flags.is_empty()
            && flags.len()
                == before_facts
                    .iter()
                    .filter(|(kind, _)| is_flag(*kind))
                    .count(),
    ) + values.len()
        + usize::from(is_between)
        + usize::from(similar)
}

/// Returns whether one name contains the other, without signs and case.
fn is_similar(left: &str, right: &str) -> bool {
    let plain = |name: &str| -> String {
        name.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (left, right) = (plain(left), plain(right));
    left.contains(&right)
        || right.contains(&left)
        || left
            .bytes()
            .zip(right.bytes())
            .take_while(|(a, b)| a == b)
            .count()
            >= 5
}

/// Pairs rows that are gone with new rows of the same name elsewhere.
fn moves<'r>(removed: &[&'r Row], added: &[&'r Row], taken: &[Pair<'r>]) -> Vec<Pair<'r>> {
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for from in removed {
        let plain = |row: &Row| row.name().replace(['_', '-'], "").to_lowercase();
        let is_free = |to: &&&Row| {
            !taken
                .iter()
                .chain(&pairs)
                .any(|(_, other, _)| *other == **to)
        };
        let is_from_free = !taken.iter().any(|(other, ..)| other == from);
        let to = added
            .iter()
            .filter(is_free)
            .find(|to| plain(to) == plain(from));
        if let (true, Some(to)) = (is_from_free, to) {
            pairs.push((from, to, Change::Moved));
        }
    }
    pairs
}
