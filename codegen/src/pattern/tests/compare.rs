//! Tests that compare expressions without their automata, against the automata.

use crate::pattern::automaton::{Automaton, LimitExceeded, Window, build};
use crate::pattern::canonical;
use crate::pattern::language::{Relation, relation_of_expressions};
use crate::plan::Extent;
use crate::syntax::Dialect;

/// Patterns with look-around, anchors and counted repetitions that overlap.
const PATTERNS: &[&str] = &[
    "",
    "a",
    "a*",
    "a+b?",
    "[ab]{2,5}",
    "[ab]{3,4}",
    "a{0,3}b{1,4}",
    "(?:ab?){1,4}",
    "(?:a{1,3}b){2,3}",
    "(?:[ab]{1,3}){1,3}c",
    "[ab]*a[ab]{2,4}",
    "(?:a|ab)(?:c|bcd)",
    "^a|b$",
    "^ab*$",
    "^(?:a|b)+c?$",
    "a$|^$",
    r"\bab\b",
    r"a\Bb|c\b",
    r"(?:^|\n)a",
    "(?m)^a$",
    "(?m:^)b(?m:$)",
    "(?=.{2,4}$)a*b*",
    "(?!ab)[ab]+",
    "(?:(?!aa)[ab])+",
    "(?!.*aa)[ab]*c",
    r"(?=\bb)[ab]+",
    r"a(?=\b)[ b]",
    "(?<=a)b",
    "[ab]+(?<!b)",
    "(?<![ab])c|a(?<=a)b",
    "(?<=ab)c|[abc]+(?<!bc)",
    "(?:a|b(?<!^b)|c(?<=bc))+",
    "(?<!^a?)b(?=c)|(?<=(?<!a)b)c",
    "(?:a(?!b)|b(?=a))+",
    "(?i:aB)c",
    "(?s:.)b",
    "a.b",
    r"\s?a\d*",
    "(?:a?){3}b",
    "(?:a*b*)*c",
    "[a-z]{1,20}-?[a-z]{1,20}",
    "[a-z0-9]{1,30}",
];

fn shortest(set: &Automaton) -> Option<usize> {
    let shortest = set.shortest(Window::ANY).expect("a small set");
    shortest.map(|text| text.chars().count())
}

/// Checks that a comparison finds witnesses where the automata have them, and none that is longer.
fn check(context: &str, found: &Relation, sets: [&Automaton; 2]) {
    let [one, two] = sets;
    let wanted = [
        (&found.only_first, one.without(two), (true, false)),
        (&found.only_second, two.without(one), (false, true)),
        (&found.both, one.and(two), (true, true)),
    ];
    for (witness, set, member) in wanted {
        let length = witness.as_ref().map(|text| text.chars().count());
        assert_eq!(
            length,
            shortest(&set.expect("small")),
            "{context} {found:?}"
        );
        if let Some(witness) = witness {
            let is = (one.contains(witness), two.contains(witness));
            assert_eq!(is, member, "{context} {witness:?}");
        }
    }
}

#[test]
fn finds_what_the_automata_find() {
    for dialect in [Dialect::Wireform, Dialect::Python, Dialect::Java] {
        let mut all = Vec::new();
        for text in PATTERNS {
            for extent in [Extent::Whole, Extent::Search] {
                let Ok(expression) = canonical(text, dialect, extent) else {
                    continue;
                };
                let set = build(&expression).expect("a small set");
                all.push((format!("{dialect:?} {extent:?} {text}"), expression, set));
            }
        }
        assert!(all.len() > 70, "{dialect:?} {}", all.len());
        for (at, (one_name, one, one_set)) in all.iter().enumerate() {
            // Each pattern meets some of the others, under all readings.
            for (two_name, two, two_set) in all.iter().skip(at % 7).step_by(7) {
                let context = format!("{one_name} and {two_name}");
                let found = relation_of_expressions(one, two).expect(&context);
                check(&context, &found, [one_set, two_set]);
            }
        }
    }
}

/// Pairs for which automata are too large, or take long.
#[test]
fn decides_large_expressions() {
    for (one, two, word) in [
        (".*a.{12}", ".*a.{12}", "equal"),
        ("(?:.*a.{12})", "(?:.*[ab].{12})", "contained"),
        (".*a.{12}", ".*a.{11}", "incomparable"),
        ("[a-z]{1,9000}", "[a-z]{1,9001}", "contained"),
        (
            r"\p{L}{1,90}\p{N}{1,90}",
            r"[\p{L}\p{N}]{2,180}",
            "contained",
        ),
    ] {
        let [one, two] = [one, two]
            .map(|text| canonical(text, Dialect::Wireform, Extent::Whole).expect("a pattern"));
        let found = relation_of_expressions(&one, &two).map(|found| found.word());
        assert_eq!(found, Ok(word), "{one} {two}");
    }
    // Nothing takes unbounded time.
    let sets = r"\A(?:\p{L}{1,2000}\p{N}{1,2000})\z";
    let found = relation_of_expressions(sets, r"\A[\p{L}\p{N}]{2,4000}\z");
    assert_eq!(found, Err(LimitExceeded::Work));
}
