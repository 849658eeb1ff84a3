//! Sends generated requests and reports for each call whether it was carried out.
//!
//! A [`Client`] has a transport, a server and the credentials of one account. It builds the HTTP request of a valid request,
//! passes it to the transport, and reads the response with the decoder that the schema's compiler generated. A call ends in
//! exactly one state: done, pending, not done or unknown. See [`SendError::state`].
//!
//! The crate sends nothing by itself. A transport is an implementation of [`Transport`] (asynchronous) or
//! [`BlockingTransport`]. Each has a ready one behind a feature. No type of an HTTP library is in a public signature.
//!
//! # Features
//! All features are off by default.
//!
//! | feature | adds |
//! |---|---|
//! | `reqwest` | `ReqwestTransport`, for asynchronous calls on tokio |
//! | `ureq` | `UreqTransport`, for blocking calls |
//! | `tokio` | `AsyncFrameTransport`, for asynchronous calls in frames |
//! | `rustls` | `https` for both transports, with the trust store of the platform |
//! | `tracing` | a span for each call, and an event for each attempt |
//!
//! # Examples
//! ```ignore
//! let transport = UreqTransport::new()?;
//! let client = Client::new(transport, ApiServer::Production, credentials);
//! match client.send_blocking(&update.valid(&(), &Policy::new())?) {
//!     Ok(response) => println!("{:?}", response.state()),
//!     Err(error) => println!("{error}: {:?}", error.state()),
//! }
//! ```

mod call;
mod client;
mod error;
mod observe;
mod rate;
mod retry;
mod session;
mod settings;
mod trace;
mod transport;

pub use client::Client;
pub use error::{Failure, SendError};
pub use observe::{Attempt, MaskedRequest, Observer, Outcome};
pub use rate::RateLimit;
pub use retry::{Backoff, Decision, FailedAttempt, NeverRetry, RetryPolicy};
pub use session::{SessionClient, SessionError};
pub use settings::Timeouts;
#[cfg(feature = "tokio")]
pub use transport::AsyncFrameTransport;
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
#[cfg(feature = "ureq")]
pub use transport::UreqTransport;
pub use transport::{
    BlockingTransport, Connection, FrameTransport, Frames, Limits, Received, Transport,
    TransportError, TransportErrorKind,
};
