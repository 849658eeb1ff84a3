//! A bare request, which the steps of an authentication method can sign.

use std::fmt;

use super::error::SignError;
use crate::check::is_cookie_value;
use crate::http::HttpBuilder;

/// A request of any origin: an authentication method of a schema can sign it.
///
/// Generated credentials with a signature have a method `sign`, which takes it. `Debug` shows method and lengths only.
///
/// # Examples
/// ```
/// let parts = wireform::RequestParts {
///     method: "GET".to_owned(),
///     url: "https://registrar.example/v1/contacts?city=Bonn".to_owned(),
///     headers: vec![("Accept".to_owned(), "application/json".to_owned())],
///     body: Vec::new(),
/// };
/// assert_eq!(format!("{parts:?}"), r#"RequestParts { method: "GET", headers: 1, body: 0 bytes }"#);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct RequestParts {
    /// The method.
    pub method: String,
    /// The absolute URL. Nothing in it is encoded anew.
    pub url: String,
    /// The headers. A header `Host` stands for the host of the URL.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl fmt::Debug for RequestParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestParts")
            .field("method", &self.method)
            .field("headers", &self.headers.len())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl From<RequestParts> for HttpBuilder {
    fn from(parts: RequestParts) -> Self {
        HttpBuilder::of_parts(&parts.method, &parts.url, parts.headers, parts.body)
    }
}

impl HttpBuilder {
    /// For generated code: sets a header to what a step computed.
    ///
    /// # Errors
    /// Fails if a header cannot carry the value.
    pub fn computed_header(
        &mut self,
        name: &str,
        value: &str,
        secret: bool,
    ) -> Result<(), SignError> {
        if !value
            .bytes()
            .all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte))
        {
            return Err(SignError::header(name));
        }
        if secret {
            self.secret_header(name, value);
        } else {
            self.header(name, value);
        }
        Ok(())
    }

    /// For generated code: adds a cookie that a step computed.
    ///
    /// # Errors
    /// Fails if a cookie cannot carry the value (RFC 6265 § 4.1.1).
    pub fn computed_cookie(
        &mut self,
        name: &str,
        value: &str,
        secret: bool,
    ) -> Result<(), SignError> {
        if !is_cookie_value(value) {
            return Err(SignError::cookie(name));
        }
        self.cookie(name, value, secret);
        Ok(())
    }
}
