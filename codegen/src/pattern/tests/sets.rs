//! Tests of sets, of facts about them, and of tables.

use crate::pattern::Language;
use crate::pattern::automaton::{Automaton, Lengths, LimitExceeded, Random, Window, build};
use crate::pattern::language::{relation, words};
use crate::pattern::matcher::Matcher;
use crate::plan::LengthUnit;

fn whole(pattern: &str) -> Automaton {
    build(&format!(r"\A(?:{pattern})\z")).expect("within the budget")
}

/// Returns the set of a pattern that starts with a look-ahead.
fn ahead(head: &str, body: &str) -> Automaton {
    let found = whole(&format!("(?={head}){body}"));
    // The same set without a look-ahead.
    let head = build(&format!(r"\A(?:{head})(?s:.*)\z")).expect("within the budget");
    let apart = head.and(&whole(body)).expect("within the budget");
    assert_eq!(found, apart);
    found
}

const EMAIL: &str = r"[a-z0-9_\-+]+(?:\.[a-z0-9_\-+]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z][a-z0-9-]{0,61}[a-z0-9])";
const LENIENT_EMAIL: &str = r"[0-9a-zA-Z_\.-]+@(([0-9]{1,3}\.){3}[0-9]{1,3}|([0-9a-zA-Z][A-Z0-9a-z-]*[0-9a-zA-Z]\.)+[a-zA-Z]{2,7})";
const VOICE: &str = r"\+[0-9]{1,3}\.[0-9]{1,14}";
const LONG_VOICE: &str = r"\+[0-9]{1,3}\.[0-9]{1,15}";

#[test]
fn counts_the_states_of_minimal_automata() {
    let email = ahead(".{1,64}@", EMAIL);
    assert_eq!(
        (email.states(), email.alphabet().classes()),
        (378, 7),
        "the prototype had 378 states by 7 classes"
    );
    assert_eq!(whole(EMAIL).states(), 253);
    assert_eq!(whole(VOICE).states(), 21);
    assert_eq!(whole(LENIENT_EMAIL).states(), 40);
    assert_eq!(whole(r"(([0-9a-fA-F]{1,4}(:[0-9a-fA-F]{1,4}){0,7})?(:((:[0-9a-fA-F]{1,4}){0,7}|:))?)|(([0-9]{1,3}\.){3}[0-9]{1,3})").states(), 91);
}

#[test]
fn chooses_the_cheapest_matcher() {
    let choose = |pattern: &str, longest: Option<u64>| {
        let expression = format!(r"\A(?:{pattern})\z");
        Matcher::choose(&whole(pattern), &expression, longest)
            .expect("within the budget")
            .to_string()
    };
    assert_eq!(choose(r"(?s:.){2,5}", None), "length only: 2 to 5");
    assert_eq!(
        choose("[a-z]+", None),
        "run of one class: 1 or more, 256 bytes"
    );
    assert_eq!(
        choose("[a-z]{1,250}", None),
        "run of one class: 1 to 250, 256 bytes"
    );
    assert!(choose(r"\p{L}{1,35}", None).starts_with("run of one class: 1 to 35"));
    assert_eq!(
        choose(VOICE, Some(17)),
        "small table of 21 states by 4 classes (340 bytes)"
    );
    assert_eq!(
        choose("a{3}|", None),
        "small table of 5 states by 2 classes (266 bytes)"
    );
}

#[test]
fn lays_out_an_email_pattern_as_a_small_table() {
    let expression = format!(r"\A(?:(?=.{{1,64}}@){EMAIL})\z");
    let email = ahead(".{1,64}@", EMAIL);
    let matcher = Matcher::choose(&email, &expression, Some(255)).expect("within the budget");
    assert_eq!(
        matcher.to_string(),
        "small table of 10 states by 7 classes (326 bytes) up to 67 bytes, \
         beyond a table of 378 states by 7 classes (5548 bytes)"
    );
}

#[test]
fn satisfies_the_laws_of_sets() {
    let shortest = |set: &Automaton| set.shortest(Window::ANY).expect("within the budget");
    let (voice, other) = (whole(VOICE), whole(LONG_VOICE));
    assert!(voice.without(&other).expect("small").is_empty());
    let witness = shortest(&other.without(&voice).expect("small")).expect("strictly");
    assert_eq!(witness, "+0.000000000000000");
    assert_eq!(witness.len(), 18);
    let (email, other) = (ahead(".{1,64}@", EMAIL), whole(LENIENT_EMAIL));
    let word = |set: Result<Automaton, LimitExceeded>| shortest(&set.expect("small"));
    assert_eq!(word(email.without(&other)).as_deref(), Some("a@a.aa"));
    assert_eq!(word(other.without(&email)).as_deref(), Some("a@aa.aA"));
    assert_eq!(word(email.and(&other)).as_deref(), Some("a@aa.aa"));
    // The local part has 1 to 64 characters, expressed without a look-ahead.
    let local = whole("[^@]{1,64}@[^@]*").and(&whole(EMAIL)).expect("small");
    assert_eq!(local, email);
}

#[test]
fn finds_the_least_and_greatest_length() {
    let email = ahead(".{1,64}@", EMAIL);
    let window = Window {
        min: 6,
        max: Some(255),
        unit: LengthUnit::Chars,
    };
    let mut lengths = Lengths::new(&email, LengthUnit::Chars);
    assert_eq!(lengths.least_in(Window::ANY), Ok(Some(6)));
    assert_eq!(lengths.greatest_in(window), Ok(Some(255)));
    assert!((6..=255).all(|length| lengths.has(length)));
    assert_eq!(lengths.greatest(), None);
    assert_eq!(
        Lengths::new(&whole(VOICE), LengthUnit::Chars).greatest(),
        Some(19)
    );
    let flags = whole(r"[\x{1F1E6}-\x{1F1FF}]{2}");
    let unit = |unit| Lengths::new(&flags, unit).greatest();
    assert_eq!(unit(LengthUnit::Chars), Some(2));
    assert_eq!(unit(LengthUnit::Utf16), Some(4));
    assert_eq!(unit(LengthUnit::Bytes), Some(8));
}

/// The limits count steps, states and positions, so each of these takes a fraction of a second without optimization.
#[test]
fn reports_the_exceeded_limit() {
    let letters: String = ('a'..='z').map(|one| format!("(?=.*{one})")).collect();
    let apart: String = ('a'..='z')
        .map(|one| format!("(?:(?=.*{one})[a-z])*"))
        .collect();
    // Every choice between two promises doubles the sets of promises at a position.
    let choices: String = "abcdefghijklmnopqrstuvwxyz012345"
        .as_bytes()
        .chunks(2)
        .map(|two| {
            format!(
                "(?:(?={}.)|(?={}.))",
                char::from(two[0]),
                char::from(two[1])
            )
        })
        .collect();
    for (pattern, expected) in [
        (format!("{choices}[a-z]"), Err(LimitExceeded::Work)),
        (".*a.{12}".to_owned(), Err(LimitExceeded::States(4096))),
        (
            "(a|b)*a(a|b){20}".to_owned(),
            Err(LimitExceeded::States(4096)),
        ),
        ("(?:a|b)*a(?:a|b){9}".to_owned(), Ok(())),
        (
            "(a{1,1000}){1,1000}".to_owned(),
            Err(LimitExceeded::Positions(20_000)),
        ),
        (
            "((a{1,100}){1,100}){1,100}".to_owned(),
            Err(LimitExceeded::Positions(20_000)),
        ),
        (
            "((a{1,20}){1,20}){1,20}".to_owned(),
            Err(LimitExceeded::Work),
        ),
        (
            "(((a?){1000}){1000}){1000}".to_owned(),
            Err(LimitExceeded::Positions(20_000)),
        ),
        (
            r"(\p{L}{1,100}\p{N}?){1,100}".to_owned(),
            Err(LimitExceeded::Work),
        ),
        ("(?=.*a.{12}).*".to_owned(), Ok(())),
        (
            "(?!.*a.{12}z).*".to_owned(),
            Err(LimitExceeded::States(4096)),
        ),
        (format!("{letters}.*"), Err(LimitExceeded::States(4096))),
        (apart, Ok(())),
        (
            "(?:(?!a{1,50}b)[a-c]{1,9}){1,60}".to_owned(),
            Err(LimitExceeded::Work),
        ),
        (r"\p{L}{1,35}".to_owned(), Ok(())),
        (r"[\p{L}\p{N}]{1,2000}".to_owned(), Ok(())),
    ] {
        let made = build(&format!(r"\A(?:{pattern})\z")).map(|_| ());
        assert_eq!(made, expected, "{pattern}");
    }
    assert_eq!(build("((){1000}){1000}"), build(""));
}

/// Returns all strings of some letters up to a length, the shortest first.
fn strings(letters: &[char], longest: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut from = 0;
    for _ in 0..longest {
        let until = all.len();
        for at in from..until {
            for letter in letters {
                all.push(format!("{}{letter}", all[at]));
            }
        }
        from = until;
    }
    all
}

#[test]
fn finds_members_with_lengths_in_two_units() {
    let letters = ['a', 'é', '漢', '😀'];
    let all = strings(&letters, 6);
    let units = [LengthUnit::Chars, LengthUnit::Utf16, LengthUnit::Bytes];
    let mut random = Random::new(3);
    let (mut found, mut none) = (0, 0);
    for pattern in [
        "[aé漢😀]*",
        "(?:aé|漢)*😀?",
        "é{2,}|😀{1,3}a*",
        "(?:漢😀)+|a{3}",
    ] {
        let set = whole(pattern);
        for _ in 0..60 {
            let mut window = |unit: usize| Window {
                min: 1 + random.below(8) as u64,
                max: (random.below(4) > 0).then(|| random.below(12) as u64),
                unit: units[unit % 3],
            };
            let first = window(found);
            let second = window(found + 1);
            let witness = set.shortest_in_both([first, second]).expect("small");
            let holds = |text: &String| {
                set.contains(text) && first.holds_text(text) && second.holds_text(text)
            };
            let wanted = all.iter().find(|text| holds(text));
            let context = format!("{pattern} {first:?} {second:?} {witness:?}");
            match (&witness, wanted) {
                (Some(witness), Some(wanted)) => {
                    assert_eq!(witness.chars().count(), wanted.chars().count(), "{context}");
                    found += 1;
                }
                (Some(witness), None) => assert!(witness.chars().count() > 6, "{context}"),
                (None, wanted) => {
                    assert_eq!(wanted, None, "{context}");
                    none += 1;
                }
            }
            assert!(witness.as_ref().is_none_or(holds), "{context}");
        }
    }
    assert!(found >= 40 && none >= 20, "{found} {none}");
}

#[test]
fn compares_languages_in_two_units() {
    let of = |max: u64, unit| Language {
        set: Automaton::all(),
        window: Window {
            min: 1,
            max: Some(max),
            unit,
        },
    };
    let word = |one: &Language, two: &Language| relation(one, two).expect("decided").word();
    let chars = of(10, LengthUnit::Chars);
    assert_eq!(word(&chars, &of(40, LengthUnit::Bytes)), "contained");
    assert_eq!(word(&chars, &of(39, LengthUnit::Bytes)), "incomparable");
    assert_eq!(word(&chars, &of(10, LengthUnit::Bytes)), "containing");
    assert_eq!(word(&chars, &of(20, LengthUnit::Utf16)), "contained");
    assert_eq!(
        word(&of(255, LengthUnit::Utf16), &of(255, LengthUnit::Chars)),
        "contained"
    );
    assert_eq!(
        word(&of(4000, LengthUnit::Utf16), &of(255, LengthUnit::Chars)),
        "containing"
    );
}

#[test]
fn counts_members_beyond_the_range_of_a_float() {
    let size = |pattern: &str, max: u64, unit| {
        let window = Window {
            min: 0,
            max: Some(max),
            unit,
        };
        let set = whole(pattern);
        words(&Language { set, window }).expect("small").pop()
    };
    let chars = LengthUnit::Chars;
    assert_eq!(size("[ab]{3}", 9, chars).as_deref(), Some("8 strings"));
    // 26 to the power of 200 and of 1000, and a twenty-fifth more for all shorter strings.
    assert_eq!(
        size("[a-z]*", 200, chars).as_deref(),
        Some("about 10^283 strings")
    );
    assert_eq!(
        size("[a-z]*", 1000, chars).as_deref(),
        Some("about 10^1415 strings")
    );
    // Each letter has two bytes, so there are half as many letters.
    let letters = "[\u{3b1}-\u{3c9}\u{3d0}]*";
    assert_eq!(
        size(letters, 2000, LengthUnit::Bytes).as_deref(),
        Some("about 10^1415 strings")
    );
}
