//! Patterns that are an automaton in a table.
//!
//! The next state is in the cell whose index is the sum of the state and the class of the next character. In a large table,
//! states are the indices of rows. In a small one, classes are the indices of columns. State 0 is dead. States from
//! `accept_from` on accept.

use std::borrow::Cow;
use std::ops::Range;

use super::classes::Classes;
use super::words::Expected;
use super::{Mismatch, Trace};

/// An automaton of any size.
#[derive(Clone, Debug)]
pub struct Table {
    /// The classes of characters: the columns.
    pub classes: Classes,
    /// The next states, two bytes each (least significant byte first).
    pub next: Cow<'static, [u8]>,
    /// The first state.
    pub start: u16,
    /// The first accepting state.
    pub accept_from: u16,
}

/// An automaton whose columns all begin within 256 cells, so that it fits into the first-level cache.
#[derive(Clone, Debug)]
pub struct Small {
    /// The classes of characters: where their columns begin.
    pub classes: Classes,
    /// The next states. The sum of two bytes is always a valid index, so no access needs a check, and a step waits only for
    /// the cell of the step before.
    pub next: Cow<'static, [u8; 512]>,
    /// The first state.
    pub start: u8,
    /// The first accepting state.
    pub accept_from: u8,
}

/// The number of bytes that are read between two tests for the dead state.
const BLOCK: usize = 8;

impl Small {
    /// Makes the cells of a small table. Cells that are not given are dead.
    ///
    /// ```
    /// assert_eq!(wireform::__rt::Small::cells(b"\x01\x02")[..3], [1, 2, 0]);
    /// ```
    pub const fn cells(given: &[u8]) -> Cow<'static, [u8; 512]> {
        let mut cells = [0; 512];
        let mut at = 0;
        while at < given.len() && at < cells.len() {
            cells[at] = given[at];
            at += 1;
        }
        Cow::Owned(cells)
    }

    #[inline(always)]
    pub(super) fn is_match(&self, value: &str) -> bool {
        if !self.classes.by_bytes(value) {
            return self.is_match_wide(value);
        }
        let next: &[u8; 512] = &self.next;
        let map: &[u8; 256] = &self.classes.map;
        let step =
            |state: u8, byte: u8| next[usize::from(map[usize::from(byte)]) + usize::from(state)];
        let mut state = self.start;
        let (blocks, rest) = value.as_bytes().as_chunks::<BLOCK>();
        for block in blocks {
            for byte in block {
                state = step(state, *byte);
            }
            if state == 0 {
                return false;
            }
        }
        let (halves, rest) = rest.as_chunks::<{ BLOCK / 2 }>();
        for block in halves {
            for byte in block {
                state = step(state, *byte);
            }
        }
        for byte in rest {
            state = step(state, *byte);
        }
        state >= self.accept_from
    }

    fn is_match_wide(&self, value: &str) -> bool {
        let next = self.steps();
        let after = |state, character| next(state, self.classes.class(character));
        value.chars().fold(u16::from(self.start), after) >= u16::from(self.accept_from)
    }

    /// Returns the function that maps a state and a class to the next state.
    pub(super) fn steps(&self) -> impl Fn(u16, u8) -> u16 {
        let next: &[u8; 512] = &self.next;
        move |state, class| {
            let place = usize::from(state) + usize::from(class);
            next.get(place).map_or(0, |cell| u16::from(*cell))
        }
    }

    pub(super) fn mismatch<const LENGTH: usize>(
        &self,
        value: &str,
        trace: &mut Trace<LENGTH>,
    ) -> Option<Mismatch> {
        let ends = u16::from(self.start)..u16::from(self.accept_from);
        walk(value, &self.classes, ends, self.steps(), trace)
    }

    /// Returns what can follow a state.
    pub(super) fn expected(&self, state: u32) -> Expected {
        let state = u16::try_from(state).unwrap_or(0);
        let after = self.steps();
        let (ascii, beyond) = self.classes.members(|class| after(state, class) != 0);
        let end = state >= u16::from(self.accept_from);
        Expected { ascii, beyond, end }
    }
}

impl Table {
    fn step(next: &[[u8; 2]], state: u16, class: u8) -> u16 {
        // The compiler makes tables that have every cell. A missing cell would be dead.
        next.get(usize::from(state) + usize::from(class))
            .map_or(0, |cell| u16::from_le_bytes(*cell))
    }

    pub(super) fn is_match(&self, value: &str) -> bool {
        let (next, _) = self.next.as_chunks::<2>();
        let map: &[u8; 256] = &self.classes.map;
        let mut state = self.start;
        if self.classes.by_bytes(value) {
            for block in value.as_bytes().chunks(BLOCK) {
                for byte in block {
                    state = Self::step(next, state, map[usize::from(*byte)]);
                }
                if state == 0 {
                    return false;
                }
            }
        } else {
            for character in value.chars() {
                state = Self::step(next, state, self.classes.class(character));
            }
        }
        state >= self.accept_from
    }

    /// Returns the function that maps a state and a class to the next state.
    pub(super) fn steps(&self) -> impl Fn(u16, u8) -> u16 {
        let (next, _) = self.next.as_chunks::<2>();
        move |state, class| Self::step(next, state, class)
    }

    pub(super) fn mismatch<const LENGTH: usize>(
        &self,
        value: &str,
        trace: &mut Trace<LENGTH>,
    ) -> Option<Mismatch> {
        let ends = self.start..self.accept_from;
        walk(value, &self.classes, ends, self.steps(), trace)
    }

    /// Returns what can follow a state.
    pub(super) fn expected(&self, state: u32) -> Expected {
        let state = u16::try_from(state).unwrap_or(0);
        let after = self.steps();
        let (ascii, beyond) = self.classes.members(|class| after(state, class) != 0);
        let end = state >= self.accept_from;
        Expected { ascii, beyond, end }
    }
}

/// Returns the position at which the automaton reaches the dead state, or at which the value ends too early. Records the
/// states on the way. `ends` are the first state and the first state that accepts.
fn walk<const LENGTH: usize>(
    value: &str,
    classes: &Classes,
    ends: Range<u16>,
    after: impl Fn(u16, u8) -> u16,
    trace: &mut Trace<LENGTH>,
) -> Option<Mismatch> {
    let map: &[u8; 256] = &classes.map;
    let mut state = ends.start;
    let mut index = 0;
    // ASCII bytes are characters.
    let begin = &value.as_bytes()[..value.len().min(LENGTH)];
    if begin.is_ascii() {
        for (byte, place) in begin.iter().zip(&mut trace.0) {
            *place = state;
            let next = after(state, map[usize::from(*byte)]);
            if next == 0 {
                return Some(Mismatch::new(number(index), u32::from(state), false));
            }
            (state, index) = (next, index + 1);
        }
    }
    for character in value.get(index..).unwrap_or_default().chars() {
        trace.record(index, state);
        let next = after(state, classes.class(character));
        if next == 0 {
            return Some(Mismatch::new(number(index), u32::from(state), false));
        }
        (state, index) = (next, index + 1);
    }
    (state < ends.end).then(|| Mismatch::new(number(index), u32::from(state), true))
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
