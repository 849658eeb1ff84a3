//! Answers about patterns, kept for all fields and plans that ask the same question.

use std::sync::{Arc, Mutex, PoisonError};

use crate::ordered::OrderedMap;
use crate::pattern::language::Escapes;
use crate::pattern::{Language, Matcher};
use crate::plan::{Automaton, NamedCheck, Pattern, TextFacets};

/// The most answers of each kind that are kept. A macro can run in an editor for days, with many new patterns.
const KEPT: usize = 256;

/// The answers to questions of one kind.
type Answers<K, V> = Mutex<OrderedMap<K, V>>;

/// The answers that were worked out in a run.
#[derive(Debug, Default)]
pub struct Memo {
    /// The matchers, by expression and greatest length.
    matchers: Answers<(String, Option<u64>), Arc<Matcher>>,
    /// The escapes, by the text of [`key`].
    escapes: Answers<String, Escapes>,
}

impl Memo {
    /// Returns a memo without answers.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            matchers: Mutex::new(OrderedMap::new()),
            escapes: Mutex::new(OrderedMap::new()),
        }
    }

    /// Returns the matcher of a pattern, for values of at most `longest` characters.
    #[must_use]
    pub fn matcher(&self, pattern: &Pattern, longest: Option<u64>) -> Arc<Matcher> {
        self.choose(&pattern.set, &pattern.expression, longest)
    }

    /// Returns the matcher of a named check, for values of at most `longest` characters.
    #[must_use]
    pub fn check_matcher(&self, check: &NamedCheck, longest: Option<u64>) -> Arc<Matcher> {
        self.choose(&check.set, &check.regex, longest)
    }

    fn choose(&self, set: &Automaton, expression: &str, longest: Option<u64>) -> Arc<Matcher> {
        remembered(&self.matchers, (expression.to_owned(), longest), || {
            // A set that is too large for a table was refused by the stage `pattern`.
            let chosen = Matcher::choose(set, expression, longest);
            Arc::new(chosen.unwrap_or_else(|_| Matcher::nothing()))
        })
    }

    /// Returns which ways to write a text have something to escape in some value that the facets allow.
    #[must_use]
    pub fn escapes(&self, facets: &TextFacets) -> Escapes {
        remembered(&self.escapes, key(facets), || {
            Escapes::of(&Language::of(facets))
        })
    }
}

/// Returns the answer to a question, which is worked out if it is new.
fn remembered<K: Ord, V: Clone>(
    answers: &Answers<K, V>,
    question: K,
    work_out: impl FnOnce() -> V,
) -> V {
    let known = || answers.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(answer) = known().get(&question) {
        return answer.clone();
    }
    let answer = work_out();
    let mut known = known();
    if known.len() >= KEPT {
        known.clear();
    }
    known.insert(question, answer.clone());
    answer
}

/// Returns a text that two facets share only if they allow the same values.
fn key(facets: &TextFacets) -> String {
    let mut key = format!(
        "{:?} {:?} {:?} {:?}",
        facets.min_length, facets.max_length, facets.unit, facets.formats
    );
    for pattern in &facets.patterns {
        key.push_str("\npattern ");
        key.push_str(&pattern.expression);
    }
    for check in &facets.checks {
        key.push_str(&format!("\n{:?} {}", check.kind, check.regex));
    }
    key
}
