//! Builds HTTP requests from literals of a schema and checked values.
//!
//! Every value is escaped here, for the part of the request that it goes to.

use super::base64;
use super::{Header, HttpRequest};
use crate::encode::pairs::{Pairs, query_encode};
use crate::encode::{Body, join};

/// Builds a request. The parts of the path must be added in order. Everything else can be added at any time.
///
/// ```
/// use wireform::__rt::{Body, HttpBuilder};
///
/// let mut builder = HttpBuilder::new("PUT", "https://registrar.example/v1/");
/// builder.path("/contacts/");
/// builder.path_segment("JD4711");
/// builder.basic("user", "password");
/// let mut body = Body::new();
/// body.raw("{}");
/// builder.body("application/json", body);
/// let request = builder.finish();
/// assert_eq!(request.path_and_query(), "/v1/contacts/JD4711");
/// assert_eq!(request.host(), "registrar.example");
/// ```
#[derive(Debug)]
pub struct HttpBuilder {
    method: String,
    server: String,
    path: Body,
    query: Body,
    pairs: Pairs,
    has_query: bool,
    headers: Vec<Header>,
    body: Body,
}

impl HttpBuilder {
    /// Starts a request to the URL of a server, which may have a path.
    pub fn new(method: &str, server: &str) -> Self {
        HttpBuilder {
            method: method.to_owned(),
            server: server.to_owned(),
            path: Body::new(),
            query: Body::new(),
            pairs: Pairs::query(),
            has_query: false,
            headers: Vec::new(),
            body: Body::new(),
        }
    }

    /// Appends a literal of the schema to the path, as it is.
    pub fn path(&mut self, literal: &str) {
        self.path.raw(literal);
    }

    /// Appends a value to the path. All characters except unreserved ones are percent-encoded, including `/` (RFC 3986 § 2.3).
    pub fn path_segment(&mut self, value: &str) {
        query_encode(&mut self.path, value);
    }

    /// Appends a secret value to the path, as [`HttpBuilder::path_segment`] does.
    pub fn secret_path_segment(&mut self, value: &str) {
        self.path.secret(|path| query_encode(path, value));
    }

    /// Appends a parameter to the query.
    pub fn query(&mut self, name: &str, value: &str, secret: bool) {
        self.has_query = true;
        if secret {
            self.pairs.secret_pair(&mut self.query, name, value);
        } else {
            self.pairs.pair(&mut self.query, name, value);
        }
    }

    /// Appends a whole query that is already encoded, for a binding that sends the fields in the query string.
    pub fn query_body(&mut self, query: Body) {
        if query.is_empty() {
            return;
        }
        if self.has_query {
            self.query.raw("&");
        }
        self.has_query = true;
        self.pairs.skip_first();
        self.query.append(query);
    }

    /// Adds a header.
    pub fn header(&mut self, name: &str, value: &str) {
        self.push_header(name, value.to_owned(), false);
    }

    /// Adds a header that holds a secret.
    pub fn secret_header(&mut self, name: &str, value: &str) {
        self.push_header(name, value.to_owned(), true);
    }

    /// Adds `Authorization` for basic authentication (RFC 7617), in UTF-8. The user contains no colon, because its check refuses
    /// colons.
    pub fn basic(&mut self, user: &str, password: &str) {
        let pair = join::joined([user, password], ":");
        let value = format!("Basic {}", base64::encode(pair.as_bytes()));
        self.push_header("Authorization", value, true);
    }

    /// Sets the body and adds its `Content-Type`.
    pub fn body(&mut self, content_type: &str, body: Body) {
        self.header("Content-Type", content_type);
        self.body = body;
    }

    fn push_header(&mut self, name: &str, value: String, is_sensitive: bool) {
        self.headers.push(Header {
            name: name.to_owned(),
            value,
            is_sensitive,
        });
    }

    /// Returns the request.
    pub fn finish(self) -> HttpRequest {
        // If the server ends with a slash and the path begins with one, the URL has only one of them.
        let doubled = self.server.ends_with('/') && self.path.as_bytes().starts_with(b"/");
        let server = &self.server[..self.server.len() - usize::from(doubled)];
        let mut url = Body::new();
        url.raw(server);
        url.append(self.path);
        if self.has_query {
            url.raw("?");
            url.append(self.query);
        }
        let (url, url_secrets) = url.into_parts();
        let (body, body_secrets) = self.body.into_parts();
        HttpRequest {
            method: self.method,
            // Only texts were written, so the bytes are UTF-8.
            url: String::from_utf8(url).unwrap_or_default(),
            url_secrets,
            headers: self.headers,
            body,
            body_secrets,
        }
    }
}
