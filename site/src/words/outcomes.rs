//! Responses in words: how each is recognized, what it means, and what to do.

use wireform_codegen::plan::{
    Outcome, PlaceTest, ResponseMatch, Retry, Session, TextPlace, TextSource,
};

use super::{code, codes, joined};

/// Returns what a response says about the request.
#[must_use]
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Success => "done",
        Outcome::Accepted => "done later",
        Outcome::Failure => "not done",
        Outcome::Unknown => "unknown",
    }
}

/// Returns what to do after a response, one step in each sentence.
#[must_use]
pub fn advice(outcome: Outcome, retry: &Retry, session: Session, can_repeat: bool) -> Vec<String> {
    let mut steps = Vec::new();
    steps.push(
        match outcome {
            Outcome::Success => "The request was carried out. Nothing is left to do.",
            Outcome::Accepted => {
                "The provider accepted the request and carries it out later. Ask for the result; do not send it again."
            }
            Outcome::Failure => "Nothing was changed.",
            Outcome::Unknown => match can_repeat {
                true => {
                    "The request may have been carried out. It can be sent again, because repeating it changes nothing more."
                }
                false => {
                    "The request may have been carried out. Read the present data before it is sent again."
                }
            },
        }
        .to_owned(),
    );
    match retry {
        Retry::Never => match outcome {
            Outcome::Failure => {
                steps.push("The same request would fail again: correct it first.".to_owned());
            }
            // The request may have been right.
            Outcome::Success | Outcome::Accepted | Outcome::Unknown => {}
        },
        Retry::Safe => steps.push("The same request can be sent again at once.".to_owned()),
        Retry::Later => {
            steps
                .push("The cause is temporary: wait, then send the same request again.".to_owned());
        }
        Retry::After(header) => steps.push(format!(
            "Wait for the time in the header {}, then send the same request again.",
            code(header)
        )),
        Retry::AfterField { name, .. } => steps.push(format!(
            "Wait for the time in the field {}, then send the same request again.",
            code(name)
        )),
    }
    match session {
        Session::Keep => {}
        Session::Expired => steps.push("The session has expired: log in first.".to_owned()),
        Session::Closed => {
            steps.push("The provider has closed the session: connect and log in first.".to_owned());
        }
    }
    steps
}

/// Returns how a response is recognized.
#[must_use]
pub fn recognized(matched: &ResponseMatch) -> String {
    let mut parts = Vec::new();
    if !matched.statuses.is_empty() {
        let statuses: Vec<String> = matched
            .statuses
            .iter()
            .map(|it| code(&it.to_string()))
            .collect();
        parts.push(format!("status {}", joined(&statuses, "or")));
    }
    for (name, test) in &matched.headers {
        parts.push(format!("header {} {}", code(name), tested(test)));
    }
    for test in &matched.body {
        parts.push(format!(
            "{} {}",
            code(&test.at.to_string()),
            tested(&test.test)
        ));
    }
    if !matched.codes.is_empty() {
        let all = matched.codes.iter().map(String::as_str);
        parts.push(format!("code {}", codes(all, "or")));
    }
    match parts.is_empty() {
        true => "every other response".to_owned(),
        false => parts.join("; "),
    }
}

fn tested(test: &PlaceTest) -> String {
    match test {
        PlaceTest::Present(true) => "is present".to_owned(),
        PlaceTest::Present(false) => "is absent".to_owned(),
        PlaceTest::Any(value) => format!("has an item: {value}"),
        PlaceTest::Every(value) => format!("is {value}"),
    }
}

/// Returns the places of a code or a message.
#[must_use]
pub fn text_source(source: &TextSource) -> String {
    let places: Vec<String> = source
        .places
        .iter()
        .map(|place| match place {
            TextPlace::Header(name) => format!("header {}", code(name)),
            TextPlace::Body(places) => code(&places.to_string()),
        })
        .collect();
    joined(&places, "or else")
}
