//! Builds a small automaton that is exact up to a length, by removing upper bounds of counted repetitions that make no
//! difference up to there.

use regex_syntax::hir::Hir;

use super::table::Table;
use crate::pattern::automaton::{
    Automaton, LimitExceeded, PAIR_LIMIT, Pairs, bounds, build_hir, erased,
};
use crate::pattern::parse::parse;

/// A table that is exact up to this length is worth its size, even if the field accepts longer values.
const WORTH: u64 = 48;

/// Returns a small automaton and the length up to which it is exact, if it is worth it.
pub(super) fn bounded(
    set: &Automaton,
    expression: &str,
    longest: Option<u64>,
) -> Option<(Table, u32)> {
    let parsed = parse(expression).ok()?;
    let mut upper = Vec::new();
    bounds(&parsed, &mut upper);
    if upper.is_empty() {
        return None;
    }
    let wanted = longest.map_or(WORTH, |longest| longest.min(WORTH));
    // Small bounds are kept first: they reject the shortest values, and cost the fewest states.
    let mut order: Vec<usize> = (0..upper.len()).collect();
    order.sort_by_key(|at| upper[*at]);
    for kept in 0..upper.len() {
        let small = without(&parsed, &|at| order[..kept].contains(&at)).ok()?;
        if !Table::is_small(small.states(), small.alphabet().classes()) {
            return None;
        }
        let pairs = Pairs::new(set, &small, |one, two| one != two, PAIR_LIMIT).ok()?;
        // Longer values are rare.
        let exact_to = pairs.first_accepting()?.checked_sub(1)?;
        if u64::from(exact_to) >= wanted {
            return Some((Table::of(&small).ok()?, exact_to));
        }
    }
    None
}

/// Returns the automaton of an expression without some of its bounds.
fn without(parsed: &Hir, keep: &dyn Fn(usize) -> bool) -> Result<Automaton, LimitExceeded> {
    build_hir(&erased(parsed, keep, &mut 0))
}
