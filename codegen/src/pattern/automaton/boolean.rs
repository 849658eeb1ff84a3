//! Sets from sets: complement, intersection, difference, union.

use super::minimise::{Raw, minimise};
use super::product::{PAIR_LIMIT, Pairs};
use super::{Alphabet, Automaton, Spent};

impl Automaton {
    /// All strings.
    #[must_use]
    pub fn all() -> Self {
        Self::none().complement()
    }

    /// No string.
    #[must_use]
    pub fn none() -> Self {
        Self {
            alphabet: Alphabet::of(&[]).0,
            next: vec![0],
            accepting: vec![false],
        }
    }

    /// Everything else.
    #[must_use]
    pub fn complement(&self) -> Self {
        minimise(Raw {
            alphabet: self.alphabet.clone(),
            next: self.next.clone(),
            accepting: self.accepting.iter().map(|accepting| !accepting).collect(),
            start: self.start(),
        })
    }

    /// What is in both.
    ///
    /// # Errors
    /// The budget that was spent.
    pub fn and(&self, other: &Self) -> Result<Self, Spent> {
        self.combined(other, |left, right| left && right)
    }

    /// What is in this one only.
    ///
    /// # Errors
    /// The budget that was spent.
    pub fn without(&self, other: &Self) -> Result<Self, Spent> {
        self.combined(other, |left, right| left && !right)
    }

    /// What is in either.
    ///
    /// # Errors
    /// The budget that was spent.
    pub fn or(&self, other: &Self) -> Result<Self, Spent> {
        self.combined(other, |left, right| left || right)
    }

    fn combined(&self, other: &Self, accepts: fn(bool, bool) -> bool) -> Result<Self, Spent> {
        let pairs = Pairs::new(self, other, accepts, PAIR_LIMIT)?;
        Ok(minimise(pairs.into_raw()))
    }

    /// Whether all members are ASCII.
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.alphabet.ranges().all(|(_, last, class)| {
            last.is_ascii() || (0..self.states() as u32).all(|state| self.step(state, class) == 0)
        })
    }

    /// The same set with classes split as another alphabet splits them; no longer minimal.
    pub(super) fn refined(&self, by: &Alphabet) -> Self {
        let (alphabet, pairs) = self.alphabet.common(by);
        let next = (0..self.states() as u32)
            .flat_map(|state| pairs.iter().map(move |pair| self.step(state, pair.0)))
            .collect();
        Self {
            alphabet,
            next,
            accepting: self.accepting.clone(),
        }
    }
}
