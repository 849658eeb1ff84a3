//! Represents sets of strings as minimal automata over classes of code points.
//!
//! Input: expressions in the syntax of `regex-syntax`. Output: automata, and facts about them. A step of an automaton
//! is one character, whatever its encoding, so lengths need no states. Equal sets have equal automata. Every operation
//! that could take long has a limit, and returns an error when it is exceeded.

mod alphabet;
mod boolean;
mod build;
mod describe;
mod erase;
mod lengths;
mod members;
mod minimise;
mod product;
mod program;
mod promises;
mod rank;
mod two_units;

pub use alphabet::Alphabet;
pub use build::{Spent, build, build_hir};
pub use describe::describe_set;
pub use erase::{bounds, erased};
pub use lengths::{Lengths, Window};
pub use members::Random;
pub use product::{PAIR_LIMIT, Pairs};
pub use rank::rank;

/// A minimal, total automaton.
///
/// State 0 is the dead state, from which no accepting state is reachable. State 1 is the start, unless the set is
/// empty, which starts in state 0. The other states are numbered in the order in which a walk over the classes reaches
/// them, and no two classes are equivalent. Two automata are therefore equal if their sets are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Automaton {
    alphabet: Alphabet,
    /// `state * classes + class`.
    next: Vec<u32>,
    accepting: Vec<bool>,
}

impl Automaton {
    /// The dead state, from which no accepting state is reachable.
    pub const DEAD: u32 = 0;

    /// Returns the start state.
    #[must_use]
    pub fn start(&self) -> u32 {
        u32::from(self.states() > 1)
    }

    /// Returns the number of states, including the dead one.
    #[must_use]
    pub fn states(&self) -> usize {
        self.accepting.len()
    }

    /// Returns the alphabet.
    #[must_use]
    pub fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    /// Returns the state after a character of a class.
    #[must_use]
    pub fn step(&self, state: u32, class: u16) -> u32 {
        self.next[state as usize * self.alphabet.classes() + usize::from(class)]
    }

    /// Returns whether a state is accepting.
    #[must_use]
    pub fn accepts(&self, state: u32) -> bool {
        self.accepting[state as usize]
    }

    /// Returns whether the set is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.states() == 1
    }

    /// Returns whether the set contains a value.
    #[must_use]
    pub fn contains(&self, value: &str) -> bool {
        let mut state = self.start();
        for character in value.chars() {
            state = self.step(state, self.alphabet.class(character));
        }
        self.accepts(state)
    }
}
