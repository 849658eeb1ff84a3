//! Random records: most are plausible, and some are invalid everywhere.
//!
//! Output: contacts in which each datum may be present. Telephone numbers have country codes of [`CODES`],
//! so that a test can separate code and number without the table under test.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use wireform::Date;
use wireform::contact::{Contact, ContactKind};

/// The country codes of the numbers. None is the beginning of another.
pub const CODES: [&str; 15] = [
    "1", "7", "31", "33", "352", "353", "354", "39", "44", "49", "599", "81", "852", "883", "998",
];

fn maybe(odds: f64, text: impl Strategy<Value = String>) -> impl Strategy<Value = Option<String>> {
    // An empty text requests a removal.
    proptest::option::weighted(odds, text).prop_map(|text| text.filter(|text| !text.is_empty()))
}

fn phone() -> impl Strategy<Value = String> {
    let code = || proptest::sample::select(&CODES[..]);
    prop_oneof![
        6 => (code(), "[0-9]{4,11}").prop_map(|(code, number)| format!("+{code}{number}")),
        3 => (code(), "[0-9]{1,12}").prop_map(|(code, number)| format!("+{code}.{number}")),
        1 => "[+0-9 .-]{0,20}",
    ]
}

fn email() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-z]{2,8}(\\.[a-z]{2,6})?@[a-z]{2,8}\\.(example|nl)",
        2 => "[A-Za-z]{2,8}@[A-Z][a-z]{2,8}\\.example",
        2 => "[a-z]{2,8}@[a-zäöüß]{2,8}(\\.[a-zé]{2,4})?\\.example",
        1 => "[a-z]{1,4}\\+[a-z]{1,4}@[a-z]{2,8}\\.example",
        1 => ".{0,12}",
    ]
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[A-Z][a-z]{2,12} [0-9]{1,3}",
        2 => "[A-Z][a-zäöüß]{2,12} [0-9]{1,3}",
        1 => "[ -~ß\n]{0,70}",
    ]
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[A-Z][a-z]{1,12}",
        2 => "[A-Z][a-zéßø' &-]{1,12}",
        1 => ".{0,20}",
    ]
}

prop_compose! {
    fn names()(
        name in maybe(0.5, word()),
        given in maybe(0.7, word()),
        family in maybe(0.7, word()),
        same in proptest::bool::weighted(0.2),
        title in maybe(0.1, word()),
        organization in maybe(0.7, word()),
        kind in proptest::option::weighted(0.2, prop_oneof![Just(ContactKind::Person), Just(ContactKind::Organization)]),
    ) -> Contact {
        let mut contact = Contact::new();
        contact.name = match (&given, &family, same) {
            (Some(given), Some(family), true) => Some(format!("{given} {family}")),
            _ => name,
        };
        contact.given_name = given;
        contact.family_name = family;
        contact.title = title;
        contact.organization = organization;
        contact.kind = kind;
        contact
    }
}

prop_compose! {
    fn places()(
        street in prop_oneof![
            6 => proptest::collection::vec(line(), 1..3),
            2 => proptest::collection::vec(line(), 0..6),
        ],
        city in maybe(0.9, word()),
        state in maybe(0.4, word()),
        postal_code in maybe(0.9, prop_oneof![8 => "[0-9]{5}", 2 => "[A-Z0-9 -]{0,20}"]),
        country in maybe(0.9, prop_oneof![8 => "(NL|DE|US|jp|fR)", 1 => ".{0,3}"]),
    ) -> Contact {
        let is_empty = street.iter().all(String::is_empty);
        let mut contact = Contact::new();
        contact.street = if is_empty { Vec::new() } else { street };
        contact.city = city;
        contact.state = state;
        contact.postal_code = postal_code;
        contact.country = country;
        contact
    }
}

fn numbers() -> impl Strategy<Value = Vec<Option<String>>> {
    let nine = || prop_oneof![3 => "[0-9]{9}", 1 => ".{0,12}"];
    vec![
        maybe(0.9, phone()).boxed(),
        maybe(0.05, "[0-9]{1,4}").boxed(),
        maybe(0.3, phone()).boxed(),
        maybe(0.03, "[0-9]{1,4}").boxed(),
        maybe(0.9, email()).boxed(),
        maybe(0.2, "[A-Z]{2}[0-9]{9}").boxed(),
        maybe(0.1, nine()).boxed(),
        maybe(0.1, word()).boxed(),
        maybe(0.1, nine()).boxed(),
        maybe(0.1, "[A-Z]{2}").boxed(),
        maybe(0.3, word()).boxed(),
        maybe(0.1, "[A-Z]{2}").boxed(),
        maybe(0.4, "[0-9]{5}").boxed(),
        maybe(0.1, "[A-Z0-9]{9}").boxed(),
        maybe(0.1, "[A-Z0-9]{9}").boxed(),
        maybe(0.1, nine()).boxed(),
    ]
}

/// Returns any record.
pub fn contacts() -> impl Strategy<Value = Contact> {
    let birth = proptest::option::weighted(0.1, (1900_u16..2030, 1_u8..=12, 1_u8..=28));
    (names(), places(), numbers(), birth).prop_map(|(names, places, numbers, birth)| {
        let mut contact = names;
        contact.street = places.street;
        contact.city = places.city;
        contact.state = places.state;
        contact.postal_code = places.postal_code;
        contact.country = places.country;
        let mut numbers = numbers.into_iter();
        for datum in [
            &mut contact.voice,
            &mut contact.voice_extension,
            &mut contact.fax,
            &mut contact.fax_extension,
            &mut contact.email,
            &mut contact.vat,
            &mut contact.company_number,
            &mut contact.trademark_name,
            &mut contact.trademark_number,
            &mut contact.trademark_country,
            &mut contact.birth_place,
            &mut contact.birth_country,
            &mut contact.birth_postal_code,
            &mut contact.identity_number,
            &mut contact.passport,
            &mut contact.duns,
        ] {
            *datum = numbers.next().flatten();
        }
        contact.birth_date = birth.map(|(year, month, day)| {
            let text = format!("{year:04}-{month:02}-{day:02}");
            text.parse::<Date>().expect("it is a date")
        });
        contact
    })
}

/// Returns the same records on every run.
#[must_use]
pub fn sample(count: usize) -> Vec<Contact> {
    let mut runner = TestRunner::deterministic();
    let strategy = contacts();
    (0..count)
        .map(|_| {
            let tree = strategy.new_tree(&mut runner);
            tree.expect("nothing is filtered").current()
        })
        .collect()
}
