//! The language of a field: what its patterns, formats, checks, lengths and values leave of all strings.
//!
//! In: facets. Out: an automaton and bounds on the length, which stay two things: their product would multiply states,
//! while questions about both are counted. What is too large to decide is an error that names the budget.

mod countries;
mod escapes;
mod formats;
mod misses;
mod relation;
mod words;

pub use escapes::{Escapes, Writing};
pub use formats::format_set;
pub use misses::near_misses;
pub use relation::{Relation, relation};
pub use words::words;

use super::automaton::{Automaton, Lengths, Random, Spent, Window};
use crate::plan::{CheckKind, LengthUnit, TextFacets};

/// A set of strings with bounds on their length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// What has the form.
    pub set: Automaton,
    /// What has the length.
    pub window: Window,
}

impl Language {
    /// The language of a text with these facets.
    ///
    /// # Errors
    /// The budget that was spent.
    pub fn of(facets: &TextFacets) -> Result<Self, Spent> {
        let mut set = Self::form(facets)?;
        let mut window = Window {
            min: facets.min_length.unwrap_or(0),
            max: facets.max_length,
            unit: facets.unit,
        };
        for format in &facets.formats {
            let (members, most) = format_set(*format)?;
            set = if set == Automaton::all() {
                members
            } else {
                set.and(&members)?
            };
            // Formats are ASCII: all units are one.
            window.max = match (window.max, most) {
                (Some(max), Some(most)) => Some(max.min(most)),
                (max, most) => max.or(most),
            };
        }
        if set.is_ascii() {
            window.unit = LengthUnit::Chars;
        }
        Ok(Self { set, window })
    }

    /// Patterns and named checks alone.
    fn form(facets: &TextFacets) -> Result<Automaton, Spent> {
        let mut patterns = facets.patterns.iter();
        let mut set = match patterns.next() {
            Some(first) => (*first.set).clone(),
            None => Automaton::all(),
        };
        for pattern in patterns {
            set = set.and(&pattern.set)?;
        }
        for check in &facets.checks {
            set = match check.kind {
                CheckKind::Excludes => set.without(&check.set)?,
                CheckKind::Contains | CheckKind::Pattern => set.and(&check.set)?,
            };
        }
        Ok(set)
    }

    /// A language of some values.
    ///
    /// # Errors
    /// The budget that was spent.
    pub fn of_values<'v>(values: impl IntoIterator<Item = &'v str>) -> Result<Self, Spent> {
        let literals = values
            .into_iter()
            .map(|value| regex_syntax::hir::Hir::literal(value.as_bytes()));
        let set = super::automaton::build_hir(&regex_syntax::hir::Hir::concat(vec![
            regex_syntax::hir::Hir::look(regex_syntax::hir::Look::Start),
            regex_syntax::hir::Hir::alternation(literals.collect()),
            regex_syntax::hir::Hir::look(regex_syntax::hir::Look::End),
        ]))?;
        Ok(Self {
            set,
            window: Window::ANY,
        })
    }

    /// Whether a value is a member.
    #[must_use]
    pub fn contains(&self, value: &str) -> bool {
        self.window.holds_text(value) && self.set.contains(value)
    }

    /// The shortest member.
    ///
    /// # Errors
    /// The budget that was spent.
    pub fn shortest(&self) -> Result<Option<String>, Spent> {
        self.set.shortest(self.window)
    }

    /// The longest member; none where members have any length.
    ///
    /// # Errors
    /// The budget that was spent.
    pub fn longest(&self) -> Result<Option<String>, Spent> {
        self.set.longest(self.window)
    }

    /// Some members, each once: the shortest, then random ones; the same every time.
    ///
    /// # Errors
    /// The budget that was spent.
    pub fn samples(&self, count: usize, seed: u64) -> Result<Vec<String>, Spent> {
        let mut lengths = Lengths::new(&self.set, self.window.unit);
        let Some(least) = lengths.least_in(self.window)? else {
            return Ok(Vec::new());
        };
        // Longer ones say no more.
        let most = (least as u64 * 2 + 20).min(self.window.max.unwrap_or(u64::MAX));
        let most = usize::try_from(most).unwrap_or(least);
        lengths.up_to(most)?;
        let possible: Vec<usize> = (least..=most)
            .filter(|length| lengths.has(*length))
            .collect();
        let mut random = Random::new(seed);
        let mut samples = Vec::new();
        for _ in 0..count * 8 {
            let length = possible[random.below(possible.len())];
            if let Some(sample) = lengths.some_member(length, &mut random)
                && !samples.contains(&sample)
            {
                samples.push(sample);
            }
            if samples.len() == count {
                break;
            }
        }
        Ok(samples)
    }
}
