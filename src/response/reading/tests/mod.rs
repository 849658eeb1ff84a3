//! Tests of the decoder, by subject.

mod bodies;
mod cases;
mod facts;
mod lines;
mod values;

use super::case::{Case, PlaceTest, ReadFormat, ValueTest, select};
use super::incoming::Incoming;
use super::place::{Places, Step};
use super::{ResponseParts, State, UnexpectedReason};

const KIND: Places<'static> = Places {
    json: &[&[Step::Member("status"), Step::Member("type")]],
    xml: &[&[
        Step::Member("response"),
        Step::Member("status"),
        Step::Attribute("type"),
    ]],
};

/// Returns a case that is recognized by `status.type`.
const fn case(
    name: &'static str,
    tests: &'static [(Places<'static>, PlaceTest<'static>)],
) -> Case<'static> {
    Case {
        body: tests,
        formats: &[ReadFormat::Json, ReadFormat::Xml],
        ..Case::new(name, State::Done)
    }
}

const fn one_of(texts: &'static [&'static str]) -> PlaceTest<'static> {
    PlaceTest::Every(ValueTest {
        one_of: texts,
        ..ValueTest::ANY
    })
}

const CASES: &[Case<'static>] = &[
    case("done", &[(KIND, one_of(&["OK", "1"]))]),
    case("odd", &[(KIND, PlaceTest::Present(true))]),
    case("bare", &[(KIND, PlaceTest::Present(false))]),
];

/// Returns the name of the case, or the reason why there is none.
fn selected(parts: &ResponseParts<'_>, cases: &[Case<'_>]) -> Result<String, UnexpectedReason> {
    let incoming = Incoming::new(parts);
    select(&incoming, cases).map(|(number, _)| cases[number].name.to_owned())
}

#[track_caller]
fn check(body: &str, expected: &str) {
    let found = selected(&ResponseParts::new(200, body.as_bytes()), CASES);
    assert_eq!(found.as_deref(), Ok(expected), "{body}");
}

#[track_caller]
fn check_refused(body: &[u8], expected: &str) {
    let found = selected(&ResponseParts::new(200, body), CASES);
    let reason = found.expect_err("it is refused").to_string();
    assert_eq!(reason, expected);
}
