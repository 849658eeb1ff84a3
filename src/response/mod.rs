//! Responses of providers: what a call ended as, and what the provider sent.
//!
//! A schema describes the responses to an operation as cases. The compiler generates a success type, a refusal type, and an
//! implementation of [`ParseResponse`] for the request. A response that fits no case is [`Unexpected`], and the state of its
//! call is unknown. Everything is owned, so a response outlives the bytes that it was read from.
//!
//! The types of this module need no feature. Generated implementations of [`ParseResponse`] need the feature `responses`.

mod error;
mod malformed;
mod parts;
#[cfg(feature = "responses")]
mod reading;
mod reported;
mod retry_after;
mod state;
pub(crate) mod undescribed;

use std::fmt::Debug;
use std::time::Duration;

use crate::ApiRequest;

pub use error::{CallError, Unexpected, UnexpectedReason};
pub use malformed::MalformedAt;
pub use parts::ResponseParts;
#[cfg(feature = "responses")]
pub(crate) use reading::*;
pub use reported::Reported;
pub use state::{Retry, Session, State, Wait};
pub use undescribed::Undescribed;

/// A request whose responses are described by its schema. Only generated types implement this trait.
///
/// # Examples
/// ```ignore
/// let parts = ResponseParts::new(status, &body).with_header("Retry-After", b"120");
/// match ContactUpdate::parse_response(parts) {
///     Ok(response) => println!("{}: {:?}", response.case(), response.state()),
///     Err(error) => println!("{error}: {:?}, {:?}", error.state(), error.retry()),
/// }
/// ```
pub trait ParseResponse: ApiRequest {
    /// The cases in which the provider carried out the request or accepted it.
    type Response: Success;
    /// The cases in which the provider reports a failure, or in which the state of the call is unknown.
    type Refusal: Refusal;

    /// Whether the request may be sent again when it is unknown whether the first one was carried out.
    const IDEMPOTENT: bool;

    /// How long the credentials of the response can be used, if the request is a login and the schema states it.
    const LIFETIME: Option<Duration> = None;

    /// Reads a response.
    ///
    /// # Errors
    /// Fails if the provider refused the request, or if the response fits no case of the schema.
    fn parse_response(parts: ResponseParts<'_>)
    -> Result<Self::Response, CallError<Self::Refusal>>;
}

impl<T: ParseResponse> ParseResponse for &T {
    type Response = T::Response;
    type Refusal = T::Refusal;

    const IDEMPOTENT: bool = T::IDEMPOTENT;
    const LIFETIME: Option<Duration> = T::LIFETIME;

    fn parse_response(
        parts: ResponseParts<'_>,
    ) -> Result<Self::Response, CallError<Self::Refusal>> {
        T::parse_response(parts)
    }
}

/// The response to a request that the provider carried out or accepted.
pub trait Success: Debug {
    /// Returns the name of the case in the schema.
    fn case(&self) -> &'static str;

    /// Returns the state of the call, which is [`State::Done`] or [`State::Pending`].
    fn state(&self) -> State;

    /// Returns what happens to the session of the caller.
    fn session(&self) -> Session;
}

/// The response to a request that the provider did not carry out, or for which it does not say so.
pub trait Refusal: Debug {
    /// Returns the name of the case in the schema.
    fn case(&self) -> &'static str;

    /// Returns the state of the call, which is [`State::NotDone`] or [`State::Unknown`].
    fn state(&self) -> State;

    /// Returns whether and when the request can be sent again.
    fn retry(&self) -> Retry;

    /// Returns what happens to the session of the caller.
    fn session(&self) -> Session;

    /// Returns the provider's code for the failure.
    fn code(&self) -> Option<&str>;

    /// Returns the provider's code for the failure, if the schema lists it. Unlike any other code, it contains no personal data.
    fn documented_code(&self) -> Option<&'static str> {
        None
    }

    /// Returns the provider's message, which can contain personal data.
    fn message(&self) -> Option<&str>;

    /// Returns what the provider reports about single fields.
    fn violations(&self) -> &[Reported];
}
