//! Runs expressions in parallel, thread by thread, without building their automata.
//!
//! Several expressions share one program, in which equal continuations are one position. A thread is a position with the
//! promises that look-aheads made on the way to it. A set of threads is a state, which is worked out when it is reached.

use std::collections::HashMap;

use regex_syntax::hir::Hir;

use super::Alphabet;
use super::build::look_aheads;
use super::hash::Fast;
use super::limit::LimitExceeded;
use super::positions::{MATCH, MATCH_AT_END, SharedProgram, takes};
use super::program::shared_program;
use super::promises::{Promises, common};
use super::rank::{nicest, rank};
use super::simulation::Simulation;

/// A position, and the number of a set of promises.
pub(super) type Thread = (u32, u32);

/// The thread after which every value matches.
pub(super) const ANYTHING: Thread = (MATCH as u32, 0);

/// The state without threads.
pub(super) const DEAD: u32 = 0;
/// The state of all values.
pub(super) const ALL: u32 = 1;

/// The maximum number of states.
const STATES: usize = 60_000;

/// The maximum number of threads of a state that are examined.
const EXAMINED: usize = 16;

const UNKNOWN: u32 = u32::MAX;

/// Several expressions, and the states that were reached.
pub(super) struct Threads {
    shared: SharedProgram,
    /// For each set of characters, whether it contains each class.
    takes: Vec<Vec<bool>>,
    /// For each class of the common alphabet, its class in the alphabet of the program and in those of the look-aheads.
    classes: Vec<Vec<u16>>,
    promises: Promises,
    states: Vec<Vec<Thread>>,
    ids: HashMap<Vec<Thread>, u32, Fast>,
    /// The next states, by `state * classes + class`.
    next: Vec<u32>,
    accepting: Vec<bool>,
    /// For each chain of positions, the greatest rank in the state that is being reduced.
    highest: HashMap<(u32, u32), u32, Fast>,
    simulation: Simulation,
    /// The classes, those with the most readable characters first.
    pub(super) order: Vec<u16>,
    letters: Vec<char>,
    pub(super) work: usize,
    limit: usize,
}

impl Threads {
    /// Prepares some expressions. At most `limit` steps are taken.
    pub(super) fn new(hirs: &[&Hir], limit: usize) -> Result<Self, LimitExceeded> {
        let shared = shared_program(hirs)?;
        let program = &shared.program;
        let mut work = 0;
        let automata = look_aheads(program, &mut work)?;
        let (alphabet, members) = Alphabet::of(&program.sets);
        let takes = takes(&members, alphabet.classes());
        let (alphabet, classes) = common(alphabet, &automata);
        let letters = representatives(&alphabet);
        let mut order: Vec<u16> = (0..classes.len() as u16).collect();
        order.sort_by_key(|class| rank(letters[usize::from(*class)]));
        let all = vec![ANYTHING];
        Ok(Self {
            takes,
            promises: Promises::new(automata),
            ids: HashMap::from_iter([(Vec::new(), DEAD), (all.clone(), ALL)]),
            next: [vec![DEAD; classes.len()], vec![ALL; classes.len()]].concat(),
            accepting: vec![false, true],
            states: vec![Vec::new(), all],
            highest: HashMap::default(),
            simulation: Simulation::new(),
            classes,
            shared,
            order,
            letters,
            work,
            limit,
        })
    }

    /// Returns whether an expression has a look-behind that is longer than one character.
    pub(super) fn has_look_behinds(&self) -> bool {
        !self.shared.program.look_behinds.is_empty()
    }

    /// Returns the threads at the start of an expression.
    pub(super) fn begin(&mut self, expression: usize) -> Vec<Thread> {
        let ways = self.shared.begins[expression].clone();
        let mut threads = self.promises.begin(ways.into_iter());
        self.reduce(&mut threads);
        threads
    }

    /// Returns whether a value can end at a thread.
    pub(super) fn ends(&self, thread: Thread) -> bool {
        thread.0 <= MATCH_AT_END as u32 && self.promises.are_kept_at_end(thread.1)
    }

    /// Returns whether a value can end at a state.
    pub(super) fn accepts(&self, state: u32) -> bool {
        self.accepting[state as usize]
    }

    /// Adds the threads that can follow a thread after a character of a class.
    pub(super) fn after(&mut self, thread: Thread, class: u16, found: &mut Vec<Thread>) {
        let (position, promises) = (thread.0 as usize, thread.1);
        let all = &self.classes[usize::from(class)];
        if position == MATCH_AT_END
            || position != MATCH
                && !self.takes[self.shared.program.consumes[position]][usize::from(all[0])]
        {
            return;
        }
        let Some(kept) = self.promises.after(promises, all) else {
            return;
        };
        if position == MATCH {
            found.push((MATCH as u32, kept));
            return;
        }
        let ways = &self.shared.program.follow[position];
        self.work += ways.len();
        for way in ways {
            let holds = |set: u32| self.takes[set as usize][usize::from(all[0])];
            if way.behind.is_none_or(holds) {
                let made = self.promises.with(kept, way.promises);
                found.extend(made.map(|made| (way.position, made)));
            }
        }
    }

    /// Returns the number of a state.
    pub(super) fn state(&mut self, threads: Vec<Thread>) -> Result<u32, LimitExceeded> {
        if let Some(known) = self.ids.get(&threads) {
            return Ok(*known);
        }
        let fresh = self.states.len() as u32;
        if self.states.len() >= STATES {
            return Err(LimitExceeded::Pairs(STATES));
        }
        self.next
            .extend(std::iter::repeat_n(UNKNOWN, self.classes.len()));
        self.accepting
            .push(threads.iter().any(|thread| self.ends(*thread)));
        self.ids.insert(threads.clone(), fresh);
        self.states.push(threads);
        Ok(fresh)
    }

    /// Returns the state after a character of a class.
    pub(super) fn step(&mut self, state: u32, class: u16) -> Result<u32, LimitExceeded> {
        let cell = state as usize * self.classes.len() + usize::from(class);
        if self.next[cell] != UNKNOWN {
            return Ok(self.next[cell]);
        }
        let threads = std::mem::take(&mut self.states[state as usize]);
        let mut found = Vec::new();
        for thread in &threads {
            self.work += 1;
            self.after(*thread, class, &mut found);
        }
        self.states[state as usize] = threads;
        self.check()?;
        self.reduce(&mut found);
        let next = self.state(found)?;
        self.next[cell] = next;
        Ok(next)
    }

    /// Reports that too many steps were taken.
    pub(super) fn check(&self) -> Result<(), LimitExceeded> {
        if self.work > self.limit {
            return Err(LimitExceeded::Work);
        }
        Ok(())
    }

    /// Sorts threads, and removes those that match less than another one.
    fn reduce(&mut self, threads: &mut Vec<Thread>) {
        threads.sort_unstable();
        threads.dedup();
        self.work += threads.len();
        if threads.first() == Some(&ANYTHING) {
            threads.truncate(1);
            return;
        }
        if threads.len() < 2 {
            return;
        }
        self.highest.clear();
        for (position, promises) in threads.iter() {
            for (chain, rank) in &self.shared.chains[*position as usize] {
                let highest = self.highest.entry((*chain, *promises)).or_insert(*rank);
                *highest = (*highest).max(*rank);
            }
        }
        if self.highest.is_empty() {
            return;
        }
        threads.retain(|(position, promises)| {
            let chains = &self.shared.chains[*position as usize];
            chains
                .iter()
                .all(|(chain, rank)| self.highest[&(*chain, *promises)] <= *rank)
        });
    }

    /// Returns whether a state matches all that a thread matches, as far as that is quick to see.
    pub(super) fn covers(&mut self, state: u32, thread: Thread) -> bool {
        if self.covers_in_chain(state, thread) {
            return true;
        }
        let threads = std::mem::take(&mut self.states[state as usize]);
        let covers = threads.len() <= EXAMINED
            && threads.iter().any(|(position, promises)| {
                (*promises == 0 || *promises == thread.1)
                    && self.simulation.is_wider(
                        &self.shared.program,
                        &self.takes,
                        *position,
                        thread.0,
                    )
            });
        self.states[state as usize] = threads;
        covers
    }

    /// Returns whether a state has a thread, or one of a higher rank in the same chain.
    fn covers_in_chain(&self, state: u32, thread: Thread) -> bool {
        let threads = &self.states[state as usize];
        if state == ALL || threads.binary_search(&thread).is_ok() {
            return true;
        }
        let chains = &self.shared.chains[thread.0 as usize];
        !chains.is_empty()
            && threads.iter().any(|(position, promises)| {
                *promises == thread.1 && {
                    let wider = &self.shared.chains[*position as usize];
                    let is_wider = |(chain, rank): &(u32, u32)| {
                        wider
                            .iter()
                            .any(|(other, high)| other == chain && high >= rank)
                    };
                    chains.iter().any(is_wider)
                }
            })
    }

    /// Returns whether a state matches all that another state matches, as far as that is quick to see.
    pub(super) fn includes(&self, state: u32, other: u32) -> bool {
        state == other
            || self.states[other as usize]
                .iter()
                .all(|thread| self.covers_in_chain(state, *thread))
    }

    /// Returns a text with one character of each of some classes.
    pub(super) fn spelled(&self, classes: &[u16]) -> String {
        classes
            .iter()
            .map(|class| self.letters[usize::from(*class)])
            .collect()
    }

    /// Returns the classes that a thread can take.
    pub(super) fn taken(&self, thread: Thread, class: u16) -> bool {
        let position = thread.0 as usize;
        position == MATCH
            || position != MATCH_AT_END
                && self.takes[self.shared.program.consumes[position]]
                    [usize::from(self.classes[usize::from(class)][0])]
    }
}

/// Returns the most readable character of each class.
fn representatives(alphabet: &Alphabet) -> Vec<char> {
    let mut best: Vec<Option<char>> = vec![None; alphabet.classes()];
    for (first, last, class) in alphabet.ranges() {
        let here = nicest(first, last);
        let best = &mut best[usize::from(class)];
        if best.is_none_or(|known| rank(here) < rank(known)) {
            *best = Some(here);
        }
    }
    best.into_iter().map(|one| one.unwrap_or('?')).collect()
}
