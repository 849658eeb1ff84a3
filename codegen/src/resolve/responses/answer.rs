//! Resolves what a mock provider sends for a case.

use super::super::diagnostics::ResponseDiagnostic;
use super::super::resolver::{Resolver, owned};
use crate::plan::{
    Answer, Outcome, Response, ResponseBody, ResponseCode, ResponseId, ResponseMatch, StatusRange,
    Table, TextSource,
};
use crate::source::Spanned;
use crate::syntax;

/// The case that a mock provider answers with.
pub(super) struct AnsweringCase<'r> {
    /// Its tests.
    pub(super) matched: &'r ResponseMatch,
    /// The place of its code.
    pub(super) code: Option<&'r TextSource>,
    /// Its documented codes.
    pub(super) codes: &'r [ResponseCode],
    pub(super) outcome: Outcome,
    /// Whether it has no body.
    pub(super) is_blank: bool,
}

impl Resolver<'_> {
    /// Resolves what a mock provider sends.
    pub(super) fn resolve_answer(
        &mut self,
        syntax: &syntax::Response,
        case: &AnsweringCase<'_>,
        before: &Table<ResponseId, Response>,
    ) -> Answer {
        let stated = syntax.answer.as_ref();
        let code = stated.and_then(|answer| answer.code.as_ref());
        if let Some(code) = code {
            let is_known = |known: &str| known == code.value;
            let is_documented = match case.matched.codes.is_empty() {
                true => case.codes.iter().any(|it| is_known(&it.code)),
                false => case.matched.codes.iter().any(|it| is_known(it)),
            };
            if !is_documented {
                let code_name = code.as_str().into();
                self.report(ResponseDiagnostic::AnswerWithCode { code: code_name }.at(code.span));
            }
        }
        let status = stated.and_then(|answer| answer.status.as_ref());
        Answer {
            status: self.resolve_answer_status(status, case, before),
            states_status: status.is_some(),
            code: owned(code),
        }
    }

    /// Returns the status that a mock provider sends: the stated one, else a usual one for the outcome, else the first that
    /// `match` allows. A status by which a client finds an earlier case is passed over.
    fn resolve_answer_status(
        &mut self,
        stated: Option<&Spanned<i64>>,
        case: &AnsweringCase<'_>,
        before: &Table<ResponseId, Response>,
    ) -> u16 {
        let taker = |status: u16| before.iter().find(|earlier| case.is_taken(earlier, status));
        let statuses = &case.matched.statuses;
        if let Some(stated) = stated {
            let status = u16::try_from(stated.value).unwrap_or_default();
            let is_allowed = (100..600).contains(&status) && allows(statuses, status);
            match taker(status).filter(|_| is_allowed) {
                None if is_allowed => return status,
                None => {
                    let status = stated.value.to_string();
                    let found = ResponseDiagnostic::AnswerNotMatched { status };
                    self.report(found.at(stated.span));
                }
                Some(earlier) => {
                    let earlier = earlier.name.as_str().into();
                    let found = ResponseDiagnostic::AnswerTaken { status, earlier };
                    self.report(found.at(stated.span));
                }
            }
        }
        let usual = match case.outcome {
            Outcome::Success => 200,
            Outcome::Accepted => 202,
            Outcome::Failure => 400,
            Outcome::Unknown => 500,
        };
        let usual = (statuses.is_empty() || allows(statuses, usual)).then_some(usual);
        let listed = statuses.iter().flat_map(|range| range.first..=range.last);
        let mut possible = usual.into_iter().chain(listed.clone());
        // A case without a free status never matches, which a lint reports.
        let free = possible.find(|status| taker(*status).is_none());
        free.or(usual).or(listed.clone().next()).unwrap_or(500)
    }
}

impl AnsweringCase<'_> {
    /// Returns whether every response of the case with a status passes the tests of a case before it.
    fn is_taken(&self, earlier: &Response, status: u16) -> bool {
        let tests = &earlier.matched;
        let has_codes = tests.codes.is_empty()
            || (earlier.code.as_ref() == self.code
                && !self.matched.codes.is_empty()
                && self
                    .matched
                    .codes
                    .iter()
                    .all(|code| tests.codes.contains(code)));
        allows(&tests.statuses, status)
            && has_codes
            && tests
                .headers
                .iter()
                .all(|test| self.matched.headers.contains(test))
            && tests
                .body
                .iter()
                .all(|test| self.matched.body.contains(test))
            && (self.is_blank || earlier.body != [ResponseBody::Empty])
    }
}

/// Returns whether a list of statuses allows a status.
fn allows(statuses: &[StatusRange], status: u16) -> bool {
    statuses.is_empty() || statuses.iter().any(|range| range.contains(status))
}
