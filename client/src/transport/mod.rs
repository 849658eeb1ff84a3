//! Transports: they send one request and return its response, or say why there is none.
//!
//! A transport sends a request once. It follows no redirect and repeats nothing; the client decides about both.

#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod body;
mod error;
mod frame;
#[cfg(feature = "tokio")]
mod frame_async;
mod received;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(all(feature = "rustls", any(feature = "reqwest", feature = "ureq")))]
mod tls;
#[cfg(feature = "ureq")]
mod ureq;

use std::future::Future;
use std::time::Duration;

use wireform::HttpRequest;

pub use error::{TransportError, TransportErrorKind};
pub use frame::{Connection, FrameTransport, Frames};
#[cfg(feature = "tokio")]
pub use frame_async::AsyncFrameTransport;
pub use received::Received;
#[cfg(feature = "reqwest")]
pub use reqwest::ReqwestTransport;
#[cfg(feature = "ureq")]
pub use ureq::UreqTransport;

/// What one attempt may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The time from the start of the attempt to the last byte of the response.
    pub timeout: Duration,
    /// The size of the response's body in bytes.
    pub max_body: usize,
}

/// Sends requests asynchronously.
///
/// An implementation must not follow redirects, because a redirect can lead the credentials to another host. It must not
/// send a request twice. It must not write a request to a log; the `Debug` of [`HttpRequest`] is masked, its texts are not.
///
/// # Examples
/// A transport that always gets the same response:
///
/// ```
/// use std::time::Duration;
///
/// use wireform::HttpRequest;
/// use wireform_client::{Limits, Received, Transport, TransportError};
///
/// struct Always;
///
/// impl Transport for Always {
///     async fn send(&self, _: &HttpRequest, _: &Limits) -> Result<Received, TransportError> {
///         Ok(Received::new(204, Vec::new()))
///     }
///
///     async fn sleep(&self, _: Duration) {}
/// }
/// ```
pub trait Transport: Send + Sync {
    /// Sends the request once and reads the whole response.
    ///
    /// # Errors
    /// Fails if there is no complete response. The error says whether the request may have reached the provider.
    fn send(
        &self,
        request: &HttpRequest,
        limits: &Limits,
    ) -> impl Future<Output = Result<Received, TransportError>> + Send;

    /// Waits between two attempts.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send;
}

/// Sends requests and blocks the thread until the response is there. It has the same duties as [`Transport`].
pub trait BlockingTransport {
    /// Sends the request once and reads the whole response.
    ///
    /// # Errors
    /// As [`Transport::send`].
    fn send(&self, request: &HttpRequest, limits: &Limits) -> Result<Received, TransportError>;

    /// Waits between two attempts.
    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }
}

impl<T: Transport> Transport for std::sync::Arc<T> {
    fn send(
        &self,
        request: &HttpRequest,
        limits: &Limits,
    ) -> impl Future<Output = Result<Received, TransportError>> + Send {
        T::send(self, request, limits)
    }

    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send {
        T::sleep(self, duration)
    }
}

impl<T: BlockingTransport> BlockingTransport for std::sync::Arc<T> {
    fn send(&self, request: &HttpRequest, limits: &Limits) -> Result<Received, TransportError> {
        T::send(self, request, limits)
    }

    fn sleep(&self, duration: Duration) {
        T::sleep(self, duration);
    }
}

/// How long an unused connection is kept. Common servers close theirs after five seconds or later. A request on a connection
/// that the server is closing would end in an unknown state.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
const IDLE: Duration = Duration::from_secs(4);

/// How long a connection may take, with the search of its address and its TLS handshake. Within this time it is certain that
/// the request has not been sent.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
const CONNECT: Duration = Duration::from_secs(10);

/// The value of the header `User-Agent`.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
const USER_AGENT: &str = concat!("wireform-client/", env!("CARGO_PKG_VERSION"));
