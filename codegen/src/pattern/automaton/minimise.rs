//! Joins states and characters that no value distinguishes (Hopcroft's algorithm).

use std::collections::{BTreeMap, VecDeque};

use super::{Alphabet, Automaton};

/// A total automaton that need not be minimal.
pub(super) struct Raw {
    pub(super) alphabet: Alphabet,
    pub(super) next: Vec<u32>,
    pub(super) accepting: Vec<bool>,
    pub(super) start: u32,
}

/// Returns the minimal automaton of the same set in canonical form.
pub(super) fn minimise(raw: Raw) -> Automaton {
    let raw = join_classes(raw);
    let blocks = partition(&raw);
    number(&raw, &blocks)
}

/// Joins classes with the same transitions in all states.
fn join_classes(raw: Raw) -> Raw {
    let classes = raw.alphabet.classes();
    let states = raw.accepting.len();
    let mut known: BTreeMap<Vec<u32>, u16> = BTreeMap::new();
    let mut to = Vec::with_capacity(classes);
    for class in 0..classes {
        let column: Vec<u32> = (0..states)
            .map(|state| raw.next[state * classes + class])
            .collect();
        let this = u16::try_from(class).unwrap_or(u16::MAX);
        to.push(*known.entry(column).or_insert(this));
    }
    let (alphabet, order) = raw.alphabet.joined(&to);
    let mut next = Vec::with_capacity(states * order.len());
    for state in 0..states {
        next.extend(
            order
                .iter()
                .map(|class| raw.next[state * classes + usize::from(*class)]),
        );
    }
    Raw {
        alphabet,
        next,
        ..raw
    }
}

/// Returns the block of each state.
fn partition(raw: &Raw) -> Vec<u32> {
    let classes = raw.alphabet.classes();
    let states = raw.accepting.len();
    // The states that lead to a state by a class: a list for each state and class, in one vector.
    let mut first = vec![0_u32; states * classes + 1];
    for state in 0..states {
        for class in 0..classes {
            first[raw.next[state * classes + class] as usize * classes + class + 1] += 1;
        }
    }
    for at in 1..first.len() {
        first[at] += first[at - 1];
    }
    let mut fill = first.clone();
    let mut from = vec![0_u32; states * classes];
    for state in 0..states {
        for class in 0..classes {
            let slot = raw.next[state * classes + class] as usize * classes + class;
            from[fill[slot] as usize] = state as u32;
            fill[slot] += 1;
        }
    }

    let mut block = vec![0_u32; states];
    let mut members: Vec<Vec<u32>> = vec![Vec::new(), Vec::new()];
    for (state, block) in block.iter_mut().enumerate() {
        let accepting = usize::from(raw.accepting[state]);
        *block = accepting as u32;
        members[accepting].push(state as u32);
    }
    if members[1].is_empty() || members[0].is_empty() {
        return vec![0; states];
    }
    let smaller = u32::from(members[1].len() < members[0].len());
    let mut queue: Vec<(u32, usize)> = (0..classes).map(|class| (smaller, class)).collect();
    let mut queued = vec![vec![false; classes]; 2];
    queued[smaller as usize].fill(true);
    let mut hit = vec![false; states];
    // The states that a splitter finds in each block. It is empty between splitters.
    let mut found: Vec<Vec<u32>> = vec![Vec::new(), Vec::new()];
    let mut touched: Vec<u32> = Vec::new();
    while let Some((splitter, class)) = queue.pop() {
        queued[splitter as usize][class] = false;
        for state in &members[splitter as usize] {
            let slot = *state as usize * classes + class;
            for source in &from[first[slot] as usize..first[slot + 1] as usize] {
                let block = block[*source as usize];
                let found = &mut found[block as usize];
                if found.is_empty() {
                    touched.push(block);
                }
                found.push(*source);
            }
        }
        for old in std::mem::take(&mut touched) {
            let old_at = old as usize;
            if found[old_at].len() == members[old_at].len() {
                found[old_at].clear();
                continue;
            }
            let sources = std::mem::take(&mut found[old_at]);
            for source in &sources {
                hit[*source as usize] = true;
            }
            members[old_at].retain(|state| !hit[*state as usize]);
            let fresh = members.len() as u32;
            for source in &sources {
                hit[*source as usize] = false;
                block[*source as usize] = fresh;
            }
            let fresh_is_smaller = sources.len() <= members[old_at].len();
            members.push(sources);
            queued.push(vec![false; classes]);
            found.push(Vec::new());
            let mut enqueue = |class: usize| {
                let of_fresh = queued[old_at][class] || fresh_is_smaller;
                let add = if of_fresh { fresh } else { old };
                if !std::mem::replace(&mut queued[add as usize][class], true) {
                    queue.push((add, class));
                }
            };
            (0..classes).for_each(&mut enqueue);
        }
    }
    block
}

/// Returns the blocks as an automaton in canonical form: the dead state first, then in the order of a walk. Classes are
/// joined once more, because joined states can make classes equal.
fn number(raw: &Raw, block: &[u32]) -> Automaton {
    let classes = raw.alphabet.classes();
    let count = block.iter().max().map_or(0, |most| *most as usize + 1);
    let mut sample = vec![usize::MAX; count];
    for (state, block) in block.iter().enumerate() {
        sample[*block as usize] = state;
    }
    let target =
        |at: u32, class: usize| block[raw.next[sample[at as usize] * classes + class] as usize];
    let to: Vec<u16> = {
        let mut known: BTreeMap<Vec<u32>, u16> = BTreeMap::new();
        (0..classes)
            .map(|class| {
                let column = (0..count as u32).map(|at| target(at, class)).collect();
                let this = u16::try_from(class).unwrap_or(u16::MAX);
                *known.entry(column).or_insert(this)
            })
            .collect()
    };
    let (alphabet, order) = raw.alphabet.joined(&to);
    let accepting_block = |at: u32| raw.accepting[sample[at as usize]];
    let is_dead = |at: u32| {
        !accepting_block(at)
            && order
                .iter()
                .all(|class| target(at, usize::from(*class)) == at)
    };
    let mut accepting = vec![false];
    let mut next = vec![0; order.len()];
    let start = block[raw.start as usize];
    if is_dead(start) {
        let (alphabet, _) = alphabet.joined(&vec![0; alphabet.classes()]);
        return Automaton {
            alphabet,
            next: vec![0],
            accepting,
        };
    }
    let mut numbers = vec![u32::MAX; count];
    let mut queue = VecDeque::from([start]);
    numbers[start as usize] = 1;
    let mut given = 2;
    while let Some(at) = queue.pop_front() {
        accepting.push(accepting_block(at));
        for class in &order {
            let to = target(at, usize::from(*class));
            if numbers[to as usize] == u32::MAX {
                if is_dead(to) {
                    numbers[to as usize] = 0;
                } else {
                    numbers[to as usize] = given;
                    given += 1;
                    queue.push_back(to);
                }
            }
            next.push(numbers[to as usize]);
        }
    }
    Automaton {
        alphabet,
        next,
        accepting,
    }
}
