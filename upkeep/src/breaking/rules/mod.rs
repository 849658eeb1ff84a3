//! The rules: every kind of change that a comparison reports, as data.
//!
//! A rule has a stable id, its effect on each axis, and the reason for it. Its mirror is the rule for the same change in
//! the other direction, or a sentence that says why there is none. The folder `upkeep/tests/breaking` has a file for each
//! rule, with schemas that give the finding and schemas that do not.

mod access;
mod document;
mod field;
mod operation;
mod provider;
mod response;
mod rule;
mod values;

pub(super) use access::*;
pub(super) use document::*;
pub(super) use field::*;
pub(super) use operation::*;
pub(super) use provider::*;
pub(super) use response::*;
pub(super) use rule::*;
pub(super) use values::*;

use super::effect::{Level, RustApi, Wire};

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable name, for example `field-removed`.
    pub id: &'static str,
    /// The change in one clause.
    pub title: &'static str,
    /// The effect on the wire.
    pub wire: Wire,
    /// The effect on callers of the generated Rust.
    pub rust: RustApi,
    /// The rule for the same change in the other direction.
    pub mirror: Mirror,
    /// Why the change has these effects.
    pub reason: &'static str,
}

/// The counterpart of a rule when old and new are swapped.
#[derive(Debug, PartialEq, Eq)]
pub enum Mirror {
    /// The same rule.
    Itself,
    /// The rule of this id.
    Rule(&'static str),
}

impl Rule {
    /// Returns how serious the change is.
    #[must_use]
    pub fn level(&self) -> Level {
        self.wire.level().max(self.rust.level())
    }

    /// Returns the id of the rule that reports the change when old and new are swapped.
    #[must_use]
    pub const fn mirrored(&self) -> &'static str {
        match self.mirror {
            Mirror::Itself => self.id,
            Mirror::Rule(id) => id,
        }
    }
}

/// Returns all rules, by topic.
///
/// ```
/// let rules = wireform_upkeep::breaking::rules();
/// assert!(rules.iter().any(|rule| rule.id == "values-narrowed"));
/// ```
#[must_use]
pub fn rules() -> Vec<&'static Rule> {
    topics()
        .into_iter()
        .flat_map(|(_, rules)| rules)
        .copied()
        .collect()
}

/// Returns the rule of an id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    rules().into_iter().find(|rule| rule.id == id)
}

/// Returns the topics of the documentation with their rules.
pub(super) fn topics() -> [(&'static str, &'static [&'static Rule]); 8] {
    [
        ("Providers", provider::TABLE),
        ("Operations", operation::TABLE),
        ("Servers and authentication", access::TABLE),
        ("Fields", field::TABLE),
        ("Values", values::TABLE),
        ("Documents", document::TABLE),
        ("Rules and context facts", rule::TABLE),
        ("Responses", response::TABLE),
    ]
}

/// Declares a table of rules: a constant for each rule, and `TABLE` with all of them.
macro_rules! table {
    ($($(#[$docs:meta])* $name:ident = $id:literal {
        $title:literal,
        wire: $wire:ident, rust: $rust:ident, mirror: $mirror:tt,
        $reason:literal $(,)?
    })*) => {
        $($(#[$docs])*
        #[doc = $title]
        pub(in crate::breaking) static $name: $crate::breaking::rules::Rule = $crate::breaking::rules::Rule {
            id: $id,
            title: $title,
            wire: $crate::breaking::Wire::$wire,
            rust: $crate::breaking::RustApi::$rust,
            mirror: $crate::breaking::rules::mirror!($mirror),
            reason: $reason,
        };)*

        pub(super) static TABLE: &[&$crate::breaking::rules::Rule] = &[$(&$name),*];
    };
}

/// Writes a mirror: `itself`, or the id of a rule.
macro_rules! mirror {
    (itself) => {
        $crate::breaking::rules::Mirror::Itself
    };
    ($id:literal) => {
        $crate::breaking::rules::Mirror::Rule($id)
    };
}

use {mirror, table};
