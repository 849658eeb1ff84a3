//! HTTP requests for any client: method, URL, headers and body.
//!
//! A request knows which of its bytes are secret, so that formatting it shows none of them.

mod base64;
mod builder;
#[cfg(feature = "http")]
mod convert;

use std::fmt;
use std::ops::Range;

pub(crate) use base64::encode as base64;
pub use builder::HttpBuilder;

use crate::encode::join;
use crate::encode::mask;

/// An HTTP request that is ready to be sent.
///
/// `Debug` shows no secret, no value of the query, and only the length of the body, because queries and bodies contain
/// personal data.
///
/// # Examples
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
    /// Returns the method: `POST`.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Returns the absolute URL with its secrets. Do not log it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the URL with every secret replaced by `***`. The rest of a query may still be personal data.
    pub fn masked_url(&self) -> String {
        // Secrets are whole runs of ASCII, so the rest is UTF-8.
        String::from_utf8_lossy(&mask(self.url.as_bytes(), &self.url_secrets)).into_owned()
    }

    /// Returns the URL for a log: every secret and every value of the query is replaced by `***`.
    pub fn redacted_url(&self) -> String {
        without_query_values(&self.masked_url())
    }

    /// Returns path and query as a request line has them (RFC 9112 § 3.2.1). The result begins with `/`.
    pub fn path_and_query(&self) -> String {
        let rest = &self.url[self.authority().end..];
        if rest.starts_with('/') {
            rest.to_owned()
        } else {
            format!("/{rest}")
        }
    }

    /// Returns the host, with the port if the URL has one: the value of the `Host` header.
    pub fn host(&self) -> &str {
        &self.url[self.authority()]
    }

    fn authority(&self) -> Range<usize> {
        let start = self.url.find("://").map_or(0, |index| index + 3);
        let rest = &self.url[start..];
        start..start + rest.find(['/', '?', '#']).unwrap_or(rest.len())
    }

    /// Returns the headers in the order in which they were added.
    pub fn headers(&self) -> impl Iterator<Item = &Header> {
        self.headers.iter()
    }

    /// Exists for its error message, which names the feature.
    #[cfg(not(feature = "http"))]
    #[doc(hidden)]
    pub fn into_http(self) -> std::convert::Infallible
    where
        for<'always> HttpRequest: crate::guide::HttpFeature,
    {
        crate::guide::HttpFeature::never(&self)
    }

    /// Returns the first header of a name, ignoring case.
    pub fn header(&self, name: &str) -> Option<&Header> {
        self.headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name))
    }

    /// Returns the body with its secrets.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Returns the body by value.
    pub fn into_body(self) -> Vec<u8> {
        self.body
    }

    /// Returns the body with every secret replaced by `***`. The rest is still personal data.
    pub fn masked_body(&self) -> Vec<u8> {
        mask(&self.body, &self.body_secrets)
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &self.redacted_url())
            .field("headers", &self.headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// Replaces every value of a query by `***`.
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

/// A header. `Debug` masks a sensitive value.
///
/// # Examples
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let valid = ContactUpdate::new("JD4711").into_valid(&com(), &Policy::new())?;
/// let request = valid.to_http(&ApiServer::Production, &credentials("MTIzNDU2")?);
/// let header = request.headers().find(|header| header.is_sensitive()).unwrap();
/// assert_eq!((header.name(), header.value()), ("Authorization", "ApiKey MTIzNDU2"));
/// assert_eq!(format!("{header:?}"), "Authorization: ***");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Header {
    name: String,
    value: String,
    is_sensitive: bool,
}

impl Header {
    /// Returns the name as the provider spells it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the value, even if it is sensitive.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Returns whether the value contains a secret.
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
