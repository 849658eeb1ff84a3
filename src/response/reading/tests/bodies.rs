//! Bodies that are no responses, and those that would take much memory or time.

use std::time::{Duration, Instant};

use super::super::case::Reports;
use super::super::document::{Document, Markup};
use super::super::facts::Facts;
use super::super::object::Reading;
use super::super::place::Place;
use super::super::read::Form;
use super::values::read_in;
use super::*;

#[test]
fn refuse_members_and_attributes_that_are_repeated() {
    check(r#"{"status":{"type":"OK","type":"OK"}}"#, "done");
    for body in [
        r#"{"status":{"type":"NO","type":"OK"}}"#,
        r#"{"status":{"type":"OK","t\u0079pe":"NO"}}"#,
        r#"{"status":{"type":"OK","type":null}}"#,
        r#"{"status":{"type":"OK"},"status":{"type":"NO"}}"#,
        r#"{"status":{"type":"OK"},"status":{}}"#,
    ] {
        check_refused(body.as_bytes(), "no case matches");
    }
    for body in [
        r#"<response><status type="OK" type="NO"/></response>"#,
        r#"<response><status type="OK" type="OK"></status></response>"#,
    ] {
        check_refused(body.as_bytes(), "the body is not XML (line 1, column 11)");
    }
    let repeated = read_in::<String>(
        r#"{"a":"1","a":"2"}"#,
        Form::default(),
        &[&[Step::Member("a")]],
    );
    let place = "a".to_owned();
    assert_eq!(repeated, Err(UnexpectedReason::Repeated { place }));
}

#[test]
fn refuse_bodies_that_are_no_responses() {
    // A value of the wrong kind passes no test, not even the one for an absent value.
    check_refused(br#"{"status":"OK"}"#, "no case matches");
    check_refused(b"[]", "no case matches");
    check_refused(
        b"<html><body>Bad Gateway<br></body></html>",
        "the body is not XML (line 1, column 28)",
    );
    check_refused(b"Bad Gateway", "the body is not JSON (line 1, column 1)");
    check_refused(
        br#"{"status":{"type":"OK"}"#,
        "the body is not JSON (line 1, column 24: it ends too early)",
    );
    check_refused(
        br#"{"status":{"type":"OK"}} {}"#,
        "the body is not JSON (line 1, column 26)",
    );
    check_refused(b"", "the body is empty");
    check_refused(b" \r\n", "the body is empty");
    check_refused(b"{\"status\":\"\xe9\"}", "the body is not UTF-8");
    check_refused(b"\xff\xfe{\0}\0", "the body is not UTF-8");
    check_refused(b"<a><b></a>", "the body is not XML (line 1, column 7)");
    check_refused(b"<a/><a/>", "the body is not XML (line 1, column 9)");
    check_refused(
        b"<a>",
        "the body is not XML (line 1, column 4: it ends too early)",
    );
    check_refused(b"<a>&nbsp;</a>", "the body declares or uses XML entities");
    check_refused(b"<a b='&x;'/>", "the body declares or uses XML entities");
    check_refused(
        b"<!DOCTYPE a [<!ENTITY x 'yy'>]><a>&x;</a>",
        "the body declares or uses XML entities",
    );
    check(
        "<!DOCTYPE response SYSTEM 'r.dtd'><response><status type='OK'/></response>",
        "done",
    );
    check_refused(
        b"<response/><!DOCTYPE response>",
        "the body is not XML (line 1, column 12)",
    );
    let other = r#"<?xml version="1.0" encoding="ISO-8859-1"?><response>é</response>"#;
    check_refused(other.as_bytes(), "the body is not UTF-8");
}

#[test]
fn refuse_encodings_and_character_sets() {
    let body = r#"{"status":{"type":"OK"}}"#;
    let check = |header: &str, value: &str, expected: Result<&str, UnexpectedReason>| {
        let parts = ResponseParts::new(200, body.as_bytes()).with_header(header, value);
        assert_eq!(
            selected(&parts, CASES).as_deref(),
            expected.as_deref(),
            "{header}: {value}"
        );
    };
    check(
        "Content-Type",
        "application/json; charset=UTF-8",
        Ok("done"),
    );
    check(
        "content-type",
        "application/json; charset=\"iso-8859-1\"",
        Ok("done"),
    );
    check(
        "Content-Type",
        "application/json; charset=utf-16",
        Err(UnexpectedReason::NotText),
    );
    check("Content-Encoding", "gzip", Err(UnexpectedReason::Encoded));
    check("Content-Encoding", "identity", Ok("done"));
}

/// Bodies that would take much memory or time are read in bounded time. The limit is generous, for slow machines.
#[test]
fn read_hostile_bodies_in_bounded_time() {
    let begin = Instant::now();
    let large = vec![b' '; 100 << 20];
    check_refused(&large, "the body is larger than the limit");
    let levels = 100_000;
    let deep = format!(
        r#"{{"status":{{"type":"OK"}},"deep":{}{}}}"#,
        "[".repeat(levels),
        "]".repeat(levels)
    );
    check(&deep, "done");
    let parts = ResponseParts::new(200, deep.as_bytes());
    let incoming = Incoming::new(&parts);
    let (_, document) = select(&incoming, CASES).expect("a case");
    let other = Reading::of_case(&incoming, &CASES[0], document).undescribed(&[]);
    assert_eq!(other.names().collect::<Vec<_>>(), ["deep"]);
    assert_eq!(other.get_raw("deep").map(str::len), Some(2 * levels));
    let deep = format!(
        r#"<response><status type="OK"/>{}{}</response>"#,
        "<a>".repeat(levels),
        "</a>".repeat(levels)
    );
    check(&deep, "done");
    let many = format!("[{}0]", "0,".repeat(2 << 20));
    check_refused(many.as_bytes(), "the body is larger than the limit");
    let mut attributes = String::from("<response");
    for number in 0..100_000 {
        attributes.push_str(&format!(" a{number}=''"));
    }
    check(&format!("{attributes}/>"), "bare");
    let repeated = format!("{attributes} a0=''/>");
    check_refused(
        repeated.as_bytes(),
        "the body is not XML (line 1, column 1)",
    );
    // The reports of a tree would repeat the long name 10,000 times.
    let leaves = vec![r#""a":"b""#; 10_000].join(",");
    for (length, reports) in [(7 << 20, 0), (1 << 20, 3), (1, 10_000)] {
        let body = format!(r#"{{"{}":{{{leaves}}}}}"#, "n".repeat(length));
        assert_eq!(tree_reports(&body), reports);
    }
    assert!(begin.elapsed() < Duration::from_secs(60));
}

/// Returns the number of reports in a tree at the root of the body.
fn tree_reports(body: &str) -> usize {
    let tree = Case {
        reports: Some(Reports::Tree(Places {
            json: &[&[]],
            xml: &[],
        })),
        ..case("tree", &[])
    };
    let parts = ResponseParts::new(200, body.as_bytes());
    let incoming = Incoming::new(&parts);
    let (document, markup) = incoming.document(&tree).expect("JSON").expect("a body");
    let facts = Facts::read(&tree, &incoming, Some((document.root(), markup)), &[]);
    facts.expect("facts").violations().len()
}

#[test]
fn refuse_described_values_that_are_nested_too_deeply() {
    let place: Vec<Step<'_>> = vec![Step::Items; 100];
    let places: &[Place<'_>] = &[&place];
    let body = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let document = Document::parse(&body, Markup::Json).expect("JSON");
    let places = Places {
        json: places,
        xml: &[],
    };
    assert!(places.find(document.root(), Markup::Json).is_err());
}
