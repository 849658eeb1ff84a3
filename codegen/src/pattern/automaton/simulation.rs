//! Compares positions: whether one matches all that another matches, as far as their ways correspond step by step.
//!
//! A position is wider than another one if it consumes all that the other consumes, and if each way from the other one has
//! a way to a wider position. A pair under examination is taken for true when it is met again. If that turns out to be
//! wrong, nothing of the examination is kept but what is false.

use std::collections::HashMap;

use super::hash::Fast;
use super::positions::{MATCH, MATCH_AT_END, Program};

/// The maximum number of positions in a row.
const DEPTH: usize = 500;
/// The maximum number of steps of all examinations.
const STEPS: usize = 200_000;
/// The maximum number of times that an examination is repeated.
const REPEATS: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    True,
    False,
    /// Taken for true. States whether it was met again.
    Assumed(bool),
}

/// What is known about pairs of positions.
pub(super) struct Simulation {
    known: HashMap<(u32, u32), Known, Fast>,
    trail: Vec<(u32, u32)>,
    is_refuted: bool,
    steps: usize,
}

impl Simulation {
    pub(super) fn new() -> Self {
        Self {
            known: HashMap::default(),
            trail: Vec::new(),
            is_refuted: false,
            steps: 0,
        }
    }

    /// Returns whether `wide` surely matches all that `narrow` matches. `takes` has the classes of each set.
    pub(super) fn is_wider(
        &mut self,
        program: &Program,
        takes: &[Vec<bool>],
        wide: u32,
        narrow: u32,
    ) -> bool {
        match self.known.get(&(wide, narrow)) {
            Some(Known::True) => return true,
            Some(Known::False) => return false,
            Some(Known::Assumed(_)) | None => {}
        }
        for _ in 0..REPEATS {
            self.is_refuted = false;
            let found = self.examine(program, takes, (wide, narrow), 0);
            let is_certain = found && !self.is_refuted;
            for pair in std::mem::take(&mut self.trail) {
                if let Some(Known::Assumed(_)) = self.known.get(&pair) {
                    if is_certain {
                        self.known.insert(pair, Known::True);
                    } else {
                        self.known.remove(&pair);
                    }
                }
            }
            if is_certain {
                return true;
            }
            if !found {
                break;
            }
        }
        self.known.insert((wide, narrow), Known::False);
        false
    }

    fn examine(
        &mut self,
        program: &Program,
        takes: &[Vec<bool>],
        pair: (u32, u32),
        depth: usize,
    ) -> bool {
        let (wide, narrow) = (pair.0 as usize, pair.1 as usize);
        if wide == narrow || wide == MATCH {
            return true;
        }
        if narrow <= MATCH_AT_END || wide == MATCH_AT_END {
            return false;
        }
        match self.known.get_mut(&pair) {
            Some(Known::True) => return true,
            Some(Known::False) => return false,
            Some(Known::Assumed(is_met)) => {
                *is_met = true;
                return true;
            }
            None => {}
        }
        self.steps += 1;
        if depth > DEPTH || self.steps > STEPS {
            return false;
        }
        let (all, some) = (program.consumes[wide], program.consumes[narrow]);
        let consumes_all = all == some
            || takes[some]
                .iter()
                .zip(&takes[all])
                .all(|(some, all)| *all || !*some);
        if !consumes_all {
            self.known.insert(pair, Known::False);
            return false;
        }
        self.known.insert(pair, Known::Assumed(false));
        self.trail.push(pair);
        let (to, from) = (&program.follow[wide], &program.follow[narrow]);
        let is_wider = from.iter().all(|from| {
            to.iter().any(|to| {
                let is_as_free = to.promises & !from.promises == 0
                    && (to.behind.is_none() || to.behind == from.behind);
                is_as_free && self.examine(program, takes, (to.position, from.position), depth + 1)
            })
        });
        if !is_wider {
            let known = self.known.insert(pair, Known::False);
            self.is_refuted |= known == Some(Known::Assumed(true));
        }
        is_wider
    }
}
