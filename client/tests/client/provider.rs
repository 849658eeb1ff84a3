//! A small registrar: its requests are generated, its responses are written by hand.

use std::time::Duration;

use wireform::response::{
    CallError, ParseResponse, Refusal, Reported, ResponseParts, Retry, Session, State, Success,
    Unexpected, UnexpectedReason, Wait,
};

mod generated {
    wireform::include_schema!("tests/client/schema.yaml");
}
pub(crate) use generated::schema::*;

/// A response of the registrar. The body of a success is the word `done` or `accepted`.
#[derive(Debug)]
#[allow(
    unreachable_pub,
    reason = "the implementations of a public trait name it"
)]
pub struct Answer {
    case: &'static str,
    state: State,
    retry: Retry,
    session: Session,
}

impl Success for Answer {
    fn case(&self) -> &'static str {
        self.case
    }
    fn state(&self) -> State {
        self.state
    }
    fn session(&self) -> Session {
        self.session
    }
}

impl Refusal for Answer {
    fn case(&self) -> &'static str {
        self.case
    }
    fn state(&self) -> State {
        self.state
    }
    fn retry(&self) -> Retry {
        self.retry
    }
    fn session(&self) -> Session {
        self.session
    }
    fn code(&self) -> Option<&str> {
        None
    }
    fn message(&self) -> Option<&str> {
        None
    }
    fn violations(&self) -> &[Reported] {
        &[]
    }
}

/// Returns how long a response with the status 429 wants the client to wait.
fn wait(parts: &ResponseParts<'_>) -> Option<Wait> {
    let header = std::str::from_utf8(parts.header("Retry-After")?).ok()?;
    header
        .parse()
        .ok()
        .map(|seconds| Wait::For(Duration::from_secs(seconds)))
}

fn read(parts: &ResponseParts<'_>) -> Result<Answer, CallError<Answer>> {
    let answer = |case, state, retry, session| Answer {
        case,
        state,
        retry,
        session,
    };
    let refused = |case, retry| answer(case, State::NotDone, retry, Session::Keep);
    let answer = match (parts.status(), parts.body()) {
        (200, b"done") => return Ok(answer("done", State::Done, Retry::Never, Session::Keep)),
        (200, b"bye") => return Ok(answer("bye", State::Done, Retry::Never, Session::Closed)),
        (202, b"accepted") => {
            return Ok(answer(
                "accepted",
                State::Pending,
                Retry::Never,
                Session::Keep,
            ));
        }
        (400, _) => refused("invalid", Retry::Never),
        (409, _) => refused("locked", Retry::Safe),
        (429, _) => refused("throttled", Retry::Later(wait(parts))),
        (503, b"busy") => refused("busy", Retry::Later(None)),
        (500, b"unclear") => answer("unclear", State::Unknown, Retry::Later(None), Session::Keep),
        (401, _) => answer("logged_out", State::NotDone, Retry::Safe, Session::Expired),
        (_, body) => {
            let reason = if body.len() > parts.size_limit() {
                UnexpectedReason::TooLarge
            } else {
                UnexpectedReason::NoCase
            };
            return Err(Unexpected::new(parts, reason).into());
        }
    };
    Err(CallError::Refused(Box::new(answer)))
}

macro_rules! responses {
    ($($request:ident, $is_idempotent:literal;)*) => {$(
        impl ParseResponse for $request<'_> {
            type Response = Answer;
            type Refusal = Answer;
            const IDEMPOTENT: bool = $is_idempotent;

            fn parse_response(parts: ResponseParts<'_>) -> Result<Answer, CallError<Answer>> {
                read(&parts)
            }
        }
    )*};
}

responses! {
    ContactUpdate, true;
    ContactCreate, false;
    ContactModify, false;
    ContactTask, false;
    ContactUnlock, false;
}
