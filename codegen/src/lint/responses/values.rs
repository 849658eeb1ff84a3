//! Values that pass several tests.

use crate::pattern::Language;
use crate::pattern::automaton::{Automaton, Window};
use crate::plan::ValueTest;

/// The most numbers of a range that are tried.
const MOST_TRIED: i64 = 1000;

/// A value that passes tests.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Passing {
    /// This value passes all of them.
    Value(String),
    /// No value passes all of them.
    None,
    /// Finding out takes too long.
    Unknown,
}

/// Returns whether a text passes a test.
pub(super) fn passes(test: &ValueTest, text: &str) -> bool {
    let number = || text.trim().parse::<i64>().ok();
    (test.one_of.is_empty() || test.one_of.iter().any(|value| value == text))
        && !test.none_of.iter().any(|value| value == text)
        && test
            .minimum
            .is_none_or(|bound| number().is_some_and(|it| it >= bound))
        && test
            .maximum
            .is_none_or(|bound| number().is_some_and(|it| it <= bound))
        && test
            .matches
            .as_ref()
            .is_none_or(|pattern| pattern.set.contains(text))
}

/// Finds a value that passes all tests.
pub(super) fn find(tests: &[&ValueTest]) -> Passing {
    let is_passing = |text: &str| tests.iter().all(|test| passes(test, text));
    if let Some(listed) = tests.iter().find(|test| !test.one_of.is_empty()) {
        let mut values = listed.one_of.iter();
        let found = values.find(|value| is_passing(value));
        return found.map_or(Passing::None, |value| Passing::Value(value.clone()));
    }
    let minimum = tests.iter().filter_map(|test| test.minimum).max();
    let maximum = tests.iter().filter_map(|test| test.maximum).min();
    if minimum.is_some() || maximum.is_some() {
        return number(minimum, maximum, &is_passing);
    }
    text(tests)
}

fn number(
    minimum: Option<i64>,
    maximum: Option<i64>,
    is_passing: &impl Fn(&str) -> bool,
) -> Passing {
    let first = minimum.unwrap_or_else(|| maximum.unwrap_or(0).saturating_sub(MOST_TRIED));
    let last = maximum.unwrap_or(i64::MAX);
    let tried = last.min(first.saturating_add(MOST_TRIED));
    let found = (first..=tried)
        .map(|number| number.to_string())
        .find(|text| is_passing(text));
    match found {
        Some(text) => Passing::Value(text),
        None if tried == last && minimum.is_some() => Passing::None,
        None => Passing::Unknown,
    }
}

/// Finds a text that matches all patterns and is not excluded.
fn text(tests: &[&ValueTest]) -> Passing {
    let excluded: Vec<&str> = tests
        .iter()
        .flat_map(|test| test.none_of.iter().map(String::as_str))
        .collect();
    let shortest = || {
        let mut set = Automaton::all();
        for pattern in tests.iter().filter_map(|test| test.matches.as_ref()) {
            set = set.and(&pattern.set)?;
        }
        if !excluded.is_empty() {
            set = set.without(&Language::of_values(excluded.iter().copied())?.set)?;
        }
        set.shortest(Window::ANY)
    };
    match shortest() {
        Ok(Some(text)) => Passing::Value(text),
        Ok(None) => Passing::None,
        Err(_) => Passing::Unknown,
    }
}
