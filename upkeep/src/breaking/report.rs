//! The report: all findings of a comparison, the most serious first.

use super::effect::{Bump, Level};
use super::finding::Finding;
use super::rules::Rule;

/// The axis that decides whether a finding fails a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Only the wire.
    Wire,
    /// Only the Rust API.
    Rust,
    /// The more serious of both.
    Both,
}

impl Axis {
    /// Returns the level of a rule on this axis.
    fn level(self, rule: &Rule) -> Level {
        match self {
            Axis::Wire => rule.wire.level(),
            Axis::Rust => rule.rust.level(),
            Axis::Both => rule.level(),
        }
    }
}

/// All changes between two versions of some schemas.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The changes, the most serious first, then by place.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Returns the report of some findings.
    #[must_use]
    pub fn new(mut findings: Vec<Finding>) -> Self {
        findings.sort_by(|one, two| {
            let key = |it: &Finding| (std::cmp::Reverse(it.level()), it.place.clone(), it.rule.id);
            key(one).cmp(&key(two))
        });
        Self { findings }
    }

    /// Returns the level of the most serious finding.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.findings.iter().map(Finding::level).max()
    }

    /// Returns the part of the version that the changes increment together. None if nothing changed.
    #[must_use]
    pub fn bump(&self) -> Option<Bump> {
        self.level().map(Level::bump)
    }

    /// Returns whether a finding that is not accepted has this level or a higher one, on an axis.
    #[must_use]
    pub fn reaches(&self, level: Level, axis: Axis) -> bool {
        let open = self.findings.iter().filter(|it| it.accepted.is_none());
        open.map(|finding| axis.level(finding.rule))
            .any(|it| it >= level)
    }

    /// Returns the number of findings of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        let of = self.findings.iter();
        of.filter(|finding| finding.level() == level).count()
    }
}
