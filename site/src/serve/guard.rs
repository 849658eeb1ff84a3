//! Refuses requests that do not come from a browser on this machine that shows this page.
//!
//! A page of another site can make a browser send requests to this machine, and its host name can resolve to 127.0.0.1 (DNS
//! rebinding). Such requests have another `Host` or another `Origin`.

use std::net::SocketAddr;

use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderValue, Method};
use axum::response::Response;

/// The hosts by which a browser on this machine reaches the page.
const HOSTS: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Headers of every response. A browser loads nothing from elsewhere, sends the form nowhere else, and stores nothing.
const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // With `no-referrer`, the form would have the origin `null`.
    ("referrer-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Checks where a request comes from and whom it asks.
///
/// # Errors
///
/// Returns why the request is refused.
pub(super) fn check(peer: SocketAddr, port: u16, request: &Request) -> Result<(), &'static str> {
    if !peer.ip().to_canonical().is_loopback() {
        return Err("only this machine can use this page");
    }
    let mut hosts = request.headers().get_all(HOST).iter();
    let is_own = |host: &HeaderValue| host.to_str().is_ok_and(|host| is_own_host(host, port));
    let named = hosts.next().is_some_and(is_own) && hosts.next().is_none();
    let target = request.uri().authority();
    if !named || target.is_some_and(|it| !is_own_host(it.as_str(), port)) {
        return Err("the request names another host: open the address that the command prints");
    }
    let mut origins = request.headers().get_all(ORIGIN).iter();
    let is_own = |origin: &HeaderValue| {
        let host = origin
            .to_str()
            .ok()
            .and_then(|it| it.strip_prefix("http://"));
        host.is_some_and(|host| is_own_host(host, port))
    };
    if !origins.all(is_own) {
        return Err("the request comes from the page of another site");
    }
    let site = request.headers().get("sec-fetch-site");
    let is_foreign = site.is_some_and(|site| site != "same-origin" && site != "none");
    if is_foreign && request.method() != Method::GET {
        return Err("the request comes from the page of another site");
    }
    Ok(())
}

/// Returns whether a host with its port is that of the page.
fn is_own_host(host: &str, port: u16) -> bool {
    HOSTS.iter().any(|own| {
        let rest = host
            .get(..own.len())
            .filter(|it| it.eq_ignore_ascii_case(own));
        let rest = rest.and_then(|_| host.get(own.len()..));
        match rest {
            // A browser leaves out the port of HTTP.
            Some("") => port == 80,
            Some(rest) => rest
                .strip_prefix(':')
                .is_some_and(|it| it == port.to_string()),
            None => false,
        }
    })
}

/// Returns a response with the headers that protect the person who uses the page.
pub(super) fn protected(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::is_own_host;

    #[test]
    fn takes_the_hosts_of_this_machine_with_the_port() {
        for (host, own) in [
            ("127.0.0.1:8080", true),
            ("localhost:8080", true),
            ("LocalHost:8080", true),
            ("[::1]:8080", true),
            ("localhost", false),
            ("localhost:80", false),
            ("localhost:08080", false),
            ("localhost:8080.evil.example", false),
            ("localhost.evil.example:8080", false),
            ("evil.example:8080", false),
            ("127.0.0.1.evil.example:8080", false),
            ("ü", false),
            ("", false),
        ] {
            assert_eq!(is_own_host(host, 8080), own, "{host}");
        }
        assert!(is_own_host("localhost", 80));
    }
}
