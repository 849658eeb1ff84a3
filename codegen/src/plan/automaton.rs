//! The set of strings of a pattern, as an automaton.
//!
//! The stage `pattern` builds automata and answers questions about them. The plan only holds them.

use super::alphabet::Alphabet;

/// A minimal, total automaton.
///
/// State 0 is the dead state, from which no accepting state is reachable. State 1 is the start, unless the set is
/// empty, which starts in state 0. The other states are numbered in the order in which a walk over the classes reaches
/// them, and no two classes are equivalent. Two automata are therefore equal if their sets are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Automaton {
    pub(crate) alphabet: Alphabet,
    /// The next state, by `state * classes + class`.
    pub(crate) next: Vec<u32>,
    pub(crate) accepting: Vec<bool>,
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
