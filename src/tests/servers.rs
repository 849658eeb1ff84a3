//! Checks which URLs of servers a caller can supply.

use crate::{Code, CustomServer, Server};

#[test]
fn urls() {
    let members = [
        "https://registrar.example",
        "HTTP://registrar.example/",
        "https://registrar.example:8443/api/v1",
        "http://127.0.0.1:1",
        "http://[::1]:8080/v1/",
        "https://registrar.example/gateway;v=1",
    ];
    for url in members {
        let server = CustomServer::new(url).expect(url);
        assert_eq!(server.url(), url);
    }
    let others = [
        "",
        "registrar.example",
        "//registrar.example",
        "ftp://registrar.example",
        "https:",
        "https://",
        "https:///v1",
        "https://:80/",
        "https:registrar.example",
        "https://user@registrar.example",
        "https://user:pw@registrar.example",
        "https://registrar.example?a=b",
        "https://registrar.example/#a",
        "https://registrar.example/a b",
        "https://registrar.example/\r\nHost: other",
        "https://registrar.example\\@other.example",
        "https://registrar.example:x",
        "https://bücher.example",
        " https://registrar.example",
        "https://registrar.example/%zz",
    ];
    for url in others {
        let violations = CustomServer::new(url).expect_err(url);
        let violation = violations.iter().next().expect("has one");
        assert_eq!(
            (&*violation.path(), violation.code()),
            ("server", Code::Format)
        );
        assert!(
            url.is_empty() || !violations.to_string().contains(url),
            "{url}"
        );
    }
}
