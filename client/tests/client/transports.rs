//! Tests of both transports against a hostile server: what is reported, and what is kept of the response.

use std::time::{Duration, Instant};

use wireform::response::{State, Success};
use wireform::{ApiRequest as _, Policy, Server as _, Valid};
use wireform_client::{
    Client, Failure, NeverRetry, ReqwestTransport, SendError, Timeouts, TransportErrorKind as Kind,
    UreqTransport,
};

use crate::loopback::{Behaviour, Loopback, response, server};
use crate::provider::{Answer, BasicAuth, ContactUpdate, HeaderAuth, RestCredentials};

/// The limit of a body in these tests.
const MAX_BODY: usize = 100_000;

/// The transports.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kinds {
    Reqwest,
    Ureq,
}

pub(crate) const BOTH: [Kinds; 2] = [Kinds::Reqwest, Kinds::Ureq];

/// Sets what all clients of these tests share.
pub(crate) fn settings<T, S, C>(client: Client<T, S, C>) -> Client<T, S, C> {
    client
        .with_retries(NeverRetry)
        .with_max_body(MAX_BODY)
        .with_timeouts(Timeouts {
            attempt: Duration::from_millis(300),
            ..Timeouts::default()
        })
}

/// Runs a future of the transport on `reqwest`.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_all().build();
    runtime.expect("a runtime").block_on(future)
}

fn update() -> Valid<ContactUpdate<'static>> {
    let update = ContactUpdate::new("JD/1").with_name("Jane");
    update.into_valid(&(), &Policy::new()).expect("it is valid")
}

fn key() -> RestCredentials {
    RestCredentials::new(HeaderAuth { key: "k" }).expect("a key")
}

/// Sends one request to a URL.
fn send(transport: Kinds, url: &str) -> Result<Answer, SendError<Answer>> {
    let server = wireform::CustomServer::new(url).expect("a URL");
    match transport {
        Kinds::Reqwest => {
            let transport = ReqwestTransport::direct().expect("a transport");
            block_on(settings(Client::new(transport, server, key())).send(&update()))
        }
        Kinds::Ureq => {
            let transport = UreqTransport::direct().expect("a transport");
            settings(Client::new(transport, server, key())).send_blocking(&update())
        }
    }
}

/// How a call has to end.
#[derive(Debug, PartialEq)]
enum End {
    Done,
    /// A response that fits no case, with this status and a body that begins like this.
    Unexpected(u16, &'static str),
    /// No complete response, with the status and the length of the part that was received.
    NoResponse(Kind, Option<(u16, usize)>),
}

fn check(behaviour: &Behaviour, expected: &End) {
    for transport in BOTH {
        let loopback = Loopback::start(behaviour.clone());
        let result = send(transport, server(loopback.address()).url());
        let label = format!("{transport:?}, {expected:?}");
        let end = match &result {
            Ok(answer) => {
                assert_eq!(answer.state(), State::Done, "{label}");
                End::Done
            }
            Err(error) => {
                assert_eq!(error.state(), State::Unknown, "{label}");
                match error.failure() {
                    Failure::Unexpected(unexpected) => {
                        let body = String::from_utf8_lossy(unexpected.body()).into_owned();
                        let End::Unexpected(_, start) = *expected else {
                            panic!("{label}: {unexpected:?}");
                        };
                        assert!(body.starts_with(start), "{label}: {body}");
                        End::Unexpected(unexpected.status(), start)
                    }
                    Failure::Transport(error) => End::NoResponse(
                        error.kind(),
                        error.received().map(|it| (it.status(), it.body().len())),
                    ),
                    Failure::Refused(_) | Failure::NoTime | Failure::Unsigned(_) => {
                        panic!("{label}: {error}")
                    }
                }
            }
        };
        assert_eq!(end, *expected, "{transport:?}: {result:?}");
        assert_eq!(loopback.requests().len(), 1, "{label}: requests");
    }
}

fn text(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

#[test]
fn complete_responses_are_read() {
    check(&Behaviour::Sends(response(200, "done")), &End::Done);
    let chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\ndo\r\n2\r\nne\r\n0\r\n\r\n";
    check(&Behaviour::Sends(text(chunked)), &End::Done);
    // Without a length, the end of the connection is the end of the body.
    check(
        &Behaviour::Sends(text("HTTP/1.0 200 OK\r\n\r\ndone")),
        &End::Done,
    );
    let hints = "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n";
    let after_hints = [text(hints), response(200, "done")].concat();
    check(&Behaviour::Sends(after_hints), &End::Done);
}

#[test]
fn a_response_that_fits_no_case_is_kept() {
    let page = "<html>Bad Gateway</html>";
    check(
        &Behaviour::Sends(response(502, page)),
        &End::Unexpected(502, page),
    );
    check(
        &Behaviour::Sends(response(200, page)),
        &End::Unexpected(200, page),
    );
    // The length says that the body is shorter than what is sent.
    let short = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\ndone";
    check(&Behaviour::Sends(text(short)), &End::Unexpected(200, "do"));
}

#[test]
fn broken_connections_leave_the_state_unknown() {
    check(&Behaviour::Resets, &End::NoResponse(Kind::Closed, None));
    check(
        &Behaviour::Sends(Vec::new()),
        &End::NoResponse(Kind::Closed, None),
    );
    check(
        &Behaviour::Sends(text("HTTP/1.1 200 OK\r\nContent-Le")),
        &End::NoResponse(Kind::Closed, None),
    );
    check(
        &Behaviour::Stalls(Vec::new()),
        &End::NoResponse(Kind::Timeout, None),
    );
    check(
        &Behaviour::Sends(text("SSH-2.0-OpenSSH_9.6\r\n\r\n")),
        &End::NoResponse(Kind::NotHttp, None),
    );
}

#[test]
fn a_part_of_a_response_is_kept() {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ndone";
    check(
        &Behaviour::Sends(text(head)),
        &End::NoResponse(Kind::CutOff, Some((200, 4))),
    );
    check(
        &Behaviour::Stalls(text(head)),
        &End::NoResponse(Kind::Timeout, Some((200, 4))),
    );
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndone\r\n";
    check(
        &Behaviour::Sends(text(chunked)),
        &End::NoResponse(Kind::CutOff, Some((200, 4))),
    );
}

#[test]
fn a_body_is_read_up_to_the_limit() {
    let end = End::NoResponse(Kind::TooLarge, Some((200, MAX_BODY)));
    let sized = "HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n";
    check(&Behaviour::SendsForEver(text(sized)), &end);
    check(
        &Behaviour::SendsForEver(text("HTTP/1.0 200 OK\r\n\r\n")),
        &end,
    );
}

#[test]
fn a_head_without_an_end_is_not_read_to_the_end() {
    let head = format!("HTTP/1.1 200 OK\r\nX: {}", "a".repeat(4_000_000));
    check(
        &Behaviour::SendsForEver(text(&head)),
        &End::NoResponse(Kind::NotHttp, None),
    );
}

#[test]
fn a_response_that_trickles_ends_with_the_attempt() {
    for transport in BOTH {
        let head = text("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        let loopback = Loopback::start(Behaviour::Trickles(head));
        let began = Instant::now();
        let error = send(transport, server(loopback.address()).url());
        let error = error.expect_err("it never ends");
        assert!(began.elapsed() < Duration::from_secs(2), "{transport:?}");
        let Failure::Transport(error) = error.failure() else {
            panic!("{transport:?}: {error:?}");
        };
        assert_eq!(error.kind(), Kind::Timeout, "{transport:?}");
        let received = error.received().expect("a part of it");
        assert!(!received.body().is_empty(), "{transport:?}");
    }
}

#[test]
fn a_redirect_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let other = Loopback::answering(200, "done");
        let redirects = Behaviour::Redirects(status, other.address());
        check(&redirects, &End::Unexpected(status, ""));
        assert!(other.requests().is_empty(), "{status}");
    }
}

#[test]
fn a_server_that_is_not_there_leaves_the_request_undone() {
    for transport in BOTH {
        let url = format!("http://{}", Loopback::closed_port());
        let error = send(transport, &url).expect_err("nobody listens");
        assert_eq!(error.state(), State::NotDone, "{transport:?}");
        let Failure::Transport(error) = error.failure() else {
            panic!("{transport:?}: {error:?}");
        };
        assert_eq!(error.kind(), Kind::Connect, "{transport:?}");
        let detail = error.detail().expect("what the system reports");
        assert!(detail.contains("refused"), "{transport:?}: {detail}");
    }
}

#[test]
fn a_name_without_an_address_leaves_the_request_undone() {
    // No label of a name has more than 63 bytes, so the system does not ask a server for it.
    let url = format!("http://{}.invalid", "a".repeat(64));
    for transport in BOTH {
        let error = send(transport, &url).expect_err("there is no such name");
        assert_eq!(error.state(), State::NotDone, "{transport:?}: {error}");
        let Failure::Transport(error) = error.failure() else {
            panic!("{transport:?}: {error:?}");
        };
        assert_eq!(error.kind(), Kind::Resolve, "{transport:?}");
    }
}

#[test]
#[cfg(not(feature = "rustls"))]
fn https_without_tls_leaves_the_request_undone() {
    for transport in BOTH {
        let loopback = Loopback::answering(200, "done");
        let url = format!("https://{}", loopback.address());
        let error = send(transport, &url).expect_err("there is no TLS");
        assert_eq!(error.state(), State::NotDone, "{transport:?}: {error}");
        assert!(loopback.requests().is_empty());
    }
}

/// The handshake fails before the request is sent. `ureq` does not say when TLS failed, so the state of a call is known only
/// if the error occurs in no other place.
#[test]
#[cfg(feature = "rustls")]
fn a_failed_handshake_is_a_failure_of_tls() {
    let alert = |description| vec![21, 3, 3, 0, 2, 2, description];
    let table = [
        // The server does not speak TLS.
        (
            text("HTTP/1.1 400 Bad Request\r\n\r\n"),
            [State::NotDone, State::Unknown],
        ),
        // The alerts `handshake_failure`, `protocol_version` and `internal_error`.
        (alert(40), [State::NotDone; 2]),
        (alert(70), [State::NotDone; 2]),
        (alert(80), [State::NotDone, State::Unknown]),
    ];
    for (bytes, states) in table {
        for (transport, state) in BOTH.into_iter().zip(states) {
            let label = format!("{transport:?}, {bytes:?}");
            let loopback = Loopback::start(Behaviour::SendsToAny(bytes.clone()));
            let url = format!("https://{}", loopback.address());
            let error = send(transport, &url).expect_err("the handshake fails");
            assert_eq!(error.state(), state, "{label}: {error:?}");
            let Failure::Transport(error) = error.failure() else {
                panic!("{label}: {error:?}");
            };
            assert_eq!(error.kind(), Kind::Tls, "{label}: {error:?}");
            assert!(error.detail().is_some(), "{label}: {error:?}");
        }
    }
}

#[test]
fn a_url_that_is_too_long_is_not_sent() {
    for transport in BOTH {
        let loopback = Loopback::answering(200, "done");
        let url = format!(
            "{}/{}",
            server(loopback.address()).url(),
            "a".repeat(70_000)
        );
        let error = send(transport, &url).expect_err("it is too long");
        assert_eq!(error.state(), State::NotDone, "{transport:?}: {error:?}");
        assert!(loopback.requests().is_empty());
    }
}

/// The request has exactly the method, URL, headers and body that were generated, and what HTTP itself needs.
#[test]
fn requests_are_sent_as_they_were_generated() {
    let credentials = RestCredentials::new(BasicAuth {
        user: "jane",
        key: "k",
    })
    .expect("a key");
    for transport in BOTH {
        let loopback = Loopback::answering(200, "done");
        let address = server(loopback.address());
        let update = update();
        let generated = update.to_http(&address, &credentials);
        let is_done = match transport {
            Kinds::Reqwest => {
                let transport = ReqwestTransport::direct().expect("a transport");
                let client = Client::new(transport, address, credentials.clone());
                block_on(client.send(&update)).is_ok()
            }
            Kinds::Ureq => {
                let transport = UreqTransport::direct().expect("a transport");
                let client = Client::new(transport, address, credentials.clone());
                client.send_blocking(&update).is_ok()
            }
        };
        assert!(is_done, "{transport:?}");
        let sent = String::from_utf8(loopback.requests().remove(0)).expect("a text");
        let (head, body) = sent.split_once("\r\n\r\n").expect("a body");
        assert_eq!(body.as_bytes(), generated.body(), "{transport:?}");
        let mut lines = head.lines();
        assert_eq!(
            lines.next(),
            Some("PUT /contacts/JD%2F1 HTTP/1.1"),
            "{transport:?}"
        );
        let mut names: Vec<String> = Vec::new();
        for line in lines {
            let (name, value) = line.split_once(": ").expect("a header");
            if let Some(header) = generated.header(name) {
                assert_eq!(value, header.value(), "{transport:?}");
            }
            names.push(name.to_ascii_lowercase());
        }
        names.sort();
        let expected = [
            "accept",
            "authorization",
            "content-length",
            "content-type",
            "host",
            "user-agent",
        ];
        assert_eq!(names, expected, "{transport:?}");
    }
}

#[test]
fn a_connection_that_the_server_closed_is_not_used_again() {
    let kept = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone";
    let pause = Duration::from_millis(150);
    for transport in BOTH {
        let loopback = Loopback::start(Behaviour::ClosesLater(text(kept)));
        let address = server(loopback.address());
        let states: Vec<State> = match transport {
            Kinds::Reqwest => block_on(async {
                let transport = ReqwestTransport::direct().expect("a transport");
                let client = settings(Client::new(transport, address, key()));
                let mut states = Vec::new();
                for _ in 0..3 {
                    let result = client.send(&update()).await;
                    states.push(result.map_or_else(|error| error.state(), |it| it.state()));
                    tokio::time::sleep(pause).await;
                }
                states
            }),
            Kinds::Ureq => {
                let transport = UreqTransport::direct().expect("a transport");
                let client = settings(Client::new(transport, address, key()));
                let call = |_| {
                    let result = client.send_blocking(&update());
                    std::thread::sleep(pause);
                    result.map_or_else(|error| error.state(), |it| it.state())
                };
                (0..3).map(call).collect()
            }
        };
        assert_eq!(states, [State::Done; 3], "{transport:?}");
    }
}
