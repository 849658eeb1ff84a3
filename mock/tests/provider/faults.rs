//! Faults: what the client sees, and whether the request was carried out.

use std::time::{Duration, Instant};

use crate::support::{JSON, send, try_send};
use wireform_mock::{Fault, Mock};

const HEADERS: [(&str, &str); 2] = [
    ("Content-Type", "application/json"),
    ("Authorization", "ApiKey key-0123"),
];
const UPDATE: &str = "POST /v2/customers/acme/contacts/jane/update";
const READ: &str = "GET /v2/customers/acme/contacts/jane";

fn with(fault: Fault) -> Mock {
    let mock = Mock::of("realtime-register").fault(fault);
    mock.start().expect("it starts")
}

#[test]
fn too_many_requests_says_when_to_come_back() {
    let mock = with(Fault::TooManyRequests {
        retry_after: Duration::from_secs(7),
    });
    let received = send(&mock, UPDATE, &HEADERS, "{}");
    assert_eq!(received.status, 429);
    assert!(
        received
            .headers
            .to_lowercase()
            .contains("\r\nretry-after: 7"),
        "{received:?}"
    );
    assert!(!mock.calls()[0].carried_out);
}

#[test]
fn server_errors_and_pages_of_proxies() {
    let mock = with(Fault::ServerError { carried_out: false });
    assert_eq!(send(&mock, UPDATE, &HEADERS, "{}").status, 500);
    assert!(!mock.calls()[0].carried_out);
    let mock = with(Fault::ServerError { carried_out: true });
    assert_eq!(send(&mock, UPDATE, &HEADERS, "{}").status, 500);
    assert!(mock.calls()[0].carried_out);
    let mock = with(Fault::HtmlPage);
    let received = send(&mock, UPDATE, &HEADERS, "{}");
    assert_eq!(received.status, 502);
    assert!(received.body.contains("<h1>"), "{received:?}");
}

#[test]
fn slow_responses_come() {
    let mock = with(Fault::Slow(Duration::from_millis(300)));
    let start = Instant::now();
    assert_eq!(send(&mock, UPDATE, &HEADERS, "{}").status, 200);
    assert!(start.elapsed() >= Duration::from_millis(300));
}

#[test]
fn cut_off_responses_are_shorter_than_announced() {
    let whole = Mock::of("realtime-register").start().expect("it starts");
    let expected = send(&whole, READ, &HEADERS, "");
    let mock = with(Fault::CutOff);
    let received = send(&mock, READ, &HEADERS, "");
    assert!(received.body.len() < expected.body.len(), "{received:?}");
    assert!(received.headers.contains("200"), "{received:?}");
    assert!(mock.calls()[0].carried_out);
}

#[test]
fn reset_connections_have_no_response() {
    for carried_out in [false, true] {
        let mock = with(Fault::Reset { carried_out });
        let failed = try_send(&mock, UPDATE, &HEADERS, "{}");
        assert!(failed.is_err(), "{failed:?}");
        assert_eq!(mock.calls()[0].carried_out, carried_out);
    }
}

#[test]
fn faults_by_number_and_observed_calls() {
    let (seen, calls) = std::sync::mpsc::channel();
    let mock = Mock::of("realtime-register")
        .fault_when(|number| (number == 2).then_some(Fault::HtmlPage))
        .on_call(move |call| {
            let _ = seen.send(call.clone());
        })
        .start()
        .expect("it starts");
    let statuses: Vec<u16> = (0..3)
        .map(|_| send(&mock, UPDATE, &HEADERS, "{}").status)
        .collect();
    assert_eq!(statuses, [200, 502, 200]);
    assert_eq!(calls.try_iter().count(), 3);
    assert_eq!(
        mock.calls()[1]
            .to_string()
            .rsplit_once("contact_update")
            .map(|it| it.1),
        Some(" (fault html)")
    );
}

#[test]
fn dropping_a_mock_frees_its_port() {
    let mock = Mock::of("hostcontrol").start().expect("it starts");
    let address = mock.address();
    let idle = std::net::TcpStream::connect(address).expect("it listens");
    let start = Instant::now();
    drop(mock);
    assert!(start.elapsed() < Duration::from_secs(5));
    drop(idle);
    assert!(
        std::net::TcpStream::connect(address).is_err(),
        "nobody listens"
    );
}

#[test]
fn too_many_requests_have_the_seconds_in_the_field_of_the_schema() {
    let text = "wireform: 1
provider: { name: Busy }
endpoints: { api: { servers: { production: 'https://busy.example' } } }
operations:
  add:
    http: POST /add
    body: json
    update: none
    fields: { name: string }
    responses:
      done: { match: { status: 2xx }, outcome: success }
      busy: { match: { status: 429 }, outcome: failure, body: json, fields: { wait: integer }, retry: { after: wait } }
      failed: { match: { status: [4xx, 5xx] }, after: busy, outcome: failure }
";
    let fault = Fault::TooManyRequests {
        retry_after: Duration::from_secs(7),
    };
    let mock = Mock::from_schema("busy", text).fault(fault).start();
    let mock = mock.expect("it starts");
    let response = send(&mock, "POST /add", &[JSON], "{}");
    assert_eq!(
        (response.status, response.body.as_str()),
        (429, r#"{"wait":7}"#)
    );
}
