//! Checks codes and sentences of the violations of each check.

use std::sync::LazyLock;

use super::sample::Gender;
use super::texts::letters;
use crate::check::{AnyRule, Check, Integer, Items, RuleText};
use crate::path::{AnyStep, Path, Step};
use crate::truth::Truth;
use crate::{Code, Open, Violations, Waivers};

static FIELD: Step<'static> = Step::new("f", "/f");
pub(super) static PATH: LazyLock<Path<'static>> = LazyLock::new(|| Path::step(&FIELD));

pub(super) fn collect<R>(run: impl FnOnce(&mut Check<'_>) -> R) -> (Violations, Vec<String>) {
    let (mut violations, mut unchecked) = (Violations::new(), Vec::new());
    run(&mut Check::collect(
        &mut violations,
        Waivers::none(),
        &mut unchecked,
    ));
    (violations, unchecked.into_iter().map(Into::into).collect())
}

/// Returns codes and sentences as `code: sentence`.
pub(super) fn said<R>(run: impl FnOnce(&mut Check<'_>) -> R) -> Vec<String> {
    let (violations, unchecked) = collect(run);
    assert!(unchecked.is_empty());
    violations
        .iter()
        .map(|violation| {
            assert_eq!(violation.path(), "f");
            assert_eq!(violation.wire_path(), "/f");
            format!("{}: {}", violation.code(), violation.message())
        })
        .collect()
}

#[test]
fn numbers_lists_and_enums() {
    let bounds = Integer {
        minimum: Some(-1),
        maximum: Some(1),
        ..Integer::ANY
    };
    assert!(said(|check| check.integer(&PATH, 1, &bounds)).is_empty());
    assert!(said(|check| check.integer(&PATH, i64::MIN, &Integer::ANY)).is_empty());
    assert_eq!(
        said(|check| check.integer(&PATH, -2, &bounds)),
        ["minimum: is less than -1, the least that is accepted",]
    );
    assert_eq!(
        said(|check| check.integer(&PATH, 2, &bounds)),
        ["maximum: is more than 1, the most that is accepted",]
    );
    let even = Integer {
        multiple_of: Some(2),
        ..Integer::ANY
    };
    assert!(said(|check| check.integer(&PATH, i64::MIN, &even)).is_empty());
    assert_eq!(
        said(|check| check.integer(&PATH, -3, &even)),
        ["multiple_of: is not a multiple of 2"]
    );

    let bounds = Items {
        min_items: Some(1),
        max_items: Some(3),
        ..Items::ANY
    };
    assert!(said(|check| check.items(&PATH, 3, &bounds)).is_empty());
    assert_eq!(
        said(|check| check.items(&PATH, 0, &bounds)),
        ["min_items: has 0 items, at least 1 is required",]
    );
    assert_eq!(
        said(|check| check.items(&PATH, 4, &bounds)),
        ["max_items: has 4 items, at most 3 are accepted",]
    );

    let cleared = Items {
        clear_token: true,
        ..bounds
    };
    assert!(said(|check| check.items(&PATH, 1, &cleared)).is_empty());
    assert_eq!(
        said(|check| check.items(&PATH, 0, &cleared)),
        ["clear_token: is empty, which is how a clear is spelled: clear the field, or give items"]
    );

    assert!(said(|check| check.unique::<i64>(&PATH, &[])).is_empty());
    assert!(said(|check| check.unique(&PATH, &["a", "b"])).is_empty());
    assert_eq!(
        said(|check| check.unique(&PATH, &["a", "b", "b", "a"])),
        ["unique_items: has an item twice: that at index 2 repeats an earlier one",]
    );

    for value in [
        Open::from("MALE"),
        Open::Other("MALE".into()),
        Gender::Male.into(),
    ] {
        assert!(said(|check| check.open::<Gender>(&PATH, &value)).is_empty());
    }
    assert_eq!(
        said(|check| check.open::<Gender>(&PATH, &"male".into())),
        ["enum: is not one of FEMALE, MALE",]
    );
    assert_eq!(
        said(|check| check.unknown_value(&PATH, &mut ["", "a"].into_iter())),
        ["enum: is not one of \"\", a",]
    );
}

#[test]
fn violations_that_executors_report() {
    type Report = fn(&mut Check<'_>);
    let cases: [(Report, &str); 9] = [
        (|check| check.required(&PATH), "required: is required"),
        (
            |check| check.unspellable(&PATH),
            "unrepresentable: has a value that the wire has no spelling for",
        ),
        (
            |check| check.clear_impossible(&PATH),
            "clear: can't be cleared: no way to do so is documented; leave it out, or give a value",
        ),
        (
            |check| check.input(&PATH, Code::Type, "a list"),
            "type: has to be a list",
        ),
        (
            |check| check.input(&PATH, Code::ContextValue, "true or false"),
            "context_value: has to be true or false",
        ),
        (
            |check| check.input(&PATH, Code::UnknownField, ""),
            "unknown_field: is no field of this request",
        ),
        (
            |check| check.input(&PATH, Code::UnknownField, "did you mean g?"),
            "unknown_field: is no field of this request; did you mean g?",
        ),
        (
            |check| check.input(&PATH, Code::Missing, ""),
            "missing: is left out, and this request replaces everything: give it, or say that it is to be removed",
        ),
        (
            |check| check.input(&PATH, Code::Required, "x"),
            "required: is required",
        ),
    ];
    for (run, expected) in cases {
        assert_eq!(said(run), [expected]);
    }
}

#[test]
fn rules_and_facts() {
    let (violations, unchecked) = collect(|check| {
        let message = "Give one.";
        for (name, outcome, path) in [
            ("holds", Truth::True, None),
            ("fails", Truth::False, Some(&*PATH)),
            ("open", Truth::Unknown, None),
        ] {
            check.rule(
                AnyRule::Borrowed(&RuleText { name, message }),
                outcome,
                path,
            );
        }
        static OPEN: RuleText<'_> = RuleText {
            name: "open",
            message: "s",
        };
        check.rule(&OPEN, Truth::Unknown, None);
        for fact in ["tlds", "holder", "tlds"] {
            check.context_missing(AnyStep::Borrowed(&Step::new(fact, "")));
        }
        assert_eq!(check.violations(), 3);
    });
    assert_eq!(unchecked, ["open"]);
    let labels: Vec<_> = violations
        .iter()
        .map(|violation| violation.label())
        .collect();
    assert_eq!(
        labels,
        [
            "rule fails",
            "tlds: context_missing",
            "holder: context_missing"
        ]
    );
    let rule = violations.iter().next().expect("is there");
    assert_eq!(
        (rule.rule(), &*rule.path(), &*rule.message()),
        (Some("fails"), "f", "Give one.")
    );
    assert_eq!(
        violations.to_string(),
        "rule fails at f: Give one.\n\
         tlds: is needed by a rule: give the fact, or say that it is unknown\n\
         holder: is needed by a rule: give the fact, or say that it is unknown"
    );
}

#[test]
fn codes_have_stable_names() {
    for code in Code::ALL {
        assert_eq!(code.as_str().parse(), Ok(*code));
        assert_eq!(code.facet().map(Code::from), code.facet().map(|_| *code));
    }
    assert!("max-length".parse::<Code>().is_err());
    assert!("max_length".parse::<crate::Facet>().is_ok());
    assert!("path_segment".parse::<crate::Facet>().is_err());
}

#[test]
fn facts_in_another_spelling_are_refused() {
    let tld = letters();
    let (violations, unchecked) = collect(|check| {
        check.context_text("tlds", ["fr", "ru"], &tld);
        check.context_text("none", [""; 0], &tld);
        check.context_text("many", ["fr", ".fr", "FR"], &tld);
        check.context_text("one", [String::from("SECRET")], &tld);
    });
    assert!(unchecked.is_empty());
    let labels: Vec<_> = violations
        .iter()
        .map(|violation| violation.label())
        .collect();
    assert_eq!(labels, ["many: context_value", "one: context_value"]);
    assert_eq!(
        violations.to_string(),
        "many: does not match the pattern [a-z]+\n\
         one: does not match the pattern [a-z]+"
    );
}
