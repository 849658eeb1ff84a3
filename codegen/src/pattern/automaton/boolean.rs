//! Complement, intersection, difference and union of sets.

use super::minimise::{Raw, minimise};
use super::product::{PAIR_LIMIT, Pairs};
use super::{Alphabet, Automaton, LimitExceeded, Window};

impl Automaton {
    /// Returns the set of all strings.
    #[must_use]
    pub fn all() -> Self {
        Self::none().complement()
    }

    /// Returns the empty set.
    #[must_use]
    pub fn none() -> Self {
        Self {
            alphabet: Alphabet::of(&[]).0,
            next: vec![0],
            accepting: vec![false],
        }
    }

    /// Returns the complement.
    #[must_use]
    pub fn complement(&self) -> Self {
        minimise(Raw {
            alphabet: self.alphabet.clone(),
            next: self.next.clone(),
            accepting: self.accepting.iter().map(|accepting| !accepting).collect(),
            start: self.start(),
        })
    }

    /// Returns the intersection.
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    pub fn and(&self, other: &Self) -> Result<Self, LimitExceeded> {
        self.combined(other, |left, right| left && right)
    }

    /// Returns the difference: the strings of this set that are not in the other.
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    pub fn without(&self, other: &Self) -> Result<Self, LimitExceeded> {
        self.combined(other, |left, right| left && !right)
    }

    /// Returns the union.
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    pub fn or(&self, other: &Self) -> Result<Self, LimitExceeded> {
        self.combined(other, |left, right| left || right)
    }

    /// Returns whether this set has a string within some bounds that is not in the other set.
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    pub fn exceeds(&self, other: &Self, window: Window) -> Result<bool, LimitExceeded> {
        let pairs = Pairs::new(self, other, |left, right| left && !right, PAIR_LIMIT)?;
        if let Some(decided) = window.holds_some(pairs.first_accepting().map(u64::from)) {
            return Ok(decided);
        }
        Ok(minimise(pairs.into_raw()).shortest(window)?.is_some())
    }

    fn combined(
        &self,
        other: &Self,
        accepts: fn(bool, bool) -> bool,
    ) -> Result<Self, LimitExceeded> {
        let pairs = Pairs::new(self, other, accepts, PAIR_LIMIT)?;
        Ok(minimise(pairs.into_raw()))
    }

    /// Returns whether all members are ASCII.
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.alphabet.ranges().all(|(_, last, class)| {
            last.is_ascii() || (0..self.states() as u32).all(|state| self.step(state, class) == 0)
        })
    }

    /// Returns the same set with its classes split like those of another alphabet. The result is not minimal.
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
