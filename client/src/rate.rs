//! The rate limit of one account.
//!
//! It is a token bucket, stored as the time after which it is full again (the generic cell rate algorithm).

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many requests are sent per time with the same credentials.
///
/// A provider counts the requests of an account. Clones of a limit share one count, so give the same limit to all clients
/// that use the same credentials. A clone of a client has the limit of the client.
///
/// A call waits until the limit lets it pass. If that would take longer than the time of the call, the call fails at once
/// without sending anything. A response with the status 429 and a `Retry-After` stops all calls of the limit until then.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use wireform_client::RateLimit;
///
/// // At most 60 requests a minute; up to 60 of them at once.
/// let limit = RateLimit::new(60, Duration::from_secs(60));
/// // At most 60 requests a minute; one each second.
/// let steady = RateLimit::new(60, Duration::from_secs(60)).with_burst(1);
/// ```
#[derive(Clone)]
pub struct RateLimit {
    /// The time that one request takes from the bucket. It is zero without a limit.
    interval: Duration,
    burst: u32,
    state: Arc<Mutex<State>>,
}

#[derive(Clone, Copy, Default)]
struct State {
    /// When a request was reserved last.
    reserved_at: Option<Instant>,
    /// How long the bucket took from then until it was full again.
    debt: Duration,
    /// Until when the provider wants no request.
    stopped_until: Option<Instant>,
}

impl RateLimit {
    /// Allows `requests` in each `period`, all of them at once if none was sent for a period.
    ///
    /// Zero requests are treated as one.
    #[must_use]
    pub fn new(requests: u32, period: Duration) -> Self {
        let requests = requests.max(1);
        RateLimit {
            interval: period / requests,
            burst: requests,
            state: Arc::default(),
        }
    }

    /// Allows any number of requests.
    #[must_use]
    pub fn none() -> Self {
        RateLimit::new(1, Duration::ZERO)
    }

    /// Sets how many requests are sent at once after a pause. Zero is treated as one.
    #[must_use]
    pub fn with_burst(self, requests: u32) -> Self {
        RateLimit {
            burst: requests.max(1),
            ..self
        }
    }

    /// Reserves the next request and returns when it may be sent. Returns nothing, and reserves nothing, if that would be
    /// after `latest`.
    pub(crate) fn reserve(&self, now: Instant, latest: Instant) -> Option<Instant> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        // The debt of a whole burst must be a duration, or an empty bucket could not be told from a nearly empty one.
        let interval = self.interval.min(Duration::MAX / self.burst);
        let tolerance = interval.saturating_mul(self.burst - 1);
        let reserved_at = state.reserved_at.unwrap_or(now);
        let debt = state
            .debt
            .saturating_sub(now.saturating_duration_since(reserved_at));
        let now = now.max(reserved_at);
        // The clock cannot represent a time that is further away, so it is after `latest`.
        let free_at = now.checked_add(debt.saturating_sub(tolerance))?;
        let slot = free_at.max(state.stopped_until.unwrap_or(now));
        if slot > latest {
            return None;
        }
        state.reserved_at = Some(now);
        state.debt = debt
            .max(slot.saturating_duration_since(now))
            .saturating_add(interval);
        Some(slot)
    }

    /// Returns whether the provider wants no request now.
    pub(crate) fn is_stopped(&self, now: Instant) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.stopped_until > Some(now)
    }

    /// Lets no request pass until a time.
    pub(crate) fn stop(&self, until: Instant) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.stopped_until = state.stopped_until.max(Some(until));
    }
}

impl fmt::Debug for RateLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RateLimit")
            .field("interval", &self.interval)
            .field("burst", &self.burst)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::RateLimit;
    use std::time::{Duration, Instant};

    /// Reserves a request at each time, in milliseconds, and returns when each may be sent.
    fn slots(limit: &RateLimit, times: &[u64]) -> Vec<u64> {
        let start = Instant::now();
        let at = |ms: u64| start + Duration::from_millis(ms);
        let reserved = times.iter().map(|ms| limit.reserve(at(*ms), at(100_000)));
        reserved
            .map(|slot| {
                let slot = slot.expect("before the latest time");
                u64::try_from(slot.duration_since(start).as_millis()).expect("a short time")
            })
            .collect()
    }

    #[test]
    fn without_a_limit_nothing_waits() {
        assert_eq!(slots(&RateLimit::none(), &[0, 0, 0, 1]), [0, 0, 0, 1]);
    }

    #[test]
    fn a_burst_passes_and_the_rest_waits_for_its_turn() {
        let limit = RateLimit::new(3, Duration::from_millis(300));
        assert_eq!(slots(&limit, &[0, 0, 0, 0, 0]), [0, 0, 0, 100, 200]);
        let steady = RateLimit::new(3, Duration::from_millis(300)).with_burst(1);
        assert_eq!(
            slots(&steady, &[0, 0, 0, 250, 1000]),
            [0, 100, 200, 300, 1000]
        );
    }

    #[test]
    fn an_unused_limit_fills_up_to_the_burst() {
        let limit = RateLimit::new(2, Duration::from_millis(200));
        assert_eq!(
            slots(&limit, &[0, 0, 900, 900, 900]),
            [0, 0, 900, 900, 1000]
        );
    }

    #[test]
    fn a_request_that_would_be_too_late_reserves_nothing() {
        let limit = RateLimit::new(1, Duration::from_millis(100));
        let start = Instant::now();
        let soon = start + Duration::from_millis(50);
        assert_eq!(limit.reserve(start, soon), Some(start));
        assert_eq!(limit.reserve(start, soon), None);
        assert_eq!(limit.reserve(start, soon), None);
        assert_eq!(
            limit.reserve(start, start + Duration::from_secs(1)),
            Some(start + Duration::from_millis(100))
        );
    }

    #[test]
    fn the_longest_period_allows_one_burst() {
        let start = Instant::now();
        let latest = start + Duration::from_secs(1_000_000);
        for period in [
            Duration::MAX,
            Duration::MAX / 2,
            Duration::from_secs(1 << 62),
        ] {
            for (requests, burst) in [(1, 1), (1, 3), (3, 3), (2, 1000), (1000, 1000)] {
                let limit = RateLimit::new(requests, period).with_burst(burst);
                for number in 0..burst {
                    let slot = limit.reserve(start, latest);
                    assert_eq!(slot, Some(start), "{limit:?}, request {number}");
                }
                assert_eq!(limit.reserve(start, latest), None, "{limit:?}");
            }
        }
        let limit = RateLimit::new(1, Duration::MAX).with_burst(u32::MAX);
        assert_eq!(limit.reserve(start, latest), Some(start));
    }

    #[test]
    fn a_stop_holds_for_clones_and_never_ends_earlier() {
        let limit = RateLimit::new(10, Duration::from_millis(10));
        let start = Instant::now();
        let until = start + Duration::from_millis(500);
        limit.clone().stop(until);
        limit.stop(start + Duration::from_millis(200));
        let latest = start + Duration::from_secs(1);
        assert_eq!(limit.reserve(start, latest), Some(until));
    }
}
