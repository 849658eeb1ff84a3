//! The report: all findings of a comparison, the most serious first.

use super::effect::{Bump, Level};
use super::finding::Finding;

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

    /// Returns the number of findings of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        let of = self.findings.iter();
        of.filter(|finding| finding.level() == level).count()
    }
}
