//! An automaton as the runtime walks it.

use std::fmt;

use crate::pattern::automaton::{Alphabet, Automaton, Spent};

/// The class of every character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classes {
    /// By byte; beyond ASCII the class of all such characters, unless `wide` tells them apart.
    pub map: Vec<u8>,
    /// Ranges beyond ASCII, four bytes each: the first code point (most significant byte first), and the class.
    pub wide: Vec<u8>,
}

/// An automaton. A state is the place of its row; state 0 is dead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The classes: the columns.
    pub classes: Classes,
    /// How many columns there are.
    pub columns: usize,
    /// The states that follow.
    pub next: Vec<u16>,
    /// Where it begins.
    pub start: u16,
    /// The first accepting state; states behind it accept as well.
    pub accept_from: u16,
}

/// An automaton of few states and classes, as the runtime walks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Small {
    /// The classes: where their columns begin.
    pub classes: Classes,
    /// The states that follow.
    pub cells: [u8; 512],
    /// Where it begins.
    pub start: u8,
    /// The first accepting state; states behind it accept as well.
    pub accept_from: u8,
}

impl Classes {
    /// Classes by number, and which of them nothing ever goes on with.
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

    /// How many bytes they take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.map.len() + self.wide.len()
    }

    /// The bytes of a class other than 0, three bytes a range: the class, the first and the last.
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
    /// Whether columns of so many states all begin within 256 cells, which makes a table small.
    #[must_use]
    pub fn is_small(states: usize, classes: usize) -> bool {
        states <= 256 && states * classes.saturating_sub(1) < 256
    }

    /// Lays out an automaton.
    ///
    /// # Errors
    /// Where it would be too large.
    pub fn of(set: &Automaton) -> Result<Self, Spent> {
        let columns = set.alphabet().classes();
        let states = set.states();
        if columns > 256 || states * columns * 2 > Spent::TABLE {
            return Err(Spent::Table(Spent::TABLE));
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

    /// The cells as bytes, two each, least significant first.
    #[must_use]
    pub fn wide_cells(&self) -> Vec<u8> {
        self.next
            .iter()
            .flat_map(|cell| cell.to_le_bytes())
            .collect()
    }

    /// The same as a small table: states are numbers from 0, and a class is where its column begins.
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

    /// How many states there are, the dead one among them.
    #[must_use]
    pub fn states(&self) -> usize {
        self.next.len() / self.columns.max(1)
    }

    /// How many bytes it takes.
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
