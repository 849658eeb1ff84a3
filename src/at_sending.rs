//! The data that a request needs at the moment of sending.

use std::convert::Infallible;
use std::error::Error;

/// The data that a request needs at the moment of sending, for example the time, a nonce or a signer.
///
/// It is `()` if the request needs nothing, and then building the HTTP request cannot fail:
/// [`Valid::to_http`](crate::Valid::to_http) returns it. Otherwise
/// [`Valid::try_to_http`](crate::Valid::try_to_http) takes a value of this type for each attempt, so that a request that is
/// sent again is signed again. It is [`Moment`](crate::Moment) if a step of the schema signs, or if the schema sends the time
/// or the nonce of an attempt.
///
/// # Examples
/// A function for all requests that need nothing at the moment of sending:
///
/// ```
/// use wireform::{ApiRequest, HttpRequest, Valid};
///
/// fn build<T: ApiRequest<AtSending = ()>>(
///     valid: &Valid<T>,
///     server: &T::Server,
///     credentials: &T::Credentials,
/// ) -> HttpRequest {
///     valid.to_http(server, credentials)
/// }
/// ```
pub trait AtSending {
    /// Why a request cannot be authenticated, for example because a signer has no key.
    type Error: Error + Send + Sync + 'static;
}

impl AtSending for () {
    type Error = Infallible;
}
