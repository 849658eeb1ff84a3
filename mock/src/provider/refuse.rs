//! Answers for requests that are not carried out.

use wireform::Violation;
use wireform::response::ResponseParts;
use wireform_codegen::plan::{BodyFormat, Outcome, ResponseId, Retry};
use wireform_interpret::{Call, Report, Verdict};

use super::Answer;
use super::routes::Routed;
use crate::builder::Settings;

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// Its credentials are missing or wrong.
    Credentials,
    /// It does not fit the schema.
    Invalid,
    /// Its contact does not exist.
    NotFound,
    /// The caller sends too many requests.
    TooMany {
        /// The seconds to wait.
        seconds: u64,
    },
}

impl Reason {
    /// Returns the statuses that stand for the reason, the best one first.
    fn statuses(self) -> &'static [u16] {
        match self {
            Reason::Credentials => &[401, 403],
            Reason::Invalid => &[400, 422],
            Reason::NotFound => &[404, 410],
            Reason::TooMany { .. } => &[429, 503],
        }
    }

    fn text(self) -> &'static str {
        match self {
            Reason::Credentials => "The credentials are missing or wrong.",
            Reason::Invalid => "The request is not valid.",
            Reason::NotFound => "There is no such contact.",
            Reason::TooMany { .. } => "There are too many requests.",
        }
    }
}

/// Returns the answer to wrong credentials. The record names the credentials that are missing or wrong.
pub(super) fn wrong_credentials(
    settings: &Settings,
    routed: &Routed<'_>,
    verdict: &Verdict,
) -> Option<Answer> {
    let plan = routed.call.plan();
    let wrong: Vec<String> = match &routed.decoded.credentials {
        Err(violations) => violations.iter().map(label).collect(),
        Ok(credentials) => {
            let is_wrong = |at, name: &str| {
                let mut named = settings.credentials.iter();
                let required = named.find(|(other, _)| other == name);
                required.is_some_and(|(_, value)| {
                    credentials.value(at).is_some_and(|given| given != value)
                })
            };
            let all = plan.credentials.iter_ids();
            all.filter(|(at, credential)| is_wrong(*at, &credential.name))
                .map(|(_, credential)| format!("{}: not the one of --auth", credential.name))
                .chain(wrong_values(verdict))
                .collect()
        }
    };
    let answer = || Answer {
        violations: wrong.clone(),
        ..because(routed, Reason::Credentials, &[])
    };
    (!wrong.is_empty()).then(answer)
}

/// Returns whether the body of a request can have credentials, or be what is signed.
pub(super) fn body_has_credentials(call: &Call<'_>) -> bool {
    let operation = call.operation();
    let mut bodies = operation.bindings.iter().map(|binding| &binding.body);
    let has_form = bodies
        .clone()
        .any(|body| body.format().is_some_and(BodyFormat::is_form));
    let mut auths = operation.auths.iter().map(|at| &call.plan().auths[*at]);
    bodies.any(|body| !body.credentials().is_empty())
        || auths.any(|auth| auth.is_signed() || has_form && auth.parameters().next().is_some())
}

/// Returns what is wrong with the signature of a request.
fn wrong_values(verdict: &Verdict) -> Vec<String> {
    match verdict {
        Verdict::Missing(values) => {
            let values = values.iter();
            values.map(|value| format!("{value}: is missing")).collect()
        }
        Verdict::Wrong(values) => {
            let values = values.iter();
            values
                .map(|value| format!("{value}: not what the steps compute"))
                .collect()
        }
        Verdict::Unsigned | Verdict::Right | Verdict::Unchecked(_) => Vec::new(),
    }
}

/// Returns the answer to a request that is not valid.
pub(super) fn invalid(routed: &Routed<'_>, violations: &[Violation]) -> Answer {
    let reports: Vec<Report> = violations
        .iter()
        .map(|violation| {
            let wire = violation.wire_path();
            let place = match wire.is_empty() {
                true => violation.path(),
                false => wire,
            };
            Report {
                field: place.trim_start_matches('/').replace('/', "."),
                message: violation.message().into_owned(),
            }
        })
        .collect();
    let mut answer = because(routed, Reason::Invalid, &reports);
    answer.violations = violations.iter().map(label).collect();
    answer
}

/// The most characters of a place that a record shows.
const LONGEST_PLACE: usize = 200;

/// Returns the place and the code of a violation. The client chooses the name of an unknown field, so a name that could be
/// taken for another part of the line is not shown.
fn label(violation: &Violation) -> String {
    let (place, code) = (violation.path(), violation.code());
    let is_plain = |it: char| it.is_alphanumeric() || "-_.:@[]".contains(it);
    match violation.rule() {
        Some(_) => violation.label(),
        None if place.is_empty() => format!("request: {code}"),
        None if place.chars().all(is_plain) && place.chars().count() <= LONGEST_PLACE => {
            violation.label()
        }
        None => format!("(unknown): {code}"),
    }
}

/// Returns the answer to credentials that are not accepted.
pub(super) fn unauthorized(routed: &Routed<'_>) -> Answer {
    because(routed, Reason::Credentials, &[])
}

/// Returns the answer for a contact that does not exist.
pub(super) fn not_found(routed: &Routed<'_>) -> Answer {
    because(routed, Reason::NotFound, &[])
}

/// Returns the answer to too many requests.
pub(super) fn too_many_requests(routed: &Routed<'_>, seconds: u64) -> Answer {
    because(routed, Reason::TooMany { seconds }, &[])
}

/// Returns the answer of a case that the mock was told to answer with. If a client finds another case in it, the answer has
/// another status; if a client finds another case by every status, it says so instead.
pub(super) fn as_told(routed: &Routed<'_>, case: ResponseId) -> Answer {
    const MESSAGE: &str = "The mock was told to answer with this case.";
    let answer = with_case(routed, case, (None, None), MESSAGE, &[]);
    recognizable(routed, case, answer, &|status| {
        with_case(routed, case, (Some(status), None), MESSAGE, &[])
    })
}

/// Returns an answer, if a client finds the case in it. Otherwise returns one with another status, or one that no schema
/// describes and that says so.
pub(super) fn recognizable(
    routed: &Routed<'_>,
    case: ResponseId,
    answer: Answer,
    with_status: &dyn Fn(u16) -> Answer,
) -> Answer {
    let Some(other) = other_case(routed, case, &answer) else {
        return answer;
    };
    let response = &routed.call.operation().responses[case];
    let ranges = response.matched.statuses.iter();
    for status in ranges.flat_map(|range| range.first..=range.last) {
        let answer = with_status(status);
        if is_recognized(routed, case, &answer) {
            return answer;
        }
    }
    let message = format!(
        "the mock cannot answer with `{}`: a client reads such a response as `{other}`, which is an earlier case",
        response.name
    );
    Answer {
        carried_out: answer.carried_out,
        ..Answer::plain(501, &message)
    }
}

/// Returns the name of another case that a client finds in an answer.
fn other_case(routed: &Routed<'_>, case: ResponseId, answer: &Answer) -> Option<String> {
    let own = &routed.call.operation().responses[case].name;
    found_case(routed, answer).filter(|found| found != own)
}

fn because(routed: &Routed<'_>, reason: Reason, reports: &[Report]) -> Answer {
    let responses = &routed.call.operation().responses;
    for case in candidates(&routed.call, reason) {
        // The answer of the schema is the one to an invalid request.
        let is_stated = responses[case].answer.states_status;
        let usual = reason.statuses().first().copied();
        let status = usual.filter(|_| reason != Reason::Invalid || !is_stated);
        let answer = with_case(
            routed,
            case,
            (status, reason.wait()),
            reason.text(),
            reports,
        );
        if is_recognized(routed, case, &answer) {
            return answer;
        }
    }
    Answer::plain(reason.statuses()[0], reason.text())
}

/// Returns whether a client that reads an answer finds the case in it.
fn is_recognized(routed: &Routed<'_>, case: ResponseId, answer: &Answer) -> bool {
    let own = &routed.call.operation().responses[case].name;
    found_case(routed, answer).as_ref() == Some(own)
}

/// Returns the name of the case that a client finds in an answer.
fn found_case(routed: &Routed<'_>, answer: &Answer) -> Option<String> {
    let call = &routed.call;
    let response = &answer.response;
    let mut parts = ResponseParts::new(response.status, &response.body);
    for (name, value) in &response.headers {
        parts = parts.with_header(name, value);
    }
    let read = match routed.decoded.binding {
        Some(binding) => call.decode_response_of(binding, &parts),
        None => call.decode_response(&parts),
    };
    read.ok().map(|read| read.case.name.clone())
}

/// What makes a case of a failure stand for a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// It has a list with an item for each wrong field.
    Reports,
    /// Its `answer` has a code.
    Code,
    /// It can have every status.
    Open,
    /// It has a status of the reason.
    Status,
    /// Its `answer` has a status of the reason, or one of success.
    Answer,
    /// It has a class of statuses with one of the reason.
    Class,
    /// It has a status of success: the body tells that it is a failure.
    Body,
}

impl Reason {
    /// Returns the seconds to wait.
    fn wait(self) -> Option<u64> {
        match self {
            Reason::TooMany { seconds } => Some(seconds),
            Reason::Invalid | Reason::Credentials | Reason::NotFound => None,
        }
    }

    /// Returns what makes a case stand for the reason, the best first.
    fn fits(self) -> &'static [Fit] {
        match self {
            Reason::Invalid => &[
                Fit::Reports,
                Fit::Code,
                Fit::Open,
                Fit::Status,
                Fit::Answer,
                Fit::Class,
                Fit::Body,
            ],
            Reason::Credentials | Reason::NotFound => {
                &[Fit::Status, Fit::Open, Fit::Class, Fit::Body]
            }
            Reason::TooMany { .. } => &[Fit::Status],
        }
    }
}

/// Returns the cases of failures that stand for a reason, the best one first. Of several that fit as well, it is the most
/// general one: one with more tests, or one that goes away by itself, is about something more special.
fn candidates(call: &Call<'_>, reason: Reason) -> Vec<ResponseId> {
    let responses = call.operation().responses.iter_ids();
    let failures = responses.filter(|(_, response)| response.outcome == Outcome::Failure);
    let mut ranked: Vec<_> = failures
        .filter_map(|(at, case)| {
            let mut fits = reason.fits().iter();
            let fit = fits.position(|fit| has(call, at, reason, *fit))?;
            let mut statuses = reason.statuses().iter();
            let status = statuses.position(|status| call.allows_status(at, *status));
            let status = status.unwrap_or(reason.statuses().len());
            let waits = case.retry != Retry::Never;
            Some(((fit, status, waits, case.matched.count_tests()), at))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, at)| at).collect()
}

/// Returns whether a case stands for a reason in one way.
fn has(call: &Call<'_>, at: ResponseId, reason: Reason, fit: Fit) -> bool {
    let case = &call.operation().responses[at];
    let is_success = |status: u16| (200..300).contains(&status);
    let is_usual = |status: u16| reason.statuses().contains(&status) || is_success(status);
    // A case of some codes is about these. The invalid request can be one of them.
    let is_about_codes = !case.matched.codes.is_empty() && reason != Reason::Invalid;
    let mut statuses = reason.statuses().iter();
    match fit {
        Fit::Reports => call.reports_fields(at),
        Fit::Code => case.answer.code.is_some() && is_usual(case.answer.status),
        Fit::Open => call.leaves_status_open(at),
        Fit::Status => statuses.any(|status| call.states_status(at, *status)),
        Fit::Answer => case.answer.states_status && is_usual(case.answer.status),
        Fit::Class => statuses.any(|it| call.allows_status(at, *it)) && !is_about_codes,
        Fit::Body => {
            let mut ranges = case.matched.statuses.iter();
            ranges.any(|range| is_success(range.first)) && !is_about_codes
        }
    }
}

/// Returns whether a case means that the request was not carried out.
pub(super) fn is_failure(call: &Call<'_>, case: ResponseId) -> bool {
    !call.operation().responses[case].outcome.is_success()
}

/// Returns the answer of a case.
pub(super) fn with_case(
    routed: &Routed<'_>,
    case: ResponseId,
    (status, wait): (Option<u16>, Option<u64>),
    message: &str,
    reports: &[Report],
) -> Answer {
    let call = &routed.call;
    let mut values = call.response_values(case);
    values.status = status;
    values.wait = wait;
    values.message = Some(message.to_owned());
    values.reports = reports.to_vec();
    values.prefers_xml = super::perform::is_xml(routed);
    let response = &call.operation().responses[case];
    super::datum::complete(
        call.plan(),
        wireform_interpret::response_fields(response),
        &mut values.fields,
    );
    Answer {
        response: call.encode_response(case, &values),
        case: Some(case),
        carried_out: false,
        violations: Vec::new(),
    }
}
