//! Decides whether a request is sent again.
//!
//! The decision is a function of what is known about the failed attempt. It has no clock and draws no random number, so a
//! table can test it.

use std::time::Duration;

use crate::Outcome;

/// Decides after each failed attempt whether the request is sent again. A closure that takes a [`FailedAttempt`] is a policy.
///
/// The client asks only if sending the request again cannot do harm: the attempt was not carried out, or the operation is
/// idempotent. No policy can make it repeat a request that may have been carried out and is not idempotent. It never asks
/// after the session has ended, because the same credentials would fail again.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use wireform_client::{Backoff, Decision, FailedAttempt, RetryPolicy};
///
/// // As by default, but searches get one attempt.
/// let policy = |failed: &FailedAttempt| match failed.operation {
///     "contact_search" => Decision::GiveUp,
///     _ => Backoff::default().decide(failed),
/// };
/// ```
pub trait RetryPolicy: Send + Sync {
    /// Decides about one failed attempt.
    fn decide(&self, failed: &FailedAttempt) -> Decision;
}

impl<F: Fn(&FailedAttempt) -> Decision + Send + Sync> RetryPolicy for F {
    fn decide(&self, failed: &FailedAttempt) -> Decision {
        self(failed)
    }
}

/// Whether the request is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The call ends with the failure of this attempt.
    GiveUp,
    /// The request is sent again after this time.
    Again(Duration),
}

/// What is known about a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct FailedAttempt {
    /// The provider's module name.
    pub provider: &'static str,
    /// The operation's name in the schema.
    pub operation: &'static str,
    /// Whether the operation is idempotent: two requests have the same effect as one.
    pub is_idempotent: bool,
    /// The number of the attempt in its call, from 1.
    pub number: u32,
    /// How the attempt ended.
    pub outcome: Outcome,
    /// How long the provider wants the client to wait.
    pub wait: Option<Duration>,
    /// A random number from 0 to less than 1.
    pub random: f64,
}

impl FailedAttempt {
    /// Makes the description of a first attempt, for tests of a policy.
    #[must_use]
    pub const fn new(provider: &'static str, operation: &'static str, outcome: Outcome) -> Self {
        FailedAttempt {
            provider,
            operation,
            is_idempotent: false,
            number: 1,
            outcome,
            wait: None,
            random: 0.0,
        }
    }
}

/// Sends a request again after a temporary failure, and doubles the pause after each attempt.
///
/// The pause is a random time between half of its length and all of it, so that many clients do not come back at the same
/// time. If the provider says how long to wait, the pause is added to that time.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use wireform_client::{
///     Backoff, Decision, FailedAttempt, Outcome, RetryPolicy, TransportErrorKind,
/// };
/// use wireform::response::State;
///
/// let outcome = Outcome::NoResponse { kind: TransportErrorKind::Connect, state: State::NotDone };
/// let failed = FailedAttempt::new("registrar", "contact_update", outcome);
/// let decision = Backoff::default().decide(&failed);
/// assert_eq!(decision, Decision::Again(Duration::from_millis(250)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    /// How many attempts a call has at most. The default is 4.
    pub max_attempts: u32,
    /// The pause after the first attempt. The default is 500 milliseconds.
    pub first: Duration,
    /// The longest pause. The default is 20 seconds.
    pub longest: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Backoff {
            max_attempts: 4,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(20),
        }
    }
}

impl Backoff {
    /// Returns the pause after an attempt.
    fn pause(&self, number: u32, random: f64) -> Duration {
        let doublings = number.saturating_sub(1).min(31);
        let pause = self.first.saturating_mul(1 << doublings).min(self.longest);
        pause.mul_f64(0.5 + random.clamp(0.0, 1.0) / 2.0)
    }
}

impl RetryPolicy for Backoff {
    fn decide(&self, failed: &FailedAttempt) -> Decision {
        if failed.number >= self.max_attempts || !failed.outcome.is_temporary() {
            return Decision::GiveUp;
        }
        let pause = self.pause(failed.number, failed.random);
        Decision::Again(pause.saturating_add(failed.wait.unwrap_or_default()))
    }
}

/// Sends every request once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NeverRetry;

impl RetryPolicy for NeverRetry {
    fn decide(&self, _: &FailedAttempt) -> Decision {
        Decision::GiveUp
    }
}

#[cfg(test)]
mod tests {
    use super::{Backoff, Decision, FailedAttempt, RetryPolicy};
    use crate::{Outcome, TransportErrorKind};
    use std::time::Duration;
    use wireform::response::{Retry, Session, State};

    fn failed(outcome: Outcome) -> FailedAttempt {
        FailedAttempt::new("registrar", "contact_update", outcome)
    }

    fn refused(retry: Retry) -> Outcome {
        Outcome::Refused {
            case: "busy",
            state: State::NotDone,
            retry,
            session: Session::Keep,
        }
    }

    /// Returns the pauses after each attempt, in milliseconds, until the policy gives up.
    fn pauses(random: f64, wait: Option<Duration>) -> Vec<u128> {
        let decide = |number| {
            let outcome = refused(Retry::Later(None));
            let attempt = FailedAttempt {
                number,
                random,
                wait,
                ..failed(outcome)
            };
            match (Backoff {
                max_attempts: 9,
                ..Backoff::default()
            })
            .decide(&attempt)
            {
                Decision::GiveUp => None,
                Decision::Again(pause) => Some(pause.as_millis()),
            }
        };
        (1..).map_while(decide).collect()
    }

    #[test]
    fn pauses_double_up_to_the_longest() {
        let shortest = [250, 500, 1000, 2000, 4000, 8000, 10000, 10000];
        assert_eq!(pauses(0.0, None), shortest);
        assert_eq!(pauses(1.0, None), shortest.map(|pause| 2 * pause));
        let middle = pauses(0.5, None);
        assert_eq!(middle, shortest.map(|pause| pause * 3 / 2));
    }

    #[test]
    fn the_provider_s_time_comes_on_top() {
        let wait = Some(Duration::from_secs(7));
        assert_eq!(pauses(0.0, wait)[..2], [7250, 7500]);
    }

    #[test]
    fn only_temporary_failures_are_repeated() {
        let no_response = |kind| Outcome::NoResponse {
            kind,
            state: State::NotDone,
        };
        let unexpected = |status| Outcome::Unexpected { status };
        let table = [
            (refused(Retry::Never), false),
            (refused(Retry::Safe), true),
            (refused(Retry::Later(None)), true),
            (unexpected(200), false),
            (unexpected(302), false),
            (unexpected(404), false),
            (unexpected(429), true),
            (unexpected(502), true),
            (no_response(TransportErrorKind::Connect), true),
            (no_response(TransportErrorKind::Resolve), true),
            (no_response(TransportErrorKind::Timeout), true),
            (no_response(TransportErrorKind::Closed), true),
            (no_response(TransportErrorKind::CutOff), true),
            (no_response(TransportErrorKind::Request), false),
            (no_response(TransportErrorKind::Tls), false),
            (no_response(TransportErrorKind::TooLarge), false),
            (no_response(TransportErrorKind::NotHttp), false),
        ];
        for (outcome, repeats) in table {
            let decision = Backoff::default().decide(&failed(outcome));
            assert_eq!(decision != Decision::GiveUp, repeats, "{outcome}");
        }
    }
}
