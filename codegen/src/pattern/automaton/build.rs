//! Builds a minimal automaton from an expression, within limits.

use std::collections::HashMap;

use regex_syntax::hir::{Hir, Look};

use super::limit::LimitExceeded;
use super::minimise::{Raw, minimise};
use super::positions::{Before, MATCH, MATCH_AT_END, Program, Way, takes};
use super::program::program;
use super::promises;
use super::{Alphabet, Automaton};
use crate::pattern::parse::parse;

/// Returns the set of values that contain a match of an expression.
///
/// # Errors
/// Returns the limit that was exceeded. An invalid expression is an empty set, but this stage writes only valid
/// expressions.
pub fn build(expression: &str) -> Result<Automaton, LimitExceeded> {
    match parse(expression) {
        Ok(hir) => build_hir(&hir),
        Err(_) => build_hir(&Hir::fail()),
    }
}

/// Returns the set of values that contain a match of a parsed expression.
///
/// # Errors
/// Returns the limit that was exceeded.
pub fn build_hir(hir: &Hir) -> Result<Automaton, LimitExceeded> {
    let mut work = 0;
    let program = program(hir, Before::Start, true)?;
    built(&program, &mut work)
}

/// Builds the automaton of a program, and continues to count the steps in `work`.
fn built(program: &Program, work: &mut usize) -> Result<Automaton, LimitExceeded> {
    let raw = if program.look_aheads.is_empty() && program.look_behinds.is_empty() {
        determinised(program, work)?
    } else {
        let look_aheads = look_aheads(program, work)?;
        let look_behinds = look_behinds(program, work)?;
        promises::determinised(program, look_aheads, look_behinds, work)?
    };
    let minimal = minimise(raw);
    if minimal.states() > LimitExceeded::STATES {
        return Err(LimitExceeded::States(LimitExceeded::STATES));
    }
    Ok(minimal)
}

/// Builds the automaton of each look-ahead: the set of rests for which its promise is kept.
pub(super) fn look_aheads(
    outer: &Program,
    work: &mut usize,
) -> Result<Vec<Automaton>, LimitExceeded> {
    let automata = outer.look_aheads.iter().map(|look_ahead| {
        let inner = program(&look_ahead.hir, look_ahead.before, false)?;
        let set = built(&inner, work)?;
        Ok(if look_ahead.negated {
            set.complement()
        } else {
            set
        })
    });
    automata.collect()
}

/// Builds the automaton of each look-behind: the set of beginnings of a value behind which it holds.
fn look_behinds(outer: &Program, work: &mut usize) -> Result<Vec<Automaton>, LimitExceeded> {
    let automata = outer.look_behinds.iter().map(|look_behind| {
        let ends_here = Hir::concat(vec![look_behind.hir.clone(), Hir::look(Look::End)]);
        let inner = program(&ends_here, Before::Start, true)?;
        let set = built(&inner, work)?;
        Ok(if look_behind.negated {
            set.complement()
        } else {
            set
        })
    });
    automata.collect()
}

/// Builds an automaton whose states are sets of positions.
fn determinised(program: &Program, work: &mut usize) -> Result<Raw, LimitExceeded> {
    let (alphabet, members) = Alphabet::of(&program.sets);
    let classes = alphabet.classes();
    let takes = takes(&members, classes);
    let words = program.consumes.len().div_ceil(64);
    let mut ids: HashMap<Vec<u64>, u32> = HashMap::new();
    let mut sets: Vec<Vec<u64>> = Vec::new();
    let mut raw = Raw {
        alphabet,
        next: Vec::new(),
        accepting: Vec::new(),
        start: 0,
    };
    let mut start = vec![0_u64; words];
    insert(&mut start, &program.begin, 0, &takes);
    collapse(&mut start);
    ids.insert(start.clone(), 0);
    sets.push(start);
    let mut at = 0;
    let mut buckets = vec![vec![0_u64; words]; classes];
    while at < sets.len() {
        let set = sets[at].clone();
        at += 1;
        let done = has(&set, MATCH);
        raw.accepting.push(done || has(&set, MATCH_AT_END));
        if done {
            let this = u32::try_from(at - 1).unwrap_or(u32::MAX);
            raw.next.extend(std::iter::repeat_n(this, classes));
            continue;
        }
        for (class, bucket) in buckets.iter_mut().enumerate() {
            bucket.fill(0);
            insert(bucket, &program.restart, class, &takes);
        }
        *work += classes * (words + program.restart.len());
        for (word, bits) in set.iter().enumerate() {
            let mut bits = *bits;
            while bits != 0 {
                let position = word * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                if position <= MATCH_AT_END {
                    continue;
                }
                let follow = &program.follow[position];
                let members = &members[program.consumes[position]];
                *work += members.len() * (follow.len() + 2);
                for class in members {
                    let class = usize::from(*class);
                    insert(&mut buckets[class], follow, class, &takes);
                }
            }
        }
        if *work > LimitExceeded::WORK {
            return Err(LimitExceeded::Work);
        }
        for bucket in &mut buckets {
            collapse(bucket);
            // Most sets are known, so an entry, which needs a copy of the set, is not asked for.
            let id = match ids.get(bucket.as_slice()) {
                Some(id) => *id,
                None => {
                    let fresh = u32::try_from(sets.len()).unwrap_or(u32::MAX);
                    ids.insert(bucket.clone(), fresh);
                    sets.push(bucket.clone());
                    fresh
                }
            };
            if sets.len() > LimitExceeded::STATES * 2 {
                return Err(LimitExceeded::States(LimitExceeded::STATES));
            }
            raw.next.push(id);
        }
    }
    Ok(raw)
}

/// Reduces a set that contains a match to the match alone.
fn collapse(set: &mut [u64]) {
    if has(set, MATCH) {
        set.fill(0);
        set[0] = 1 << MATCH;
    }
}

/// Adds the positions that can be reached after a character of a class.
fn insert(set: &mut [u64], ways: &[Way], class: usize, takes: &[Vec<bool>]) {
    for way in ways {
        if way.behind.is_none_or(|set| takes[set as usize][class]) {
            set[way.position as usize / 64] |= 1 << (way.position % 64);
        }
    }
}

fn has(set: &[u64], position: usize) -> bool {
    set[position / 64] >> (position % 64) & 1 == 1
}
