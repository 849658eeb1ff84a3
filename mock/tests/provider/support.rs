//! A small HTTP client, so that the tests see what a mock really sends.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use wireform_mock::Mock;

/// A response as received.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) status: u16,
    pub(crate) headers: String,
    pub(crate) body: String,
}

/// Sends a request and reads the response to the end of the connection.
pub(crate) fn send(mock: &Mock, line: &str, headers: &[(&str, &str)], body: &str) -> Received {
    try_send(mock, line, headers, body).expect("a response")
}

/// Sends a request.
///
/// # Errors
///
/// Fails if the connection fails.
pub(crate) fn try_send(
    mock: &Mock,
    line: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> std::io::Result<Received> {
    let mut stream = TcpStream::connect(mock.address())?;
    let mut request = format!("{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    stream.write_all(request.as_bytes())?;
    let mut response = String::new();
    stream.read_to_string(&mut response)?;
    let (headers, body) = response.split_once("\r\n\r\n").unwrap_or((&response, ""));
    let status = headers
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    Ok(Received {
        status: status.unwrap_or(0),
        headers: headers.to_owned(),
        body: body.to_owned(),
    })
}

pub(crate) const JSON: (&str, &str) = ("Content-Type", "application/json");
pub(crate) const KEY: (&str, &str) = ("Authorization", "ApiKey key-0123");
pub(crate) const BASIC: (&str, &str) = ("Authorization", "Basic cmVzZWxsZXI6a2V5LTAxMjM=");

pub(crate) fn realtime_register(mock: &Mock, call: &str, body: &str) -> Received {
    send(mock, call, &[JSON, KEY], body)
}

/// Checks that the last call was not carried out. The status says nothing, because some providers report failures with 200.
pub(crate) fn check_last_refused(mock: &Mock, what: &str) {
    let calls = mock.calls();
    let call = calls.last().expect("a call");
    assert!(!call.carried_out, "{what}: {call}");
    assert_ne!(call.case.as_deref(), Some("updated"), "{what}: {call}");
}
