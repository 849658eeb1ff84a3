//! Patterns that are an automaton in a table.
//!
//! What follows a state is in a cell whose place is the sum of the state and the class of the next character: in a large
//! table states are the places of rows, in a small one classes are those of columns. State 0 is dead, states from
//! `accept_from` on accept.

use std::borrow::Cow;
use std::ops::Range;

use super::Mismatch;
use super::classes::Classes;
use super::words::Expected;

/// An automaton of any size.
#[derive(Clone, Debug)]
pub struct Table {
    /// The classes of characters: the columns.
    pub classes: Classes,
    /// The states that follow, two bytes each (least significant byte first).
    pub next: Cow<'static, [u8]>,
    /// Where it begins.
    pub start: u16,
    /// The first accepting state.
    pub accept_from: u16,
}

/// An automaton whose columns all begin within 256 cells, which stays in the nearest cache.
#[derive(Clone, Debug)]
pub struct Small {
    /// The classes of characters: where their columns begin.
    pub classes: Classes,
    /// The states that follow. Two bytes can't add up to more than there is room for, so no access needs a check, and
    /// all that a step waits for is the cell of the step before.
    pub next: Cow<'static, [u8; 512]>,
    /// Where it begins.
    pub start: u8,
    /// The first accepting state.
    pub accept_from: u8,
}

/// How many bytes are read before a look at whether it is hopeless.
const BLOCK: usize = 8;

impl Small {
    /// The cells of a small table; those that are not given are dead.
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
        let after = |state, character| self.after(state, self.classes.class(character));
        value.chars().fold(u16::from(self.start), after) >= u16::from(self.accept_from)
    }

    pub(super) fn after(&self, state: u16, class: u8) -> u16 {
        let place = usize::from(state) + usize::from(class);
        self.next.get(place).map_or(0, |cell| u16::from(*cell))
    }

    pub(super) fn mismatch(&self, value: &str) -> Option<Mismatch> {
        let ends = u16::from(self.start)..u16::from(self.accept_from);
        walk(value, &self.classes, ends, |state, class| {
            self.after(state, class)
        })
    }

    /// Returns what can follow a state.
    pub(super) fn expected(&self, state: u32) -> Expected {
        let state = u16::try_from(state).unwrap_or(0);
        let (ascii, beyond) = self.classes.members(|class| self.after(state, class) != 0);
        let end = state >= u16::from(self.accept_from);
        Expected { ascii, beyond, end }
    }
}

impl Table {
    fn step(next: &[[u8; 2]], state: u16, class: u8) -> u16 {
        // The cell is there: the compiler of the schema made the table. Anything else would be dead.
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

    pub(super) fn after(&self, state: u16, class: u8) -> u16 {
        let (next, _) = self.next.as_chunks::<2>();
        Self::step(next, state, class)
    }

    pub(super) fn mismatch(&self, value: &str) -> Option<Mismatch> {
        let ends = self.start..self.accept_from;
        walk(value, &self.classes, ends, |state, class| {
            self.after(state, class)
        })
    }

    /// Returns what can follow a state.
    pub(super) fn expected(&self, state: u32) -> Expected {
        let state = u16::try_from(state).unwrap_or(0);
        let (ascii, beyond) = self.classes.members(|class| self.after(state, class) != 0);
        let end = state >= self.accept_from;
        Expected { ascii, beyond, end }
    }
}

/// Where a value leaves the live states; `ends` are the state that it begins in and the first that accepts.
fn walk(
    value: &str,
    classes: &Classes,
    ends: Range<u16>,
    after: impl Fn(u16, u8) -> u16,
) -> Option<Mismatch> {
    let mut state = ends.start;
    let mut rest = value;
    let map: &[u8; 256] = &classes.map;
    // As long as they are ASCII, bytes are characters.
    for (index, byte) in value.bytes().enumerate() {
        if !byte.is_ascii() {
            rest = value.get(index..).unwrap_or_default();
            break;
        }
        let next = after(state, map[usize::from(byte)]);
        if next == 0 {
            return Some(Mismatch::new(number(index), u32::from(state), false));
        }
        state = next;
        rest = "";
    }
    let mut index = value.len() - rest.len();
    for character in rest.chars() {
        let next = after(state, classes.class(character));
        if next == 0 {
            return Some(Mismatch::new(number(index), u32::from(state), false));
        }
        state = next;
        index += 1;
    }
    (state < ends.end).then(|| Mismatch::new(number(index), u32::from(state), true))
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
