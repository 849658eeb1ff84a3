//! Whether the cases before a case take all of its responses.

use super::values::passes;
use crate::draft::CaseDeclaration;
use crate::plan::{BodyTest, PlaceTest, Response, ResponseBody, ValueTest};

/// Returns the names of the cases that together take every response of a case, or `None` if some response gets to it.
pub(super) fn takers<'c>(case: &Response, before: &'c [CaseDeclaration]) -> Option<Vec<&'c str>> {
    let mut left: Vec<u16> = (100..600)
        .filter(|status| has_status(case, *status))
        .collect();
    let mut takers = Vec::new();
    for earlier in before {
        let earlier = &earlier.response;
        if !is_implied(earlier, case) {
            continue;
        }
        let count = left.len();
        left.retain(|status| !has_status(earlier, *status));
        if left.len() < count {
            takers.push(earlier.name.as_str());
        }
    }
    left.is_empty().then_some(takers)
}

fn has_status(case: &Response, status: u16) -> bool {
    let statuses = &case.matched.statuses;
    statuses.is_empty() || statuses.iter().any(|range| range.contains(status))
}

/// Returns whether a response that passes the tests of `case` also passes those of `earlier`, apart from its status.
fn is_implied(earlier: &Response, case: &Response) -> bool {
    let headers = earlier.matched.headers.iter().all(|(name, test)| {
        let mut own = case.matched.headers.iter();
        own.any(|(other, stronger)| other.eq_ignore_ascii_case(name) && implies(stronger, test))
    });
    let body = earlier.matched.body.iter().all(|test| {
        let mut own = case.matched.body.iter();
        own.any(|stronger| is_same_place(stronger, test) && implies(&stronger.test, &test.test))
    });
    let codes = &earlier.matched.codes;
    let has_codes = codes.is_empty()
        || (earlier.code == case.code
            && !case.matched.codes.is_empty()
            && case.matched.codes.iter().all(|code| codes.contains(code)));
    let only_blank = |case: &Response| case.body == [ResponseBody::Empty];
    headers && body && has_codes && (!only_blank(earlier) || only_blank(case))
}

fn is_same_place(first: &BodyTest, second: &BodyTest) -> bool {
    let (first, second) = (&first.at, &second.at);
    let same = |first: &[_], second: &[_]| first == second || first.is_empty();
    same(&first.json, &second.json) && same(&first.xml, &second.xml)
}

/// Returns whether what passes the first test also passes the second.
fn implies(first: &PlaceTest, second: &PlaceTest) -> bool {
    match (first, second) {
        _ if first == second => true,
        (PlaceTest::Any(_) | PlaceTest::Every(_), PlaceTest::Present(present)) => *present,
        (PlaceTest::Any(first), PlaceTest::Any(second))
        | (PlaceTest::Every(first), PlaceTest::Any(second) | PlaceTest::Every(second)) => {
            value_implies(first, second)
        }
        (PlaceTest::Present(_), _) | (PlaceTest::Any(_), PlaceTest::Every(_)) => false,
    }
}

fn value_implies(first: &ValueTest, second: &ValueTest) -> bool {
    if !first.one_of.is_empty() {
        let mut left = first.one_of.iter().filter(|value| passes(first, value));
        return left.all(|value| passes(second, value));
    }
    let is_range =
        second.one_of.is_empty() && second.none_of.is_empty() && second.matches.is_none();
    let is_below = |first: Option<i64>, second: Option<i64>| match (first, second) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(first), Some(second)) => first <= second,
    };
    is_range
        && is_below(
            second.minimum,
            first.minimum.or(second.minimum.map(|_| i64::MIN)),
        )
        && is_below(first.maximum, second.maximum)
}
