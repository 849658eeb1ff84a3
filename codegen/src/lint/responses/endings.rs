//! The effects that a case can have: its own, and those of the codes that override it.

use std::collections::BTreeSet;

use crate::plan::{Response, ResponseCode, ResponseMatch};

/// One of the effects of a case.
pub(super) struct Ending<'c> {
    case: &'c Response,
    /// The code that overrides the case; none for the effects that the case itself states.
    code: Option<&'c str>,
    /// The case, narrowed to the responses with this effect.
    pub(super) response: Response,
}

/// Returns the effects of a case, in the order of its codes.
pub(super) fn endings(case: &Response) -> Vec<Ending<'_>> {
    let codes = &case.matched.codes;
    let is_possible = |code: &&ResponseCode| codes.is_empty() || codes.contains(&code.code);
    let overriding = case.codes.iter().filter(|code| code.overrides());
    let overriding: Vec<&ResponseCode> = overriding.filter(is_possible).collect();
    let names: BTreeSet<&str> = overriding.iter().map(|it| it.code.as_str()).collect();
    let mut rest = case.clone();
    let is_overriding = |code: &String| names.contains(code.as_str());
    rest.matched.codes.retain(|code| !is_overriding(code));
    let has_rest = codes.is_empty() || !rest.matched.codes.is_empty();
    let rest = Ending {
        case,
        code: None,
        response: rest,
    };
    // The codes are not copied for each code.
    let mut bare = case.clone();
    bare.codes.clear();
    bare.matched.codes.clear();
    let of_codes = overriding.into_iter().map(|code| Ending {
        case,
        code: Some(&code.code),
        response: of_code(&bare, code),
    });
    has_rest
        .then_some(rest)
        .into_iter()
        .chain(of_codes)
        .collect()
}

/// Returns the responses of a case with a code. `case` has no codes.
fn of_code(case: &Response, code: &ResponseCode) -> Response {
    let matched = ResponseMatch {
        codes: vec![code.code.clone()],
        ..case.matched.clone()
    };
    Response {
        matched,
        outcome: code.outcome.unwrap_or(case.outcome),
        retry: code.retry.clone().unwrap_or_else(|| case.retry.clone()),
        session: code.session.unwrap_or(case.session),
        ..case.clone()
    }
}

impl Ending<'_> {
    /// Returns whether a response can have both effects, as far as the codes say. A response has one code.
    pub(super) fn can_meet(&self, other: &Ending<'_>) -> bool {
        match (self.code, other.code) {
            (Some(own), Some(code)) => own == code || self.case.code != other.case.code,
            (None, _) | (_, None) => true,
        }
    }

    /// Returns whether two endings have different effects on the caller.
    pub(super) fn means_other(&self, other: &Ending<'_>) -> bool {
        let (first, second) = (&self.response, &other.response);
        let differs = first.outcome != second.outcome
            || first.retry != second.retry
            || first.session != second.session;
        differs && !self.is_overridden_by(other) && !other.is_overridden_by(self)
    }

    /// Returns whether the other ending is that of a code which the case of this ending overrides as well. The endings of the
    /// code are compared with each other.
    fn is_overridden_by(&self, other: &Ending<'_>) -> bool {
        let (None, Some(code)) = (self.code, other.code) else {
            return false;
        };
        let mut codes = self.case.codes.iter();
        self.case.code == other.case.code && codes.any(|it| it.code == code && it.overrides())
    }
}
