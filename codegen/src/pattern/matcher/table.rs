//! Lays out an automaton as the table that the runtime reads.

use std::fmt;

use crate::pattern::automaton::{Alphabet, Automaton, LimitExceeded};

/// The class of every character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classes {
    /// The class of each byte. All bytes beyond ASCII have the class of the characters beyond ASCII that are not in
    /// `wide`.
    pub map: Vec<u8>,
    /// The ranges beyond ASCII, four bytes each: the first code point (most significant byte first), and the class.
    pub wide: Vec<u8>,
}

/// An automaton as a table. A state is the offset of its row, and state 0 is dead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The classes: the columns.
    pub classes: Classes,
    /// The number of columns.
    pub columns: usize,
    /// The next states.
    pub next: Vec<u16>,
    /// The start state.
    pub start: u16,
    /// The first accepting state. All states after it are accepting too.
    pub accept_from: u16,
}

/// An automaton with few states and classes as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Small {
    /// The offset of the column of each class.
    pub classes: Classes,
    /// The next states.
    pub cells: [u8; 512],
    /// The start state.
    pub start: u8,
    /// The first accepting state. All states after it are accepting too.
    pub accept_from: u8,
}

impl Classes {
    /// Creates the classes of an alphabet. `dead` marks those that always lead to the dead state.
    pub(super) fn of(
        alphabet: &Alphabet,
        number: &dyn Fn(u16) -> u8,
        dead: &dyn Fn(u16) -> bool,
    ) -> Self {
        let mut map = vec![0; 256];
        let mut wide = Vec::new();
        let mut only_dead = true;
        for (first, last, class) in alphabet.ranges() {
            let (from, to) = (u32::from(first), u32::from(last));
            for point in from..=to.min(127) {
                map[point as usize] = number(class);
            }
            if to > 127 {
                let [_, high, middle, low] = from.max(128).to_be_bytes();
                wide.extend([high, middle, low, number(class)]);
                only_dead &= dead(class);
                map[128..].fill(number(class));
            }
        }
        if only_dead {
            wide.clear();
        }
        Self { map, wide }
    }

    /// Returns their size in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.map.len() + self.wide.len()
    }

    /// Returns the ranges of bytes of all classes other than 0, three bytes each: the class, the first and the last
    /// byte.
    #[must_use]
    pub fn ranges(&self) -> Vec<u8> {
        let mut ranges: Vec<u8> = Vec::new();
        for (byte, class) in (0..=u8::MAX).zip(&self.map) {
            if *class == 0 {
                continue;
            }
            match ranges.as_mut_slice() {
                [.., known, _, last] if *known == *class && *last + 1 == byte => *last = byte,
                _ => ranges.extend([*class, byte, byte]),
            }
        }
        ranges
    }
}

impl Table {
    /// Returns whether a table is small, which means that the offsets of all columns fit into a byte.
    #[must_use]
    pub fn is_small(states: usize, classes: usize) -> bool {
        states <= 256 && states * classes.saturating_sub(1) < 256
    }

    /// Lays out an automaton as a table.
    ///
    /// # Errors
    /// Returns an error if it would be too large.
    pub fn of(set: &Automaton) -> Result<Self, LimitExceeded> {
        let columns = set.alphabet().classes();
        let states = set.states();
        if columns > 256 || states * columns * 2 > LimitExceeded::TABLE {
            return Err(LimitExceeded::Table(LimitExceeded::TABLE));
        }
        let all = 0..states as u32;
        let dead = |class: u16| {
            all.clone()
                .all(|state| set.step(state, class) == Automaton::DEAD)
        };
        let (refusing, accepting): (Vec<u32>, Vec<u32>) =
            all.clone().partition(|state| !set.accepts(*state));
        let order: Vec<u32> = refusing.iter().chain(&accepting).copied().collect();
        let mut row = vec![0_u16; states];
        for (at, state) in order.iter().enumerate() {
            row[*state as usize] = (at * columns) as u16;
        }
        let next = order
            .iter()
            .flat_map(|state| {
                let row = &row;
                (0..columns as u16).map(move |class| row[set.step(*state, class) as usize])
            })
            .collect();
        Ok(Self {
            classes: Classes::of(set.alphabet(), &|class| class as u8, &dead),
            columns,
            next,
            start: row[set.start() as usize],
            accept_from: (refusing.len() * columns) as u16,
        })
    }

    /// Returns the cells as two bytes each, least significant byte first.
    #[must_use]
    pub fn wide_cells(&self) -> Vec<u8> {
        self.next
            .iter()
            .flat_map(|cell| cell.to_le_bytes())
            .collect()
    }

    /// Converts it to a small table, in which states are numbers from 0 and a class is the offset of its column.
    #[must_use]
    pub fn small(&self) -> Small {
        let width = self.states();
        let state = |row: u16| (usize::from(row) / self.columns.max(1)) as u8;
        let mut cells = [0; 512];
        for (at, next) in self.next.iter().enumerate() {
            let (from, class) = (at / self.columns, at % self.columns);
            if let Some(cell) = cells.get_mut(class * width + from) {
                *cell = state(*next);
            }
        }
        let mut classes = self.classes.clone();
        let wide = classes.wide.iter_mut().skip(3).step_by(4);
        for class in classes.map.iter_mut().chain(wide) {
            *class = (usize::from(*class) * width) as u8;
        }
        Small {
            classes,
            cells,
            start: state(self.start),
            accept_from: state(self.accept_from),
        }
    }

    /// Returns the number of states, including the dead one.
    #[must_use]
    pub fn states(&self) -> usize {
        self.next.len() / self.columns.max(1)
    }

    /// Returns its size in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let cells = if Self::is_small(self.states(), self.columns) {
            self.next.len()
        } else {
            self.next.len() * 2
        };
        self.classes.bytes() + cells
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} states by {} classes ({} bytes)",
            self.states(),
            self.columns,
            self.bytes()
        )
    }
}
