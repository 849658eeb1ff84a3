//! The list of cases of a suite that do not agree, each with a reason.
//!
//! A line has the case, the reason and a note, separated by tabs.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::{Case, Reason, Verdict};

/// The skipped cases of a suite.
#[derive(Debug, Clone, Default)]
pub(crate) struct Skips(BTreeMap<String, Skip>);

#[derive(Debug, Clone)]
struct Skip {
    reason: Reason,
    note: String,
}

impl Skips {
    /// Reads a list. A file that does not exist is an empty list.
    pub(crate) fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let row = |line: &str| {
            let mut columns = line.splitn(3, '\t');
            let id = columns.next()?.to_owned();
            let reason = Reason::of_word(columns.next()?)?;
            let note = columns.next()?.to_owned();
            Some((id, Skip { reason, note }))
        };
        let rows = text.lines().map(|line| {
            row(line).unwrap_or_else(|| panic!("{}: not a row: {line}", path.display()))
        });
        Skips(rows.collect())
    }

    /// Returns what is wrong with the list.
    pub(crate) fn compare(&self, cases: &[Case]) -> Vec<String> {
        let mut problems = Vec::new();
        for case in cases {
            match (&case.verdict, self.0.contains_key(&case.id)) {
                (Verdict::Agrees, false)
                | (Verdict::Differs(_) | Verdict::Inexpressible(_), true) => {}
                (Verdict::Agrees, true) => {
                    problems.push(format!("{} agrees, so it must not be skipped", case.id))
                }
                (Verdict::Differs(note), false) => {
                    problems.push(format!("{} differs: {note}", case.id))
                }
                (Verdict::Inexpressible(note), false) => {
                    problems.push(format!("{} cannot be expressed: {note}", case.id));
                }
            }
        }
        let unknown = self
            .0
            .keys()
            .filter(|id| !cases.iter().any(|case| case.id == **id));
        problems
            .extend(unknown.map(|id| format!("{id} is skipped, but the suite has no such case")));
        problems
    }

    /// Removes the cases that agree, and adds those that are missing as findings.
    pub(crate) fn bless(&mut self, cases: &[Case]) {
        let mut skips = BTreeMap::new();
        for case in cases {
            let (Verdict::Differs(note) | Verdict::Inexpressible(note)) = &case.verdict else {
                continue;
            };
            let known = self.0.remove(&case.id);
            // A person has chosen the reason. The note of a finding is the present one.
            let skip = match known.filter(|known| known.reason != Reason::Finding) {
                Some(known) => known,
                None => Skip {
                    reason: Reason::Finding,
                    note: note.replace(['\t', '\n', '\r'], " "),
                },
            };
            skips.insert(case.id.clone(), skip);
        }
        self.0 = skips;
    }

    /// Writes the list.
    pub(crate) fn write(&self, path: &Path) {
        let mut text = String::new();
        for (id, skip) in &self.0 {
            let _ = writeln!(text, "{id}\t{}\t{}", skip.reason.word(), skip.note);
        }
        std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Returns how many cases are skipped for each reason.
    pub(crate) fn counts(&self) -> BTreeMap<Reason, usize> {
        let mut counts = BTreeMap::new();
        for skip in self.0.values() {
            *counts.entry(skip.reason).or_default() += 1;
        }
        counts
    }
}
