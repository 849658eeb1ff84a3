//! The parts of an HTTP response, borrowed from the caller's HTTP client.

use std::fmt;

/// The parts of an HTTP response: status, headers and body.
///
/// The body has to be complete, without a transfer or content encoding. `Debug` shows the names of the headers and the length
/// of the body.
///
/// # Examples
/// ```
/// use wireform::response::ResponseParts;
///
/// let parts = ResponseParts::new(429, b"").with_header("Retry-After", "120");
/// assert_eq!(parts.header("retry-after"), Some(&b"120"[..]));
/// ```
#[derive(Clone)]
pub struct ResponseParts<'r> {
    status: u16,
    headers: Vec<(&'r str, &'r [u8])>,
    body: &'r [u8],
    size_limit: usize,
}

/// The default limit of a body, in bytes.
const SIZE_LIMIT: usize = 16 * 1024 * 1024;

impl<'r> ResponseParts<'r> {
    /// Makes the parts of a response without headers.
    #[must_use]
    pub const fn new(status: u16, body: &'r [u8]) -> Self {
        ResponseParts {
            status,
            headers: Vec::new(),
            body,
            size_limit: SIZE_LIMIT,
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header<V: AsRef<[u8]> + ?Sized>(mut self, name: &'r str, value: &'r V) -> Self {
        self.headers.push((name, value.as_ref()));
        self
    }

    /// Adds headers.
    ///
    /// # Examples
    /// ```
    /// use wireform::response::ResponseParts;
    ///
    /// let headers = [("Content-Type", "application/json"), ("x-process-id", "42")];
    /// let parts = ResponseParts::new(202, b"{}").with_headers(headers);
    /// assert_eq!(parts.headers().count(), 2);
    /// ```
    #[must_use]
    pub fn with_headers<V: AsRef<[u8]> + ?Sized + 'r>(
        mut self,
        headers: impl IntoIterator<Item = (&'r str, &'r V)>,
    ) -> Self {
        let headers = headers.into_iter();
        self.headers
            .extend(headers.map(|(name, value)| (name, value.as_ref())));
        self
    }

    /// Sets the limit of the body's size in bytes. A larger body is not read. The default is 16 MiB.
    #[must_use]
    pub const fn with_size_limit(mut self, bytes: usize) -> Self {
        self.size_limit = bytes;
        self
    }

    /// Returns the status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// Returns the first value of a header. Letter case of the name does not matter.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&'r [u8]> {
        let mut headers = self.headers();
        headers
            .find(|(it, _)| it.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// Returns the names and values of the headers.
    pub fn headers(&self) -> impl Iterator<Item = (&'r str, &'r [u8])> {
        self.headers.iter().copied()
    }

    /// Returns the body.
    #[must_use]
    pub const fn body(&self) -> &'r [u8] {
        self.body
    }

    /// Returns the limit of the body's size in bytes.
    #[must_use]
    pub const fn size_limit(&self) -> usize {
        self.size_limit
    }
}

impl fmt::Debug for ResponseParts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers().map(|(name, _)| name).collect();
        f.debug_struct("ResponseParts")
            .field("status", &self.status)
            .field("headers", &names)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

#[cfg(feature = "http")]
impl<'r, B: AsRef<[u8]>> From<&'r ::http::Response<B>> for ResponseParts<'r> {
    fn from(response: &'r ::http::Response<B>) -> Self {
        let headers = response.headers().iter();
        ResponseParts::new(response.status().as_u16(), response.body().as_ref())
            .with_headers(headers.map(|(name, value)| (name.as_str(), value.as_bytes())))
    }
}
