//! Answers for requests that are not carried out.

use wireform::Violation;
use wireform_codegen::plan::{Operation, Outcome, ResponseId, Retry};
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
    TooMany,
}

impl Reason {
    /// Returns the statuses that stand for the reason, the best one first.
    fn statuses(self) -> &'static [u16] {
        match self {
            Reason::Credentials => &[401, 403],
            Reason::Invalid => &[400, 422],
            Reason::NotFound => &[404, 410],
            Reason::TooMany => &[429, 503],
        }
    }

    fn text(self) -> &'static str {
        match self {
            Reason::Credentials => "The credentials are missing or wrong.",
            Reason::Invalid => "The request is not valid.",
            Reason::NotFound => "There is no such contact.",
            Reason::TooMany => "There are too many requests.",
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
pub(super) fn too_many_requests(routed: &Routed<'_>) -> Answer {
    because(routed, Reason::TooMany, &[])
}

fn because(routed: &Routed<'_>, reason: Reason, reports: &[Report]) -> Answer {
    let operation = routed.call.operation();
    match choose(&routed.call, operation, reason) {
        Some(case) => {
            // The answer of the schema is the one to an invalid request.
            let is_stated = operation.responses[case].answer.states_status;
            let usual = reason.statuses().first().copied();
            let status = usual.filter(|_| reason != Reason::Invalid || !is_stated);
            with_case(routed, case, status, reason.text(), reports)
        }
        None => Answer::plain(reason.statuses()[0], reason.text()),
    }
}

/// Returns the case of a failure. A case with a status of the reason comes first, then one that leaves the status open.
fn choose(call: &Call<'_>, operation: &Operation, reason: Reason) -> Option<ResponseId> {
    let failures = || {
        let responses = operation.responses.iter_ids();
        responses.filter(|(_, response)| response.outcome == Outcome::Failure)
    };
    let by_status = reason.statuses().iter().find_map(|status| {
        let mut exact = failures().filter(|(at, _)| call.states_status(*at, *status));
        exact.next().map(|(at, _)| at)
    });
    // The most general case: one with more tests, or one that goes away by itself, is about something more special.
    let open = || {
        let open = failures().filter(|(at, _)| call.leaves_status_open(*at));
        open.min_by_key(|(_, it)| (it.retry != Retry::Never, it.matched.count_tests()))
            .map(|(at, _)| at)
    };
    match reason {
        Reason::Invalid => {
            let reporting = failures().find(|(at, _)| call.reports_fields(*at));
            reporting.map(|(at, _)| at).or_else(open).or(by_status)
        }
        Reason::TooMany => by_status,
        Reason::Credentials | Reason::NotFound => by_status.or_else(open),
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
    status: Option<u16>,
    message: &str,
    reports: &[Report],
) -> Answer {
    let call = &routed.call;
    let mut values = call.response_values(case);
    values.status = status;
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
