//! The provider: handles one request after the other, in a thread of its own.
//!
//! Input: requests. Output: responses of the schema, and a record of each call. The plans live on the stack of the thread, so
//! nothing is shared and nothing is locked.

mod alone;
mod clock;
mod datum;
mod perform;
mod refuse;
mod routes;
mod sent_back;
mod sessions;
mod signature;
mod store;

pub use alone::{Answered, answer};
use tokio::sync::mpsc;
use wireform_codegen::plan::{Plan, ResponseId};
use wireform_interpret::{EncodedResponse, Interpreter, ReceivedRequest, Verdict};

use crate::builder::Settings;
use crate::fault::Fault;
use crate::mock::Calls;
use crate::record::CallRecord;
use crate::server::{Incoming, Job, Outgoing};
use routes::{Routed, Unrouted};
use sessions::Sessions;
use store::Store;

/// Handles requests until no server sends any.
pub(crate) fn run(
    plans: &[Plan],
    settings: Settings,
    calls: &Calls,
    mut jobs: mpsc::Receiver<Job>,
) {
    let interpreters: Vec<Interpreter<'_>> = plans.iter().map(Interpreter::new).collect();
    let mut provider = Provider {
        interpreters: &interpreters,
        settings,
        store: Store::default(),
        sessions: Sessions::default(),
        number: 0,
    };
    while let Some((request, reply)) = jobs.blocking_recv() {
        let (outgoing, record) = provider.handle(&request);
        if let Some(on_call) = &mut provider.settings.on_call {
            on_call(&record);
        }
        calls.push(record);
        // The client may have closed its connection.
        let _ = reply.send(outgoing);
    }
}

struct Provider<'p> {
    interpreters: &'p [Interpreter<'p>],
    settings: Settings,
    store: Store,
    sessions: Sessions,
    /// The number of the last call.
    number: u64,
}

/// What a request comes to.
struct Answer {
    response: EncodedResponse,
    case: Option<ResponseId>,
    carried_out: bool,
    violations: Vec<String>,
}

impl Answer {
    /// Returns a response that no schema describes.
    fn plain(status: u16, text: &str) -> Self {
        Answer {
            response: EncodedResponse {
                status,
                headers: vec![("content-type".into(), "text/plain; charset=utf-8".into())],
                body: format!("{text}\n").into_bytes(),
            },
            case: None,
            carried_out: false,
            violations: Vec::new(),
        }
    }
}

impl Provider<'_> {
    fn handle(&mut self, request: &Incoming) -> (Outgoing, CallRecord) {
        self.number += 1;
        let number = self.number;
        let fault = self
            .settings
            .fault
            .as_mut()
            .and_then(|choose| choose(number));
        let interpreters = self.interpreters;
        let routed = routes::find(interpreters, request);
        let verdict = match &routed {
            Ok(routed) => signature::verify(&self.settings, routed, request),
            Err(_) => Verdict::Unsigned,
        };
        let answer = match &routed {
            Ok(routed) => self.answer(routed, &verdict, fault),
            Err(unrouted) => unrouted.answer(interpreters),
        };
        let answer = match fault {
            Some(fault) => injected(fault, routed.as_ref().ok(), answer),
            None => answer,
        };
        let mut record = record(number, request, &routed, &answer, fault);
        if let Verdict::Unchecked(reason) = verdict {
            record.signature_unchecked = Some(reason);
        }
        let response = answer.response;
        (Outgoing { response, fault }, record)
    }

    fn answer(&mut self, routed: &Routed<'_>, verdict: &Verdict, fault: Option<Fault>) -> Answer {
        let forced = self.settings.fail.as_ref().and_then(|name| {
            let responses = &routed.call.operation().responses;
            responses.find(|response| response.name == *name)
        });
        // The credentials can be in the part that could not be read.
        let is_read = !routed.decoded.unreadable || !refuse::body_has_credentials(&routed.call);
        if is_read && let Some(refusal) = refuse::wrong_credentials(&self.settings, routed, verdict)
        {
            return refusal;
        }
        if !routed.decoded.unreadable
            && let Some(refusal) = self.sessions.refuse(&self.settings, routed)
        {
            return refusal;
        }
        if let Some(refusal) = self.invalid(routed) {
            return refusal;
        }
        match forced {
            Some(case) if refuse::is_failure(&routed.call, case) => refuse::as_told(routed, case),
            _ if fault.is_some_and(|fault| !fault.carries_out()) => Answer::plain(200, ""),
            forced => self.perform(routed, forced),
        }
    }
}

/// Returns the answer with a fault. The answer of a request that is not carried out is replaced.
fn injected(fault: Fault, routed: Option<&Routed<'_>>, answer: Answer) -> Answer {
    let carried_out = answer.carried_out && fault.carries_out();
    match fault {
        Fault::Slow(_) | Fault::CutOff | Fault::Reset { .. } => Answer {
            carried_out,
            ..answer
        },
        Fault::ServerError { .. } => Answer {
            carried_out,
            ..Answer::plain(500, "Internal Server Error")
        },
        Fault::HtmlPage => {
            let mut page = Answer::plain(
                502,
                "<!DOCTYPE html>\n<title>Bad Gateway</title>\n<h1>Bad Gateway</h1>",
            );
            page.response.headers[0].1 = "text/html".to_owned();
            page
        }
        Fault::TooManyRequests { retry_after } => {
            let mut refusal = match routed {
                Some(routed) => refuse::too_many_requests(routed, retry_after.as_secs()),
                None => Answer::plain(429, "Too Many Requests"),
            };
            let seconds = retry_after.as_secs().to_string();
            refusal
                .response
                .headers
                .retain(|(name, _)| !name.eq_ignore_ascii_case("retry-after"));
            refusal
                .response
                .headers
                .push(("Retry-After".to_owned(), seconds));
            refusal
        }
    }
}

fn record(
    number: u64,
    request: &Incoming,
    found: &Result<Routed<'_>, Unrouted>,
    answer: &Answer,
    fault: Option<Fault>,
) -> CallRecord {
    let routed = found.as_ref().ok();
    let operation = routed.map(|routed| routed.call.operation());
    CallRecord {
        number,
        schema: routed.map(|routed| routed.call.plan().schema.clone()),
        method: request.method.clone(),
        path: routes::shown(found),
        operation: operation.map(|operation| operation.name.clone()),
        binding: routed.and_then(|routed| {
            let binding = routed.decoded.binding?;
            Some(routed.call.operation().bindings[binding].name.clone())
        }),
        contact: routed
            .and_then(|routed| store::identity(&routed.call, &routed.decoded.values))
            .map(|identity| identity.id),
        case: answer
            .case
            .and_then(|case| Some(operation?.responses[case].name.clone())),
        status: answer.response.status,
        carried_out: answer.carried_out,
        fault,
        violations: answer.violations.clone(),
        signature_unchecked: None,
        values: routed
            .map(|routed| datum::shown(&routed.call, &routed.decoded.values))
            .unwrap_or_default(),
    }
}

/// Returns a request as the interpreter takes it, with the path below the URL of the server.
fn received<'r>(request: &'r Incoming, path: &'r str) -> ReceivedRequest<'r> {
    ReceivedRequest {
        method: &request.method,
        path,
        query: &request.query,
        headers: &request.headers,
        body: request.body.as_deref().unwrap_or_default(),
    }
}
