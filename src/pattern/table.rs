//! Patterns that are an automaton in a table.
//!
//! A state is the place of its row; what follows it is at that place plus the class of the next character. State 0 is
//! dead, states from `accept_from` on accept.

use std::borrow::Cow;

use super::Mismatch;
use super::classes::Classes;

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

/// An automaton of at most 128 cells, which stays in the nearest cache.
#[derive(Clone, Debug)]
pub struct Small {
    /// The classes of characters: the columns.
    pub classes: Classes,
    /// The states that follow.
    pub next: Cow<'static, [u8; 128]>,
    /// Where it begins.
    pub start: u8,
    /// The first accepting state.
    pub accept_from: u8,
}

/// How many bytes are read before a look at whether it is hopeless.
const BLOCK: usize = 32;

impl Small {
    /// The cells of a small table; those that are not given are dead.
    ///
    /// ```
    /// assert_eq!(wireform::Small::cells(b"\x01\x02")[..3], [1, 2, 0]);
    /// ```
    pub const fn cells(given: &[u8]) -> Cow<'static, [u8; 128]> {
        let mut cells = [0; 128];
        let mut at = 0;
        while at < given.len() && at < cells.len() {
            cells[at] = given[at];
            at += 1;
        }
        Cow::Owned(cells)
    }

    pub(super) fn is_match(&self, value: &str) -> bool {
        let next: &[u8; 128] = &self.next;
        let map: &[u8; 256] = &self.classes.map;
        // The sum never exceeds the table; that it is masked spares a check of each.
        let step = |state: u8, class: u8| next[usize::from(state.wrapping_add(class) & 127)];
        let mut state = self.start;
        if self.classes.by_bytes(value) {
            for block in value.as_bytes().chunks(BLOCK) {
                for byte in block {
                    state = step(state, map[usize::from(*byte)]);
                }
                if state == 0 {
                    return false;
                }
            }
        } else {
            for character in value.chars() {
                state = step(state, self.classes.class(character));
            }
        }
        state >= self.accept_from
    }

    fn after(&self, state: u16, class: u8) -> u16 {
        let place = usize::from(state) + usize::from(class);
        self.next.get(place).map_or(0, |cell| u16::from(*cell))
    }

    pub(super) fn mismatch(&self, value: &str) -> Mismatch {
        let start = u16::from(self.start);
        walk(value, &self.classes, start, |state, class| {
            self.after(state, class)
        })
    }

    /// What can follow a state: ASCII characters, others, and the end.
    pub(super) fn expected(&self, state: u32) -> ([bool; 128], bool, bool) {
        let state = u16::try_from(state).unwrap_or(0);
        let (ascii, beyond) = self.classes.members(|class| self.after(state, class) != 0);
        (ascii, beyond, state >= u16::from(self.accept_from))
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

    fn after(&self, state: u16, class: u8) -> u16 {
        let (next, _) = self.next.as_chunks::<2>();
        Self::step(next, state, class)
    }

    pub(super) fn mismatch(&self, value: &str) -> Mismatch {
        walk(value, &self.classes, self.start, |state, class| {
            self.after(state, class)
        })
    }

    /// What can follow a state: ASCII characters, others, and the end.
    pub(super) fn expected(&self, state: u32) -> ([bool; 128], bool, bool) {
        let state = u16::try_from(state).unwrap_or(0);
        let (ascii, beyond) = self.classes.members(|class| self.after(state, class) != 0);
        (ascii, beyond, state >= self.accept_from)
    }
}

/// Where a value that does not match leaves the live states.
fn walk(value: &str, classes: &Classes, start: u16, after: impl Fn(u16, u8) -> u16) -> Mismatch {
    let mut state = start;
    let mut index = 0;
    for character in value.chars() {
        let next = after(state, classes.class(character));
        if next == 0 {
            return Mismatch::new(index, u32::from(state), false);
        }
        state = next;
        index += 1;
    }
    Mismatch::new(index, u32::from(state), true)
}
