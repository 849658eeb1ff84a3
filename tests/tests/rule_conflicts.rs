//! The compiler finds exactly the rules that never apply, that nothing violates, and that contradict each other.
//!
//! The schemas are random and small, so that the test can try every request.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use wireform_codegen::plan_sources;
use wireform_codegen::source::Sources;

/// The fields: two enums, a text, an object, and its two members. The first enum and the first member are required.
const FIELDS: [&str; 6] = ["kind", "country", "name", "at", "at.city", "at.street"];
/// The positions of the object and of its members.
const OBJECT: usize = 3;
const CITY: usize = 4;
/// The values of the enums.
const VALUES: [&str; 3] = ["x", "y", "z"];

/// A request: for each field, no value or the position of its value.
type Request = [Option<usize>; 6];

/// Every valid request, but for the rules.
fn requests() -> Vec<Request> {
    let mut all = Vec::new();
    for number in 0..4usize.pow(6) {
        let digit = |at: u32| number / 4usize.pow(at) % 4;
        let states: Request = std::array::from_fn(|at| digit(at as u32).checked_sub(1));
        let is_plain = |at: usize| states[at].is_none_or(|value| at < 2 || value == 0);
        let fits = states[0].is_some()
            && (2..6).all(is_plain)
            && states[OBJECT].is_some() == states[CITY].is_some()
            && (states[OBJECT].is_some() || states[CITY + 1].is_none());
        if fits {
            all.push(states);
        }
    }
    all
}

/// A test of a field.
#[derive(Debug, Clone, PartialEq)]
enum Test {
    Present(bool),
    OneOf(Vec<usize>),
    NotOneOf(Vec<usize>),
}

impl Test {
    fn holds(&self, value: Option<usize>) -> bool {
        match self {
            Test::Present(wanted) => value.is_some() == *wanted,
            Test::OneOf(values) => value.is_some_and(|value| values.contains(&value)),
            Test::NotOneOf(values) => value.is_none_or(|value| !values.contains(&value)),
        }
    }

    fn yaml(&self) -> String {
        match self {
            Test::Present(wanted) => format!("{{ present: {wanted} }}"),
            Test::OneOf(values) => listed(values),
            Test::NotOneOf(values) => format!("{{ not: {} }}", listed(values)),
        }
    }
}

fn listed(values: &[usize]) -> String {
    let values: Vec<&str> = values.iter().map(|value| VALUES[*value]).collect();
    format!("[{}]", values.join(", "))
}

fn named(fields: &[usize]) -> String {
    let names: Vec<&str> = fields.iter().map(|field| FIELDS[*field]).collect();
    format!("[{}]", names.join(", "))
}

/// An effect on fields.
#[derive(Debug, Clone)]
enum Effect {
    Required(Vec<usize>),
    Forbidden(Vec<usize>),
    AtLeastOne(Vec<usize>),
    AtMostOne(Vec<usize>),
    AllOrNone(Vec<usize>),
    LimitedTo(usize, Vec<usize>),
}

impl Effect {
    fn holds(&self, request: &Request) -> bool {
        let has = |field: &usize| request[*field].is_some();
        let number = |fields: &[usize]| fields.iter().filter(|field| has(field)).count();
        match self {
            Effect::Required(fields) => fields.iter().all(has),
            Effect::Forbidden(fields) => number(fields) == 0,
            Effect::AtLeastOne(fields) => number(fields) > 0,
            Effect::AtMostOne(fields) => number(fields) < 2,
            Effect::AllOrNone(fields) => [0, fields.len()].contains(&number(fields)),
            Effect::LimitedTo(field, values) => {
                request[*field].is_none_or(|value| values.contains(&value))
            }
        }
    }

    fn yaml(&self) -> String {
        match self {
            Effect::Required(fields) => format!("required: {}", named(fields)),
            Effect::Forbidden(fields) => format!("forbidden: {}", named(fields)),
            Effect::AtLeastOne(fields) => format!("at_least_one: {}", named(fields)),
            Effect::AtMostOne(fields) => format!("at_most_one: {}", named(fields)),
            Effect::AllOrNone(fields) => format!("all_or_none: {}", named(fields)),
            Effect::LimitedTo(field, values) => {
                format!("limited_to: {{ {}: {} }}", FIELDS[*field], listed(values))
            }
        }
    }

    fn fields(&self) -> Vec<usize> {
        match self {
            Effect::Required(fields)
            | Effect::Forbidden(fields)
            | Effect::AtLeastOne(fields)
            | Effect::AtMostOne(fields)
            | Effect::AllOrNone(fields) => fields.clone(),
            Effect::LimitedTo(field, _) => vec![*field],
        }
    }
}

/// A rule with one effect.
#[derive(Debug, Clone)]
struct Rule {
    when: Vec<(usize, Test)>,
    effect: Effect,
}

impl Rule {
    fn applies(&self, request: &Request) -> bool {
        self.when
            .iter()
            .all(|(field, test)| test.holds(request[*field]))
    }

    fn holds(&self, request: &Request) -> bool {
        !self.applies(request) || self.effect.holds(request)
    }

    /// Returns whether the tests that choose values hold.
    fn is_chosen(&self, request: &Request) -> bool {
        let tests = self.when.iter();
        let mut choices = tests.filter(|(_, test)| !matches!(test, Test::Present(_)));
        choices.all(|(field, test)| test.holds(request[*field]))
    }
}

fn schema(rules: &[Rule]) -> String {
    let mut text = String::from(
        "wireform: 1
provider: { name: Registrar }
endpoints: { api: { servers: { production: 'https://registrar.example' } } }
operations:
  contact_create:
    http: POST /contacts
    update: none
    body: json
    fields:
      kind: { enum: { x: X, y: Y, z: Z }, required: true }
      country: { enum: { x: X, y: Y, z: Z } }
      name: { type: string, minLength: 1 }
      at: { fields: { city: { type: string, minLength: 1, required: true }, street: { type: string, minLength: 1 } } }
    rules:
",
    );
    for (at, rule) in rules.iter().enumerate() {
        let tests = rule.when.iter();
        let tests = tests.map(|(field, test)| format!("{{ {}: {} }}", FIELDS[*field], test.yaml()));
        let tests: Vec<String> = tests.collect();
        let _ = writeln!(
            text,
            "      r{at}: {{ when: {{ all: [{}] }}, {}, says: Rule {at}. }}",
            tests.join(", "),
            rule.effect.yaml()
        );
    }
    text
}

/// Returns the codes that the compiler has to report, without the number of contradictions.
fn expected(rules: &[Rule], requests: &[Request]) -> Vec<&'static str> {
    let mut codes = Vec::new();
    let mut usable: Vec<&Rule> = Vec::new();
    for rule in rules {
        let mut applied = requests.iter().filter(|it| rule.applies(it)).peekable();
        if applied.peek().is_none() {
            codes.push("WF0308");
        } else if applied.all(|request| rule.effect.holds(request)) {
            codes.push("WF0309");
        } else {
            usable.push(rule);
        }
    }
    let excludes = |applied: &[&Rule], all: &[&Rule]| {
        let chosen = requests.iter();
        let mut chosen = chosen.filter(|it| applied.iter().all(|rule| rule.is_chosen(it)));
        chosen.clone().next().is_some()
            && !chosen.any(|request| all.iter().all(|rule| rule.holds(request)))
    };
    let never_hold = |rules: &[&Rule]| {
        let holds = |request: &Request| rules.iter().all(|rule| rule.effect.holds(request));
        !requests.iter().any(holds)
    };
    let alone = |rule: &&Rule| excludes(&[rule], &usable) || never_hold(&[rule]);
    let together = |first: &Rule, second: &Rule| {
        let shared = first.effect.fields();
        let mut fields = second.effect.fields().into_iter();
        let pair = [first, second];
        fields.any(|field| shared.contains(&field)) && excludes(&pair, &pair)
            || first.when == second.when && never_hold(&pair)
    };
    let mut pairs = usable.iter().enumerate();
    let in_pairs =
        pairs.any(|(at, second)| usable[..at].iter().any(|first| together(first, second)));
    if usable.iter().any(alone) || in_pairs {
        codes.push("WF0307");
    }
    codes.sort_unstable();
    codes
}

fn some(of: std::ops::Range<usize>, most: usize) -> impl Strategy<Value = Vec<usize>> {
    proptest::sample::subsequence(of.collect::<Vec<_>>(), 1..=most)
}

fn rule() -> impl Strategy<Value = Rule> {
    let values = || some(0..3, 2);
    let test = prop_oneof![
        (1..6usize, any::<bool>()).prop_map(|(field, is)| (field, Test::Present(is))),
        (0..2usize, values()).prop_map(|(field, values)| (field, Test::OneOf(values))),
        (0..2usize, values()).prop_map(|(field, values)| (field, Test::NotOneOf(values))),
    ];
    // The compiler has other diagnostics for a required field that a rule requires or forbids.
    let fields = || some(1..6, 3);
    let several = || proptest::sample::subsequence(vec![1, 2, 3, 4, 5], 2..=3);
    let effect = prop_oneof![
        fields().prop_map(Effect::Required),
        fields().prop_map(Effect::Forbidden),
        several().prop_map(Effect::AtLeastOne),
        several().prop_map(Effect::AtMostOne),
        several().prop_map(Effect::AllOrNone),
        (0..2usize, values()).prop_map(|(field, values)| Effect::LimitedTo(field, values)),
    ];
    let when = proptest::collection::vec(test, 1..3);
    (when, effect).prop_map(|(when, effect)| Rule { when, effect })
}

#[test]
fn every_conflict_is_found() {
    let requests = requests();
    let mut runner = TestRunner::new(Config::with_cases(600));
    let mut seen = std::cell::RefCell::new([0usize; 4]);
    let result = runner.run(&proptest::collection::vec(rule(), 1..4), |rules| {
        let text = schema(&rules);
        let mut sources = Sources::new();
        sources.add("registrar.yaml", text.clone());
        let (_, diagnostics) = plan_sources(&sources);
        let mut found: Vec<&str> = diagnostics.0.iter().map(|it| it.code).collect();
        found.sort_unstable();
        let contradictions = found.iter().filter(|code| **code == "WF0307").count();
        if contradictions > 1 {
            found.drain(1..contradictions);
        }
        let expected = expected(&rules, &requests);
        let mut seen = seen.borrow_mut();
        seen[3] += usize::from(expected.is_empty());
        for (at, code) in ["WF0307", "WF0308", "WF0309"].iter().enumerate() {
            seen[at] += usize::from(expected.contains(code));
        }
        prop_assert_eq!(found, expected, "{}", text);
        Ok(())
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
    // Every result is frequent enough to be tested.
    assert!(seen.get_mut().iter().all(|times| *times > 10), "{seen:?}");
}
