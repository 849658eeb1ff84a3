//! A set of strings with bounds on their length.

use super::formats::format_set;
use super::normal::normal_texts;
use crate::pattern::automaton::{Automaton, Lengths, LimitExceeded, Random, Window, build_hir};
use crate::plan::{CheckKind, Format, LengthUnit, TextFacets};

/// Returns the members of all formats of a group, and their maximum length if there is one. Where the formats have different
/// maximum lengths, the set has some texts that are longer than their own format allows.
fn any_of(group: &[Format]) -> Result<(Automaton, Option<u64>), LimitExceeded> {
    let mut joined = (Automaton::none(), Some(0));
    for format in group {
        let (members, most) = format_set(*format)?;
        joined = (
            joined.0.or(&members)?,
            joined
                .1
                .zip(most)
                .map(|(one, other): (u64, u64)| one.max(other)),
        );
    }
    Ok(joined)
}

/// A set of strings with bounds on their length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// The strings that satisfy patterns, formats and checks.
    pub set: Automaton,
    /// The bounds of the length.
    pub window: Window,
}

impl Language {
    /// Returns the language of a text with some facets.
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    pub fn of(facets: &TextFacets) -> Result<Self, LimitExceeded> {
        let mut set = Self::form(facets)?;
        let mut window = Window {
            min: facets.min_length.unwrap_or(0),
            max: facets.max_length,
            unit: facets.unit,
        };
        for group in &facets.formats {
            let (members, most) = any_of(group)?;
            set = if set == Automaton::all() {
                members
            } else {
                set.and(&members)?
            };
            // Formats are ASCII, so all units are equal.
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

    /// Returns the strings in normal form that satisfy patterns and named checks.
    fn form(facets: &TextFacets) -> Result<Automaton, LimitExceeded> {
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
        for step in &facets.normal {
            set = set.and(&normal_texts(step)?)?;
        }
        Ok(set)
    }

    /// Returns the language of some values.
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    pub fn of_values<'v>(values: impl IntoIterator<Item = &'v str>) -> Result<Self, LimitExceeded> {
        let literals = values
            .into_iter()
            .map(|value| regex_syntax::hir::Hir::literal(value.as_bytes()));
        let set = build_hir(&regex_syntax::hir::Hir::concat(vec![
            regex_syntax::hir::Hir::look(regex_syntax::hir::Look::Start),
            regex_syntax::hir::Hir::alternation(literals.collect()),
            regex_syntax::hir::Hir::look(regex_syntax::hir::Look::End),
        ]))?;
        Ok(Self {
            set,
            window: Window::ANY,
        })
    }

    /// Returns whether a value is a member.
    #[must_use]
    pub fn contains(&self, value: &str) -> bool {
        self.window.holds_text(value) && self.set.contains(value)
    }

    /// Returns the shortest member.
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    pub fn shortest(&self) -> Result<Option<String>, LimitExceeded> {
        self.set.shortest(self.window)
    }

    /// Returns the longest member, or `None` if lengths are unlimited.
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    pub fn longest(&self) -> Result<Option<String>, LimitExceeded> {
        self.set.longest(self.window)
    }

    /// Returns different members: the shortest, then random ones. The result is deterministic.
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    pub fn samples(&self, count: usize, seed: u64) -> Result<Vec<String>, LimitExceeded> {
        let mut lengths = Lengths::new(&self.set, self.window.unit);
        let Some(least) = lengths.least_in(self.window)? else {
            return Ok(Vec::new());
        };
        // Longer samples are not more useful.
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
