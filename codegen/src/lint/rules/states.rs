//! The states of a field or a fact: the values that the rules tell apart.

use crate::pattern::Language;
use crate::pattern::automaton::{Automaton, LimitExceeded, Window};
use crate::plan::{
    Clear, Context, ContextKind, Decimal, EnumId, EnumType, IntegerFacets, NumberFacets,
    PathTarget, Pattern, Presence, Primitive, Range, Structure, Table, Test, TextFacets, Type,
};

/// The most states of one variable. A variable with more is undecided.
const MOST: usize = 64;

/// A state of a field or a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// There is no value.
    Absent,
    /// The request clears the field.
    Cleared,
    /// The value is this text.
    Text(String),
    /// The set has these values and no others that the rules name.
    Set(Vec<String>),
    /// There is a value that no rule names.
    Other,
    /// There is a value, about which every test is undecided.
    Undecided,
}

/// The tests of a variable: those of conditions, and those that effects make.
#[derive(Debug, Default)]
pub(super) struct Tests<'r> {
    /// The values that it is compared with.
    pub values: Vec<&'r str>,
    /// The patterns that it is compared with.
    pub patterns: Vec<&'r Pattern>,
    /// The ranges that it is compared with.
    pub ranges: Vec<&'r Range>,
}

impl<'r> Tests<'r> {
    /// Adds the values and patterns of a test.
    pub(super) fn add(&mut self, test: &'r Test) {
        match test {
            Test::OneOf(values) | Test::HasAny(values) | Test::HasAll(values) => {
                self.add_values(values);
            }
            Test::Matches(pattern) => self.add_pattern(pattern),
            Test::Within(range) => self.add_range(range),
            Test::Present(_) => {}
        }
    }

    /// Adds a range.
    pub(super) fn add_range(&mut self, range: &'r Range) {
        if !self.ranges.contains(&range) {
            self.ranges.push(range);
        }
    }

    /// Adds a pattern.
    pub(super) fn add_pattern(&mut self, pattern: &'r Pattern) {
        if !self.patterns.contains(&pattern) {
            self.patterns.push(pattern);
        }
    }

    /// Adds values.
    pub(super) fn add_values(&mut self, values: &'r [String]) {
        for value in values {
            if !self.values.contains(&value.as_str()) {
                self.values.push(value);
            }
        }
    }
}

/// Returns whether a test chooses one of several values. What a set contains is no choice, because it can contain both.
pub(super) fn is_choice(test: &Test) -> bool {
    match test {
        Test::OneOf(_) => true,
        Test::HasAny(_)
        | Test::HasAll(_)
        | Test::Present(_)
        | Test::Matches(_)
        | Test::Within(_) => false,
    }
}

/// Returns the states of a field or an entry. `in_request` tells whether the rules read what is sent.
pub(super) fn states_of_part(
    part: PathTarget<'_>,
    is_root: bool,
    in_request: bool,
    tests: &Tests<'_>,
    enums: &Table<EnumId, EnumType>,
) -> Vec<State> {
    let mut states = states_of_type(part.ty(), tests, enums);
    match part.presence() {
        Presence::Required if is_root => {}
        Presence::Required | Presence::Optional | Presence::Variant => {
            states.push(State::Absent);
        }
        Presence::Clearable(Clear::Null | Clear::Empty | Clear::EmptyList | Clear::AllItems(_))
            if in_request =>
        {
            states.extend([State::Absent, State::Cleared]);
        }
        Presence::Clearable(Clear::Null | Clear::Empty | Clear::EmptyList | Clear::AllItems(_)) => {
            states.push(State::Absent);
        }
    }
    states
}

/// Returns the states of a context fact. The rules are about facts that the caller knows.
pub(super) fn states_of_fact(
    context: &Context,
    tests: &Tests<'_>,
    enums: &Table<EnumId, EnumType>,
) -> Vec<State> {
    match &context.kind {
        ContextKind::SetOfString | ContextKind::SetOfEnum(_) => sets(tests),
        ContextKind::Enum(index) => states_of_type(&Type::Enum(*index), tests, enums),
        ContextKind::Boolean => states_of_type(&Type::Boolean, tests, enums),
        ContextKind::String => {
            let facets = TextFacets {
                patterns: context.pattern.iter().cloned().collect(),
                ..TextFacets::default()
            };
            states_of_type(&Type::String(facets), tests, enums)
        }
    }
}

fn states_of_type(ty: &Type, tests: &Tests<'_>, enums: &Table<EnumId, EnumType>) -> Vec<State> {
    match ty.structure() {
        Structure::Primitive(Primitive::Text(facets)) => {
            texts(facets, tests).unwrap_or_else(|_| vec![State::Undecided])
        }
        Structure::Primitive(Primitive::Enum(index)) => {
            let values = enums.get(index).map_or(&[][..], |it| &it.values);
            told_apart(values.iter().map(|it| it.value.as_str()), tests)
        }
        Structure::Primitive(Primitive::Boolean) => {
            told_apart(["true", "false"].into_iter(), tests)
        }
        Structure::Primitive(Primitive::Integer(facets)) if !tests.ranges.is_empty() => {
            integers(facets, tests)
        }
        Structure::Primitive(Primitive::Integer(_) | Primitive::Date) => named(tests, State::Other),
        // Two spellings can be one value.
        Structure::Primitive(Primitive::Number(_) | Primitive::Timestamp) => vec![State::Undecided],
        Structure::List(_) => sets(tests),
        Structure::Primitive(Primitive::Any(_)) | Structure::Object(_) | Structure::Map(_) => {
            vec![State::Other]
        }
    }
}

/// Returns one of the values for each combination of test results.
fn told_apart<'v>(values: impl Iterator<Item = &'v str>, tests: &Tests<'_>) -> Vec<State> {
    let mut seen: Vec<(Option<&str>, Vec<bool>)> = Vec::new();
    let mut states = Vec::new();
    for value in values {
        let named = tests.values.iter().find(|it| **it == value).copied();
        let matched = tests.patterns.iter().map(|it| it.set.contains(value));
        let results = (named, matched.collect());
        if !seen.contains(&results) {
            seen.push(results);
            states.push(State::Text(value.to_owned()));
        }
    }
    states
}

/// Returns the integers that the rules name, and one for each other combination of ranges. Between two bounds, every integer is
/// in the same ranges, unless one has a divisor.
fn integers(facets: &IntegerFacets, tests: &Tests<'_>) -> Vec<State> {
    let ranges = tests.ranges.iter().map(|range| range.numbers());
    let ranges: Vec<NumberFacets> = ranges.collect();
    if ranges.iter().any(|range| range.multiple_of.is_some()) {
        return vec![State::Undecided];
    }
    let own = NumberFacets::from(facets);
    let mut numbers: Vec<Decimal> = ranges.iter().flat_map(NumberFacets::near).collect();
    numbers.extend(own.near());
    let mut seen: Vec<Vec<bool>> = Vec::new();
    let mut states = Vec::new();
    for value in &tests.values {
        states.push(State::Text((*value).to_owned()));
    }
    for number in numbers.into_iter().filter(|it| own.accepts(it)) {
        let Some(integer) = number.integer() else {
            continue;
        };
        let text = integer.to_string();
        let results: Vec<bool> = ranges.iter().map(|range| range.accepts(&number)).collect();
        if !tests.values.contains(&text.as_str()) && !seen.contains(&results) {
            seen.push(results);
            states.push(State::Text(text));
        }
    }
    match states.len() > MOST {
        true => vec![State::Undecided],
        false => states,
    }
}

/// Returns the values that the rules name, and a state for all others.
fn named(tests: &Tests<'_>, other: State) -> Vec<State> {
    let named = tests.values.iter().map(|it| State::Text((*it).to_owned()));
    named.chain([other]).collect()
}

/// Returns the subsets of the values that the rules name.
fn sets(tests: &Tests<'_>) -> Vec<State> {
    let values = &tests.values;
    if !tests.patterns.is_empty() || 1usize << values.len().min(31) > MOST {
        return vec![State::Undecided];
    }
    let subset = |bits: usize| {
        let members = values.iter().enumerate();
        let members = members.filter(|(at, _)| bits >> at & 1 == 1);
        State::Set(members.map(|(_, value)| (*value).to_owned()).collect())
    };
    (0..1usize << values.len()).map(subset).collect()
}

/// Returns the values that the rules name, the empty text if it is valid, and a text for each other combination of patterns.
fn texts(facets: &TextFacets, tests: &Tests<'_>) -> Result<Vec<State>, LimitExceeded> {
    let can_be_empty = facets.min_length.unwrap_or(0) == 0
        && facets.formats.is_empty()
        && facets.patterns.iter().all(|it| it.set.contains(""))
        && facets.checks.iter().all(|it| it.holds(""));
    let empty = can_be_empty.then(|| State::Text(String::new()));
    let mut states: Vec<State> = empty.into_iter().collect();
    if tests.patterns.is_empty() {
        states.extend(named(tests, State::Other));
        return Ok(states);
    }
    let named = tests.values.iter().filter(|it| !it.is_empty());
    states.extend(named.map(|it| State::Text((*it).to_owned())));
    let Language { set, window } = Language::of(facets)?;
    let listed = tests.values.iter().copied().chain([""]);
    let rest = set.without(&Language::of_values(listed)?.set)?;
    let mut parts = vec![rest];
    for pattern in &tests.patterns {
        parts = split(&parts, pattern, window)?;
    }
    for part in parts {
        states.extend(part.shortest(window)?.map(State::Text));
    }
    if states.len() > MOST {
        return Ok(vec![State::Undecided]);
    }
    Ok(states)
}

/// Splits sets of texts into those that match a pattern and those that do not. Leaves out the empty ones.
fn split(
    parts: &[Automaton],
    pattern: &Pattern,
    window: Window,
) -> Result<Vec<Automaton>, LimitExceeded> {
    let mut all = Vec::new();
    for part in parts {
        for half in [part.and(&pattern.set)?, part.without(&pattern.set)?] {
            if half.shortest(window)?.is_some() {
                all.push(half);
            }
        }
    }
    Ok(all)
}
