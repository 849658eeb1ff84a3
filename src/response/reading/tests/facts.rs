//! Reading codes, messages, reports and `Retry-After`.

use std::time::{Duration, SystemTime};

use super::super::case::{ItemReports, KnownCode, Reports, RetryRule, TextPlace, TextSource};
use super::super::facts::Facts;
use super::super::{Retry, Session, retry_after};
use super::*;
use crate::response::Wait;

#[test]
fn read_codes_messages_and_reports() {
    const MESSAGES: Places<'static> = Places {
        json: &[&[Step::Member("messages"), Step::Items]],
        xml: &[],
    };
    const PATH: Places<'static> = Places {
        json: &[&[Step::Member("path")]],
        xml: &[],
    };
    const TEXT: Places<'static> = Places {
        json: &[&[Step::Member("text")]],
        xml: &[],
    };
    let case = Case {
        code: Some(TextSource {
            places: &[TextPlace::Header("X-Code"), TextPlace::Body(TEXT)],
            after: Some("#"),
            before: Some(":"),
        }),
        known_codes: &[KnownCode {
            code: "E1",
            state: Some(State::Unknown),
            retry: Some(RetryRule::After("Retry-After")),
            session: Some(Session::Closed),
        }],
        message: Some(TextSource {
            places: &[TextPlace::Body(TEXT)],
            after: None,
            before: None,
        }),
        reports: Some(Reports::Each(ItemReports {
            items: MESSAGES,
            path: PATH,
            code: Places::NONE,
            message: TEXT,
            nested: MESSAGES,
        })),
        ..case("refused", &[])
    };
    let body = r#"{"text":"Error # E1 : bad","messages":[{"path":"contact.lines[2]","text":"too long",
        "messages":[{"path":"/voice","text":" "},{}]}]}"#;
    let parts = ResponseParts::new(400, body.as_bytes())
        .with_header("Retry-After", "120")
        .with_header("X-Code", " ");
    let incoming = Incoming::new(&parts);
    let (document, markup) = incoming.document(&case).expect("JSON").expect("a body");
    let names = &[("contact.lines[]", "lines[]"), ("voice", "phone")];
    let facts =
        Facts::read(&case, &incoming, Some((document.root(), markup)), names).expect("facts");
    assert_eq!(facts.code(), Some("E1"));
    assert_eq!(facts.message(), Some("Error # E1 : bad"));
    assert_eq!(
        (facts.state(), facts.session()),
        (State::Unknown, Session::Closed)
    );
    assert_eq!(
        facts.retry(),
        Retry::Later(Some(Wait::For(Duration::from_secs(120))))
    );
    let paths: Vec<_> = facts
        .violations()
        .iter()
        .map(|it| (it.path(), it.message()))
        .collect();
    assert_eq!(
        paths,
        [(Some("lines[2]"), Some("too long")), (Some("phone"), None)]
    );
    let shown = format!("{facts:?}");
    assert!(!shown.contains("bad") && !shown.contains("long"), "{shown}");
}

#[test]
fn read_retry_after() {
    let until = |seconds| {
        Some(Wait::Until(
            SystemTime::UNIX_EPOCH + Duration::from_secs(seconds),
        ))
    };
    let check = |text: &str, expected: Option<Wait>| {
        assert_eq!(retry_after::wait(text.as_bytes()), expected, "{text}");
    };
    check(" 120 ", Some(Wait::For(Duration::from_secs(120))));
    check("Sun, 06 Nov 1994 08:49:37 GMT", until(784_111_777));
    check("Sunday, 06-Nov-94 08:49:37 GMT", until(784_111_777));
    check("Sun Nov  6 08:49:37 1994", until(784_111_777));
    check("Thu, 29 Feb 2024 00:00:00 GMT", until(1_709_164_800));
    check("Thu, 30 Feb 2024 00:00:00 GMT", None);
    check("Thu, 29 Feb 2024 24:00:00 GMT", None);
    check("", None);
    check("-1", None);
    check("soon", None);
    let seconds = |seconds| Some(Wait::For(Duration::from_secs(seconds)));
    check("1.5", seconds(2));
    check("2.0", seconds(2));
    check("0.01", seconds(1));
    check("3e1", seconds(30));
    check("301e-1", seconds(31));
    check("0e9", seconds(0));
    check("1e999", seconds(u64::from(u32::MAX)));
    check("4294967295.5", seconds(u64::from(u32::MAX)));
    check("-1.5", None);
    check("1.", None);
    check(
        "99999999999999999999999",
        Some(Wait::For(Duration::from_secs(u64::from(u32::MAX)))),
    );
}

/// Reads when to send a request again from a field of the body.
#[test]
fn the_time_to_wait_is_read_from_a_field() {
    const WAIT: Places<'static> = Places {
        json: &[&[Step::Member("wait")]],
        xml: &[],
    };
    let case = Case {
        retry: RetryRule::AfterField(WAIT),
        ..case("busy", &[])
    };
    let retry = |body: &str| {
        let parts = ResponseParts::new(429, body.as_bytes());
        let incoming = Incoming::new(&parts);
        let (document, markup) = incoming.document(&case).expect("JSON").expect("a body");
        let facts = Facts::read(&case, &incoming, Some((document.root(), markup)), &[]);
        facts.expect("facts").retry()
    };
    let after = |seconds| Retry::Later(Some(Wait::For(Duration::from_secs(seconds))));
    let at = |seconds| {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        Retry::Later(Some(Wait::Until(time)))
    };
    assert_eq!(retry(r#"{"wait":30}"#), after(30));
    assert_eq!(retry(r#"{"wait":1.5}"#), after(2));
    assert_eq!(retry(r#"{"wait":3e1}"#), after(30));
    assert_eq!(retry(r#"{"wait":"1970-01-02T01:00:30+01:00"}"#), at(86_430));
    for without in [
        "{}",
        r#"{"wait":null}"#,
        r#"{"wait":-1}"#,
        r#"{"wait":"soon"}"#,
    ] {
        assert_eq!(retry(without), Retry::Later(None), "{without}");
    }
}
