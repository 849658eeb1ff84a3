//! Builds automata from expressions with look-aheads and long look-behinds.
//!
//! A look-ahead is a promise about the rest of the value. It has an automaton of its own, so a promise is one state of
//! that automaton. A thread is a position with the promises made on the way to it, all of which must be kept. A thread
//! that promises more than another one at the same position is dropped. What precedes a place is known when it is reached,
//! so a look-behind makes no promise.

use std::collections::{BTreeMap, HashMap};

use super::limit::LimitExceeded;
use super::minimise::Raw;
use super::positions::{MATCH, MATCH_AT_END, Program, Way, takes};
use super::prefix::{Prefix, PrefixStates};
use super::{Alphabet, Automaton};

/// The cost of a step, relative to a step without look-aheads.
const STEP: usize = 8;

/// A position, and the number of a set of promises.
type Thread = (u32, u32);

/// A state of the whole automaton.
type State = (Vec<Thread>, PrefixStates);

/// Builds an automaton whose states are sets of threads. The lists have the set of each look-ahead and of each look-behind
/// of the program.
pub(super) fn determinised(
    program: &Program,
    look_aheads: Vec<Automaton>,
    look_behinds: Vec<Automaton>,
    work: &mut usize,
) -> Result<Raw, LimitExceeded> {
    let (alphabet, members) = Alphabet::of(&program.sets);
    let takes = takes(&members, alphabet.classes());
    let (alphabet, classes) = common(alphabet, look_aheads.iter().chain(&look_behinds));
    let prefix = Prefix::new(look_behinds, 1 + look_aheads.len());
    let mut promises = Promises::new(look_aheads);
    let begin = prefix.begin();
    let ways = program.begin.iter().copied();
    let mut threads = promises.begin(ways.filter(|way| prefix.holds(&begin, way)));
    reduce(&mut threads, &promises, work)?;
    let start = (threads, begin.clone());
    let mut ids: HashMap<State, u32> = HashMap::from([(start.clone(), 0)]);
    let mut states = vec![start];
    let mut raw = Raw {
        alphabet,
        next: Vec::new(),
        accepting: Vec::new(),
        start: 0,
    };
    let mut at = 0;
    while at < states.len() {
        let (threads, before) = states[at].clone();
        at += 1;
        raw.accepting.push(threads.iter().any(|(position, set)| {
            *position <= MATCH_AT_END as u32 && promises.are_kept_at_end(*set)
        }));
        for class in &classes {
            let mut before = prefix.after(&before, class);
            let holds = |way: &Way| {
                let behind = way.behind;
                behind.is_none_or(|set| takes[set as usize][usize::from(class[0])])
                    && prefix.holds(&before, way)
            };
            let restart = program.restart.iter().copied().filter(holds);
            let mut next = promises.begin(restart);
            for (position, set) in &threads {
                *work += STEP;
                let position = *position as usize;
                if position == MATCH_AT_END
                    || position != MATCH
                        && !takes[program.consumes[position]][usize::from(class[0])]
                {
                    continue;
                }
                let Some(set) = promises.after(*set, class) else {
                    continue;
                };
                if position == MATCH {
                    next.push((MATCH as u32, set));
                    continue;
                }
                *work += STEP * program.follow[position].len();
                for way in program.follow[position].iter().filter(|way| holds(way)) {
                    let made = promises.with(set, way.promises);
                    next.extend(made.map(|made| (way.position, made)));
                }
            }
            reduce(&mut next, &promises, work)?;
            if next.first() == Some(&(MATCH as u32, 0)) {
                // The value matches, whatever precedes the rest.
                before.clone_from(&begin);
            }
            let fresh = u32::try_from(states.len()).unwrap_or(u32::MAX);
            let id = *ids.entry((next, before)).or_insert_with_key(|state| {
                states.push(state.clone());
                fresh
            });
            raw.next.push(id);
            if states.len() > LimitExceeded::STATES * 2 {
                return Err(LimitExceeded::States(LimitExceeded::STATES));
            }
            if *work > LimitExceeded::WORK {
                return Err(LimitExceeded::Work);
            }
        }
    }
    Ok(raw)
}

/// Returns a common alphabet, and for each of its classes those of the expression and of some automata.
pub(super) fn common<'a>(
    mut alphabet: Alphabet,
    automata: impl IntoIterator<Item = &'a Automaton>,
) -> (Alphabet, Vec<Vec<u16>>) {
    let mut classes: Vec<Vec<u16>> = (0..alphabet.classes() as u16)
        .map(|class| vec![class])
        .collect();
    for automaton in automata {
        let (both, pairs) = alphabet.common(automaton.alphabet());
        classes = pairs
            .iter()
            .map(|(before, own)| {
                let mut class = classes[usize::from(*before)].clone();
                class.push(*own);
                class
            })
            .collect();
        alphabet = both;
    }
    (alphabet, classes)
}

/// Sorts threads, and removes duplicates and those that promise more than another one at the same position.
fn reduce(
    threads: &mut Vec<Thread>,
    promises: &Promises,
    work: &mut usize,
) -> Result<(), LimitExceeded> {
    threads.sort_unstable();
    threads.dedup();
    if threads.first() == Some(&(MATCH as u32, 0)) {
        // The value matches, and no promise is open.
        threads.truncate(1);
        return Ok(());
    }
    let all = std::mem::take(threads);
    for group in all.chunk_by(|one, two| one.0 == two.0) {
        // All pairs are compared, so their number is checked first.
        *work += group.len() * group.len();
        if *work > LimitExceeded::WORK {
            return Err(LimitExceeded::Work);
        }
        threads.extend(group.iter().filter(|thread| {
            !group
                .iter()
                .any(|other| other != *thread && promises.is_part(other.1, thread.1))
        }));
    }
    Ok(())
}

/// The sets of promises. A promise is a look-ahead with a state of its automaton.
pub(super) struct Promises {
    automata: Vec<Automaton>,
    /// For each automaton, the state that accepts every rest.
    kept: Vec<Option<u32>>,
    sets: Vec<Vec<(usize, u32)>>,
    ids: BTreeMap<Vec<(usize, u32)>, u32>,
    made: HashMap<(u32, u64), Option<u32>>,
    stepped: HashMap<(u32, Vec<u16>), Option<u32>>,
}

impl Promises {
    pub(super) fn new(automata: Vec<Automaton>) -> Self {
        let kept = automata
            .iter()
            .map(|automaton| {
                let classes = automaton.alphabet().classes() as u16;
                (0..automaton.states() as u32).find(|state| {
                    automaton.accepts(*state)
                        && (0..classes).all(|class| automaton.step(*state, class) == *state)
                })
            })
            .collect();
        Self {
            automata,
            kept,
            sets: vec![Vec::new()],
            ids: BTreeMap::from_iter([(Vec::new(), 0)]),
            made: HashMap::new(),
            stepped: HashMap::new(),
        }
    }

    pub(super) fn begin(&mut self, ways: impl Iterator<Item = Way>) -> Vec<Thread> {
        ways.filter_map(|way| self.with(0, way.promises).map(|set| (way.position, set)))
            .collect()
    }

    /// Returns a set with additional look-aheads, or `None` if one of them cannot be kept.
    pub(super) fn with(&mut self, set: u32, begun: u64) -> Option<u32> {
        if begun == 0 {
            return Some(set);
        }
        if let Some(known) = self.made.get(&(set, begun)) {
            return *known;
        }
        let mut all = self.sets[set as usize].clone();
        let begun_here = (0..self.automata.len()).filter(|number| begun >> number & 1 == 1);
        all.extend(begun_here.map(|number| (number, self.automata[number].start())));
        let made = self.number(all);
        self.made.insert((set, begun), made);
        made
    }

    /// Returns a set after a character, or `None` if the character breaks a promise.
    pub(super) fn after(&mut self, set: u32, class: &[u16]) -> Option<u32> {
        if set == 0 {
            return Some(0);
        }
        let key = (set, class.to_vec());
        if let Some(known) = self.stepped.get(&key) {
            return *known;
        }
        let all = self.sets[set as usize].iter().map(|(number, state)| {
            let next = self.automata[*number].step(*state, class[number + 1]);
            (*number, next)
        });
        let made = self.number(all.collect());
        self.stepped.insert(key, made);
        made
    }

    fn number(&mut self, mut all: Vec<(usize, u32)>) -> Option<u32> {
        if all.iter().any(|(_, state)| *state == Automaton::DEAD) {
            return None;
        }
        all.retain(|(number, state)| self.kept[*number] != Some(*state));
        all.sort_unstable();
        all.dedup();
        let fresh = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
        let id = *self.ids.entry(all.clone()).or_insert(fresh);
        if id == fresh {
            self.sets.push(all);
        }
        Some(id)
    }

    pub(super) fn are_kept_at_end(&self, set: u32) -> bool {
        self.sets[set as usize]
            .iter()
            .all(|(number, state)| self.automata[*number].accepts(*state))
    }

    /// Returns whether one set is a subset of another.
    fn is_part(&self, one: u32, of: u32) -> bool {
        let of = &self.sets[of as usize];
        self.sets[one as usize]
            .iter()
            .all(|promise| of.contains(promise))
    }
}
