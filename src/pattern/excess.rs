//! How many characters of a value are too many for its pattern.

use super::classes::Classes;
use super::run::END;
use super::{Matcher, Mismatch, Pattern};
use crate::check::LONGEST_EXAMINED;

impl Pattern {
    /// Returns the least number of characters right before a mismatch without which the value matches.
    ///
    /// Returns `None` if there is no such number, or if the value is too long to be examined.
    pub(crate) fn excess(&self, value: &str, mismatch: Mismatch) -> Option<u32> {
        if mismatch.ended() || value.len() > LONGEST_EXAMINED {
            return None;
        }
        let index = usize::try_from(mismatch.index())
            .ok()
            .filter(|&index| index > 0)?;
        let (at, _) = value.char_indices().nth(index)?;
        let (before, rest) = value.split_at(at);
        let count = match &self.matcher {
            Matcher::Length { .. } => excess_of_run(index, mismatch, rest, |_| true),
            Matcher::Run(run) => {
                excess_of_run(index, mismatch, rest, |c| run.classes.class(c) == 1)
            }
            Matcher::Small(small) => {
                let ends = [small.start, small.accept_from].map(u16::from);
                excess_of_table(before, rest, &small.classes, ends, |state, class| {
                    small.after(state, class)
                })
            }
            Matcher::Table(exact) | Matcher::Bounded { exact, .. } => {
                let ends = [exact.start, exact.accept_from];
                excess_of_table(before, rest, &exact.classes, ends, |state, class| {
                    exact.after(state, class)
                })
            }
        }?;
        u32::try_from(count).ok()
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

/// Returns the excess for an automaton. `ends` are its first state and the first state that accepts.
///
/// Reads `before` once. Reads `rest` only from states in which its first character can follow.
fn excess_of_table(
    before: &str,
    rest: &str,
    classes: &Classes,
    ends: [u16; 2],
    after: impl Fn(u16, u8) -> u16,
) -> Option<usize> {
    let [start, accept_from] = ends;
    // On the stack, because a check allocates only what it reports.
    let mut states = [0; LONGEST_EXAMINED];
    let (mut state, mut count) = (start, 0);
    for (place, character) in states.iter_mut().zip(before.chars()) {
        *place = state;
        state = after(state, classes.class(character));
        count += 1;
    }
    let mut rest = rest.chars().map(|character| classes.class(character));
    let first = rest.next()?;
    let accepts = |state: u16| {
        let state = after(state, first);
        state != 0 && rest.clone().fold(state, &after) >= accept_from
    };
    let from_the_end = states[..count].iter().rev();
    from_the_end
        .zip(1..)
        .find_map(|(&state, excess)| accepts(state).then_some(excess))
}
