//! A cache of values that are computed from patterns, for all fields and plans of a run.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::pattern::language::Escapes;
use crate::pattern::{Language, Matcher};
use crate::plan::{Automaton, NamedCheck, Pattern, TextFacets};

/// The maximum number of values of each kind. A macro can run in an editor for days, with many new patterns.
const MAX_VALUES: usize = 256;

/// The computed values of one kind.
type Values<K, V> = Mutex<BTreeMap<K, V>>;

/// The values that were computed in a run.
#[derive(Debug, Default)]
pub struct Memo {
    /// The matchers, by expression and maximum length.
    matchers: Values<(String, Option<u64>), Arc<Matcher>>,
    /// The escapes, by the text of [`key`].
    escapes: Values<String, Escapes>,
}

impl Memo {
    /// Returns an empty memo.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            matchers: Mutex::new(BTreeMap::new()),
            escapes: Mutex::new(BTreeMap::new()),
        }
    }

    /// Returns the matcher of a pattern, for values of at most `longest` characters.
    #[must_use]
    pub fn matcher(&self, pattern: &Pattern, longest: Option<u64>) -> Arc<Matcher> {
        self.choose_matcher(&pattern.set, &pattern.expression, longest)
    }

    /// Returns the matcher of a named check, for values of at most `longest` characters.
    #[must_use]
    pub fn check_matcher(&self, check: &NamedCheck, longest: Option<u64>) -> Arc<Matcher> {
        self.choose_matcher(&check.set, &check.regex, longest)
    }

    fn choose_matcher(
        &self,
        set: &Automaton,
        expression: &str,
        longest: Option<u64>,
    ) -> Arc<Matcher> {
        get_or_compute(&self.matchers, (expression.to_owned(), longest), || {
            // The stage `pattern` rejects sets that are too large for a table.
            let chosen = Matcher::choose(set, expression, longest);
            Arc::new(chosen.unwrap_or_else(|_| Matcher::nothing()))
        })
    }

    /// Returns the formats that must escape a character of some value that the facets allow.
    #[must_use]
    pub fn escapes(&self, facets: &TextFacets) -> Escapes {
        get_or_compute(&self.escapes, key(facets), || {
            Escapes::of(&Language::of(facets))
        })
    }
}

/// Returns the value of a key, and computes it if it is missing.
fn get_or_compute<K: Ord, V: Clone>(
    values: &Values<K, V>,
    key: K,
    compute: impl FnOnce() -> V,
) -> V {
    let known = || values.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(value) = known().get(&key) {
        return value.clone();
    }
    let value = compute();
    let mut known = known();
    if known.len() >= MAX_VALUES {
        known.clear();
    }
    known.insert(key, value.clone());
    value
}

/// Returns a text that is equal for two facets only if they allow the same values.
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
    for step in &facets.normal {
        key.push_str(&format!("\n{step:?}"));
    }
    key
}
