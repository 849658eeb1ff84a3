//! Checks Kleene's tables, and the effects that are built on them.

use crate::truth::Truth::{self, False, True, Unknown};

const ALL: [Truth; 3] = [True, False, Unknown];

/// Compares an operation with a table whose rows and columns are in the order of `ALL`.
fn check(name: &str, operation: impl Fn(Truth, Truth) -> Truth, table: [[Truth; 3]; 3]) {
    for (left, row) in ALL.into_iter().zip(table) {
        for (right, expected) in ALL.into_iter().zip(row) {
            assert_eq!(
                operation(left, right),
                expected,
                "{left:?} {name} {right:?}"
            );
        }
    }
}

#[test]
fn tables() {
    check(
        "and",
        Truth::and,
        [
            [True, False, Unknown],
            [False, False, False],
            [Unknown, False, Unknown],
        ],
    );
    check(
        "or",
        Truth::or,
        [
            [True, True, True],
            [True, False, Unknown],
            [True, Unknown, Unknown],
        ],
    );
    check(
        "implies",
        Truth::implies,
        [
            [True, False, Unknown],
            [True, True, True],
            [True, Unknown, Unknown],
        ],
    );
    assert_eq!(ALL.map(Truth::not), [False, True, Unknown]);
    assert_eq!(ALL.map(|truth| !truth), [False, True, Unknown]);
    assert_eq!([true, false].map(Truth::from), [True, False]);
    assert_eq!([true, false].map(Truth::present), [True, False]);
}

#[test]
fn operators_without_operands() {
    assert_eq!(Truth::all([]), True);
    assert_eq!(Truth::any([]), False);
    assert_eq!(Truth::exactly_one([]), False);
    assert_eq!(Truth::all_or_none([]), True);
}

/// The outcome is `Unknown` if and only if it depends on the unknown operands.
#[test]
fn unknown_allows_both_outcomes() {
    type Effect = fn(Vec<Truth>) -> Truth;
    let effects: [(&str, Effect); 4] = [
        ("all", |list| Truth::all(list)),
        ("any", |list| Truth::any(list)),
        ("exactly_one", |list| Truth::exactly_one(list)),
        ("all_or_none", |list| Truth::all_or_none(list)),
    ];
    for (name, effect) in effects {
        for length in 0..=4 {
            for list in lists(length) {
                let mut outcomes: Vec<Truth> = completions(&list).into_iter().map(effect).collect();
                outcomes.dedup();
                let expected = match outcomes[..] {
                    [outcome] => outcome,
                    _ => Unknown,
                };
                assert_eq!(effect(list.clone()), expected, "{name} {list:?}");
            }
        }
    }
}

fn lists(length: usize) -> Vec<Vec<Truth>> {
    (0..length).fold(vec![Vec::new()], |lists, _| {
        extend(&lists, |_| ALL.to_vec(), &[Unknown])
    })
}

/// Returns the lists in which every `Unknown` is replaced by true or false.
fn completions(list: &[Truth]) -> Vec<Vec<Truth>> {
    list.iter().fold(vec![Vec::new()], |lists, truth| {
        extend(
            &lists,
            |truth| match truth {
                Unknown => vec![True, False],
                known => vec![known],
            },
            &[*truth],
        )
    })
}

fn extend(
    lists: &[Vec<Truth>],
    choices: impl Fn(Truth) -> Vec<Truth>,
    next: &[Truth],
) -> Vec<Vec<Truth>> {
    let mut extended = Vec::new();
    for list in lists {
        for choice in next.iter().flat_map(|truth| choices(*truth)) {
            let mut list = list.clone();
            list.push(choice);
            extended.push(list);
        }
    }
    extended
}
