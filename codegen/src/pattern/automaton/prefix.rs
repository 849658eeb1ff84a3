//! Follows the automata of look-behinds along a value.
//!
//! A look-behind is a statement about the part of a value before a place: a match ends there, or none does. It has an
//! automaton of its own, which reads the value from its start. The states of all of them belong to each state of the whole
//! automaton.

use super::Automaton;
use super::positions::Way;

/// The automata of the look-behinds of an expression.
pub(super) struct Prefix {
    automata: Vec<Automaton>,
    /// The index of the class of the first automaton in a list of classes.
    first: usize,
}

/// The state of each automaton after a part of a value.
pub(super) type PrefixStates = Vec<u32>;

impl Prefix {
    pub(super) fn new(automata: Vec<Automaton>, first: usize) -> Self {
        Self { automata, first }
    }

    /// Returns the states at the start of a value.
    pub(super) fn begin(&self) -> PrefixStates {
        self.automata.iter().map(Automaton::start).collect()
    }

    /// Returns the states after a character.
    pub(super) fn after(&self, states: &[u32], class: &[u16]) -> PrefixStates {
        let numbered = self.automata.iter().zip(states).enumerate();
        numbered
            .map(|(number, (automaton, state))| automaton.step(*state, class[self.first + number]))
            .collect()
    }

    /// Returns whether some states satisfy all look-behinds of a way.
    pub(super) fn holds(&self, states: &[u32], way: &Way) -> bool {
        let mut numbered = self.automata.iter().zip(states).enumerate();
        way.behinds == 0
            || numbered.all(|(number, (automaton, state))| {
                way.behinds >> number & 1 == 0 || automaton.accepts(*state)
            })
    }
}
