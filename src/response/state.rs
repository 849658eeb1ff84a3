//! The state of a call, and what the caller can do next.

use std::time::{Duration, SystemTime};

/// The state of a call. A call ends in exactly one state.
///
/// # Examples
/// ```
/// use wireform::response::State;
///
/// assert!(State::Pending.is_accepted());
/// assert!(!State::Unknown.is_accepted());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The provider carried out the request.
    Done,
    /// The provider accepted the request and will carry it out later.
    Pending,
    /// The provider did not carry out the request.
    NotDone,
    /// It is unknown whether the provider carried out the request.
    Unknown,
}

impl State {
    /// Returns whether the provider carried out the request or accepted it.
    #[must_use]
    pub const fn is_accepted(self) -> bool {
        matches!(self, State::Done | State::Pending)
    }

    /// Returns the name in the command's output: `done`, `pending`, `not_done` or `unknown`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Done => "done",
            State::Pending => "pending",
            State::NotDone => "not_done",
            State::Unknown => "unknown",
        }
    }
}

/// Whether and when a request can be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// The same request will fail again.
    Never,
    /// The request can be sent again at once.
    Safe,
    /// The failure is temporary. The provider can say how long to wait.
    Later(Option<Wait>),
}

/// How long to wait before the next attempt.
///
/// # Examples
/// ```
/// use std::time::{Duration, SystemTime};
/// use wireform::response::Wait;
///
/// let now = SystemTime::UNIX_EPOCH;
/// assert_eq!(Wait::For(Duration::from_secs(120)).after(now), Duration::from_secs(120));
/// assert_eq!(Wait::Until(now + Duration::from_secs(5)).after(now), Duration::from_secs(5));
/// assert_eq!(Wait::Until(now).after(now + Duration::from_secs(5)), Duration::ZERO);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wait {
    /// A duration from the time of the response.
    For(Duration),
    /// A point in time.
    Until(SystemTime),
}

impl Wait {
    /// Returns the duration from `now` to the next attempt. It is zero if the point in time has passed.
    #[must_use]
    pub fn after(self, now: SystemTime) -> Duration {
        match self {
            Wait::For(duration) => duration,
            Wait::Until(time) => time.duration_since(now).unwrap_or_default(),
        }
    }
}

/// What happens to the session of the caller after a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Session {
    /// The session is still valid, or there is none.
    Keep,
    /// The session has expired. The caller has to log in again.
    Expired,
    /// The provider closed the session.
    Closed,
}
