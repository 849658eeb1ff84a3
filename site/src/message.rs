//! Writes a request as an HTTP message or as a curl command, for people.

use std::borrow::Cow;

use wireform::HttpRequest;

use crate::account::visible;

/// The text in place of a secret.
pub const MASK: &str = "***";

/// Whether secrets are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// [`MASK`] is written in their place.
    Masked,
    /// They are written, because a person asked for them.
    Shown,
}

/// Returns a request as an HTTP message: the request line in origin form, header lines, an empty line, and the body (RFC 9112).
#[must_use]
pub fn http(request: &HttpRequest, secrets: Secrets) -> Vec<u8> {
    PrintedRequest { request, secrets }.http()
}

/// Returns a command of a POSIX shell that sends the request with curl.
#[must_use]
pub fn curl(request: &HttpRequest, secrets: Secrets) -> Vec<u8> {
    PrintedRequest { request, secrets }.curl()
}

/// Returns a message as text: its line ends are line feeds, and invisible characters are written as code points.
pub(crate) fn readable(message: &[u8]) -> String {
    visible(&String::from_utf8_lossy(message).replace("\r\n", "\n"))
}

/// A request, and whether its secrets are printed.
struct PrintedRequest<'a> {
    request: &'a HttpRequest,
    secrets: Secrets,
}

impl PrintedRequest<'_> {
    fn url(&self) -> Cow<'_, str> {
        match self.secrets {
            Secrets::Shown => self.request.url().into(),
            Secrets::Masked => self.request.masked_url().into(),
        }
    }

    fn body(&self) -> Cow<'_, [u8]> {
        match self.secrets {
            Secrets::Shown => self.request.body().into(),
            Secrets::Masked => self.request.masked_body().into(),
        }
    }

    /// Returns the headers as pairs of name and value.
    fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.request.headers().map(|header| {
            let masked = header.is_sensitive() && self.secrets == Secrets::Masked;
            (header.name(), if masked { MASK } else { header.value() })
        })
    }

    fn http(&self) -> Vec<u8> {
        let url = self.url();
        let mut head = format!(
            "{} {} HTTP/1.1\r\n",
            self.request.method(),
            origin_form(&url)
        );
        head.push_str(&format!("Host: {}\r\n", self.request.host()));
        for (name, value) in self.headers() {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let body = self.body();
        let length = body.len();
        if length > 0 || expects_body(self.request.method()) {
            // This is the length of the printed body. The length of the real body would reveal that of a masked secret.
            head.push_str(&format!("Content-Length: {length}\r\n"));
        }
        head.push_str("\r\n");
        let mut message = head.into_bytes();
        message.extend_from_slice(&body);
        message
    }

    fn curl(&self) -> Vec<u8> {
        let mut command = b"curl --globoff --request ".to_vec();
        command.extend(shell_word(self.request.method().as_bytes()));
        for (name, value) in self.headers() {
            // A name and a colon without a value would remove the header.
            let header = if value.is_empty() {
                format!("{name};")
            } else {
                format!("{name}: {value}")
            };
            command.extend_from_slice(b" \\\n  --header ");
            command.extend(shell_word(header.as_bytes()));
        }
        let body = self.body();
        if !body.is_empty() {
            // `--data-binary` would read a leading @ as the name of a file.
            command.extend_from_slice(b" \\\n  --data-raw ");
            command.extend(shell_word(&body));
        }
        command.extend_from_slice(b" \\\n  --url ");
        let url = self.url();
        command.extend(shell_word(url.as_bytes()));
        command.push(b'\n');
        command
    }
}

/// Returns whether a message of this method has a Content-Length even without a body (RFC 9110, section 8.6).
fn expects_body(method: &str) -> bool {
    matches!(method, "POST" | "PUT" | "PATCH")
}

/// Returns path and query of a URL.
fn origin_form(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    match rest.find(['/', '?']) {
        Some(at) if rest[at..].starts_with('/') => rest[at..].to_owned(),
        Some(at) => format!("/{}", &rest[at..]),
        None => "/".to_owned(),
    }
}

/// Quotes a text as one word of a POSIX shell.
fn shell_word(text: &[u8]) -> Vec<u8> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_./:".contains(byte);
    if !text.is_empty() && text.iter().all(plain) {
        return text.to_vec();
    }
    let mut word = vec![b'\''];
    for &byte in text {
        match byte {
            b'\'' => word.extend_from_slice(b"'\\''"),
            byte => word.push(byte),
        }
    }
    word.push(b'\'');
    word
}

#[cfg(test)]
mod tests {
    use super::{origin_form, shell_word};

    #[test]
    fn quotes_any_text_as_one_word() {
        for (text, word) in [
            ("POST", "POST"),
            ("", "''"),
            ("a b", "'a b'"),
            ("it's", "'it'\\''s'"),
            ("$(reboot) `x` \"y\" \\ !", "'$(reboot) `x` \"y\" \\ !'"),
            ("two\nlines", "'two\nlines'"),
        ] {
            assert_eq!(shell_word(text.as_bytes()), word.as_bytes(), "{text}");
        }
    }

    #[test]
    fn origin_form_is_path_and_query() {
        for (url, form) in [
            ("https://a.example", "/"),
            ("https://a.example/x/y?z=1", "/x/y?z=1"),
            ("https://a.example?z=/1", "/?z=/1"),
            ("http://localhost:8080/", "/"),
        ] {
            assert_eq!(origin_form(url), form, "{url}");
        }
    }
}
