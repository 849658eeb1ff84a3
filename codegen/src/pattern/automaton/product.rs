//! Runs two automata in parallel.

use std::collections::HashMap;

use super::minimise::Raw;
use super::{Alphabet, Automaton, LimitExceeded};

/// The maximum number of pairs of states.
pub const PAIR_LIMIT: usize = 60_000;

/// The reachable pairs of states of two automata.
pub struct Pairs {
    alphabet: Alphabet,
    next: Vec<u32>,
    accepting: Vec<bool>,
    depth: Vec<u32>,
}

impl Pairs {
    /// Walks both automata breadth first. Skips each pair from which no accepting pair can be reached.
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    pub fn new(
        left: &Automaton,
        right: &Automaton,
        accepts: fn(bool, bool) -> bool,
        limit: usize,
    ) -> Result<Self, LimitExceeded> {
        let (alphabet, classes) = left.alphabet.common(&right.alphabet);
        let (needs_left, needs_right) = (!accepts(false, true), !accepts(true, false));
        let hopeless = |pair: &(u32, u32)| {
            (pair.0 == 0 && (needs_left || pair.1 == 0) && !accepts(false, false))
                || (pair.1 == 0 && needs_right && !accepts(false, false))
        };
        let mut ids = Ids::new(left.states(), right.states());
        ids.number((0, 0), 0);
        let mut list = vec![(0, 0)];
        let mut depth = vec![u32::MAX];
        let mut next = vec![0; classes.len()];
        let mut accepting = vec![accepts(false, false)];
        let start = (left.start(), right.start());
        if start != (0, 0) {
            ids.number(start, 1);
            list.push(start);
            depth.push(0);
        }
        let mut at = 1;
        while at < list.len() {
            let (one, two) = list[at];
            accepting.push(accepts(left.accepts(one), right.accepts(two)));
            for (one_class, two_class) in &classes {
                let mut pair = (left.step(one, *one_class), right.step(two, *two_class));
                if hopeless(&pair) {
                    pair = (0, 0);
                }
                let fresh = list.len() as u32;
                let id = ids.number(pair, fresh);
                if id == fresh {
                    list.push(pair);
                    depth.push(depth[at] + 1);
                    if list.len() > limit {
                        return Err(LimitExceeded::Pairs(limit));
                    }
                }
                next.push(id);
            }
            at += 1;
        }
        Ok(Self {
            alphabet,
            next,
            accepting,
            depth,
        })
    }

    /// Returns the length of the shortest value that ends in an accepting pair.
    #[must_use]
    pub fn first_accepting(&self) -> Option<u32> {
        (0..self.accepting.len())
            .filter(|at| self.accepting[*at] && self.depth[*at] != u32::MAX)
            .map(|at| self.depth[at])
            .min()
    }

    pub(super) fn into_raw(self) -> Raw {
        Raw {
            start: u32::from(self.accepting.len() > 1),
            alphabet: self.alphabet,
            next: self.next,
            accepting: self.accepting,
        }
    }
}

/// The number of each pair. They are in a table if it is small enough, because hashing takes ten times as long in a build
/// script.
enum Ids {
    Table { width: usize, numbers: Vec<u32> },
    Map(HashMap<(u32, u32), u32>),
}

impl Ids {
    /// The maximum number of cells of a table.
    const CELLS: usize = 1 << 18;

    fn new(left: usize, right: usize) -> Self {
        if left * right > Self::CELLS {
            return Ids::Map(HashMap::new());
        }
        Ids::Table {
            width: right,
            numbers: vec![u32::MAX; left * right],
        }
    }

    /// Returns the number of a pair. A new pair gets the number `fresh`.
    fn number(&mut self, pair: (u32, u32), fresh: u32) -> u32 {
        match self {
            Ids::Table { width, numbers } => {
                let number = &mut numbers[pair.0 as usize * *width + pair.1 as usize];
                if *number == u32::MAX {
                    *number = fresh;
                }
                *number
            }
            Ids::Map(map) => *map.entry(pair).or_insert(fresh),
        }
    }
}
