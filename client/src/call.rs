//! The course of one call: when to send, when to wait, when to end.
//!
//! It does no input or output. The client asks for the next step, carries it out with its transport, and reports how the
//! attempt ended. So the asynchronous and the blocking client decide alike, and tests need no clock.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::{Duration, Instant, SystemTime};

use wireform::response::{CallError, ParseResponse, Refusal, Retry, Session, State, Success};
use wireform::{HttpRequest, SignError};

use crate::settings::Settings;
use crate::{
    Attempt, Decision, FailedAttempt, Failure, Limits, MaskedRequest, Outcome, Received, SendError,
    TransportError, trace,
};

/// The longest time for which a response stops the other calls with the same credentials.
const LONGEST_STOP: Duration = Duration::from_secs(3600);

pub(crate) type Sent<R> =
    Result<<R as ParseResponse>::Response, SendError<<R as ParseResponse>::Refusal>>;

/// What the client does next.
pub(crate) enum Next<R: ParseResponse> {
    /// Wait, then ask again.
    Sleep(Duration),
    /// Send the request, then report it with [`Call::ended`].
    Send(Limits),
    /// Return this.
    Return(Sent<R>),
}

/// One call.
pub(crate) struct Call<'s, R: ParseResponse> {
    settings: &'s Settings,
    /// The last moment at which an attempt may begin.
    latest: Instant,
    attempts: u32,
    /// Whether an attempt may have been carried out.
    is_unclear: bool,
    last: Option<Failure<R::Refusal>>,
    stage: Stage<R>,
}

/// What comes next in a call.
enum Stage<R: ParseResponse> {
    Pause(Duration),
    Reserve,
    Send,
    Return(Sent<R>),
}

impl<'s, R: ParseResponse> Call<'s, R> {
    /// Begins a call. `earlier` is the state of an earlier call with the same request, if there was one.
    pub(crate) fn new(settings: &'s Settings, earlier: Option<State>, now: Instant) -> Self {
        let timeouts = settings.timeouts;
        Call {
            settings,
            latest: later(now, timeouts.total.saturating_sub(timeouts.attempt)),
            attempts: 0,
            is_unclear: earlier == Some(State::Unknown),
            last: None,
            stage: Stage::Reserve,
        }
    }

    /// Returns the next step.
    pub(crate) fn next(&mut self, now: Instant) -> Next<R> {
        match std::mem::replace(&mut self.stage, Stage::Reserve) {
            Stage::Pause(pause) => Next::Sleep(pause),
            Stage::Send if !self.settings.rate_limit.is_stopped(now) => Next::Send(self.limits()),
            // While this call waited, the response to another one stopped all of them. The time that this call had
            // reserved is over, so it reserves another one.
            Stage::Reserve | Stage::Send => {
                match self.settings.rate_limit.reserve(now, self.latest(now)) {
                    None => Next::Return(Err(self.give_up(Failure::NoTime))),
                    Some(slot) if slot > now => {
                        self.stage = Stage::Send;
                        Next::Sleep(slot - now)
                    }
                    Some(_) => Next::Send(self.limits()),
                }
            }
            Stage::Return(result) => Next::Return(result),
        }
    }

    /// Returns the last moment at which the next attempt may begin. The first attempt may always begin at once.
    fn latest(&self, now: Instant) -> Instant {
        match self.attempts {
            0 => self.latest.max(now),
            _ => self.latest,
        }
    }

    fn limits(&self) -> Limits {
        let timeouts = self.settings.timeouts;
        Limits {
            timeout: timeouts.attempt.min(timeouts.total),
            max_body: self.settings.max_body,
        }
    }

    /// Takes the end of an attempt.
    pub(crate) fn ended(
        &mut self,
        request: &HttpRequest,
        result: Result<Received, TransportError>,
        began: Instant,
        now: Instant,
    ) {
        self.attempts += 1;
        let status = result.as_ref().ok().map(Received::status);
        let (outcome, wait, result) = self.read(result);
        self.is_unclear |= outcome.state() == State::Unknown;
        if let (Some(429), Some(wait)) = (status, wait) {
            let wait = wait.min(LONGEST_STOP);
            self.settings.rate_limit.stop(later(now, wait));
        }
        let next = match result {
            Ok(response) => {
                self.stage = Stage::Return(Ok(response));
                None
            }
            Err(failure) => self.failed(failure, outcome, wait, now),
        };
        let attempt = Attempt {
            provider: R::PROVIDER,
            operation: R::OPERATION,
            number: self.attempts,
            request: MaskedRequest(request),
            outcome,
            elapsed: now.duration_since(began),
            next,
        };
        trace::attempt(&attempt);
        if let Some(observer) = &self.settings.observer {
            observer.attempt(&attempt);
        }
    }

    /// Reads the response, and how long the provider wants the client to wait.
    #[allow(clippy::type_complexity, reason = "it is taken apart at once")]
    fn read(
        &self,
        result: Result<Received, TransportError>,
    ) -> (
        Outcome,
        Option<Duration>,
        Result<R::Response, Failure<R::Refusal>>,
    ) {
        let received = match result {
            Ok(received) => received,
            Err(error) => {
                let (kind, state) = (error.kind(), error.state());
                let outcome = Outcome::NoResponse { kind, state };
                return (outcome, None, Err(Failure::Transport(error)));
            }
        };
        let parts = received.parts().with_size_limit(self.settings.max_body);
        match R::parse_response(parts) {
            Ok(response) => {
                let outcome = Outcome::Accepted {
                    case: response.case(),
                    state: response.state(),
                    session: response.session(),
                };
                (outcome, None, Ok(response))
            }
            Err(error) => {
                let (outcome, wait) = describe(&error);
                (outcome, wait, Err(error.into()))
            }
        }
    }

    /// Returns the error of a call whose next attempt cannot be signed.
    pub(crate) fn unsigned(&self, error: SignError) -> SendError<R::Refusal> {
        let failure = Failure::Unsigned(error);
        SendError::new(failure, self.is_unclear, self.attempts, R::IDEMPOTENT)
    }

    /// Decides what comes after a failure. Returns the pause before the next attempt, if there is one.
    fn failed(
        &mut self,
        failure: Failure<R::Refusal>,
        outcome: Outcome,
        wait: Option<Duration>,
        now: Instant,
    ) -> Option<Duration> {
        self.last = Some(failure);
        let pause = self.pause(outcome, wait, now);
        self.stage = match pause {
            Some(pause) => Stage::Pause(pause),
            None => Stage::Return(Err(self.give_up(Failure::NoTime))),
        };
        pause
    }

    fn pause(&self, outcome: Outcome, wait: Option<Duration>, now: Instant) -> Option<Duration> {
        let is_harmless = outcome.state() == State::NotDone || R::IDEMPOTENT;
        if !is_harmless || outcome.session() != Session::Keep {
            return None;
        }
        let failed = FailedAttempt {
            provider: R::PROVIDER,
            operation: R::OPERATION,
            is_idempotent: R::IDEMPOTENT,
            number: self.attempts,
            outcome,
            wait,
            random: random(),
        };
        match self.settings.retries.decide(&failed) {
            Decision::GiveUp => None,
            Decision::Again(pause) => (later(now, pause) <= self.latest).then_some(pause),
        }
    }

    /// Returns the error of the call: that of the last attempt, or `otherwise` if there was none.
    fn give_up(&mut self, otherwise: Failure<R::Refusal>) -> SendError<R::Refusal> {
        let failure = self.last.take().unwrap_or(otherwise);
        SendError::new(failure, self.is_unclear, self.attempts, R::IDEMPOTENT)
    }
}

/// Describes a failure, and returns how long the provider wants the client to wait.
fn describe<R: Refusal>(error: &CallError<R>) -> (Outcome, Option<Duration>) {
    match error {
        CallError::Refused(refusal) => {
            let retry = refusal.retry();
            let outcome = Outcome::Refused {
                case: refusal.case(),
                state: refusal.state(),
                retry,
                session: refusal.session(),
            };
            let wait = match retry {
                Retry::Later(Some(wait)) => Some(wait.after(SystemTime::now())),
                Retry::Later(None) | Retry::Safe | Retry::Never => None,
            };
            (outcome, wait)
        }
        CallError::Unexpected(unexpected) => {
            let status = unexpected.status();
            let wait = unexpected.retry_after();
            let wait = wait.map(|wait| wait.after(SystemTime::now()));
            (Outcome::Unexpected { status }, wait)
        }
    }
}

/// Adds a duration to a time. A sum that the clock cannot represent is some days away.
pub(crate) fn later(time: Instant, duration: Duration) -> Instant {
    time.checked_add(duration)
        .unwrap_or_else(|| time + 24 * LONGEST_STOP)
}

/// Returns a random number from 0 to less than 1.
#[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
fn random() -> f64 {
    // The standard library seeds every state at random.
    let bits = RandomState::new().build_hasher().finish() >> 11;
    bits as f64 / (1_u64 << 53) as f64
}
