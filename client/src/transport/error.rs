//! Why a transport has no response.

use std::error::Error;
use std::fmt;

use wireform::response::State;

use super::Received;

/// Why there is no complete response, and whether the request may have reached the provider.
///
/// The error has no text of an HTTP library, because such a text can contain the URL, and a URL can contain credentials. What
/// the operating system or the TLS library reported is [`TransportError::detail`].
///
/// # Examples
/// ```
/// use wireform::response::State;
/// use wireform_client::{TransportError, TransportErrorKind};
///
/// let refused = TransportError::not_sent(TransportErrorKind::Connect);
/// assert_eq!(refused.state(), State::NotDone);
/// assert_eq!(refused.to_string(), "the request was not sent: no connection to the server");
///
/// let timeout = TransportError::maybe_sent(TransportErrorKind::Timeout);
/// assert_eq!(timeout.state(), State::Unknown);
/// assert_eq!(
///     timeout.to_string(),
///     "the request may have been carried out: the time of the attempt was over"
/// );
/// ```
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    may_have_arrived: bool,
    detail: Option<String>,
    received: Option<Box<Received>>,
}

impl TransportError {
    /// Makes the error of a request of which no byte reached the provider.
    #[must_use]
    pub const fn not_sent(kind: TransportErrorKind) -> Self {
        TransportError {
            kind,
            may_have_arrived: false,
            detail: None,
            received: None,
        }
    }

    /// Makes the error of a request that may have reached the provider. If in doubt, a transport uses this one.
    #[must_use]
    pub const fn maybe_sent(kind: TransportErrorKind) -> Self {
        TransportError {
            kind,
            may_have_arrived: true,
            detail: None,
            received: None,
        }
    }

    /// Adds what the operating system reported. The text must not contain a part of the request.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Adds the part of the response that was received.
    #[must_use]
    pub fn with_received(mut self, received: Received) -> Self {
        self.received = Some(Box::new(received));
        self
    }

    /// Returns what went wrong.
    #[must_use]
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Returns whether the request may have reached the provider.
    #[must_use]
    pub const fn may_have_arrived(&self) -> bool {
        self.may_have_arrived
    }

    /// Returns the state of an attempt that ended this way: unknown, or not done if the request was not sent.
    #[must_use]
    pub const fn state(&self) -> State {
        if self.may_have_arrived {
            State::Unknown
        } else {
            State::NotDone
        }
    }

    /// Returns what the operating system or the TLS library reported.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// Returns the part of the response that was received: the status, the headers and the first bytes of the body.
    #[must_use]
    pub fn received(&self) -> Option<&Received> {
        self.received.as_deref()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.may_have_arrived {
            "the request may have been carried out: "
        } else {
            "the request was not sent: "
        })?;
        fmt::Display::fmt(&self.kind, f)?;
        match &self.detail {
            Some(detail) => write!(f, " ({detail})"),
            None => Ok(()),
        }
    }
}

impl Error for TransportError {}

/// What went wrong in a transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The HTTP library does not accept the request, for example because its URL is too long.
    Request,
    /// The name of the server has no address.
    Resolve,
    /// There is no connection to the server.
    Connect,
    /// TLS failed, mostly in the handshake, or the crate was built without `https`.
    Tls,
    /// The time of the attempt was over.
    Timeout,
    /// The connection was closed before the response began.
    Closed,
    /// The response is not HTTP.
    NotHttp,
    /// The connection was closed before the response was complete.
    CutOff,
    /// The body of the response is larger than the limit.
    TooLarge,
    /// Anything else.
    Other,
}

impl TransportErrorKind {
    /// Returns whether another attempt can end differently.
    #[must_use]
    pub const fn is_temporary(self) -> bool {
        match self {
            TransportErrorKind::Resolve
            | TransportErrorKind::Connect
            | TransportErrorKind::Timeout
            | TransportErrorKind::Closed
            | TransportErrorKind::CutOff => true,
            TransportErrorKind::Request
            | TransportErrorKind::Tls
            | TransportErrorKind::NotHttp
            | TransportErrorKind::TooLarge
            | TransportErrorKind::Other => false,
        }
    }
}

impl fmt::Display for TransportErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TransportErrorKind::Request => "the HTTP library does not accept it",
            TransportErrorKind::Resolve => "the name of the server has no address",
            TransportErrorKind::Connect => "no connection to the server",
            TransportErrorKind::Tls => "TLS failed",
            TransportErrorKind::Timeout => "the time of the attempt was over",
            TransportErrorKind::Closed => "the connection was closed before the response",
            TransportErrorKind::NotHttp => "the response is not HTTP",
            TransportErrorKind::CutOff => "the response is cut off",
            TransportErrorKind::TooLarge => "the response is larger than the limit",
            TransportErrorKind::Other => "the transport failed",
        })
    }
}
