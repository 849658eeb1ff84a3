//! Compares the facts of two versions of a page.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{Row, compare_rows};
use super::finding::{Change, Drift, Finding};
use crate::cite::{Constraint, Fact, Kind, Reading, Support, canonical};
use crate::lock::LockedPage;

/// What facts about one thing are grouped by: operation, path, kind, and whether only a sample shows it.
pub(super) type Key = (String, String, Kind, bool);

/// The values of one group, by their form for comparison, with the value and the line of each.
pub(super) type Values = BTreeMap<String, (String, usize)>;

/// The facts of one version of a page.
pub(super) struct Facts {
    pub(super) groups: BTreeMap<Key, Values>,
    /// The rows, in order.
    pub(super) rows: Vec<Row>,
}

impl Facts {
    pub(super) fn new(facts: &[Fact]) -> Self {
        let mut groups: BTreeMap<Key, Values> = BTreeMap::new();
        let mut rows: Vec<Row> = Vec::new();
        for fact in facts.iter().filter(|fact| fact.support != Support::Prose) {
            let is_sample = fact.support == Support::Sample;
            let key = (
                fact.operation.clone(),
                fact.path.clone(),
                fact.kind,
                is_sample,
            );
            let values = groups.entry(key).or_default();
            values
                .entry(canonical(fact.kind, &fact.value))
                .or_insert_with(|| (fact.value.clone(), fact.line));
            if fact.kind == Kind::Field {
                let row = Row {
                    operation: fact.operation.clone(),
                    path: fact.path.clone(),
                    is_sample,
                    line: fact.line,
                };
                if !rows.iter().any(|other| other.is_same(&row)) {
                    rows.push(row);
                }
            }
        }
        // A sample decides only where no table does.
        let stated: BTreeSet<Key> = groups.keys().filter(|key| !key.3).cloned().collect();
        groups.retain(|key, _| {
            !key.3 || !stated.contains(&(key.0.clone(), key.1.clone(), key.2, false))
        });
        let has_table = |row: &Row| {
            stated.contains(&(row.operation.clone(), row.path.clone(), Kind::Field, false))
        };
        rows.retain(|row| !row.is_sample || !has_table(row));
        Facts { groups, rows }
    }

    /// Returns the facts about a field or its items, by kind and value.
    pub(super) fn about(&self, row: &Row) -> BTreeSet<(Kind, String)> {
        let items = format!("{}[]", row.path);
        let own = self
            .groups
            .iter()
            .filter(|((operation, path, kind, _), _)| {
                *operation == row.operation
                    && (*path == row.path || *path == items)
                    && *kind != Kind::Field
            });
        own.flat_map(|((_, _, kind, _), values)| values.keys().map(|value| (*kind, value.clone())))
            .collect()
    }
}

/// Compares the facts of a page with those of its lock.
pub(super) fn compare(
    locked: &LockedPage,
    reading: &Reading,
    held: &BTreeSet<Constraint>,
) -> Drift {
    let old_facts: Vec<Fact> = locked
        .lines
        .iter()
        .enumerate()
        .flat_map(|(line, content)| content.facts.iter().map(move |fact| fact.to_fact(line)))
        .collect();
    let old = Facts::new(&old_facts);
    let new = Facts::new(&reading.facts);
    let mut drift = Drift::default();
    let settled = compare_rows(&old, &new, reading, &mut drift.findings);
    let is_settled = |operation: &str, path: &str| {
        settled.iter().any(|(other, row)| {
            let rest = path.strip_prefix(row.as_str());
            other == operation
                && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    };
    let gone = gone_operations(&old, &new, &mut drift.findings);
    let keys: BTreeSet<&Key> = old.groups.keys().chain(new.groups.keys()).collect();
    let none = Values::new();
    for key in keys {
        let (operation, path, kind, is_sample) = key;
        let before = old.groups.get(key).unwrap_or(&none);
        let after = new.groups.get(key).unwrap_or(&none);
        let other = (operation.clone(), path.clone(), *kind, !is_sample);
        // A fact that a sample showed and a table states now, or the other way round, is compared as stated.
        if *is_sample && (old.groups.contains_key(&other) || new.groups.contains_key(&other)) {
            continue;
        }
        drift.unchanged += before
            .keys()
            .filter(|value| after.contains_key(*value))
            .count();
        let is_field = *kind == Kind::Field;
        if before.keys().eq(after.keys())
            || is_field
            || is_settled(operation, path)
            || gone.contains(operation)
        {
            continue;
        }
        if path.contains('?') {
            unknown_operation(operation, path, *kind, before, after, &mut drift.findings);
            continue;
        }
        let removed: Vec<&(String, usize)> = before
            .iter()
            .filter(|(value, _)| !after.contains_key(*value))
            .map(|(_, value)| value)
            .collect();
        let added: Vec<&(String, usize)> = after
            .iter()
            .filter(|(value, _)| !before.contains_key(*value))
            .map(|(_, value)| value)
            .collect();
        let pairs = if kind.is_single() {
            removed.len().max(added.len())
        } else {
            0
        };
        let mut push = |change: Change,
                        old: Option<&(String, usize)>,
                        new: Option<&(String, usize)>| {
            let mut finding = Finding::new(change, operation, path, *kind);
            finding.old = old.map(|(value, _)| value.clone());
            finding.new = new.map(|(value, _)| value.clone());
            finding.line = new.map(|(_, line)| *line);
            let is_held = old.is_none() && holds(held, &finding);
            let is_shape = *is_sample && *kind == Kind::Type && (old.is_none() || new.is_none());
            if !is_held && !is_shape {
                drift.findings.push(finding);
            }
        };
        if pairs > 0 {
            for at in 0..pairs {
                // The page may contradict itself now: the old value stands beside a new one.
                let old = removed.get(at).copied().or_else(|| before.values().next());
                let new = added.get(at).copied();
                let change = match (old, new) {
                    (Some(_), Some(_)) => Change::Changed,
                    (None, _) => Change::Added,
                    (Some(_), None) if !after.is_empty() => continue,
                    (Some(_), None) => Change::Removed,
                };
                push(change, old, new);
            }
            continue;
        }
        for old in removed {
            push(Change::Removed, Some(old), None);
        }
        for new in added {
            push(Change::Added, None, Some(new));
        }
    }
    drift
}

/// Returns whether the schema has what a new fact states, so that the fact only confirms it.
fn holds(held: &BTreeSet<Constraint>, finding: &Finding) -> bool {
    let Some(new) = &finding.new else {
        return false;
    };
    let value = canonical(finding.kind, new);
    held.iter().any(|constraint| {
        constraint.operation == finding.operation
            && constraint.path == finding.path
            && constraint.kind == finding.kind.name()
            && canonical(finding.kind, &constraint.value) == value
    })
}

/// Reports operations of which no fact is left, and returns their names.
fn gone_operations(old: &Facts, new: &Facts, findings: &mut Vec<Finding>) -> BTreeSet<String> {
    let names = |facts: &Facts| -> BTreeSet<String> {
        facts
            .groups
            .keys()
            .filter(|key| key.0 != "-")
            .map(|key| key.0.clone())
            .collect()
    };
    let (before, after) = (names(old), names(new));
    let gone: BTreeSet<String> = before.difference(&after).cloned().collect();
    for operation in &gone {
        findings.push(Finding::new(Change::Removed, operation, "-", Kind::Method));
    }
    gone
}

/// Reports an operation of the page that the schema does not have.
fn unknown_operation(
    operation: &str,
    path: &str,
    kind: Kind,
    before: &Values,
    after: &Values,
    findings: &mut Vec<Finding>,
) {
    if kind == Kind::Method && before.is_empty() {
        let mut finding = Finding::new(Change::Added, operation, path, kind);
        finding.line = after.values().next().map(|(_, line)| *line);
        findings.push(finding);
    }
}
