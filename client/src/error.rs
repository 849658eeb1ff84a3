//! Why a call did not succeed, and whether it was carried out.

use std::error::Error;
use std::fmt;

use wireform::SignError;
use wireform::response::{CallError, Refusal, Retry, Session, State, Unexpected};

use crate::TransportError;

/// Why a call did not succeed, and whether the request was carried out.
///
/// The state is that of the whole call. If an earlier attempt may have been carried out, the state is unknown, even if the
/// provider refused the last attempt.
#[derive(Debug)]
pub struct SendError<R> {
    failure: Failure<R>,
    state: State,
    attempts: u32,
    is_idempotent: bool,
}

impl<R> SendError<R> {
    pub(crate) const fn new(
        failure: Failure<R>,
        is_unclear: bool,
        attempts: u32,
        is_idempotent: bool,
    ) -> Self {
        SendError {
            failure,
            state: if is_unclear {
                State::Unknown
            } else {
                State::NotDone
            },
            attempts,
            is_idempotent,
        }
    }

    /// Returns how the last attempt failed.
    #[must_use]
    pub const fn failure(&self) -> &Failure<R> {
        &self.failure
    }

    /// Returns how the last attempt failed, by value.
    #[must_use]
    pub fn into_failure(self) -> Failure<R> {
        self.failure
    }

    /// Returns the state of the call, which is [`State::NotDone`] or [`State::Unknown`].
    #[must_use]
    pub const fn state(&self) -> State {
        self.state
    }

    /// Returns how often the request was sent.
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl<R: Refusal> SendError<R> {
    /// Returns what happens to the session. If it has ended, log in and send the request with new credentials.
    #[must_use]
    pub fn session(&self) -> Session {
        match &self.failure {
            Failure::Refused(refusal) => refusal.session(),
            Failure::Unexpected(_)
            | Failure::Transport(_)
            | Failure::NoTime
            | Failure::Unsigned(_) => Session::Keep,
        }
    }

    /// Returns whether and when the same request can be sent again. It is never if the request may have been carried out and
    /// is not idempotent: first read from the provider what it has.
    #[must_use]
    pub fn retry(&self) -> Retry {
        if self.state == State::Unknown && !self.is_idempotent {
            return Retry::Never;
        }
        match &self.failure {
            Failure::Refused(refusal) => refusal.retry(),
            Failure::Unexpected(_) => Retry::Never,
            Failure::Transport(error) if error.kind().is_temporary() => Retry::Later(None),
            Failure::Transport(_) | Failure::Unsigned(_) => Retry::Never,
            Failure::NoTime => Retry::Later(None),
        }
    }
}

impl<R: Refusal> fmt::Display for SendError<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.failure, f)?;
        match self.state {
            State::Unknown if self.failure.state() == State::NotDone => {
                f.write_str("; an earlier attempt may have been carried out")
            }
            State::Unknown | State::NotDone | State::Done | State::Pending => Ok(()),
        }
    }
}

impl<R: Refusal> Error for SendError<R> {}

/// How an attempt failed.
#[derive(Debug)]
pub enum Failure<R> {
    /// The provider sent a response that the schema describes as a failure, or as one that leaves the state unknown.
    Refused(Box<R>),
    /// The provider sent a response that fits no case of the schema.
    Unexpected(Box<Unexpected>),
    /// There is no complete response.
    Transport(TransportError),
    /// Nothing was sent, because the rate limit left no time for it.
    NoTime,
    /// The attempt was not sent, because it could not be signed.
    Unsigned(SignError),
}

impl<R: Refusal> Failure<R> {
    /// Returns the state of the attempt that failed.
    #[must_use]
    pub fn state(&self) -> State {
        match self {
            Failure::Refused(refusal) => refusal.state(),
            Failure::Unexpected(unexpected) => unexpected.state(),
            Failure::Transport(error) => error.state(),
            Failure::NoTime | Failure::Unsigned(_) => State::NotDone,
        }
    }
}

impl<R: Refusal> fmt::Display for Failure<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Refused(refusal) => match refusal.state() {
                State::NotDone => {
                    write!(
                        f,
                        "the provider refused the request: response `{}`",
                        refusal.case()
                    )?;
                    match refusal.documented_code() {
                        Some(code) => write!(f, ", code `{code}`"),
                        None => Ok(()),
                    }
                }
                State::Unknown | State::Done | State::Pending => write!(
                    f,
                    "the provider's response `{}` does not say whether the request was carried out",
                    refusal.case()
                ),
            },
            Failure::Unexpected(unexpected) => fmt::Display::fmt(unexpected, f),
            Failure::Transport(error) => fmt::Display::fmt(error, f),
            Failure::NoTime => {
                f.write_str("the request was not sent: the rate limit left no time for it")
            }
            Failure::Unsigned(error) => write!(f, "the request was not sent: {error}"),
        }
    }
}

impl<R> From<CallError<R>> for Failure<R> {
    fn from(error: CallError<R>) -> Self {
        match error {
            CallError::Refused(refusal) => Failure::Refused(refusal),
            CallError::Unexpected(unexpected) => Failure::Unexpected(unexpected),
        }
    }
}
