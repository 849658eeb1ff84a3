//! Computes the lengths of the members of a set, with a table of states by lengths.

use super::{Alphabet, Automaton, LimitExceeded};
use crate::plan::LengthUnit;

/// The maximum number of cells of a table.
const CELLS: usize = 20_000_000;

/// Bounds of a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The minimum.
    pub min: u64,
    /// The maximum.
    pub max: Option<u64>,
    /// The unit of the length.
    pub unit: LengthUnit,
}

impl Window {
    /// A window without bounds.
    pub const ANY: Self = Self {
        min: 0,
        max: None,
        unit: LengthUnit::Chars,
    };

    /// Returns whether a length is within the bounds.
    #[must_use]
    pub fn holds(&self, length: u64) -> bool {
        self.min <= length && self.max.is_none_or(|max| length <= max)
    }

    /// Returns whether the length of a text is within the bounds.
    #[must_use]
    pub fn holds_text(&self, text: &str) -> bool {
        self.holds(count(text, self.unit))
    }

    /// Returns the intersection, in the unit of the window with bounds. The units must be equal, or one window has no
    /// bounds.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let max = match (self.max, other.max) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        Self {
            min: self.min.max(other.min),
            max,
            unit: if self.is_any() { other.unit } else { self.unit },
        }
    }

    /// Returns the lengths outside of the bounds, below and above.
    #[must_use]
    pub fn refused(self) -> Vec<Self> {
        let below = self.min.checked_sub(1).map(|last| Self {
            min: 0,
            max: Some(last),
            unit: self.unit,
        });
        let above = self.max.map(|last| Self {
            min: last.saturating_add(1),
            max: None,
            unit: self.unit,
        });
        below.into_iter().chain(above).collect()
    }

    /// Returns whether a set has a member within the bounds. Returns `None` if the length of its shortest member, in
    /// characters, does not answer this.
    #[must_use]
    pub fn holds_some(&self, shortest: Option<u64>) -> Option<bool> {
        let Some(shortest) = shortest else {
            return Some(false);
        };
        if self.is_any() {
            return Some(true);
        }
        let counts_characters = self.unit == LengthUnit::Chars;
        if counts_characters && self.holds(shortest) {
            return Some(true);
        }
        let is_too_long = self.max.is_some_and(|max| shortest > max);
        (counts_characters && is_too_long).then_some(false)
    }

    /// Returns whether it has no bounds.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.min == 0 && self.max.is_none()
    }
}

/// Returns the length of a text.
fn count(text: &str, unit: LengthUnit) -> u64 {
    text.chars().map(|one| cost(one, unit) as u64).sum()
}

/// Returns the length of a character.
pub(super) fn cost(character: char, unit: LengthUnit) -> usize {
    match unit {
        LengthUnit::Chars => 1,
        LengthUnit::Utf16 => character.len_utf16(),
        LengthUnit::Bytes => character.len_utf8(),
    }
}

/// For each state, the lengths of the texts that lead to an accepting state.
pub struct Lengths {
    pub(super) automaton: Automaton,
    pub(super) costs: Vec<usize>,
    /// The transitions of each state with the length of their characters, without duplicates.
    ways: Vec<Vec<(usize, u32)>>,
    /// `can[length][state]`.
    can: Vec<Vec<bool>>,
}

impl Lengths {
    /// Creates a table for a unit.
    #[must_use]
    pub fn new(automaton: &Automaton, unit: LengthUnit) -> Self {
        let automaton = match unit {
            LengthUnit::Chars => automaton.clone(),
            LengthUnit::Utf16 | LengthUnit::Bytes => automaton.refined(&Alphabet::by_width()),
        };
        let mut costs = vec![1; automaton.alphabet.classes()];
        for (first, _, class) in automaton.alphabet.ranges() {
            costs[usize::from(class)] = cost(first, unit);
        }
        let ways = (0..automaton.states() as u32)
            .map(|state| {
                let mut ways: Vec<_> = costs
                    .iter()
                    .enumerate()
                    .map(|(class, cost)| (*cost, automaton.step(state, class as u16)))
                    .filter(|way| way.1 != Automaton::DEAD)
                    .collect();
                ways.sort_unstable();
                ways.dedup();
                ways
            })
            .collect();
        Self {
            can: vec![automaton.accepting.clone()],
            automaton,
            costs,
            ways,
        }
    }

    /// Extends the table up to a length.
    ///
    /// # Errors
    /// Returns an error if the table would be too large.
    pub fn up_to(&mut self, length: usize) -> Result<(), LimitExceeded> {
        let width: usize = self.ways.iter().map(Vec::len).sum();
        if (length + 1).saturating_mul(width.max(self.ways.len())) > CELLS {
            return Err(LimitExceeded::Work);
        }
        while self.can.len() <= length {
            let at = self.can.len();
            let row = self
                .ways
                .iter()
                .map(|ways| {
                    ways.iter()
                        .any(|(cost, to)| *cost <= at && self.can[at - cost][*to as usize])
                })
                .collect();
            self.can.push(row);
        }
        Ok(())
    }

    /// Returns whether a text of a length, which the table includes, leads from a state to an accepting state.
    #[must_use]
    pub fn can(&self, state: u32, length: usize) -> bool {
        self.can.get(length).is_some_and(|row| row[state as usize])
    }

    /// Returns whether there is a member of a length, which the table includes.
    #[must_use]
    pub fn has(&self, length: usize) -> bool {
        self.can(self.automaton.start(), length)
    }

    /// Returns the greatest length of a member, or `None` if there is no greatest one or no member.
    #[must_use]
    pub fn greatest(&self) -> Option<u64> {
        // All states except the dead one lead to an accepting state, so a cycle makes members of any length.
        let states = self.ways.len();
        let mut into = vec![0_usize; states];
        for ways in &self.ways {
            for (_, to) in ways {
                into[*to as usize] += 1;
            }
        }
        let start = self.automaton.start();
        if start == 0 || into[start as usize] > 0 {
            return None;
        }
        let mut open = vec![start];
        let mut far = vec![None; states];
        far[start as usize] = Some(0_u64);
        let mut seen = 0;
        while let Some(state) = open.pop() {
            seen += 1;
            let here = far[state as usize].unwrap_or(0);
            for (cost, to) in &self.ways[state as usize] {
                let to = *to as usize;
                far[to] = far[to].max(Some(here + *cost as u64));
                into[to] -= 1;
                if into[to] == 0 {
                    open.push(to as u32);
                }
            }
        }
        // All states except the dead one.
        if seen + 1 < states {
            return None;
        }
        (0..states)
            .filter(|state| self.automaton.accepting[*state])
            .filter_map(|state| far[state])
            .max()
    }

    /// Returns the least length of a member within bounds.
    ///
    /// # Errors
    /// Returns an error if the table would be too large.
    pub fn least_in(&mut self, window: Window) -> Result<Option<usize>, LimitExceeded> {
        // If a member has at least this length, then one has one of the next lengths, as many as there are states.
        let beyond = window.min + 4 * self.ways.len() as u64;
        let last = window.max.map_or(beyond, |max| max.min(beyond));
        for length in window.min..=last {
            let length = usize::try_from(length).map_err(|_| LimitExceeded::Work)?;
            self.up_to(length)?;
            if self.has(length) {
                return Ok(Some(length));
            }
        }
        Ok(None)
    }

    /// Returns the greatest length of a member within bounds, or `None` if there is no member or no greatest length.
    ///
    /// # Errors
    /// Returns an error if the table would be too large.
    pub fn greatest_in(&mut self, window: Window) -> Result<Option<usize>, LimitExceeded> {
        let last = match (window.max, self.greatest()) {
            (Some(max), Some(greatest)) => max.min(greatest),
            (Some(most), None) | (None, Some(most)) => most,
            (None, None) => return Ok(None),
        };
        let last = usize::try_from(last).map_err(|_| LimitExceeded::Work)?;
        self.up_to(last)?;
        let least = usize::try_from(window.min).map_err(|_| LimitExceeded::Work)?;
        Ok((least..=last).rev().find(|length| self.has(*length)))
    }

    /// Returns the number of members of each length up to a maximum. Each row is a number and a power of ten by which it is
    /// multiplied, because these numbers can exceed the range of an `f64`.
    ///
    /// # Errors
    /// Returns an error if the table would be too large.
    pub fn counts(&self, length: usize) -> Result<Vec<(f64, f64)>, LimitExceeded> {
        let states = self.ways.len();
        let classes = self.costs.len();
        if (length + 1).saturating_mul(states * classes) > CELLS {
            return Err(LimitExceeded::Work);
        }
        let sizes = self.automaton.alphabet.sizes();
        // `rows[length][state]`, divided by ten to the power of `powers[length]`.
        let mut rows = vec![vec![0.0_f64; states]; length + 1];
        let mut powers = vec![0.0_f64; length + 1];
        rows[0][self.automaton.start() as usize] = 1.0;
        for at in 0..length {
            for state in 1..states {
                let here = rows[at][state];
                if here == 0.0 {
                    continue;
                }
                for (class, cost) in self.costs.iter().enumerate() {
                    let to = self.automaton.step(state as u32, class as u16);
                    if to != Automaton::DEAD && at + cost <= length {
                        let mut more = here * f64::from(sizes[class]);
                        if powers[at] < powers[at + cost] {
                            more *= 10_f64.powf(powers[at] - powers[at + cost]);
                        }
                        rows[at + cost][to as usize] += more;
                    }
                }
            }
            // The next rows are about as large as the largest row so far.
            let most = rows[at + 1].iter().copied().fold(0.0, f64::max);
            if most > 1e100 {
                let last = length.min(at + 4);
                for row in at + 1..=last {
                    rows[row].iter_mut().for_each(|count| *count /= 1e100);
                    powers[row] += 100.0;
                }
                let power = powers[last];
                powers[last..].fill(power);
            }
        }
        let accepted = |row: &Vec<f64>| -> f64 {
            let states = row.iter().zip(&self.automaton.accepting);
            states
                .filter(|(_, accepting)| **accepting)
                .map(|(count, _)| count)
                .sum()
        };
        Ok(rows.iter().map(accepted).zip(powers).collect())
    }
}
