//! The lock of a schema: what its pages said when the schema was written, without their text.
//!
//! Input: the [`Reading`](crate::cite::Reading) of a page, and the lock so far. Output: a [`Lock`], which is written as
//! text to `schemas/<provider>.lock`. `docs/upkeep.md` describes the format.

mod parse;
mod print;
mod report;
mod snapshot;

use std::ops::Range;

use crate::cite::{Constraint, Fact, Kind, Support, covers};
pub use parse::LockError;
pub use report::{Coverage, coverage};
pub use snapshot::{Snapshot, snapshot};

/// The lock of a schema.
///
/// ```
/// use wireform_upkeep::lock::Lock;
///
/// let text = "lock 1\n\npage contacts text\nline 00000000000000a1 00000000000000b2 -/text\n  waived navigation\n";
/// let lock: Lock = text.parse().unwrap();
/// assert_eq!(lock.to_string(), text);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lock {
    /// The pages, in the order of the schema.
    pub pages: Vec<LockedPage>,
    /// Where constraints come from that no page states.
    pub sources: Vec<Source>,
}

/// A page, as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedPage {
    /// Its name in the schema.
    pub name: String,
    /// The format in which it was read.
    pub format: String,
    /// Its lines, in order.
    pub lines: Vec<LockedLine>,
}

/// A line of a page, as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedLine {
    /// The fingerprint of its text.
    pub fingerprint: u64,
    /// The fingerprint of its text without values.
    pub mask: u64,
    /// Where it stood.
    pub place: String,
    /// Its text, if the user asked for it.
    pub text: Option<String>,
    /// The facts in it.
    pub facts: Vec<LockedFact>,
    /// Why it has no facts.
    pub note: Note,
}

/// Why a line has no facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// It has some, or only proposals.
    Cited,
    /// A person or a rule waived it, with this reason. The waiver is for this text only.
    Waived(String),
    /// Nobody has said what it is.
    Unplaced,
}

/// A fact of a line: a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedFact {
    /// What supports it.
    pub support: Support,
    /// Whether it is only proposed: a person has not confirmed it.
    pub is_proposed: bool,
    /// The operation, or `-`.
    pub operation: String,
    /// The path, or `-`.
    pub path: String,
    /// What is stated.
    pub kind: Kind,
    /// The place of the value in the line.
    pub span: Range<usize>,
    /// The value, as the page said it; empty for a sentence.
    pub value: String,
}

/// The source of constraints that no page states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Who states them.
    pub who: Who,
    /// The operation, or `-`.
    pub operation: String,
    /// The path, or `-`.
    pub path: String,
    /// The kinds of the constraints.
    pub kinds: Vec<String>,
}

/// Who states what no page does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A client of the provider or of the public.
    Client,
    /// A machine-readable specification, or a page that is not locked.
    Specification,
    /// Something else: a standard, or a decision of the schema's author.
    Other,
    /// Nobody has said yet.
    Unknown,
}

impl Who {
    /// Every source.
    pub const ALL: [Self; 4] = [Who::Client, Who::Specification, Who::Other, Who::Unknown];

    /// Returns its name in a lock.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Who::Client => "client",
            Who::Specification => "specification",
            Who::Other => "other",
            Who::Unknown => "unknown",
        }
    }
}

impl Lock {
    /// Returns whether a text begins like a lock of some version. Other programs also have files with the extension `lock`.
    ///
    /// ```
    /// use wireform_upkeep::lock::Lock;
    ///
    /// assert!(Lock::is_begun_by("lock 2\n"));
    /// assert!(!Lock::is_begun_by("{ \"nodes\": {} }\n"));
    /// ```
    #[must_use]
    pub fn is_begun_by(text: &str) -> bool {
        let line = text.lines().next().unwrap_or_default();
        line.strip_prefix("lock ")
            .is_some_and(|version| version.trim_end().parse::<u32>().is_ok())
    }

    /// Returns the page of a name.
    #[must_use]
    pub fn page(&self, name: &str) -> Option<&LockedPage> {
        self.pages.iter().find(|page| page.name == name)
    }

    /// Returns all confirmed facts.
    pub fn facts(&self) -> impl Iterator<Item = &LockedFact> {
        let lines = self.pages.iter().flat_map(|page| &page.lines);
        lines
            .flat_map(|line| &line.facts)
            .filter(|fact| !fact.is_proposed)
    }

    /// Returns who states a constraint, if the lock names a source for it.
    #[must_use]
    pub fn source(&self, constraint: &Constraint) -> Option<Who> {
        let is_source = |source: &&Source| {
            source.operation == constraint.operation
                && source.path == constraint.path
                && source.kinds.contains(&constraint.kind)
        };
        self.sources.iter().find(is_source).map(|source| source.who)
    }
}

impl LockedFact {
    /// Returns whether the fact supports a constraint.
    #[must_use]
    pub fn covers(&self, constraint: &Constraint) -> bool {
        covers(&self.to_fact(0), constraint)
    }

    /// Returns it as a fact of a line.
    #[must_use]
    pub fn to_fact(&self, line: usize) -> Fact {
        Fact {
            operation: self.operation.clone(),
            path: self.path.clone(),
            kind: self.kind,
            value: self.value.clone(),
            support: self.support,
            line,
            span: self.span.clone(),
        }
    }
}
