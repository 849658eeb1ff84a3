//! Chooses the cheapest matcher of a set.

use super::bounded::bounded;
use super::kinds::Matcher;
use super::run::run;
use super::table::Table;
use crate::pattern::automaton::{Automaton, LimitExceeded};

impl Matcher {
    /// Chooses the matcher of a set. `longest` is the maximum length of the field.
    ///
    /// # Errors
    /// Returns the limit that its table would exceed.
    pub fn choose(
        set: &Automaton,
        expression: &str,
        longest: Option<u64>,
    ) -> Result<Self, LimitExceeded> {
        if let Some(run) = run(set) {
            return Ok(run);
        }
        let exact = Table::of(set)?;
        if Table::is_small(exact.states(), exact.columns) {
            return Ok(Matcher::Small(exact));
        }
        if let Some((small, exact_to)) = bounded(set, expression, longest) {
            return Ok(Matcher::Bounded {
                small,
                exact_to,
                exact,
            });
        }
        Ok(Matcher::Table(exact))
    }
}
