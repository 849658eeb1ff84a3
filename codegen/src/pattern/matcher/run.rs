//! Recognizes the sets whose members consist of characters of one class, with bounds on their number.

use super::kinds::Matcher;
use super::table::Classes;
use crate::pattern::automaton::Automaton;

/// Returns the matcher of a set that is a run of one class.
pub(super) fn run(set: &Automaton) -> Option<Matcher> {
    if set.is_empty() {
        return Some(Matcher::nothing());
    }
    let classes = set.alphabet().classes() as u16;
    let live = |state| -> Vec<u16> {
        (0..classes)
            .filter(|class| set.step(state, *class) != Automaton::DEAD)
            .collect()
    };
    let members = live(set.start());
    let mut state = set.start();
    let mut length = 0_u32;
    let mut min = None;
    loop {
        if set.accepts(state) {
            min = min.or(Some(length));
        } else if min.is_some() {
            return None;
        }
        let here = live(state);
        if here.is_empty() {
            return min.map(|min| matcher(set, &members, min, Some(length)));
        }
        let to = set.step(state, here[0]);
        if here != members || here.iter().any(|class| set.step(state, *class) != to) {
            return None;
        }
        if to == state {
            return min.map(|min| matcher(set, &members, min, None));
        }
        // Any other cycle would skip lengths.
        if to < state {
            return None;
        }
        state = to;
        length += 1;
    }
}

fn matcher(set: &Automaton, members: &[u16], min: u32, max: Option<u32>) -> Matcher {
    if members.len() == set.alphabet().classes() || max == Some(0) {
        return Matcher::Length { min, max };
    }
    let classes = Classes::of(
        set.alphabet(),
        &|class| u8::from(members.contains(&class)),
        &|class| !members.contains(&class),
    );
    Matcher::Run { classes, min, max }
}
