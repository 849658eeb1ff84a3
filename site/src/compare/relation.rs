//! How sets of texts relate, and what they have in common.

use wireform_codegen::pattern::Language;
use wireform_codegen::pattern::automaton::LimitExceeded;
use wireform_codegen::pattern::language::relation;

use super::fields::Set;
use crate::accepted::{in_words, samples};

/// How the texts that a field accepts relate to those of the first provider with the datum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// The field is that of the first provider.
    Reference,
    /// One of the two is no text.
    NoText,
    /// A set is too large.
    Undecided(String),
    /// Both accept the same texts.
    Equal,
    /// The field accepts fewer texts. The first provider also accepts this one.
    Narrower(String),
    /// The field accepts more texts, such as this one.
    Wider(String),
    /// Each accepts texts that the other does not.
    Overlapping {
        /// A text that only the field accepts.
        only_here: String,
        /// A text that only the first provider accepts.
        only_there: String,
    },
    /// No text is accepted by both.
    Disjoint {
        /// A text that only the field accepts.
        only_here: String,
        /// A text that only the first provider accepts.
        only_there: String,
    },
}

impl Relation {
    /// Returns the relation as a word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Relation::Reference => "reference",
            Relation::NoText => "not comparable",
            Relation::Undecided(_) => "undecided",
            Relation::Equal => "equal",
            Relation::Narrower(_) => "narrower",
            Relation::Wider(_) => "wider",
            Relation::Overlapping { .. } => "overlapping",
            Relation::Disjoint { .. } => "disjoint",
        }
    }

    /// Returns a text that only the field accepts.
    #[must_use]
    pub fn only_here(&self) -> Option<&str> {
        match self {
            Relation::Wider(only_here)
            | Relation::Overlapping { only_here, .. }
            | Relation::Disjoint { only_here, .. } => Some(only_here),
            Relation::Reference
            | Relation::NoText
            | Relation::Undecided(_)
            | Relation::Equal
            | Relation::Narrower(_) => None,
        }
    }

    /// Returns a text that only the first provider accepts.
    #[must_use]
    pub fn only_there(&self) -> Option<&str> {
        match self {
            Relation::Narrower(only_there)
            | Relation::Overlapping { only_there, .. }
            | Relation::Disjoint { only_there, .. } => Some(only_there),
            Relation::Reference
            | Relation::NoText
            | Relation::Undecided(_)
            | Relation::Equal
            | Relation::Wider(_) => None,
        }
    }
}

/// The texts that all providers with a datum accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Common {
    /// No field is a text.
    NoText,
    /// The sets are too large, or count lengths in different units.
    Undecided(String),
    /// There is no such text.
    Nothing,
    /// There are such texts.
    Texts {
        /// The set in words.
        words: Vec<String>,
        /// Some of the texts, the shortest first.
        samples: Vec<String>,
    },
}

impl Common {
    /// Returns some of the texts.
    #[must_use]
    pub fn samples(&self) -> &[String] {
        match self {
            Common::Texts { samples, .. } => samples,
            Common::NoText | Common::Undecided(_) | Common::Nothing => &[],
        }
    }

    /// Returns the set in words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Common::NoText => "no text".to_owned(),
            Common::Undecided(why) => format!("undecided: {why}"),
            Common::Nothing => "no text is accepted by all".to_owned(),
            Common::Texts { words, .. } => words.join("; "),
        }
    }
}

/// Returns how a set relates to the first one; `first` states whether it is the first one.
pub(super) fn relation_to(own: Option<&Set>, first: Option<(bool, &Option<Set>)>) -> Relation {
    let (Some(own), Some((is_first, Some(first)))) = (own, first) else {
        return Relation::NoText;
    };
    if is_first {
        return Relation::Reference;
    }
    let found = own
        .as_ref()
        .map_err(LimitExceeded::clone)
        .and_then(|own| relation(own, first.as_ref().map_err(LimitExceeded::clone)?));
    match found {
        Err(limit) => Relation::Undecided(format!("it needs {limit}")),
        Ok(found) => match (found.only_first, found.only_second, found.both) {
            (None, None, _) => Relation::Equal,
            (None, Some(only_there), _) => Relation::Narrower(only_there),
            (Some(only_here), None, _) => Relation::Wider(only_here),
            (Some(only_here), Some(only_there), Some(_)) => Relation::Overlapping {
                only_here,
                only_there,
            },
            (Some(only_here), Some(only_there), None) => Relation::Disjoint {
                only_here,
                only_there,
            },
        },
    }
}

/// Returns the texts that are in all sets.
pub(super) fn common<'s>(sets: impl Iterator<Item = &'s Set>) -> Common {
    let mut joined: Option<Set> = None;
    for set in sets {
        joined = Some(match joined {
            None => set.clone(),
            Some(joined) => joined.and_then(|joined| {
                let set = set.as_ref().map_err(LimitExceeded::clone)?;
                Ok(Language {
                    set: joined.set.and(&set.set)?,
                    window: joined.window.and(set.window),
                })
            }),
        });
    }
    let Some(joined) = joined else {
        return Common::NoText;
    };
    let described = joined.and_then(|joined| {
        if joined.shortest()?.is_none() {
            return Ok(Common::Nothing);
        }
        Ok(Common::Texts {
            words: in_words(&joined)?,
            samples: samples(&joined)?,
        })
    });
    described.unwrap_or_else(|limit| Common::Undecided(format!("it needs {limit}")))
}
