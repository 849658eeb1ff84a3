//! Counts the characters of a value that are too many for its pattern.

use super::run::END;
use super::{Matcher, Mismatch, Pattern};
use crate::check::LONGEST_EXAMINED;

/// The states of an automaton in front of the first characters of a value.
pub(crate) struct Trace<const LENGTH: usize = 64>(pub(super) [u16; LENGTH]);

impl<const LENGTH: usize> Trace<LENGTH> {
    /// Makes a trace to record into.
    pub(crate) const fn new() -> Self {
        // On the stack, because a check allocates only what it reports.
        Trace([0; LENGTH])
    }

    /// Records the state in front of a character.
    #[inline(always)]
    pub(super) fn record(&mut self, index: usize, state: u16) {
        if let Some(place) = self.0.get_mut(index) {
            *place = state;
        }
    }
}

impl Pattern {
    /// Returns the least number of characters right before a mismatch without which the value matches. `trace` is that of the
    /// mismatch.
    ///
    /// Returns `None` if there is no such number, or if the value is too long to be examined.
    pub(crate) fn excess<const LENGTH: usize>(
        &self,
        value: &str,
        mismatch: Mismatch,
        trace: &Trace<LENGTH>,
    ) -> Option<u32> {
        if mismatch.ended() || value.len() > LONGEST_EXAMINED {
            return None;
        }
        let index = usize::try_from(mismatch.index()).ok()?;
        let mut longest;
        let states = match trace.0.get(..index) {
            Some(states) => states,
            // Most mismatches are within the first characters. For the others, all states are recorded again.
            None => {
                longest = Trace::<LONGEST_EXAMINED>::new();
                self.traced_mismatch(value, &mut longest);
                longest.0.get(..index)?
            }
        };
        let rest = value.get(offset(value, index)?..)?;
        let count = match &self.matcher {
            Matcher::Length { .. } => excess_of_run(index, mismatch, rest, |_| true),
            Matcher::Run(run) => {
                excess_of_run(index, mismatch, rest, |c| run.classes.class(c) == 1)
            }
            Matcher::Small(small) => {
                let classes = rest.chars().map(|c| small.classes.class(c));
                excess_of_table(states, classes, small.accept_from.into(), small.steps())
            }
            Matcher::Table(exact) | Matcher::Bounded { exact, .. } => {
                let classes = rest.chars().map(|c| exact.classes.class(c));
                excess_of_table(states, classes, exact.accept_from, exact.steps())
            }
        }?;
        u32::try_from(count).ok()
    }
}

/// Returns the offset of a character in bytes.
fn offset(value: &str, index: usize) -> Option<usize> {
    let ascii = value.as_bytes().get(..index)?.is_ascii();
    match ascii && value.is_char_boundary(index) {
        true => Some(index),
        false => value.char_indices().nth(index).map(|(at, _)| at),
    }
}

/// Returns the excess if `index` characters are as many as a run may have. Each further character is one too many.
fn excess_of_run(
    index: usize,
    mismatch: Mismatch,
    rest: &str,
    is_member: impl Fn(char) -> bool,
) -> Option<usize> {
    let is_full = mismatch.state == END;
    let count = rest.chars().count();
    (is_full && count <= index && rest.chars().all(is_member)).then_some(count)
}

/// Returns the excess for an automaton. `states` are those in front of the characters before the mismatch, and `rest` are the
/// classes of the others.
fn excess_of_table(
    states: &[u16],
    mut rest: impl Iterator<Item = u8> + Clone,
    accept_from: u16,
    after: impl Fn(u16, u8) -> u16,
) -> Option<usize> {
    let first = rest.next()?;
    let accepts = |state: u16| {
        let state = after(state, first);
        // In most values, the first character that does not fit can follow nowhere.
        state != 0 && rest.clone().fold(state, &after) >= accept_from
    };
    let from_the_end = states.iter().rev().zip(1..);
    let mut accepted = from_the_end.filter(|(state, _)| accepts(**state));
    accepted.next().map(|(_, count)| count)
}
