//! Texts that HTTP has rules for: header names and values, paths, URLs, content types.

use super::codes;
use super::space::printable;
use super::state::Resolver;
use crate::source::{Diagnostic, Span, closest};
use crate::syntax::Text;

/// The methods of the IANA registry "HTTP Methods" (RFC 9110, section 16.1). Those that a request for a path cannot have are
/// left out: `CONNECT`, `PRI` and `*`. The usual ones come first, because a suggestion takes the first of equally near ones.
const METHODS: &[&str] = &[
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "HEAD",
    "OPTIONS",
    "TRACE",
    "ACL",
    "BASELINE-CONTROL",
    "BIND",
    "CHECKIN",
    "CHECKOUT",
    "COPY",
    "LABEL",
    "LINK",
    "LOCK",
    "MERGE",
    "MKACTIVITY",
    "MKCALENDAR",
    "MKCOL",
    "MKREDIRECTREF",
    "MKWORKSPACE",
    "MOVE",
    "ORDERPATCH",
    "PROPFIND",
    "PROPPATCH",
    "QUERY",
    "REBIND",
    "REPORT",
    "SEARCH",
    "UNBIND",
    "UNCHECKOUT",
    "UNLINK",
    "UNLOCK",
    "UPDATE",
    "UPDATEREDIRECTREF",
    "VERSION-CONTROL",
];

/// A part of `http:` before its parameters are looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Text as it is.
    Literal(String),
    /// `{name}`.
    Parameter(String),
}

impl Resolver<'_> {
    /// A header's name must be a token.
    pub(super) fn header_name(&mut self, name: &Text) {
        let help = match name.to_ascii_lowercase().as_str() {
            _ if !is_token(name) => {
                self.error_help(
                    codes::HEADER_NAME,
                    name.span,
                    format!("`{}` is no header name", printable(name)),
                    "a header name has letters, digits and `-`",
                );
                return;
            }
            "content-type" => "give `content_type:`",
            "host" | "content-length" | "transfer-encoding" | "connection" => {
                "the HTTP client sets it"
            }
            _ => return,
        };
        self.error_help(
            codes::DUPLICATE_HEADER,
            name.span,
            format!("the header `{}` is not set here", printable(name)),
            help,
        );
    }

    /// A constant header value.
    pub(super) fn header_value(&mut self, value: &Text) {
        if !is_header_value(value) {
            self.error_help(
                codes::HEADER_VALUE,
                value.span,
                "a header value holds printable ASCII only, without spaces at its ends",
                "take out line ends and other characters",
            );
        }
    }

    /// A content type.
    pub(super) fn content_type(&mut self, text: &Text) {
        let (media, _) = text.split_once(';').unwrap_or((text.as_str(), ""));
        let fits = media
            .trim_end()
            .split_once('/')
            .is_some_and(|(kind, sub)| is_token(kind) && is_token(sub));
        if !fits || !is_header_value(text) {
            self.error_help(
                codes::CONTENT_TYPE,
                text.span,
                format!("`{}` is no content type", printable(text)),
                "write it like `application/json`",
            );
        }
    }

    /// `http:`, taken apart: the method and the parts of the path.
    pub(super) fn http_line(&mut self, text: &Text) -> Option<(String, Vec<Part>)> {
        let (method, path) = match text.split_once(' ') {
            Some((method, path)) => (method, path.trim()),
            None => (text.as_str(), ""),
        };
        if !METHODS.contains(&method) {
            self.unknown_method(method, text.span);
            return None;
        }
        if !path.is_empty() && !path.starts_with('/') {
            self.error_help(
                codes::HTTP_LINE,
                text.span,
                format!("the path `{}` does not begin with `/`", printable(path)),
                format!("write `{method} /{}`", printable(path)),
            );
            return None;
        }
        self.path_parts(path, text.span)
            .map(|parts| (method.to_owned(), parts))
    }

    /// Says that a method is not registered, and which one was likely meant.
    fn unknown_method(&mut self, method: &str, span: Span) {
        let meant = closest(method, METHODS.iter().copied());
        let help = match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write a method and a path, for example `POST /contacts/{handle}`".to_owned(),
        };
        self.error_help(
            codes::HTTP_LINE,
            span,
            format!("`{}` is not a registered HTTP method", printable(method)),
            help,
        );
    }

    fn path_parts(&mut self, path: &str, span: Span) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let mut rest = path;
        while !rest.is_empty() {
            let literal = rest.find('{').unwrap_or(rest.len());
            if literal > 0 {
                if let Err(problem) = check_path(&rest[..literal]) {
                    let diagnostic = Diagnostic::error(codes::PATH_CHARACTER, span, problem.0);
                    self.diagnostics.push(match problem.1 {
                        Some(help) => diagnostic.help(help),
                        None => diagnostic,
                    });
                    return None;
                }
                parts.push(Part::Literal(rest[..literal].to_owned()));
                rest = &rest[literal..];
                continue;
            }
            let Some(end) = rest.find('}') else {
                self.error_help(
                    codes::HTTP_LINE,
                    span,
                    "a `{` in the path is not closed",
                    "close it with `}`",
                );
                return None;
            };
            parts.push(Part::Parameter(rest[1..end].to_owned()));
            rest = &rest[end + 1..];
        }
        Some(parts)
    }
}

/// Whether a text is a token of RFC 9110.
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Whether a text can be the whole value of a header.
pub(super) fn is_header_value(text: &str) -> bool {
    text.bytes()
        .all(|b| b == b'\t' || (b' '..=b'~').contains(&b))
        && text.trim_matches([' ', '\t']) == text
}

/// The literal part of a path: what is wrong with it, and what helps.
fn check_path(text: &str) -> Result<(), (String, Option<&'static str>)> {
    if text
        .split('/')
        .any(|segment| segment == "." || segment == "..")
    {
        return Err((
            "a path cannot hold `.` or `..` as a segment".to_owned(),
            None,
        ));
    }
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        let help = match c {
            '%' if bytes
                .get(at + 1..at + 3)
                .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)) =>
            {
                continue;
            }
            _ if c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/".contains(c) => continue,
            '?' => Some("parameters of the query string are entries of `params:` with `in: query`"),
            '}' => Some("parameters are written `{name}`"),
            _ => Some("characters that a path cannot hold are written `%XX`"),
        };
        let shown = printable(c.encode_utf8(&mut [0; 4]));
        return Err((format!("a path cannot hold `{shown}`"), help));
    }
    Ok(())
}

/// Whether a text is the URL of a server; says why not.
pub(super) fn check_server(url: &str) -> Result<(), String> {
    let Some(rest) = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
    else {
        return Err("it begins with neither `https://` nor `http://`".to_owned());
    };
    if let Some(c) = rest.chars().find(|c| matches!(c, '?' | '#' | '@')) {
        let what = match c {
            '?' => "a query",
            '#' => "a fragment",
            _ => "a user",
        };
        return Err(format!("it has {what}"));
    }
    let (authority, path) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let ipv6 = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .is_some_and(|host| host.parse::<std::net::Ipv6Addr>().is_ok());
    if host.is_empty() || !(ipv6 || host.chars().all(plain)) {
        return Err("it has no valid host".to_owned());
    }
    if port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return Err("its port is no number".to_owned());
    }
    check_path(path).map_err(|problem| problem.0)
}

#[cfg(test)]
mod tests {
    use super::{check_server, is_token};

    #[test]
    fn servers() {
        for (url, ok) in [
            ("https://api.example.com", true),
            ("http://localhost:8080/v1", true),
            ("https://[::1]:1/", true),
            ("https://demo.example.com/gateway/", true),
            ("ftp://example.com", false),
            ("https://", false),
            ("https://a b", false),
            ("https://u@example.com", false),
            ("https://example.com?x", false),
            ("https://example.com/#x", false),
            ("https://example.com:x", false),
            ("https://example.com/../x", false),
            ("https://example.com/\n", false),
        ] {
            assert_eq!(check_server(url).is_ok(), ok, "{url}");
        }
        assert!(is_token("X-A") && !is_token("") && !is_token("a b") && !is_token("ä"));
    }
}
