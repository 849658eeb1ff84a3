//! Finds members whose length is bounded in two units, for example bytes and characters.
//!
//! A breadth-first search over the states counts both lengths, up to the greatest ones that their bounds distinguish. Each
//! step adds one character, so no member is shorter than the first one that is found.

use super::lengths::cost;
use super::rank::rank;
use super::{Alphabet, Automaton, LimitExceeded, Window};

/// The maximum number of nodes of the search, each of which takes a bit.
const PLACES: usize = 1 << 27;
/// The maximum number of visited nodes.
const VISITED: usize = 1 << 20;

/// A visited node: its predecessor, and the character between them.
struct Step {
    state: u32,
    lengths: [u64; 2],
    from: u32,
    by: char,
}

impl Automaton {
    /// Returns the shortest member within both windows. If both have bounds, it has the fewest characters. Otherwise it
    /// is the shortest in the unit of the window with bounds.
    ///
    /// # Errors
    /// Returns the limit that was exceeded.
    pub fn shortest_in_both(&self, windows: [Window; 2]) -> Result<Option<String>, LimitExceeded> {
        let [one, two] = windows;
        if one.unit == two.unit || one.is_any() || two.is_any() {
            return self.shortest(one.and(two));
        }
        let refined = self.refined(&Alphabet::by_width());
        let ways = ways(&refined, windows);
        // Lengths beyond the last bound are equivalent.
        let last = windows.map(|window| window.max.unwrap_or(window.min));
        let columns = last[1].saturating_add(1);
        let size = last[0]
            .saturating_add(1)
            .saturating_mul(columns)
            .saturating_mul(refined.states() as u64);
        if size > PLACES as u64 {
            return Err(LimitExceeded::Units);
        }
        let mut seen = vec![0_u64; (size as usize).div_ceil(64)];
        let mut steps = vec![Step {
            state: refined.start(),
            lengths: [0, 0],
            from: 0,
            by: ' ',
        }];
        let mut at = 0;
        while at < steps.len() {
            let Step { state, lengths, .. } = steps[at];
            if refined.accepts(state)
                && windows
                    .iter()
                    .zip(lengths)
                    .all(|(window, length)| window.holds(length))
            {
                return Ok(Some(spelled(&steps, at)));
            }
            for (costs, to, by) in &ways[state as usize] {
                let mut next = [0, 0];
                for unit in 0..2 {
                    next[unit] = lengths[unit] + costs[unit];
                    if windows[unit].max.is_none() {
                        next[unit] = next[unit].min(last[unit]);
                    }
                }
                if next[0] > last[0] || next[1] > last[1] {
                    continue;
                }
                let place =
                    ((u64::from(*to) * (last[0] + 1) + next[0]) * columns + next[1]) as usize;
                if seen[place / 64] >> (place % 64) & 1 == 1 {
                    continue;
                }
                seen[place / 64] |= 1 << (place % 64);
                if steps.len() == VISITED {
                    return Err(LimitExceeded::Units);
                }
                steps.push(Step {
                    state: *to,
                    lengths: next,
                    from: at as u32,
                    by: *by,
                });
            }
            at += 1;
        }
        Ok(None)
    }
}

/// Returns the steps from each state: the two lengths that a character adds, the next state, and the character. Of several
/// characters with the same step, only the most readable one is listed.
fn ways(automaton: &Automaton, windows: [Window; 2]) -> Vec<Vec<([u64; 2], u32, char)>> {
    let nice = automaton.representatives();
    let mut order: Vec<usize> = (0..nice.len()).collect();
    order.sort_by_key(|class| rank(nice[*class]));
    let costs: Vec<[u64; 2]> = nice
        .iter()
        .map(|one| windows.map(|window| cost(*one, window.unit) as u64))
        .collect();
    (0..automaton.states() as u32)
        .map(|state| {
            let mut ways: Vec<([u64; 2], u32, char)> = Vec::new();
            for class in &order {
                let to = automaton.step(state, *class as u16);
                let known = |way: &([u64; 2], u32, char)| way.0 == costs[*class] && way.1 == to;
                if to != Automaton::DEAD && !ways.iter().any(known) {
                    ways.push((costs[*class], to, nice[*class]));
                }
            }
            ways
        })
        .collect()
}

fn spelled(steps: &[Step], mut at: usize) -> String {
    let mut letters = Vec::new();
    while at > 0 {
        letters.push(steps[at].by);
        at = steps[at].from as usize;
    }
    letters.iter().rev().collect()
}
