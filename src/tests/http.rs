//! Checks how HTTP requests are built.

use super::sample::{ApiServer, Binding, ContactUpdate, STRICT, com, credentials};
use crate::encode::Body;
use crate::encode::pairs::Pairs;
use crate::http::HttpBuilder;
use crate::{ApiRequest, CustomServer, Patch};

fn url(server: &str, path: &str) -> (String, String, String) {
    let mut builder = HttpBuilder::new("GET", server);
    builder.path(path);
    let request = builder.finish();
    (
        request.url().to_owned(),
        request.path_and_query(),
        request.host().to_owned(),
    )
}

#[test]
fn server_and_path_are_joined() {
    let cases = [
        (
            "https://x.example",
            "",
            "https://x.example",
            "/",
            "x.example",
        ),
        (
            "https://x.example/",
            "",
            "https://x.example/",
            "/",
            "x.example",
        ),
        (
            "https://x.example",
            "/a",
            "https://x.example/a",
            "/a",
            "x.example",
        ),
        (
            "https://x.example/",
            "/a",
            "https://x.example/a",
            "/a",
            "x.example",
        ),
        (
            "https://x.example:81/api/v1",
            "/a",
            "https://x.example:81/api/v1/a",
            "/api/v1/a",
            "x.example:81",
        ),
        (
            "https://x.example/gateway/",
            "",
            "https://x.example/gateway/",
            "/gateway/",
            "x.example",
        ),
        (
            "http://[::1]:8/",
            "/a/",
            "http://[::1]:8/a/",
            "/a/",
            "[::1]:8",
        ),
    ];
    for (server, path, expected, origin_form, host) in cases {
        let expected = (expected.into(), origin_form.into(), host.into());
        assert_eq!(url(server, path), expected, "{server} {path}");
    }
}

#[test]
fn a_value_stays_in_its_segment() {
    let mut builder = HttpBuilder::new("DELETE", "https://x.example");
    builder.path("/contacts/");
    builder.path_segment("../a?b#c%2F é");
    builder.path("/x");
    assert_eq!(
        builder.finish().url(),
        "https://x.example/contacts/..%2Fa%3Fb%23c%252F%20%C3%A9/x"
    );
}

#[test]
fn queries_are_joined() {
    let mut body = Body::new();
    let mut pairs = Pairs::query();
    pairs.secret_pair(&mut body, "api-key", "k&");
    pairs.pair(&mut body, "name", "a b");

    let mut builder = HttpBuilder::new("GET", "https://x.example");
    builder.query_body(Body::new());
    builder.query("id", "1", false);
    builder.query_body(body.clone());
    builder.query("token", "t", true);
    let request = builder.finish();
    assert_eq!(
        request.url(),
        "https://x.example?id=1&api-key=k%26&name=a%20b&token=t"
    );
    assert_eq!(
        request.masked_url(),
        "https://x.example?id=1&api-key=***&name=a%20b&token=***"
    );
    assert_eq!(
        request.path_and_query(),
        "/?id=1&api-key=k%26&name=a%20b&token=t"
    );

    let mut builder = HttpBuilder::new("GET", "https://x.example/v1");
    builder.query_body(body);
    builder.query("id", "1", false);
    builder.path("/a");
    assert_eq!(
        builder.finish().url(),
        "https://x.example/v1/a?api-key=k%26&name=a%20b&id=1"
    );

    let builder = HttpBuilder::new("GET", "https://x.example");
    assert_eq!(builder.finish().url(), "https://x.example");
}

#[test]
fn headers() {
    let mut builder = HttpBuilder::new("GET", "https://x.example");
    builder.header("Accept", "application/json");
    builder.secret_header("X-Session", "s");
    // The example of RFC 7617 § 2.
    builder.basic("Aladdin", "open sesame");
    builder.body("text/plain", Body::new());
    let request = builder.finish();
    let headers: Vec<_> = request
        .headers()
        .map(|header| (header.name(), header.value(), header.is_sensitive()))
        .collect();
    assert_eq!(
        headers,
        [
            ("Accept", "application/json", false),
            ("X-Session", "s", true),
            ("Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", true),
            ("Content-Type", "text/plain", false),
        ]
    );
    assert!(request.header("ACCEPT").is_some());
    assert!(request.header("Other").is_none());
}

#[test]
fn a_valid_request_becomes_what_is_documented() {
    let mut update = ContactUpdate::new("a/b");
    update.organization = Patch::Clear;
    update.address_line = Some(vec!["Street \"1\"".into()]);
    let valid = update.valid(&com(), &STRICT).expect("is valid");
    let credentials = credentials("MTIz").expect("is valid");
    let request = valid.to_http(&ApiServer::Production, &credentials);
    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.url(),
        "https://api.registrar.example/v1/contacts/a%2Fb"
    );
    assert_eq!(
        request.body(),
        br#"{"request":{"key":"MTIz","organization":"","addressLine":["Street \"1\""]}}"#
    );

    let server = CustomServer::new("http://localhost:8080/").expect("is a URL");
    let request = valid.to_http_as(Binding::Xml, &ApiServer::Custom(server), &credentials);
    assert_eq!(request.url(), "http://localhost:8080/contacts/a%2Fb");
    assert!(request.body().starts_with(
        br#"<?xml version="1.0" encoding="UTF-8"?><request><key>MTIz</key><organization>"#
    ));
    assert!(request.masked_body().starts_with(
        br#"<?xml version="1.0" encoding="UTF-8"?><request><key>***</key><organization>"#
    ));

    let mut buffer = b"before:".to_vec();
    valid.write_body(&credentials, &mut buffer);
    assert_eq!(
        buffer,
        br#"before:{"request":{"key":"MTIz","organization":"","addressLine":["Street \"1\""]}}"#
    );
}

#[test]
fn secrets_inside_secrets_are_masked_once() {
    let mut body = Body::new();
    body.raw("a");
    body.secret(|body| {
        body.raw("b");
        body.secret(|body| body.raw("c"));
        body.raw("d");
    });
    body.secret(|_| {});
    body.raw("e");
    body.secret(|body| body.raw("f"));
    assert_eq!(body.masked(), b"a***e***");
    assert_eq!(body.len(), 6);
}

#[cfg(feature = "http")]
#[test]
fn conversion() {
    let mut builder = HttpBuilder::new("POST", "https://x.example");
    builder.query("a", "é", false);
    builder.secret_header("Authorization", "ApiKey k");
    let mut body = Body::new();
    body.raw("{}");
    builder.body("application/json", body);
    let request = builder.finish().into_http().expect("converts");
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri().to_string(), "https://x.example/?a=%C3%A9");
    assert_eq!(request.headers().len(), 2);
    assert!(request.headers()["authorization"].is_sensitive());
    assert!(!request.headers()["content-type"].is_sensitive());
    assert_eq!(request.body(), b"{}");

    let mut builder = HttpBuilder::new("GET", "https://x.example/");
    builder.query("a", &"a".repeat(70_000), false);
    assert!(::http::Request::try_from(builder.finish()).is_err());
}
