//! A response as a transport received it.

use std::fmt;

use wireform::response::ResponseParts;

/// A response as a transport received it: status, headers and body.
///
/// `Debug` shows the names of the headers and the length of the body, because a response can repeat the request.
///
/// # Examples
/// ```
/// use wireform_client::Received;
///
/// let received = Received::new(429, b"slow down".to_vec()).with_header("Retry-After", "120");
/// assert_eq!(received.header("retry-after"), Some(&b"120"[..]));
/// assert_eq!(
///     format!("{received:?}"),
///     r#"Received { status: 429, headers: ["Retry-After"], body: 9 bytes }"#
/// );
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Received {
    status: u16,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

impl Received {
    /// Makes a response without headers.
    #[must_use]
    pub const fn new(status: u16, body: Vec<u8>) -> Self {
        Received {
            status,
            headers: Vec::new(),
            body,
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<Vec<u8>>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Returns the status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// Returns the first value of a header. Letter case of the name does not matter.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&[u8]> {
        let mut headers = self.headers.iter();
        headers
            .find(|(it, _)| it.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_slice())
    }

    /// Returns the names and values of the headers.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let headers = self.headers.iter();
        headers.map(|(name, value)| (name.as_str(), value.as_slice()))
    }

    /// Returns the body, which can contain personal data.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Borrows the response for a decoder.
    #[must_use]
    pub fn parts(&self) -> ResponseParts<'_> {
        ResponseParts::new(self.status, &self.body).with_headers(self.headers())
    }

    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    pub(super) fn body_mut(&mut self) -> &mut Vec<u8> {
        &mut self.body
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers().map(|(name, _)| name).collect();
        f.debug_struct("Received")
            .field("status", &self.status)
            .field("headers", &names)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
