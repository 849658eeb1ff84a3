//! Exact decimals: their grammar, their order, and their multiples.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::checks::{PATH, said};
use crate::Decimal;
use crate::check::{Bound, Number};

fn decimal(text: &str) -> Decimal {
    text.parse()
        .unwrap_or_else(|_| panic!("{text} is a number"))
}

#[test]
fn reads_the_grammar_of_json() {
    let long = |count: usize| "9".repeat(count);
    for text in [
        "0",
        "-0",
        "0.0",
        "1",
        "-1.50",
        "1e3",
        "1E+03",
        "1.5e-0007",
        "-0.0e9999",
        &long(128),
    ] {
        assert_eq!(decimal(text).as_str(), text);
    }
    for text in [
        "",
        "-",
        "+1",
        "01",
        "-01",
        ".5",
        "1.",
        "1.e3",
        "1e",
        "1e+",
        "1,5",
        " 1",
        "1 ",
        "0x1",
        "NaN",
        "Infinity",
        "1e10000",
        "1e-99999999999999999999",
        "1_0",
        "١",
        &long(129),
    ] {
        assert!(text.parse::<Decimal>().is_err(), "{text}");
    }
}

#[test]
fn compares_by_value() {
    let in_order = [
        "-1e9999", "-100", "-99.9", "-1", "-0.1", "-1e-9999", "0", "1e-9999", "0.09", "0.1",
        "0.11", "1", "1.5", "12", "123", "1e3", "1001", "1e9999",
    ];
    for (at, one) in in_order.iter().enumerate() {
        for (index, other) in in_order.iter().enumerate() {
            assert_eq!(
                decimal(one).cmp(&decimal(other)),
                at.cmp(&index),
                "{one} {other}"
            );
            assert_eq!(decimal(one).compare(other), at.cmp(&index), "{one} {other}");
        }
    }
}

#[test]
fn equal_values_have_equal_hashes() {
    for same in [
        &["0", "-0", "0.000", "0e5", "-0.0E-3"][..],
        &["1000", "1e3", "1.0e+3", "0.001e6", "1000.000"],
        &["-0.5", "-5e-1", "-0.50"],
    ] {
        let set: HashSet<Decimal> = same.iter().map(|text| decimal(text)).collect();
        assert_eq!(set.len(), 1, "{same:?}");
        assert_eq!(decimal(same[0]).cmp(&decimal(same[1])), Ordering::Equal);
    }
    assert_eq!(Decimal::from(-5), decimal("-5.0"));
}

#[test]
fn finds_multiples_exactly() {
    for (value, divisor, expected) in [
        ("0.3", "0.1", true),
        ("0.30", "0.1", true),
        ("0.35", "0.1", false),
        ("4.02", "0.01", true),
        ("-7", "7", true),
        ("0", "7", true),
        ("10", "4", false),
        ("1e9999", "8", true),
        ("1e9999", "3", false),
        ("1e-9999", "1e-9999", true),
        ("1e-9999", "1", false),
        ("2.5", "0.50", true),
        ("75", "2.5e1", true),
        ("123456789012345678901234567890", "10", true),
        ("123456789012345678901234567891", "10", false),
        ("999999999999999998", "999999999999999999", false),
    ] {
        assert_eq!(
            decimal(value).is_multiple_of(divisor),
            expected,
            "{value} {divisor}"
        );
    }
}

#[test]
fn violations_state_the_facet_and_not_the_value() {
    let facets = Number {
        minimum: Some(Bound::inclusive("0.50")),
        maximum: Some(Bound::exclusive("7e1")),
        multiple_of: Some("0.25"),
    };
    for (value, expected) in [
        ("0.5", &[][..]),
        ("69.75", &[]),
        (
            "0.4",
            &[
                "minimum: is less than 0.50, the least that is accepted",
                "multiple_of: is not a multiple of 0.25",
            ],
        ),
        (
            "70",
            &["maximum: is not less than 7e1: only smaller numbers are accepted"],
        ),
    ] {
        let value = decimal(value);
        assert_eq!(said(|check| check.number(&PATH, &value, &facets)), expected);
    }
    let positive = Number {
        minimum: Some(Bound::exclusive("0")),
        ..Number::ANY
    };
    assert_eq!(
        said(|check| check.number(&PATH, &decimal("-0.0"), &positive)),
        ["minimum: is not more than 0: only greater numbers are accepted"]
    );
}
