//! Findings: one change, the rule that it falls under, and what proves it.

use std::fmt;

use super::effect::{Bump, Level};
use super::rules::Rule;

/// A change between two versions of a schema.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that the change falls under.
    pub rule: &'static Rule,
    /// The changed construct.
    pub place: Place,
    /// The construct before the change, in a few words. None if it is new.
    pub old: Option<String>,
    /// The construct after the change, in a few words. None if it is gone.
    pub new: Option<String>,
    /// A value that shows the change.
    pub witness: Option<Witness>,
    /// The other places with the same change, because they have the same type.
    pub also: Vec<Place>,
    /// Why the change is accepted. It then does not fail a run.
    pub accepted: Option<String>,
    /// The address of a page about the construct, which a caller can set.
    pub link: Option<String>,
    /// The named type that changed. The same change of one type is reported once.
    pub(super) origin: Option<String>,
}

/// The place of a construct in a schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The Rust module of the provider.
    pub provider: String,
    /// The dotted path, for example `contact_update.address.city` or `auth.key`. Empty for the provider itself.
    pub path: String,
}

/// A value that one version accepts and the other refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The value as JSON, or a few words about the request where no single value shows the change.
    pub value: String,
    /// What is known about it.
    pub proof: Proof,
}

/// What confirms a witness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// A whole request with this value was accepted by the interpreter of one version and refused by that of the other; or a
    /// whole response with this value was described by one version and not by the other, as their interpreters read it.
    Confirmed,
    /// The value belongs to the language of one version only. No request or response was made with it, as for a credential.
    Decided,
    /// The value belongs to the language of one version only, but no request of the other version carries it.
    Unconfirmed,
}

impl Proof {
    /// Returns its name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Decided => "decided",
            Self::Unconfirmed => "unconfirmed",
        }
    }
}

impl Finding {
    /// Returns how serious the change is.
    #[must_use]
    pub fn level(&self) -> Level {
        self.rule.level()
    }

    /// Returns the part of the version that the change increments.
    #[must_use]
    pub fn bump(&self) -> Bump {
        self.level().bump()
    }

    /// Returns the change as a few words: the construct before and after it.
    #[must_use]
    pub fn change(&self) -> Option<String> {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => Some(format!("{old} -> {new}")),
            (Some(old), None) => Some(format!("was {old}")),
            (None, Some(new)) => Some(format!("now {new}")),
            (None, None) => None,
        }
    }
}

impl Place {
    /// Returns the place of a path in a provider.
    #[must_use]
    pub fn new(provider: &str, path: impl Into<String>) -> Self {
        Self {
            provider: provider.to_owned(),
            path: path.into(),
        }
    }
}

/// The provider, then the path: `sample: contact_update.city`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.provider)?;
        if !self.path.is_empty() {
            write!(f, ": {}", self.path)?;
        }
        Ok(())
    }
}
