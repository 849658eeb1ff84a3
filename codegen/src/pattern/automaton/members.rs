//! Finds members of a set: the most readable one of a length, and random ones.

use super::lengths::{Lengths, Window};
use super::rank::{nicest, rank};
use super::{Automaton, LimitExceeded};

/// A deterministic generator of pseudo-random numbers (xorshift64*).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// Creates a generator from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Returns a number below a bound, which must not be 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        (number % bound.max(1) as u64) as usize
    }
}

impl Automaton {
    /// Returns the most readable character of each class.
    #[must_use]
    pub fn representatives(&self) -> Vec<char> {
        let mut best: Vec<Option<char>> = vec![None; self.alphabet.classes()];
        for (first, last, class) in self.alphabet.ranges() {
            let here = nicest(first, last);
            let best = &mut best[usize::from(class)];
            if best.is_none_or(|known| rank(here) < rank(known)) {
                *best = Some(here);
            }
        }
        best.into_iter().map(|one| one.unwrap_or('?')).collect()
    }

    /// Returns the shortest member within bounds. Among several, it is the first in the order of [`rank`].
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    pub fn shortest(&self, window: Window) -> Result<Option<String>, LimitExceeded> {
        let mut lengths = Lengths::new(self, window.unit);
        let length = lengths.least_in(window)?;
        Ok(length.and_then(|length| lengths.member(length)))
    }

    /// Returns the longest member within bounds, or `None` if lengths are unlimited.
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    pub fn longest(&self, window: Window) -> Result<Option<String>, LimitExceeded> {
        let mut lengths = Lengths::new(self, window.unit);
        let length = lengths.greatest_in(window)?;
        Ok(length.and_then(|length| lengths.member(length)))
    }
}

impl Lengths {
    /// Returns the most readable member of a length, which the table includes.
    #[must_use]
    pub fn member(&self, length: usize) -> Option<String> {
        let nice = self.automaton.representatives();
        let mut order: Vec<usize> = (0..nice.len()).collect();
        order.sort_by_key(|class| rank(nice[*class]));
        self.walk(length, |_, _| order.clone(), |class| nice[class])
    }

    /// Returns a random member of a length, which the table includes.
    #[must_use]
    pub fn some_member(&self, length: usize, random: &mut Random) -> Option<String> {
        let mut ranges = vec![Vec::new(); self.costs.len()];
        for (first, last, class) in self.automaton.alphabet().ranges() {
            ranges[usize::from(class)].push((first, last));
        }
        let mut choose = random.clone();
        let text = self.walk(
            length,
            |_, _| {
                let mut order: Vec<usize> = (0..self.costs.len()).collect();
                for at in (1..order.len()).rev() {
                    order.swap(at, choose.below(at + 1));
                }
                order
            },
            |class| {
                let ranges = &ranges[class];
                // Prefers ASCII characters, if there are any.
                let typed: Vec<_> = ranges
                    .iter()
                    .filter(|range| range.1 > ' ' && range.0 < '\u{7f}')
                    .collect();
                let (first, last) = if !typed.is_empty() && random.below(8) > 0 {
                    let range = typed[random.below(typed.len())];
                    (range.0.max(' '), range.1.min('~'))
                } else {
                    ranges[random.below(ranges.len())]
                };
                let (low, high) = (u32::from(first), u32::from(last));
                let span = (high - low + 1) as usize;
                char::from_u32(low + random.below(span) as u32).unwrap_or(first)
            },
        );
        random.below(2);
        text
    }

    fn walk(
        &self,
        length: usize,
        mut order: impl FnMut(u32, usize) -> Vec<usize>,
        mut spell: impl FnMut(usize) -> char,
    ) -> Option<String> {
        let mut state = self.automaton.start();
        let mut left = length;
        if !self.can(state, left) {
            return None;
        }
        let mut text = String::new();
        while left > 0 {
            let (class, cost, to) = order(state, left).into_iter().find_map(|class| {
                let cost = self.costs[class];
                let to = self.automaton.step(state, class as u16);
                (cost <= left && self.can(to, left - cost)).then_some((class, cost, to))
            })?;
            text.push(spell(class));
            left -= cost;
            state = to;
        }
        Some(text)
    }
}
