//! Compares two languages, with strings that show the difference.

use super::strings::Language;
use crate::pattern::automaton::{Difference, LimitExceeded, compare_hirs};
use crate::pattern::parse;

/// The relation of two languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The shortest string that is only in the first.
    pub only_first: Option<String>,
    /// The shortest string that is only in the second.
    pub only_second: Option<String>,
    /// The shortest string that is in both.
    pub both: Option<String>,
}

impl Relation {
    /// Returns the relation as a word: equal, contained, containing, disjoint or incomparable.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match (&self.only_first, &self.only_second, &self.both) {
            (None, None, _) => "equal",
            (None, Some(_), _) => "contained",
            (Some(_), None, _) => "containing",
            (Some(_), Some(_), None) => "disjoint",
            (Some(_), Some(_), Some(_)) => "incomparable",
        }
    }
}

/// Compares two languages.
///
/// # Errors
/// Returns the limit that was exceeded.
pub fn relation(first: &Language, second: &Language) -> Result<Relation, LimitExceeded> {
    Ok(Relation {
        only_first: only(first, second)?,
        only_second: only(second, first)?,
        both: both(first, second)?,
    })
}

/// Compares the sets of two expressions of the stage `pattern`, such as those of [`canonical`](crate::pattern::canonical).
/// The automata are not built, so the expressions may be larger than those of a schema.
///
/// # Errors
/// Returns the limit that was exceeded. An invalid expression is an empty set.
pub fn relation_of_expressions(first: &str, second: &str) -> Result<Relation, LimitExceeded> {
    let parsed = |text| parse(text).unwrap_or_else(|_| regex_syntax::hir::Hir::fail());
    let found = compare_hirs(&parsed(first), &parsed(second))?;
    let Difference {
        only_first,
        only_second,
        both,
    } = found;
    Ok(Relation {
        only_first,
        only_second,
        both,
    })
}

/// Returns the shortest string that is only in one language, because of its form or its length.
fn only(one: &Language, other: &Language) -> Result<Option<String>, LimitExceeded> {
    let by_form = one.set.without(&other.set)?.shortest(one.window)?;
    let mut found: Vec<String> = by_form.into_iter().collect();
    for refused in other.window.refused() {
        found.extend(one.set.shortest_in_both([one.window, refused])?);
    }
    Ok(found.into_iter().min_by_key(|text| text.chars().count()))
}

fn both(one: &Language, other: &Language) -> Result<Option<String>, LimitExceeded> {
    let common = one.set.and(&other.set)?;
    common.shortest_in_both([one.window, other.window])
}
