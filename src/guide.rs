//! Traits that exist for their error messages: each tells how to fix a call that does not compile.
//!
//! The module is private, so that no other crate can name or implement these traits.

#[cfg(not(feature = "http"))]
use std::convert::Infallible;

use crate::{ApiRequest, Server};

/// Nothing implements this trait: a request is sent only after it was checked.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not checked, so it cannot be sent",
    label = "not checked",
    note = "check it first, with the facts of its context and a policy: `request.valid(&context, &policy)?`; what that returns \
            can be sent"
)]
pub trait Checked {
    /// Is never called.
    fn never<R>(&self) -> R;
}

/// A server of a request: exactly `T::Server`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a server of `{T}`",
    label = "not a server of this request",
    note = "name a server of the schema, such as `ApiServer::Production`; a URL of your own is \
            `ApiServer::Custom(CustomServer::new(url)?)`, or `CustomServer::new(url)?` where the schema names no server"
)]
pub trait ServerOf<T: ApiRequest> {
    /// Returns the server.
    fn server(&self) -> &T::Server;
}

#[diagnostic::do_not_recommend]
impl<S: Server, T: ApiRequest<Server = S>> ServerOf<T> for S {
    fn server(&self) -> &S {
        self
    }
}

/// Credentials of a request: exactly `T::Credentials`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what `{T}` takes as credentials",
    label = "not the credentials of this request",
    note = "credentials are checked once: pass those of one authentication method to the type of the endpoint, as in \
            `ApiCredentials::new(KeyAuth {{ … }})?`, or to `Credentials` of the operation's module; a request without \
            authentication takes `&()`"
)]
pub trait CredentialsOf<T: ApiRequest> {
    /// Returns the credentials.
    fn credentials(&self) -> &T::Credentials;
}

#[diagnostic::do_not_recommend]
impl<C, T: ApiRequest<Credentials = C>> CredentialsOf<T> for C {
    fn credentials(&self) -> &C {
        self
    }
}

/// A request that needs nothing at the moment of sending: exactly `ApiRequest<AtSending = ()>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` may need more than credentials, so it cannot be written or sent this way",
    label = "may need something at the moment of sending",
    note = "pass what it needs: `valid.try_to_http(&server, &credentials, &at_sending)?`; a generic function for requests that \
            need nothing has the bound `T: ApiRequest<AtSending = ()>`"
)]
pub trait NeedsNothing: ApiRequest<AtSending = ()> {}

#[diagnostic::do_not_recommend]
impl<T: ApiRequest<AtSending = ()>> NeedsNothing for T {}

/// Nothing implements this trait: the feature `http` is off.
#[cfg(not(feature = "http"))]
#[diagnostic::on_unimplemented(
    message = "`into_http` needs the feature `http` of `wireform`",
    label = "the feature `http` is off",
    note = "turn it on in Cargo.toml: `wireform = {{ version = \"…\", features = [\"http\"] }}`"
)]
pub trait HttpFeature {
    /// Is never called.
    fn never(&self) -> Infallible;
}
