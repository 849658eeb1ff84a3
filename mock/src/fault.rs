//! Faults that a mock injects.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// A fault that a mock injects into a call.
///
/// As a text, a fault is its name with an optional number: `429` or `429:30` (seconds), `500`, `slow` or `slow:1500`
/// (milliseconds), `cut`, `html`, `reset`, `lost`.
///
/// ```
/// use std::time::Duration;
/// use wireform_mock::Fault;
///
/// assert_eq!("slow:1500".parse(), Ok(Fault::Slow(Duration::from_millis(1500))));
/// assert_eq!("lost".parse(), Ok(Fault::Reset { carried_out: false }));
/// assert!("sometimes".parse::<Fault>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The status 429 with the header `Retry-After`. The request is not carried out.
    TooManyRequests {
        /// The time in `Retry-After`, in whole seconds.
        retry_after: Duration,
    },
    /// The status 500 with a text that is no response of the schema.
    ServerError {
        /// Whether the request is carried out.
        carried_out: bool,
    },
    /// The response comes later. The request is carried out.
    Slow(Duration),
    /// The connection ends in the middle of the response. The request is carried out.
    CutOff,
    /// An HTML page with the status 502, as a proxy sends it. The request is not carried out.
    HtmlPage,
    /// The connection is reset after the request was read.
    Reset {
        /// Whether the request is carried out.
        carried_out: bool,
    },
}

impl Fault {
    /// Returns whether a request with this fault is carried out.
    #[must_use]
    pub fn carries_out(self) -> bool {
        match self {
            Fault::TooManyRequests { .. } | Fault::HtmlPage => false,
            Fault::ServerError { carried_out } | Fault::Reset { carried_out } => carried_out,
            Fault::Slow(_) | Fault::CutOff => true,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::TooManyRequests { retry_after } => write!(f, "429:{}", retry_after.as_secs()),
            Fault::ServerError { carried_out: true } => f.write_str("500:done"),
            Fault::ServerError { carried_out: false } => f.write_str("500"),
            Fault::Slow(time) => write!(f, "slow:{}", time.as_millis()),
            Fault::CutOff => f.write_str("cut"),
            Fault::HtmlPage => f.write_str("html"),
            Fault::Reset { carried_out: true } => f.write_str("reset"),
            Fault::Reset { carried_out: false } => f.write_str("lost"),
        }
    }
}

impl FromStr for Fault {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, number) = match text.split_once(':') {
            Some((name, number)) => (name, Some(number)),
            None => (text, None),
        };
        let count = |default| number.map_or(Some(default), |number| number.parse().ok());
        let fault = match (name, number) {
            ("429", _) => count(1).map(|seconds| Fault::TooManyRequests {
                retry_after: Duration::from_secs(seconds),
            }),
            ("slow", _) => count(1000).map(|time| Fault::Slow(Duration::from_millis(time))),
            ("500", None) => Some(Fault::ServerError { carried_out: false }),
            ("500", Some("done")) => Some(Fault::ServerError { carried_out: true }),
            ("cut", None) => Some(Fault::CutOff),
            ("html", None) => Some(Fault::HtmlPage),
            ("reset", None) => Some(Fault::Reset { carried_out: true }),
            ("lost", None) => Some(Fault::Reset { carried_out: false }),
            _ => None,
        };
        fault.ok_or_else(|| {
            "a fault is one of 429[:SECONDS], 500[:done], slow[:MILLISECONDS], cut, html, reset, lost"
                .to_owned()
        })
    }
}
