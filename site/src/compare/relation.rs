//! How two sets relate, and what all sets have in common.

use wireform_codegen::pattern::Language;
use wireform_codegen::pattern::automaton::LimitExceeded;
use wireform_codegen::pattern::language::relation;

use super::accepts::{Accepts, Set};
use super::numbers::Numbers;
use crate::accepted::{in_words, samples};

/// How the values that one field accepts relate to those of another field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// The two kinds of values cannot be compared.
    NotComparable,
    /// A set is too large.
    Undecided(String),
    /// Both accept the same values.
    Equal,
    /// The field accepts fewer values. The other one also accepts this value.
    Narrower(String),
    /// The field accepts more values, such as this one.
    Wider(String),
    /// Each accepts values that the other does not.
    Overlapping {
        /// A value that only the field accepts.
        only_here: String,
        /// A value that only the other field accepts.
        only_there: String,
    },
    /// No value is accepted by both.
    Disjoint {
        /// A value that only the field accepts.
        only_here: String,
        /// A value that only the other field accepts.
        only_there: String,
    },
}

impl Relation {
    /// Returns the relation as a word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Relation::NotComparable => "not comparable",
            Relation::Undecided(_) => "undecided",
            Relation::Equal => "equal",
            Relation::Narrower(_) => "narrower",
            Relation::Wider(_) => "wider",
            Relation::Overlapping { .. } => "overlapping",
            Relation::Disjoint { .. } => "disjoint",
        }
    }

    /// Returns the relation as a character, for a matrix of text.
    #[must_use]
    pub const fn sign(&self) -> char {
        match self {
            Relation::NotComparable => '!',
            Relation::Undecided(_) => '?',
            Relation::Equal => '=',
            Relation::Narrower(_) => '<',
            Relation::Wider(_) => '>',
            Relation::Overlapping { .. } => '~',
            Relation::Disjoint { .. } => 'x',
        }
    }

    /// Returns a value that only the field accepts.
    #[must_use]
    pub fn only_here(&self) -> Option<&str> {
        match self {
            Relation::Wider(only_here)
            | Relation::Overlapping { only_here, .. }
            | Relation::Disjoint { only_here, .. } => Some(only_here),
            Relation::NotComparable
            | Relation::Undecided(_)
            | Relation::Equal
            | Relation::Narrower(_) => None,
        }
    }

    /// Returns a value that only the other field accepts.
    #[must_use]
    pub fn only_there(&self) -> Option<&str> {
        match self {
            Relation::Narrower(only_there)
            | Relation::Overlapping { only_there, .. }
            | Relation::Disjoint { only_there, .. } => Some(only_there),
            Relation::NotComparable
            | Relation::Undecided(_)
            | Relation::Equal
            | Relation::Wider(_) => None,
        }
    }

    /// Returns the relation of the other field to this one.
    #[must_use]
    pub fn turned(self) -> Relation {
        match self {
            Relation::Narrower(value) => Relation::Wider(value),
            Relation::Wider(value) => Relation::Narrower(value),
            Relation::Overlapping {
                only_here,
                only_there,
            } => Relation::Overlapping {
                only_here: only_there,
                only_there: only_here,
            },
            Relation::Disjoint {
                only_here,
                only_there,
            } => Relation::Disjoint {
                only_here: only_there,
                only_there: only_here,
            },
            same @ (Relation::NotComparable | Relation::Undecided(_) | Relation::Equal) => same,
        }
    }

    /// Returns the relation of two sets with these differences; `is_common` states whether they have a common value.
    fn of(only_here: Option<String>, only_there: Option<String>, is_common: bool) -> Relation {
        match (only_here, only_there) {
            (None, None) => Relation::Equal,
            (None, Some(only_there)) => Relation::Narrower(only_there),
            (Some(only_here), None) => Relation::Wider(only_here),
            (Some(only_here), Some(only_there)) if is_common => Relation::Overlapping {
                only_here,
                only_there,
            },
            (Some(only_here), Some(only_there)) => Relation::Disjoint {
                only_here,
                only_there,
            },
        }
    }

    /// Returns how one set relates to another.
    pub(super) fn between(own: &Accepts, other: &Accepts) -> Relation {
        if let (Some(own), Some(other)) = (own.numbers, other.numbers) {
            let both = own.and(other).and_then(Numbers::nearest);
            return Relation::of(own.without(other), other.without(own), both.is_some());
        }
        let (Some(texts), Some(others)) = (&own.texts, &other.texts) else {
            return match own.is_time && other.is_time {
                true => Relation::Equal,
                false => Relation::NotComparable,
            };
        };
        let of = || {
            let (texts, others) = (texts.as_ref(), others.as_ref());
            relation(texts.map_err(|it| *it)?, others.map_err(|it| *it)?)
        };
        match of() {
            Ok(it) => Relation::of(it.only_first, it.only_second, it.both.is_some()),
            Err(limit) => Relation::Undecided(needs(limit)),
        }
    }
}

/// The values that all providers with a datum accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Common {
    /// The kinds of values cannot be compared.
    NotComparable,
    /// A set is too large.
    Undecided(String),
    /// There is no such value.
    Nothing,
    /// There are such values.
    Values {
        /// The set in words.
        words: Vec<String>,
        /// Some of the values, the shortest first.
        samples: Vec<String>,
    },
}

impl Common {
    /// Returns some of the values.
    #[must_use]
    pub fn samples(&self) -> &[String] {
        match self {
            Common::Values { samples, .. } => samples,
            Common::NotComparable | Common::Undecided(_) | Common::Nothing => &[],
        }
    }

    /// Returns the set in words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Common::NotComparable => "not comparable".to_owned(),
            Common::Undecided(why) => format!("undecided: {why}"),
            Common::Nothing => "no value is accepted by all".to_owned(),
            Common::Values { words, .. } => words.join("; "),
        }
    }

    /// Returns the values that are in all sets.
    pub(super) fn of<'s>(sets: impl Iterator<Item = &'s Accepts> + Clone) -> Common {
        let numbers: Option<Vec<Numbers>> = sets.clone().map(|it| it.numbers).collect();
        if let Some(numbers) = numbers.filter(|it| !it.is_empty()) {
            return of_numbers(&numbers);
        }
        if sets.clone().next().is_some() && sets.clone().all(|it| it.is_time) {
            return Common::Values {
                words: vec!["a point in time".to_owned()],
                samples: vec!["2026-11-21T09:30:00Z".to_owned()],
            };
        }
        let mut joined: Option<Set> = None;
        for set in sets {
            let Some(texts) = &set.texts else {
                return Common::NotComparable;
            };
            joined = Some(match joined {
                None => texts.clone(),
                Some(joined) => both(joined, texts),
            });
        }
        let Some(joined) = joined else {
            return Common::NotComparable;
        };
        joined
            .and_then(|it| of_texts(&it))
            .unwrap_or_else(|limit| Common::Undecided(needs(limit)))
    }
}

fn both(one: Set, other: &Set) -> Set {
    let (one, other) = (one?, other.as_ref().map_err(|it| *it)?);
    let set = one.set.and(&other.set)?;
    let windows = [one.window, other.window];
    let is_bounded = windows.iter().all(|it| it.min > 0 || it.max.is_some());
    // The lengths of a text without other characters are equal in all units.
    if is_bounded && one.window.unit != other.window.unit && !set.is_ascii() {
        return Err(LimitExceeded::Units);
    }
    Ok(Language {
        set,
        window: one.window.and(other.window),
    })
}

fn of_texts(texts: &Language) -> Result<Common, LimitExceeded> {
    Ok(match texts.shortest()? {
        None => Common::Nothing,
        Some(_) => Common::Values {
            words: in_words(texts)?,
            samples: samples(texts)?,
        },
    })
}

fn of_numbers(numbers: &[Numbers]) -> Common {
    let mut joined = numbers.iter().copied().map(Some);
    let first = joined.next().flatten();
    let joined = joined.fold(first, |one, other| one?.and(other?));
    match joined {
        None => Common::Undecided("it needs numbers that are too large".to_owned()),
        Some(joined) if joined.nearest().is_none() => Common::Nothing,
        Some(joined) => Common::Values {
            words: joined.words(),
            samples: joined.samples(4),
        },
    }
}

fn needs(limit: LimitExceeded) -> String {
    format!("it needs {limit}")
}
