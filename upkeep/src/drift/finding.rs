//! What a comparison of a page with its lock finds.

use crate::cite::{Fact, Kind};
use crate::edit::Proposal;

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
    pub(super) fn new(change: Change, operation: &str, path: &str, kind: Kind) -> Self {
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
