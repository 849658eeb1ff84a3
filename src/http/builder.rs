//! Builds HTTP requests from literals of a schema and checked values.
//!
//! Every value is escaped here, for the part of the request that it goes to.

use super::base64;
use super::{Header, HttpRequest};
use crate::encode::pairs::{Pairs, query_encode};
use crate::encode::{Body, join};
use crate::sign::{Escape, without_parameters};
use crate::uri::normalize_server;

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
    /// The pairs of the body; none if the body is not a form.
    form: Option<Pairs>,
}

impl HttpBuilder {
    /// Starts a request to the URL of a server, which may have a path. Scheme and host are written in lower case and the default
    /// port is left out (RFC 3986 § 6.2.2.1 and § 6.2.3), as clients send them, so that signatures cover what is sent.
    pub fn new(method: &str, server: &str) -> Self {
        HttpBuilder {
            method: method.to_owned(),
            server: normalize_server(server),
            path: Body::new(),
            query: Body::new(),
            pairs: Pairs::query(),
            has_query: false,
            headers: Vec::new(),
            body: Body::new(),
            form: None,
        }
    }

    /// Escapes the parameters of the query as a form does. Parameters that were added before stay as they are.
    pub fn form_query(&mut self) {
        self.pairs = Pairs::form();
        if !self.query.is_empty() {
            self.pairs.skip_first();
        }
    }

    /// Sets how the pairs of a form in the body are escaped; none if the body is not a form. Computed parameters go to a form,
    /// and else to the query.
    pub fn form_body(&mut self, escape: Option<Escape>) {
        self.form = escape.map(|escape| match escape {
            Escape::Rfc3986 => Pairs::query(),
            Escape::Form => Pairs::form(),
        });
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
        self.query.append(&query);
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

    /// Appends the items of a list to the path, each as a segment.
    pub fn path_segments<S: AsRef<str>>(
        &mut self,
        items: impl IntoIterator<Item = S>,
        secret: bool,
    ) {
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.path("/");
            }
            match secret {
                true => self.secret_path_segment(item.as_ref()),
                false => self.path_segment(item.as_ref()),
            }
        }
    }

    /// Sets the body and adds its `Content-Type`, unless a parameter is this header.
    pub fn body(&mut self, content_type: &str, body: Body) {
        if !self.has_header("Content-Type") {
            self.header("Content-Type", content_type);
        }
        self.body = body;
    }

    /// Adds a cookie to the header `Cookie`.
    pub fn cookie(&mut self, name: &str, value: &str, secret: bool) {
        let pair = join::joined([name, value], "=");
        let mut headers = self.headers.iter_mut();
        match headers.find(|header| header.name.eq_ignore_ascii_case("cookie")) {
            Some(header) => {
                header.value = join::joined([header.value.as_str(), &pair], "; ");
                header.is_sensitive |= secret;
            }
            None => self.push_header("Cookie", pair, secret),
        }
    }

    /// Adds a parameter that a step of the authentication computed: to the body if it is a form, else to the query.
    pub fn computed_parameter(&mut self, name: &str, value: &str, secret: bool) {
        let Some(form) = &mut self.form else {
            return self.query(name, value, secret);
        };
        if !self.body.is_empty() {
            form.skip_first();
        }
        if secret {
            form.secret_pair(&mut self.body, name, value);
        } else {
            form.pair(&mut self.body, name, value);
        }
    }

    /// Makes a builder of a request that is already encoded.
    pub(crate) fn of_parts(
        method: &str,
        url: &str,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    ) -> Self {
        let url = url.split_once('#').map_or(url, |(url, _)| url);
        let authority = url.find("://").map_or(0, |index| index + 3);
        let end = url[authority..]
            .find(['/', '?'])
            .map_or(url.len(), |at| authority + at);
        let (server, rest) = url.split_at(end);
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (rest, None),
        };
        let mut builder = HttpBuilder::new(method, server);
        builder.path.raw(path);
        if let Some(query) = query {
            builder.has_query = true;
            builder.query.raw(query);
            if !query.is_empty() {
                builder.pairs.skip_first();
            }
        }
        for (name, value) in headers {
            // The schema does not know which headers of the caller are secret.
            builder.push_header(&name, value, true);
        }
        builder.body = Body::after(body);
        let is_form = builder.has_content_type_of_form();
        builder.form_body(is_form.then_some(Escape::Form));
        builder
    }

    /// Removes headers, parameters and cookies by name, so that the steps that compute them can add them anew.
    pub fn remove_computed(&mut self, headers: &[&str], parameters: &[&str], cookies: &[&str]) {
        self.headers.retain_mut(|header| {
            if header.name.eq_ignore_ascii_case("cookie") && !cookies.is_empty() {
                header.value = without_cookies(&header.value, cookies);
                if header.value.is_empty() {
                    return false;
                }
            }
            let mut names = headers.iter();
            !names.any(|name| header.name.eq_ignore_ascii_case(name))
        });
        if parameters.is_empty() {
            return;
        }
        let query = self.query.as_bytes();
        let kept = without_parameters(query, self.pairs.is_form(), parameters);
        if kept.len() < query.len() {
            self.has_query = !kept.is_empty();
            let is_form = self.pairs.is_form();
            self.pairs = if is_form {
                Pairs::form()
            } else {
                Pairs::query()
            };
            if self.has_query {
                self.pairs.skip_first();
            }
            self.query = Body::after(kept);
        }
        if let Some(form) = &self.form {
            let kept = without_parameters(self.body.as_bytes(), form.is_form(), parameters);
            if kept.len() < self.body.as_bytes().len() {
                self.body = Body::after(kept);
            }
        }
    }

    /// Returns the method.
    pub fn call_method(&self) -> &str {
        &self.method
    }

    /// Returns the URL so far.
    pub fn call_url(&self) -> String {
        self.url_body().into_text()
    }

    /// Returns the path of the URL as it is sent: `/` if it is empty.
    pub fn call_path(&self) -> String {
        let url = self.call_url();
        let authority = url.find("://").map_or(0, |index| index + 3);
        let rest = &url[authority..];
        let rest = rest.split_once('?').map_or(rest, |(rest, _)| rest);
        let path = rest.find('/').map_or("", |at| &rest[at..]);
        if path.is_empty() {
            "/".to_owned()
        } else {
            path.to_owned()
        }
    }

    /// Returns the query so far, without its question mark.
    pub fn call_query(&self) -> &str {
        std::str::from_utf8(self.query.as_bytes()).unwrap_or_default()
    }

    /// Returns the body.
    pub fn call_body(&self) -> &[u8] {
        self.body.as_bytes()
    }

    /// Returns host and port of the server, without user information.
    pub(crate) fn call_host(&self) -> &str {
        let authority = self.server.find("://").map_or(0, |index| index + 3);
        let rest = &self.server[authority..];
        let authority = rest.find('/').map_or(rest, |at| &rest[..at]);
        authority
            .rsplit_once('@')
            .map_or(authority, |(_, host)| host)
    }

    /// Returns whether the query is escaped as a form.
    pub(crate) const fn is_form_query(&self) -> bool {
        self.pairs.is_form()
    }

    /// Returns the headers so far.
    pub(crate) fn call_headers(&self) -> &[Header] {
        &self.headers
    }

    /// Returns whether the body is a form.
    pub(crate) const fn has_form(&self) -> bool {
        self.form.is_some()
    }

    /// Returns whether a header of this name was added.
    fn has_header(&self, name: &str) -> bool {
        let mut headers = self.headers.iter();
        headers.any(|it| it.name.eq_ignore_ascii_case(name))
    }

    /// Returns whether the header `Content-Type` is that of a form.
    fn has_content_type_of_form(&self) -> bool {
        const FORM: &str = "application/x-www-form-urlencoded";
        let mut headers = self.headers.iter();
        let content_type = headers.find(|it| it.name.eq_ignore_ascii_case("content-type"));
        content_type.is_some_and(|header| {
            let essence = header.value.split(';').next().unwrap_or_default();
            essence.trim().eq_ignore_ascii_case(FORM)
        })
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
        let (url, url_secrets) = self.url_body().into_parts();
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

    fn url_body(&self) -> Body {
        // If the server ends with a slash and the path begins with one, the URL has only one of them.
        let doubled = self.server.ends_with('/') && self.path.as_bytes().starts_with(b"/");
        let server = &self.server[..self.server.len() - usize::from(doubled)];
        let mut url = Body::new();
        url.raw(server);
        url.append(&self.path);
        if self.has_query {
            url.raw("?");
            url.append(&self.query);
        }
        url
    }
}

/// Returns the value of a header `Cookie` without the cookies of these names.
fn without_cookies(value: &str, names: &[&str]) -> String {
    let is_kept = |cookie: &&str| {
        let name = cookie.split_once('=').map_or(*cookie, |(name, _)| name);
        !names.contains(&name)
    };
    let kept: Vec<&str> = value.split(';').map(str::trim).filter(is_kept).collect();
    kept.join("; ")
}
