//! Checks the texts that HTTP has rules for: header names and values, paths, URLs and content types.

use super::diagnostics::{HttpDiagnostic, PathHint, ServerProblem};
use super::resolver::Resolver;
use crate::source::{Quoted, Span, closest};
use crate::syntax::Text;

/// The methods of the IANA registry "HTTP Methods" (RFC 9110, section 16.1), except `CONNECT`, `PRI` and `*`, which a request for
/// a path cannot have. Common methods come first, because a suggestion takes the first of equally similar names.
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

/// A part of the path in `http`, before its parameters are resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RawPathPart {
    /// Literal text.
    Literal(String),
    /// A parameter, `{name}`.
    Parameter(String),
}

/// The headers that the client of a connection sets: the host, the framing of the message, and what concerns this connection
/// only (RFC 9110, section 7.6.1; RFC 9112, section 6).
pub(super) const CLIENT_HEADERS: [&str; 9] = [
    "Host",
    "Content-Length",
    "Transfer-Encoding",
    "Connection",
    "Keep-Alive",
    "Proxy-Connection",
    "TE",
    "Trailer",
    "Upgrade",
];

impl Resolver<'_> {
    /// Checks the name of a header, which must be a token.
    pub(super) fn check_header_name(&mut self, name: &Text) {
        let shown = Quoted::from(name.as_str());
        let diagnostic = match name.to_ascii_lowercase().as_str() {
            _ if !is_token(name) => HttpDiagnostic::HeaderName { name: shown },
            "content-type" => HttpDiagnostic::HeaderOfContentType { name: shown },
            lower
                if CLIENT_HEADERS
                    .iter()
                    .any(|it| it.eq_ignore_ascii_case(lower)) =>
            {
                HttpDiagnostic::HeaderOfClient { name: shown }
            }
            _ => return,
        };
        self.report(diagnostic.at(name.span));
    }

    /// Checks the constant value of a header.
    pub(super) fn check_header_value(&mut self, value: &Text) {
        if !is_header_value(value) {
            self.report(HttpDiagnostic::HeaderValue.at(value.span));
        }
    }

    /// Checks a content type.
    pub(super) fn check_content_type(&mut self, text: &Text) {
        let (media, _) = text.split_once(';').unwrap_or((text.as_str(), ""));
        let is_media_type = media
            .trim_end()
            .split_once('/')
            .is_some_and(|(kind, sub)| is_token(kind) && is_token(sub));
        if !is_media_type || !is_header_value(text) {
            let shown = Quoted::from(text.as_str());
            self.report(HttpDiagnostic::ContentType { text: shown }.at(text.span));
        }
    }

    /// Parses `http`: the method and the parts of the path. A line that is missing or could not be read is empty, and was reported.
    pub(super) fn parse_http_line(&mut self, text: &Text) -> Option<(String, Vec<RawPathPart>)> {
        if text.is_empty() {
            return None;
        }
        let (method, path) = match text.split_once(' ') {
            Some((method, path)) => (method, path.trim()),
            None => (text.as_str(), ""),
        };
        if !METHODS.contains(&method) {
            let unknown = HttpDiagnostic::UnknownMethod {
                method: method.into(),
                similar: closest(method, METHODS.iter().copied()),
            };
            self.report(unknown.at(text.span));
            return None;
        }
        if !path.is_empty() && !path.starts_with('/') {
            let diagnostic = HttpDiagnostic::PathWithoutSlash {
                path: path.into(),
                corrected: format!("{method} /{path}").into(),
            };
            self.report(diagnostic.at(text.span));
            return None;
        }
        self.parse_path(path, text.span)
            .map(|parts| (method.to_owned(), parts))
    }

    /// Parses a path without parameters.
    pub(super) fn parse_plain_path(&mut self, text: &Text) -> Option<String> {
        if !text.starts_with('/') {
            let diagnostic = HttpDiagnostic::PathWithoutSlash {
                path: text.as_str().into(),
                corrected: format!("/{}", text.value).into(),
            };
            self.report(diagnostic.at(text.span));
            return None;
        }
        match self.parse_path(text, text.span)?.as_slice() {
            [RawPathPart::Literal(path)] => Some(path.clone()),
            [] | [..] => {
                self.report(HttpDiagnostic::BindingPathBesideParameters.at(text.span));
                None
            }
        }
    }

    fn parse_path(&mut self, path: &str, span: Span) -> Option<Vec<RawPathPart>> {
        let mut parts = Vec::new();
        let mut rest = path;
        while !rest.is_empty() {
            let literal = rest.find('{').unwrap_or(rest.len());
            if literal > 0 {
                if let Err(problem) = check_path(&rest[..literal]) {
                    self.report(problem.diagnostic().at(span));
                    return None;
                }
                parts.push(RawPathPart::Literal(rest[..literal].to_owned()));
                rest = &rest[literal..];
                continue;
            }
            let Some(end) = rest.find('}') else {
                self.report(HttpDiagnostic::UnclosedParameter.at(span));
                return None;
            };
            parts.push(RawPathPart::Parameter(rest[1..end].to_owned()));
            rest = &rest[end + 1..];
        }
        Some(parts)
    }
}

/// Returns whether a text is a token of RFC 9110.
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Returns whether a text can be the value of a header.
pub(super) fn is_header_value(text: &str) -> bool {
    text.bytes()
        .all(|b| b == b'\t' || (b' '..=b'~').contains(&b))
        && text.trim_matches([' ', '\t']) == text
}

/// What is wrong with the literal part of a path.
enum PathProblem {
    DotSegment,
    Character(Quoted, PathHint),
}

impl PathProblem {
    fn diagnostic(self) -> HttpDiagnostic {
        match self {
            Self::DotSegment => HttpDiagnostic::DotSegment,
            Self::Character(character, hint) => HttpDiagnostic::PathCharacter { character, hint },
        }
    }
}

impl From<PathProblem> for ServerProblem {
    fn from(problem: PathProblem) -> Self {
        match problem {
            PathProblem::DotSegment => Self::DotSegment,
            PathProblem::Character(character, _) => Self::Character(character),
        }
    }
}

/// Checks the literal part of a path.
fn check_path(text: &str) -> Result<(), PathProblem> {
    if text
        .split('/')
        .any(|segment| segment == "." || segment == "..")
    {
        return Err(PathProblem::DotSegment);
    }
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        let hint = match c {
            '%' if bytes
                .get(at + 1..at + 3)
                .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)) =>
            {
                continue;
            }
            _ if c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/".contains(c) => continue,
            '?' => PathHint::Query,
            '}' => PathHint::Parameter,
            _ => PathHint::Escape,
        };
        return Err(PathProblem::Character(c.to_string().into(), hint));
    }
    Ok(())
}

/// Checks the URL of a server.
pub(super) fn check_server(url: &str) -> Result<(), ServerProblem> {
    let Some(rest) = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
    else {
        return Err(ServerProblem::Scheme);
    };
    if let Some(c) = rest.chars().find(|c| matches!(c, '?' | '#' | '@')) {
        return Err(match c {
            '?' => ServerProblem::Query,
            '#' => ServerProblem::Fragment,
            _ => ServerProblem::User,
        });
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
        return Err(ServerProblem::Host);
    }
    if port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return Err(ServerProblem::Port);
    }
    check_path(path).map_err(ServerProblem::from)
}

#[cfg(test)]
mod tests {
    use super::{check_server, is_token};

    #[test]
    fn checks_the_urls_of_servers() {
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
