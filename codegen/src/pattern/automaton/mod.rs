//! Sets of strings as minimal automata over classes of code points.
//!
//! In: expressions in the syntax of `regex-syntax`. Out: automata, and answers about them. One step of an automaton
//! is one character whatever its encoding, so that counting lengths needs no states; equal sets have equal automata;
//! whatever could take long has a budget and says so when it is spent.

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
/// State 0 is dead (nothing that follows is accepted), state 1 the start, unless the set is empty: then the start is
/// 0. The others are numbered as a walk over the classes in order meets them, and no two classes behave alike; so
/// that two automata are equal where their sets are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Automaton {
    alphabet: Alphabet,
    /// `state * classes + class`.
    next: Vec<u32>,
    accepting: Vec<bool>,
}

impl Automaton {
    /// The state that nothing is accepted from.
    pub const DEAD: u32 = 0;

    /// Where it begins.
    #[must_use]
    pub fn start(&self) -> u32 {
        u32::from(self.states() > 1)
    }

    /// How many states there are, the dead one among them.
    #[must_use]
    pub fn states(&self) -> usize {
        self.accepting.len()
    }

    /// The classes of code points.
    #[must_use]
    pub fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    /// The state after a character of this class.
    #[must_use]
    pub fn step(&self, state: u32, class: u16) -> u32 {
        self.next[state as usize * self.alphabet.classes() + usize::from(class)]
    }

    /// Whether a value may end here.
    #[must_use]
    pub fn accepts(&self, state: u32) -> bool {
        self.accepting[state as usize]
    }

    /// Whether there is no string at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.states() == 1
    }

    /// Whether a value is one of the set.
    #[must_use]
    pub fn contains(&self, value: &str) -> bool {
        let mut state = self.start();
        for character in value.chars() {
            state = self.step(state, self.alphabet.class(character));
        }
        self.accepts(state)
    }
}
