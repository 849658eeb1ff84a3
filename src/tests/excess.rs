//! Compares the excess of a value with its definition, for each kind of matcher.

use std::borrow::Cow;

use proptest::prelude::*;

use crate::pattern::{Classes, Matcher, Pattern, Run, Small, Table, Trace};

const LETTERS_AND_DIGITS: &[u8] = b"\x01az\x0209";

/// `.{1,3}`
static LENGTH: Pattern = Pattern::new(
    ".{1,3}",
    Matcher::Length {
        min: 1,
        max: Some(3),
    },
);

/// `[a-z]{1,3}`
static RUN: Pattern = Pattern::new(
    "[a-z]{1,3}",
    Matcher::Run(Run {
        classes: Classes::ranges(b"\x01az", b""),
        min: 1,
        max: Some(3),
    }),
);

/// `[a-z]{1,3}[0-9]+`. Rows of three cells: dead, none yet, one, two and three letters, a digit.
static TABLE: Pattern = Pattern::new(
    "[a-z]{1,3}[0-9]+",
    Matcher::Table(Table {
        classes: Classes::ranges(LETTERS_AND_DIGITS, b""),
        next: Cow::Borrowed(
            b"\0\0\0\0\0\0\0\0\x06\0\0\0\0\0\x09\0\x0f\0\0\0\x0c\0\x0f\0\0\0\0\0\x0f\0\0\0\0\0\x0f\0",
        ),
        start: 3,
        accept_from: 15,
    }),
);

/// The same pattern as a small table, whose columns begin at 0, 6 and 12.
static SMALL: Pattern = Pattern::new(
    "[a-z]{1,3}[0-9]+",
    Matcher::Small(Small {
        classes: Classes::ranges(b"\x06az\x0c09", b""),
        next: Small::cells(b"\0\0\0\0\0\0\0\x02\x03\x04\0\0\0\0\x05\x05\x05\x05"),
        start: 1,
        accept_from: 5,
    }),
);

fn excess(pattern: &Pattern, value: &str) -> Option<u32> {
    let mut trace = Trace::<2>::new();
    let mismatch = pattern.traced_mismatch(value, &mut trace)?;
    pattern.excess(value, mismatch, &trace)
}

/// Removes one, two and more characters before the mismatch until the rest matches.
fn expected(pattern: &Pattern, value: &str) -> Option<u32> {
    let mismatch = pattern.mismatch(value).filter(|it| !it.ended())?;
    let characters: Vec<char> = value.chars().collect();
    let (before, rest) = characters.split_at(mismatch.index() as usize);
    (1..=mismatch.index()).find(|count| {
        let kept = &before[..before.len() - *count as usize];
        let shorter: String = kept.iter().chain(rest).collect();
        pattern.is_match(&shorter)
    })
}

proptest! {
    #[test]
    fn excess_is_the_least_number_of_removed_characters(value in "[a-cé0-2!]{0,9}|[ab]{0,6}[01]{0,2}|[ab]{3,9}") {
        for pattern in [&LENGTH, &RUN, &TABLE, &SMALL] {
            prop_assert_eq!(excess(pattern, &value), expected(pattern, &value), "{} {}", pattern.source(), value);
        }
    }
}

#[test]
fn each_matcher_has_an_excess() {
    for (pattern, value, count) in [
        (&LENGTH, "abcde!", 3),
        (&RUN, "abcde", 2),
        (&TABLE, "abcde1", 2),
        (&SMALL, "abcde1", 2),
    ] {
        assert_eq!(excess(pattern, value), Some(count));
    }
}
