//! Compares the sets of two expressions without building their automata.
//!
//! A text of the first set that is not in the second is found by a search, breadth first, over pairs of a thread of the
//! first expression and a state of the second. A pair is left out if its state surely matches what its thread matches, or
//! if a pair was visited that finds at least as much. A long look-behind is a statement about all that precedes a place,
//! which no thread knows. Expressions with one are therefore compared by their automata.

use std::collections::{HashMap, HashSet};

use regex_syntax::hir::Hir;

use super::build::build_hir;
use super::hash::Fast;
use super::lengths::Window;
use super::limit::LimitExceeded;
use super::threads::{ANYTHING, Thread, Threads};

/// The maximum number of steps of a comparison, which take a few milliseconds.
const WORK: usize = 3_000_000;

/// The maximum number of visited states of one thread that a new one is compared with.
const COMPARED: usize = 24;

/// The shortest texts that show how two sets differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The shortest text that is only in the first set.
    pub only_first: Option<String>,
    /// The shortest text that is only in the second set.
    pub only_second: Option<String>,
    /// The shortest text in both sets.
    pub both: Option<String>,
}

/// Compares the sets of two parsed expressions.
///
/// # Errors
/// Returns the limit that was exceeded.
pub fn compare_hirs(first: &Hir, second: &Hir) -> Result<Difference, LimitExceeded> {
    let mut threads = Threads::new(&[first, second], WORK)?;
    if threads.has_look_behinds() {
        return compare_sets(first, second);
    }
    let (only_first, only_second) = if first == second {
        (None, None)
    } else {
        (only(&mut threads, 0, 1)?, only(&mut threads, 1, 0)?)
    };
    let (first, second) = (threads.begin(0), threads.begin(1));
    // A set that is a part of the other one is what they have in common.
    let both = match (&only_first, &only_second) {
        (None, _) => both(&mut threads, &first, &[ANYTHING])?,
        (Some(_), None) => both(&mut threads, &second, &[ANYTHING])?,
        (Some(_), Some(_)) => both(&mut threads, &first, &second)?,
    };
    Ok(Difference {
        only_first,
        only_second,
        both,
    })
}

/// Compares the sets of two expressions by their automata.
fn compare_sets(first: &Hir, second: &Hir) -> Result<Difference, LimitExceeded> {
    let (first, second) = (build_hir(first)?, build_hir(second)?);
    Ok(Difference {
        only_first: first.without(&second)?.shortest(Window::ANY)?,
        only_second: second.without(&first)?.shortest(Window::ANY)?,
        both: first.and(&second)?.shortest(Window::ANY)?,
    })
}

/// A visited place: the place before it, and the class between them.
struct Step<P> {
    place: P,
    from: u32,
    class: u16,
}

/// Returns the text that leads to a step.
fn text<P>(threads: &Threads, steps: &[Step<P>], mut at: usize, last: Option<u16>) -> String {
    let mut classes: Vec<u16> = last.into_iter().collect();
    while steps[at].from != u32::MAX {
        classes.push(steps[at].class);
        at = steps[at].from as usize;
    }
    classes.reverse();
    threads.spelled(&classes)
}

/// Returns the shortest text of one expression that is not in the set of the other.
fn only(threads: &mut Threads, one: usize, other: usize) -> Result<Option<String>, LimitExceeded> {
    let begin = threads.begin(one);
    let other = threads.begin(other);
    let other = threads.state(other)?;
    let mut visited: HashMap<Thread, Vec<u32>, Fast> = HashMap::default();
    let mut steps: Vec<Step<(Thread, u32)>> = Vec::new();
    let mut found = Vec::new();
    for thread in begin {
        if threads.ends(thread) && !threads.accepts(other) {
            return Ok(Some(String::new()));
        }
        if is_new(threads, &mut visited, thread, other) {
            steps.push(Step {
                place: (thread, other),
                from: u32::MAX,
                class: 0,
            });
        }
    }
    let order = threads.order.clone();
    let mut targets: Vec<(u32, Vec<Thread>)> = Vec::new();
    let mut at = 0;
    while at < steps.len() {
        let (thread, state) = steps[at].place;
        targets.clear();
        for class in &order {
            if !threads.taken(thread, *class) {
                continue;
            }
            let next = threads.step(state, *class)?;
            found.clear();
            threads.after(thread, *class, &mut found);
            // Most characters lead to the same place.
            if targets
                .iter()
                .any(|known| known.0 == next && known.1 == found)
            {
                continue;
            }
            targets.push((next, found.clone()));
            for thread in &found {
                if threads.ends(*thread) && !threads.accepts(next) {
                    return Ok(Some(text(threads, &steps, at, Some(*class))));
                }
                if is_new(threads, &mut visited, *thread, next) {
                    steps.push(Step {
                        place: (*thread, next),
                        from: at as u32,
                        class: *class,
                    });
                }
            }
        }
        threads.work += order.len();
        threads.check()?;
        at += 1;
    }
    Ok(None)
}

/// Returns whether a pair can show a difference that no visited pair shows, and notes it.
fn is_new(
    threads: &mut Threads,
    visited: &mut HashMap<Thread, Vec<u32>, Fast>,
    thread: Thread,
    state: u32,
) -> bool {
    threads.work += 1;
    let known = visited.entry(thread).or_default();
    if known.contains(&state) || threads.covers(state, thread) {
        return false;
    }
    let mut recent = known.iter().rev().take(COMPARED);
    if recent.any(|known| threads.includes(state, *known)) {
        return false;
    }
    threads.work += known.len();
    known.push(state);
    true
}

/// Returns the shortest text that two lists of threads have in common.
fn both(
    threads: &mut Threads,
    first: &[Thread],
    second: &[Thread],
) -> Result<Option<String>, LimitExceeded> {
    let mut seen: HashSet<(Thread, Thread), Fast> = HashSet::default();
    let mut steps: Vec<Step<(Thread, Thread)>> = Vec::new();
    for one in first {
        for two in second {
            if threads.ends(*one) && threads.ends(*two) {
                return Ok(Some(String::new()));
            }
            if seen.insert((*one, *two)) {
                steps.push(Step {
                    place: (*one, *two),
                    from: u32::MAX,
                    class: 0,
                });
            }
        }
    }
    let order = threads.order.clone();
    let (mut ones, mut twos) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < steps.len() {
        let (one, two) = steps[at].place;
        for class in &order {
            if !threads.taken(one, *class) || !threads.taken(two, *class) {
                continue;
            }
            ones.clear();
            twos.clear();
            threads.after(one, *class, &mut ones);
            threads.after(two, *class, &mut twos);
            for one in &ones {
                for two in &twos {
                    threads.work += 1;
                    if threads.ends(*one) && threads.ends(*two) {
                        return Ok(Some(text(threads, &steps, at, Some(*class))));
                    }
                    if seen.insert((*one, *two)) {
                        steps.push(Step {
                            place: (*one, *two),
                            from: at as u32,
                            class: *class,
                        });
                    }
                }
            }
        }
        threads.work += order.len();
        threads.check()?;
        at += 1;
    }
    Ok(None)
}
