//! Finds a text that passes a test.

use std::collections::VecDeque;

use wireform_codegen::plan::{Automaton, PlaceTest, ValueTest};

/// Returns a text that passes a test of a place; none if the place has to be empty.
pub(super) fn passing(test: &PlaceTest) -> Option<String> {
    match test {
        PlaceTest::Present(true) => Some("1".to_owned()),
        PlaceTest::Present(false) => None,
        PlaceTest::Any(test) | PlaceTest::Every(test) => value(test),
    }
}

fn value(test: &ValueTest) -> Option<String> {
    let is_allowed = |text: &String| !test.none_of.contains(text);
    if !test.one_of.is_empty() {
        return test.one_of.iter().find(|text| is_allowed(text)).cloned();
    }
    if let Some(pattern) = &test.matches {
        return shortest(&pattern.set).filter(is_allowed);
    }
    // One more number than are excluded.
    let excluded = i64::try_from(test.none_of.len()).unwrap_or(i64::MAX);
    let first = match (test.minimum, test.maximum) {
        (Some(minimum), _) => minimum,
        (None, Some(maximum)) => maximum.saturating_sub(excluded),
        (None, None) => 1,
    };
    let last = first.saturating_add(excluded);
    let last = test.maximum.map_or(last, |maximum| last.min(maximum));
    (first..=last)
        .map(|number| number.to_string())
        .find(is_allowed)
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
