//! An HTTP request, without a client to send it.
//!
//! In: what [`HttpBuilder`] was told; out: method, URL, headers and body for any client.
//! Which bytes are secret is kept beside them, so that nothing that formats shows one.

mod base64;
mod builder;
#[cfg(feature = "http")]
mod convert;

use std::fmt;
use std::ops::Range;

pub use builder::HttpBuilder;

use crate::encode::join;
use crate::encode::mask;

/// A request as it goes out. Its `Debug` shows no secret, no value of the query and of the
/// body the length only: queries and bodies carry personal data.
///
/// ```
/// use wireform::__rt::HttpBuilder;
///
/// let mut builder = HttpBuilder::new("GET", "https://registrar.example/v1");
/// builder.path("/contacts/");
/// builder.path_segment("a/b");
/// builder.query("api-key", "MTIzNDU2", true);
/// let request = builder.finish();
/// assert_eq!(request.url(), "https://registrar.example/v1/contacts/a%2Fb?api-key=MTIzNDU2");
/// assert_eq!(request.masked_url(), "https://registrar.example/v1/contacts/a%2Fb?api-key=***");
/// assert_eq!(
///     format!("{request:?}"),
///     r#"HttpRequest { method: "GET", url: "https://registrar.example/v1/contacts/a%2Fb?api-key=***", headers: [], body: 0 bytes }"#
/// );
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct HttpRequest {
    method: String,
    url: String,
    url_secrets: Vec<Range<usize>>,
    headers: Vec<Header>,
    body: Vec<u8>,
    body_secrets: Vec<Range<usize>>,
}

impl HttpRequest {
    /// The method: `POST`.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The absolute URL, secrets included: for a client, not for a log.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The URL with every secret replaced by `***`. What is left in a query may be personal
    /// data all the same.
    pub fn masked_url(&self) -> String {
        // Secrets are whole runs of ASCII, so what is left is text; were it not, nothing is lost.
        String::from_utf8_lossy(&mask(self.url.as_bytes(), &self.url_secrets)).into_owned()
    }

    /// Path and query, as a request line has them (RFC 9112 § 3.2.1): begins with `/`.
    pub fn path_and_query(&self) -> String {
        let rest = &self.url[self.authority().end..];
        if rest.starts_with('/') {
            rest.to_owned()
        } else {
            format!("/{rest}")
        }
    }

    /// Host and port, if the URL has one: the value of the `Host` header.
    pub fn host(&self) -> &str {
        &self.url[self.authority()]
    }

    fn authority(&self) -> Range<usize> {
        let start = self.url.find("://").map_or(0, |index| index + 3);
        let rest = &self.url[start..];
        start..start + rest.find(['/', '?', '#']).unwrap_or(rest.len())
    }

    /// The headers in the order in which they were added.
    pub fn headers(&self) -> impl Iterator<Item = &Header> {
        self.headers.iter()
    }

    /// Stands where somebody looks for it, to say which feature has it.
    #[cfg(not(feature = "http"))]
    #[doc(hidden)]
    pub fn into_http(self) -> std::convert::Infallible
    where
        for<'always> HttpRequest: crate::guide::HttpFeature,
    {
        crate::guide::HttpFeature::never(&self)
    }

    /// The first header of that name, in any case.
    pub fn header(&self, name: &str) -> Option<&Header> {
        self.headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name))
    }

    /// The body, secrets included.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body, by value.
    pub fn into_body(self) -> Vec<u8> {
        self.body
    }

    /// The body with every secret replaced by `***`. What is left is personal data all the same.
    pub fn masked_body(&self) -> Vec<u8> {
        mask(&self.body, &self.body_secrets)
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &without_query_values(&self.masked_url()))
            .field("headers", &self.headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// `***` in place of every value of the query.
fn without_query_values(url: &str) -> String {
    let Some((url, query)) = url.split_once('?') else {
        return url.to_owned();
    };
    let names = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) => format!("{name}=***"),
        None => "***".to_owned(),
    });
    format!("{url}?{}", join::joined(names, "&"))
}

/// A header. Its `Debug` masks the value of a sensitive one.
#[derive(Clone, PartialEq, Eq)]
pub struct Header {
    name: String,
    value: String,
    is_sensitive: bool,
}

impl Header {
    /// The name, as the provider spells it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value, also if it is sensitive.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Whether the value holds a secret.
    pub const fn is_sensitive(&self) -> bool {
        self.is_sensitive
    }
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.is_sensitive {
            "***"
        } else {
            &self.value
        };
        write!(f, "{}: {value}", self.name)
    }
}
