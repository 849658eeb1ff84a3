//! The settings that all calls of a client share.

use std::sync::Arc;
use std::time::Duration;

use wireform::{Moment, SignError};

use crate::{Backoff, Observer, RateLimit, RetryPolicy};

/// How long a call may take.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use wireform_client::Timeouts;
///
/// let timeouts = Timeouts { attempt: Duration::from_secs(5), ..Timeouts::default() };
/// assert_eq!(timeouts.total, Duration::from_secs(120));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// The time of one attempt, from its start to the last byte of the response. The default is 30 seconds.
    pub attempt: Duration,
    /// The time of the call, with all attempts and all waiting. The default is 120 seconds.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Timeouts {
            attempt: Duration::from_secs(30),
            total: Duration::from_secs(120),
        }
    }
}

/// The settings of a client.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) timeouts: Timeouts,
    pub(crate) max_body: usize,
    pub(crate) retries: Arc<dyn RetryPolicy>,
    pub(crate) rate_limit: RateLimit,
    pub(crate) moments: Arc<dyn Fn() -> Result<Moment, SignError> + Send + Sync>,
    pub(crate) observer: Option<Arc<dyn Observer>>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            timeouts: Timeouts::default(),
            max_body: 8 * 1024 * 1024,
            retries: Arc::new(Backoff::default()),
            rate_limit: RateLimit::none(),
            moments: Arc::new(Moment::now),
            observer: None,
        }
    }
}
