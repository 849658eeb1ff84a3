//! Valid requests, the only ones that can be written.
//!
//! Only [`ApiRequest::valid`] and [`ApiRequest::into_valid`] make a [`Valid`] request. The request in it can be read and
//! cannot be changed.

use std::fmt;
use std::ops::Deref;

use crate::check::RuleName;
use crate::encode::Body;
use crate::guide::{CredentialsOf, NeedsNothing, ServerOf};
use crate::request::Token;
use crate::{ApiRequest, AtSending, HttpRequest, Violations};

/// A request without violations, apart from those that a policy waived.
///
/// # Examples
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let update = ContactUpdate::new("JD4711");
/// let valid = update.valid(&com(), &Policy::new())?;
/// assert_eq!(valid.handle, "JD4711");
/// assert!(format!("{:?}", valid.redacted()).starts_with("ContactUpdate { handle: ***"));
/// # Ok(())
/// # }
/// ```
///
/// A request that was not checked has no method that writes it:
///
/// ```compile_fail,E0277
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() {
/// let update = ContactUpdate::new("JD4711");
/// update.write_body(&credentials("MTIzNDU2").unwrap(), &mut Vec::new());
/// # }
/// ```
/// Other crates cannot construct a valid request:
///
/// ```compile_fail,E0451
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() {
/// let valid = wireform::Valid { request: ContactUpdate::new("JD4711"), unchecked: Vec::new() };
/// # }
/// ```
/// Other crates cannot construct the token that the hidden methods take:
///
/// ```compile_fail,E0423
/// let token: wireform::__rt::Token<()> = wireform::__rt::Token(());
/// ```
/// A valid request cannot be changed:
///
/// ```compile_fail,E0594
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() {
/// let mut valid = ContactUpdate::new("JD4711").into_valid(&com(), &STRICT).unwrap();
/// valid.handle = "..".into();
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a valid request is not sent yet"]
pub struct Valid<T> {
    request: T,
    unchecked: Vec<RuleName>,
    /// Whether the policy waived nothing.
    all_hold: bool,
}

impl<T> Valid<T> {
    pub(crate) const fn new(request: T, unchecked: Vec<RuleName>, all_hold: bool) -> Self {
        Valid {
            request,
            unchecked,
            all_hold,
        }
    }

    /// Returns the request. To be sent, it has to be validated again.
    pub fn into_inner(self) -> T {
        self.request
    }

    /// Returns the names of the rules that could not be decided, in the order of the schema.
    ///
    /// A rule cannot be decided if it depends on an unknown fact, or on a field that the provider keeps.
    pub fn unchecked(&self) -> impl Iterator<Item = &str> {
        self.unchecked.iter().map(|name| &**name)
    }
}

impl<T: Clone> Valid<&T> {
    /// Clones the request, so that the result does not borrow it.
    pub fn cloned(&self) -> Valid<T> {
        Valid::new(self.request.clone(), self.unchecked.clone(), self.all_hold)
    }
}

impl<T: ApiRequest> Valid<T> {
    /// Returns a view of the request for logs, which shows the fields that are present and no value.
    pub fn redacted(&self) -> impl fmt::Debug {
        Redacted(&self.request)
    }

    /// Appends the body to a buffer.
    ///
    /// If the body contains credentials, the buffer contains them as well. Do not log it.
    pub fn write_body(&self, credentials: &T::BodyCredentials, buffer: &mut Vec<u8>)
    where
        T: NeedsNothing,
    {
        self.write_body_as(T::Binding::default(), credentials, buffer);
    }

    /// Appends the body in another binding than the default one.
    pub fn write_body_as(
        &self,
        binding: T::Binding,
        credentials: &T::BodyCredentials,
        buffer: &mut Vec<u8>,
    ) where
        T: NeedsNothing,
    {
        self.write_body_at(binding, credentials, &(), buffer);
    }

    /// Appends the body of a request that needs something at the moment of sending, in the format of a binding.
    ///
    /// The body has the time and the nonce of this moment, if the schema puts them there.
    pub fn write_body_at(
        &self,
        binding: T::Binding,
        credentials: &T::BodyCredentials,
        at_sending: &T::AtSending,
        buffer: &mut Vec<u8>,
    ) {
        let mut body = Body::after(std::mem::take(buffer));
        let token = Token::new(self.all_hold);
        self.request
            .__body(token, binding, credentials, at_sending, &mut body);
        *buffer = body.into_bytes();
    }

    /// Builds the HTTP request that the provider documents.
    pub fn to_http<S, C>(&self, server: &S, credentials: &C) -> HttpRequest
    where
        S: ServerOf<T> + ?Sized,
        C: CredentialsOf<T> + ?Sized,
        T: NeedsNothing,
    {
        self.to_http_as(T::Binding::default(), server, credentials)
    }

    /// Builds the HTTP request in another binding than the default one.
    pub fn to_http_as<S, C>(&self, binding: T::Binding, server: &S, credentials: &C) -> HttpRequest
    where
        S: ServerOf<T> + ?Sized,
        C: CredentialsOf<T> + ?Sized,
        T: NeedsNothing,
    {
        match self.try_to_http_as(binding, server, credentials, &()) {
            Ok(request) => request,
            Err(error) => match error {},
        }
    }

    /// Builds the HTTP request that the provider documents, with what it needs at the moment of sending.
    ///
    /// # Errors
    /// Fails if the request cannot be authenticated. It never fails for a request that needs nothing; use
    /// [`Valid::to_http`] for such a request.
    pub fn try_to_http<S, C>(
        &self,
        server: &S,
        credentials: &C,
        at_sending: &T::AtSending,
    ) -> Result<HttpRequest, <T::AtSending as AtSending>::Error>
    where
        S: ServerOf<T> + ?Sized,
        C: CredentialsOf<T> + ?Sized,
    {
        self.try_to_http_as(T::Binding::default(), server, credentials, at_sending)
    }

    /// Builds the HTTP request as [`Valid::try_to_http`] does, in another binding than the default one.
    ///
    /// # Errors
    /// As [`Valid::try_to_http`].
    pub fn try_to_http_as<S, C>(
        &self,
        binding: T::Binding,
        server: &S,
        credentials: &C,
        at_sending: &T::AtSending,
    ) -> Result<HttpRequest, <T::AtSending as AtSending>::Error>
    where
        S: ServerOf<T> + ?Sized,
        C: CredentialsOf<T> + ?Sized,
    {
        let token = Token::new(self.all_hold);
        let (server, credentials) = (server.server(), credentials.credentials());
        self.request
            .__http(token, binding, server, credentials, at_sending)
    }
}

impl<T> Deref for Valid<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.request
    }
}

/// Shows the fields that are present and no value, as [`Valid::redacted`] does.
impl<T: ApiRequest> fmt::Debug for Valid<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Valid(")?;
        self.request.__redacted(f)?;
        f.write_str(")")
    }
}

struct Redacted<'r, T>(&'r T);

impl<T: ApiRequest> fmt::Debug for Redacted<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.__redacted(f)
    }
}

/// A request with its violations, so that it can be corrected and validated again.
///
/// `Display` and `Debug` show the violations and no value.
///
/// # Examples
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() {
/// let invalid = ContactUpdate::new("..").into_valid(&com(), &Policy::new()).unwrap_err();
/// let mut update = invalid.into_request();
/// update.handle = "JD4711".into();
/// assert!(update.into_valid(&com(), &Policy::new()).is_ok());
/// # }
/// ```
#[derive(Clone)]
pub struct Invalid<T> {
    request: T,
    violations: Violations,
}

impl<T> Invalid<T> {
    pub(crate) const fn new(request: T, violations: Violations) -> Self {
        Invalid {
            request,
            violations,
        }
    }

    /// Returns the request as it was.
    pub const fn request(&self) -> &T {
        &self.request
    }

    /// Returns everything that is wrong with the request: at least one violation.
    pub const fn violations(&self) -> &Violations {
        &self.violations
    }

    /// Returns the request, to correct it and to validate it again.
    pub fn into_request(self) -> T {
        self.request
    }

    /// Returns the request and its violations.
    pub fn into_parts(self) -> (T, Violations) {
        (self.request, self.violations)
    }
}

/// Shows the violations.
impl<T> fmt::Debug for Invalid<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.violations, f)
    }
}

impl<T> fmt::Display for Invalid<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.violations, f)
    }
}

impl<T> std::error::Error for Invalid<T> {}

impl<T> From<Invalid<T>> for Violations {
    fn from(invalid: Invalid<T>) -> Self {
        invalid.violations
    }
}
