//! Conversion to a request of the `http` crate, which most clients take.
//!
//! Headers with a secret are marked as sensitive. The `Debug` output of the result shows URL and body, so log the
//! [`HttpRequest`] instead.

use ::http::{HeaderValue, Request};

use super::HttpRequest;

impl HttpRequest {
    /// Converts the request to one of the `http` crate.
    ///
    /// # Examples
    /// ```
    /// let mut builder = wireform::__rt::HttpBuilder::new("GET", "https://registrar.example");
    /// builder.secret_header("Authorization", "ApiKey MTIzNDU2");
    /// let request = builder.finish().into_http()?;
    /// assert!(request.headers()["authorization"].is_sensitive());
    /// # Ok::<(), http::Error>(())
    /// ```
    ///
    /// # Errors
    /// Fails if the URL is longer than the `http` crate accepts (65534 bytes). Everything else was checked before.
    pub fn into_http(self) -> Result<Request<Vec<u8>>, ::http::Error> {
        let mut builder = Request::builder()
            .method(self.method.as_str())
            .uri(self.url.as_str());
        for header in &self.headers {
            let mut value = HeaderValue::from_str(&header.value)?;
            value.set_sensitive(header.is_sensitive);
            builder = builder.header(header.name.as_str(), value);
        }
        builder.body(self.body)
    }
}

impl TryFrom<HttpRequest> for Request<Vec<u8>> {
    type Error = ::http::Error;

    fn try_from(request: HttpRequest) -> Result<Self, ::http::Error> {
        request.into_http()
    }
}
