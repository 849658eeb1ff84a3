//! The hook that sees every attempt.
//!
//! A report has names of the schema, numbers and the masked request. It has no value of the request or the response.

use std::fmt;
use std::time::Duration;

use wireform::HttpRequest;
use wireform::response::{Retry, Session, State};

use crate::TransportErrorKind;

/// Sees every attempt of every call. A closure that takes an [`Attempt`] is an observer.
///
/// It is called after each attempt, before the next one, by the task or thread that makes the call. So it must not block.
pub trait Observer: Send + Sync {
    /// Sees an attempt that has ended.
    fn attempt(&self, attempt: &Attempt<'_>);
}

impl<F: Fn(&Attempt<'_>) + Send + Sync> Observer for F {
    fn attempt(&self, attempt: &Attempt<'_>) {
        self(attempt);
    }
}

/// One attempt that has ended. `Display` writes a line for a log.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The provider's module name.
    pub provider: &'static str,
    /// The operation's name in the schema.
    pub operation: &'static str,
    /// The number of the attempt in its call, from 1.
    pub number: u32,
    /// The request, masked.
    pub request: MaskedRequest<'a>,
    /// How the attempt ended.
    pub outcome: Outcome,
    /// How long the attempt took.
    pub elapsed: Duration,
    /// How long the client waits before it sends the request again, if it does.
    pub next: Option<Duration>,
}

impl fmt::Display for Attempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}, attempt {}: {} {}: {}, {} ms",
            self.provider,
            self.operation,
            self.number,
            self.request.method(),
            self.request.url(),
            self.outcome,
            self.elapsed.as_millis()
        )?;
        match self.next {
            Some(wait) => write!(f, "; sent again in {} ms", wait.as_millis()),
            None => Ok(()),
        }
    }
}

/// A request of which only method and URL can be seen. Secrets and the values of the query are `***`.
#[derive(Clone, Copy)]
pub struct MaskedRequest<'a>(pub(crate) &'a HttpRequest);

impl MaskedRequest<'_> {
    /// Returns the method.
    #[must_use]
    pub fn method(&self) -> &str {
        self.0.method()
    }

    /// Returns the URL. Its secrets and the values of its query are `***`.
    #[must_use]
    pub fn url(&self) -> String {
        self.0.redacted_url()
    }
}

impl fmt::Debug for MaskedRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// The provider carried out the request, or accepted it.
    Accepted {
        /// The name of the response in the schema.
        case: &'static str,
        /// Done or pending.
        state: State,
        /// What happens to the session.
        session: Session,
    },
    /// The provider reported a failure that the schema describes.
    Refused {
        /// The name of the response in the schema.
        case: &'static str,
        /// Not done or unknown.
        state: State,
        /// Whether and when the request can be sent again.
        retry: Retry,
        /// What happens to the session.
        session: Session,
    },
    /// The response fits nothing that the schema describes.
    Unexpected {
        /// The status of the response.
        status: u16,
    },
    /// There is no complete response.
    NoResponse {
        /// What went wrong.
        kind: TransportErrorKind,
        /// Not done or unknown.
        state: State,
    },
}

impl Outcome {
    /// Returns the state in which this attempt ended.
    #[must_use]
    pub const fn state(self) -> State {
        match self {
            Outcome::Accepted { state, .. }
            | Outcome::Refused { state, .. }
            | Outcome::NoResponse { state, .. } => state,
            Outcome::Unexpected { .. } => State::Unknown,
        }
    }

    /// Returns what happens to the session.
    #[must_use]
    pub const fn session(self) -> Session {
        match self {
            Outcome::Accepted { session, .. } | Outcome::Refused { session, .. } => session,
            Outcome::Unexpected { .. } | Outcome::NoResponse { .. } => Session::Keep,
        }
    }

    /// Returns whether another attempt can end differently: the failure is temporary.
    #[must_use]
    pub const fn is_temporary(self) -> bool {
        match self {
            Outcome::Accepted { .. } => false,
            Outcome::Refused { retry, .. } => match retry {
                Retry::Never => false,
                Retry::Safe | Retry::Later(_) => true,
            },
            Outcome::Unexpected { status } => {
                matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
            }
            Outcome::NoResponse { kind, .. } => kind.is_temporary(),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Accepted { case, .. } => write!(f, "accepted, `{case}`")?,
            Outcome::Refused { case, .. } => write!(f, "refused, `{case}`")?,
            Outcome::Unexpected { status } => write!(f, "unexpected response, status {status}")?,
            Outcome::NoResponse { kind, .. } => write!(f, "{kind}")?,
        }
        write!(f, " ({})", self.state().as_str())
    }
}
