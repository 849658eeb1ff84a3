//! Reads responses of Realtime Register into the types that the compiler generates from the schema.
//!
//! Input: responses, as an HTTP client of your own receives them. Output: a line for each.

mod registrars {
    wireform::generated!();
}

use registrars::realtime_register::ContactUpdate;
use registrars::realtime_register::contact_update::{Refusal, Response};
use wireform::response::{CallError, ParseResponse as _, Refusal as _, ResponseParts};

fn main() {
    let refused = r#"{"type":"ConstraintViolationException","violations":[{"field":"voice","message":"must match"}]}"#;
    for (status, body) in [
        (200, ""),
        (202, ""),
        (400, refused),
        (429, ""),
        (502, "<html>"),
    ] {
        let parts = ResponseParts::new(status, body.as_bytes())
            .with_header("X-Process-Id", "17")
            .with_header("Retry-After", "30");
        println!("{status}: {}", describe(parts));
    }
}

/// Returns what to tell somebody about a response.
fn describe(parts: ResponseParts<'_>) -> String {
    match ContactUpdate::parse_response(parts) {
        // Every case of the schema is a variant, and its fields are those of the case.
        Ok(Response::Updated(_)) => "the contact is changed".to_owned(),
        Ok(Response::Accepted(accepted)) => format!("process {:?} changes it", accepted.process_id),
        Err(CallError::Refused(refusal)) => match &*refusal {
            Refusal::NotFound(_) => "there is no such contact".to_owned(),
            Refusal::TooManyRequests(_) => format!("not now: {:?}", refusal.retry()),
            // What all refusals have: code, message, reports on fields, state, retry and session.
            _ => {
                let fields = refusal.violations().iter();
                let fields: Vec<&str> = fields.filter_map(|it| it.path()).collect();
                format!("{}: {fields:?}", refusal.case())
            }
        },
        // It fits no case: status, headers and body are kept.
        Err(CallError::Unexpected(unexpected)) => format!("unknown: {}", unexpected.reason()),
    }
}
