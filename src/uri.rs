//! The grammar of a URI (RFC 3986, appendix A), as far as this crate needs it.
//!
//! Splits a text into its parts and tests them. Normalizes the URL of a server. Decodes nothing.

/// The parts of `scheme ":" hier-part [ "?" query ] [ "#" fragment ]`.
pub(crate) struct Parts<'u> {
    pub(crate) scheme: &'u str,
    /// The part between `//` and the next `/`, `?` or `#`. `None` without `//`.
    pub(crate) authority: Option<&'u str>,
    pub(crate) path: &'u str,
    pub(crate) query: Option<&'u str>,
    pub(crate) fragment: Option<&'u str>,
}

/// Splits a text into the parts of a URI (RFC 3986, appendix B). Does not check the characters of the parts. Returns `None`
/// without a colon.
pub(crate) fn split(text: &str) -> Option<Parts<'_>> {
    let (scheme, rest) = text.split_once(':')?;
    let (rest, fragment) = cut(rest, '#');
    let (rest, query) = cut(rest, '?');
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find('/').unwrap_or(rest.len());
            let (authority, path) = rest.split_at(end);
            (Some(authority), path)
        }
        None => (None, rest),
    };
    Some(Parts {
        scheme,
        authority,
        path,
        query,
        fragment,
    })
}

/// Splits a text at the first `at`, if there is one.
fn cut(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

/// Returns the URL of a server with scheme and host in lower case, and without the default port of the scheme. Does not change
/// user information and path.
pub(crate) fn normalize_server(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let scheme = scheme.to_ascii_lowercase();
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (user, host) = authority.split_at(authority.rfind('@').map_or(0, |at| at + 1));
    let host = host.to_ascii_lowercase();
    let default = match scheme.as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => ":",
    };
    let without_port = host
        .strip_suffix(default)
        .or_else(|| host.strip_suffix(':'));
    let host = without_port.unwrap_or(&host);
    [&scheme, "://", user, host, path].concat()
}

/// Returns whether a text is a `URI`.
pub(crate) fn is_uri(text: &str) -> bool {
    split(text).is_some_and(|parts| {
        is_scheme(parts.scheme)
            && parts.authority.is_none_or(is_authority)
            && is_made_of(parts.path, |byte| is_pchar(byte) || byte == b'/')
            && parts.query.is_none_or(is_query)
            && parts.fragment.is_none_or(is_query)
    })
}

/// Returns whether a text is a `URI-reference`.
pub(crate) fn is_reference(text: &str) -> bool {
    is_uri(text) || is_relative(text)
}

/// Returns whether a text is a `relative-ref`.
fn is_relative(text: &str) -> bool {
    let (rest, fragment) = cut(text, '#');
    let (rest, query) = cut(rest, '?');
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            (Some(authority), path)
        }
        None => (None, rest),
    };
    let first = path.split('/').next().unwrap_or_default();
    !first.contains(':')
        && authority.is_none_or(is_authority)
        && is_made_of(path, |byte| is_pchar(byte) || byte == b'/')
        && query.is_none_or(is_query)
        && fragment.is_none_or(is_query)
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

fn is_query(text: &str) -> bool {
    is_made_of(text, |byte| is_pchar(byte) || b"/?".contains(&byte))
}

fn is_authority(text: &str) -> bool {
    let (userinfo, host_and_port) = match text.split_once('@') {
        Some((userinfo, rest)) => (userinfo, rest),
        None => ("", text),
    };
    is_made_of(userinfo, |byte| {
        is_unreserved(byte) || is_sub_delimiter(byte) || byte == b':'
    }) && is_host_and_port(host_and_port)
}

/// Returns whether a text is `host [ ":" port ]`. The host may be empty, as in `file:///`.
pub(crate) fn is_host_and_port(text: &str) -> bool {
    let (is_host, port) = match text.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((literal, port)) => (is_ip_literal(literal), port),
            None => return false,
        },
        None => {
            let end = text.find(':').unwrap_or(text.len());
            let (host, port) = text.split_at(end);
            let is_host = is_made_of(host, |byte| is_unreserved(byte) || is_sub_delimiter(byte));
            (is_host, port)
        }
    };
    is_host
        && (port.is_empty()
            || port
                .strip_prefix(':')
                .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit())))
}

fn is_ip_literal(text: &str) -> bool {
    if text.parse::<std::net::Ipv6Addr>().is_ok() {
        return true;
    }
    // IPvFuture = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )
    text.strip_prefix(['v', 'V'])
        .and_then(|rest| rest.split_once('.'))
        .is_some_and(|(version, address)| {
            !version.is_empty()
                && version.bytes().all(|byte| byte.is_ascii_hexdigit())
                && !address.is_empty()
                && address
                    .bytes()
                    .all(|byte| is_unreserved(byte) || is_sub_delimiter(byte) || byte == b':')
        })
}

/// Returns whether a text consists of percent-encodings and of bytes for which `is_member` returns true.
pub(crate) fn is_made_of(text: &str, is_member: impl Fn(u8) -> bool) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let is_fine = match byte {
            b'%' => {
                let digits = (bytes.next(), bytes.next());
                matches!(digits, (Some(high), Some(low))
                    if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
            }
            _ => is_member(byte),
        };
        if !is_fine {
            return false;
        }
    }
    true
}

/// Returns whether a byte is `ALPHA / DIGIT / "-" / "." / "_" / "~"`.
pub(crate) const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

const fn is_sub_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'='
    )
}

/// Returns whether a byte is a character of a path segment, apart from percent-encodings.
pub(crate) const fn is_pchar(byte: u8) -> bool {
    is_unreserved(byte) || is_sub_delimiter(byte) || matches!(byte, b':' | b'@')
}
