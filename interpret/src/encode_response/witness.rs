//! Finds a text that passes a test.

use std::collections::VecDeque;

use wireform_codegen::plan::{Automaton, PlaceTest, ValueTest};

/// Returns a text that passes a test of a place; none if the place has to be empty, or if any value will do.
pub(super) fn passing(test: &PlaceTest) -> Option<String> {
    value(test.value()?)
}

fn value(test: &ValueTest) -> Option<String> {
    let named = test.one_of.iter().find(|text| !test.none_of.contains(text));
    let number = test.minimum.or(test.maximum);
    named
        .cloned()
        .or_else(|| number.map(|number| number.to_string()))
        .or_else(|| shortest(&test.matches.as_ref()?.set))
}

/// Returns one of the shortest texts of a set, of letters and digits where it can.
fn shortest(set: &Automaton) -> Option<String> {
    let mut classes = vec!['\0'; set.alphabet().classes()];
    for (first, last, class) in set.alphabet().ranges() {
        let plain = ['a', 'A', '0', ' ', '.'];
        let found = plain.into_iter().find(|it| (first..=last).contains(it));
        let slot = &mut classes[usize::from(class)];
        if *slot == '\0' || found.is_some() {
            *slot = found.unwrap_or(first);
        }
    }
    let mut seen = vec![false; set.states()];
    let mut open = VecDeque::from([(set.start(), String::new())]);
    while let Some((state, text)) = open.pop_front() {
        if set.accepts(state) {
            return Some(text);
        }
        for (class, character) in (0..).zip(&classes) {
            let next = set.step(state, class);
            if next != Automaton::DEAD && !std::mem::replace(&mut seen[next as usize], true) {
                let mut longer = text.clone();
                longer.push(*character);
                open.push_back((next, longer));
            }
        }
    }
    None
}
