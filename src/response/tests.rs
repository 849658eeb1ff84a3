//! Reads responses of every kind: cases, values, and bodies that are no responses.

use std::time::{Duration, Instant, SystemTime};

use super::case::*;
use super::document::{Document, Kind, Markup};
use super::facts::Facts;
use super::incoming::Incoming;
use super::object::{FieldSource, From, Reading};
use super::place::{Place, Places, Step};
use super::read::{Form, FromResponse, ListForm};
use super::{ResponseParts, Retry, Session, State, UnexpectedReason, Wait, retry_after};
use crate::Date;

const KIND: Places<'static> = Places {
    json: &[&[Step::Member("status"), Step::Member("type")]],
    xml: &[&[
        Step::Member("response"),
        Step::Member("status"),
        Step::Attribute("type"),
    ]],
};

/// Returns a case that is recognized by `status.type`.
const fn case(
    name: &'static str,
    tests: &'static [(Places<'static>, PlaceTest<'static>)],
) -> Case<'static> {
    Case {
        body: tests,
        formats: &[BodyFormat::Json, BodyFormat::Xml],
        ..Case::new(name, State::Done)
    }
}

const fn one_of(texts: &'static [&'static str]) -> PlaceTest<'static> {
    PlaceTest::Every(ValueTest {
        one_of: texts,
        ..ValueTest::ANY
    })
}

const CASES: &[Case<'static>] = &[
    case("done", &[(KIND, one_of(&["OK", "1"]))]),
    case("odd", &[(KIND, PlaceTest::Present(true))]),
    case("bare", &[(KIND, PlaceTest::Present(false))]),
];

/// Returns the name of the case, or the reason why there is none.
fn selected(parts: &ResponseParts<'_>, cases: &[Case<'_>]) -> Result<String, UnexpectedReason> {
    let incoming = Incoming::new(parts);
    select(&incoming, cases).map(|(number, _)| cases[number].name.to_owned())
}

#[track_caller]
fn check(body: &str, expected: &str) {
    let found = selected(&ResponseParts::new(200, body.as_bytes()), CASES);
    assert_eq!(found.as_deref(), Ok(expected), "{body}");
}

#[track_caller]
fn check_refused(body: &[u8], expected: &UnexpectedReason) {
    let found = selected(&ResponseParts::new(200, body), CASES);
    assert_eq!(found.as_ref(), Err(expected));
}

#[test]
fn recognize_cases_in_json_and_xml() {
    check(r#"{"status":{"type":"OK"}}"#, "done");
    check(r#"{"status":{"type":1}}"#, "done");
    check("\u{feff} {\"status\":{\"type\":\"\\u004fK\"}}", "done");
    check(r#"{"status":{"type":"NO"}}"#, "odd");
    check(r#"{"status":{"type":[]}}"#, "odd");
    check(r#"{"status":{"type":null}}"#, "bare");
    check(r#"{"status":null}"#, "bare");
    check("{}", "bare");
    check(
        r#"<?xml version="1.0"?><response><status type="OK"/></response>"#,
        "done",
    );
    check(
        r#"<response><status type="&#79;K"><a>1</a></status></response>"#,
        "done",
    );
    check("<response><status/></response>", "bare");
}

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
        check_refused(body.as_bytes(), &UnexpectedReason::NoCase);
    }
    for body in [
        r#"<response><status type="OK" type="NO"/></response>"#,
        r#"<response><status type="OK" type="OK"></status></response>"#,
    ] {
        check_refused(body.as_bytes(), &UnexpectedReason::NotXml);
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
fn test_one_value_or_every_value_of_a_place() {
    check(
        r#"<response><status type="OK"/><status type="1"/></response>"#,
        "done",
    );
    for types in [["OK", "NO"], ["NO", "OK"]] {
        let [first, second] = types;
        let body =
            format!(r#"<response><status type="{first}"/><status type="{second}"/></response>"#);
        check(&body, "odd");
    }
    const ITEMS: Places<'static> = Places {
        json: &[&[Step::Items]],
        xml: &[&[Step::Member("r"), Step::Member("type")]],
    };
    let found = |case: Case<'static>, parts: ResponseParts<'_>| selected(&parts, &[case]).is_ok();
    let body = |text: &'static str| ResponseParts::new(200, text.as_bytes());
    const SUCCESS: PlaceTest<'static> = one_of(&["success"]);
    const ANY: PlaceTest<'static> = PlaceTest::Any(ValueTest {
        one_of: &["success"],
        ..ValueTest::ANY
    });
    let elements = "<r><type>success</type><type>error</type></r>";
    for list in [elements, r#"["error", "success"]"#] {
        assert!(!found(case("every", &[(ITEMS, SUCCESS)]), body(list)));
        assert!(found(case("any", &[(ITEMS, ANY)]), body(list)));
    }
    let none = "<r><type>error</type></r>";
    assert!(!found(case("any", &[(ITEMS, ANY)]), body(none)));
    let with_code = Case {
        with_codes: &["success"],
        code: Some(TextSource {
            places: &[TextPlace::Header("X-Code"), TextPlace::Body(ITEMS)],
            after: None,
            before: None,
        }),
        ..case("code", &[])
    };
    assert!(!found(with_code, body(elements)));
    assert!(found(with_code, body(r#"["success", "error"]"#)));
    // The place after a repeated member does not count.
    let later = Case {
        code: Some(TextSource {
            places: &[TextPlace::Body(KIND), TextPlace::Header("X-Code")],
            after: None,
            before: None,
        }),
        ..with_code
    };
    for (text, matches) in [
        (r#"{"status":{"type":"error","type":"success"}}"#, false),
        (r#"{"status":{}}"#, true),
        (r#"{"status":"error"}"#, true),
    ] {
        let parts = body(text).with_header("X-Code", "success");
        assert_eq!(found(later, parts), matches, "{text}");
    }
    let with_header = Case {
        headers: &[("X-Code", SUCCESS)],
        ..Case::new("header", State::Done)
    };
    let with_any_header = Case {
        headers: &[("X-Code", ANY)],
        ..Case::new("any header", State::Done)
    };
    let two = body("{}")
        .with_header("X-Code", "error")
        .with_header("X-Code", "success");
    assert!(found(with_any_header, two));
    for case in [with_code, with_header] {
        let one = body("{}").with_header("X-Code", "success");
        assert!(found(case, one.clone()), "{}", case.name);
        let two = one.with_header("X-Code", "error");
        assert!(!found(case, two), "{}", case.name);
    }
}

#[test]
fn refuse_bodies_that_are_no_responses() {
    // A value of the wrong kind passes no test, not even the one for an absent value.
    check_refused(br#"{"status":"OK"}"#, &UnexpectedReason::NoCase);
    check_refused(b"[]", &UnexpectedReason::NoCase);
    check_refused(
        b"<html><body>Bad Gateway<br></body></html>",
        &UnexpectedReason::NotXml,
    );
    check_refused(b"Bad Gateway", &UnexpectedReason::NotJson);
    check_refused(br#"{"status":{"type":"OK"}"#, &UnexpectedReason::NotJson);
    check_refused(
        br#"{"status":{"type":"OK"}} {}"#,
        &UnexpectedReason::NotJson,
    );
    check_refused(b"", &UnexpectedReason::Empty);
    check_refused(b" \r\n", &UnexpectedReason::Empty);
    check_refused(b"{\"status\":\"\xe9\"}", &UnexpectedReason::NotText);
    check_refused(b"\xff\xfe{\0}\0", &UnexpectedReason::NotText);
    check_refused(b"<a><b></a>", &UnexpectedReason::NotXml);
    check_refused(b"<a/><a/>", &UnexpectedReason::NotXml);
    check_refused(b"<a>", &UnexpectedReason::NotXml);
    check_refused(b"<a>&nbsp;</a>", &UnexpectedReason::Entity);
    check_refused(b"<a b='&x;'/>", &UnexpectedReason::Entity);
    check_refused(
        b"<!DOCTYPE a [<!ENTITY x 'yy'>]><a>&x;</a>",
        &UnexpectedReason::Entity,
    );
    let other = r#"<?xml version="1.0" encoding="ISO-8859-1"?><response>é</response>"#;
    check_refused(other.as_bytes(), &UnexpectedReason::NotText);
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

#[test]
fn recognize_cases_without_reading_the_body() {
    let unread = Case {
        statuses: &[(400, 499)],
        formats: &[],
        ..case("unread", &[])
    };
    let empty = Case {
        formats: &[BodyFormat::Empty],
        ..case("empty", &[])
    };
    let parts = |status, body| ResponseParts::new(status, body).with_size_limit(10);
    let found = |status, body| selected(&parts(status, body), &[unread, empty]);
    assert_eq!(found(404, &b"<html>Not Found"[..]).as_deref(), Ok("unread"));
    assert_eq!(found(200, b" \r\n").as_deref(), Ok("empty"));
    assert_eq!(found(200, b"{}"), Err(UnexpectedReason::NotEmpty));
    assert_eq!(
        selected(&parts(200, b"{\"a\":\"1234\"}"), CASES),
        Err(UnexpectedReason::TooLarge)
    );
}

/// Bodies that would take much memory or time are read in bounded time. The limit is generous, for slow machines.
#[test]
fn read_hostile_bodies_in_bounded_time() {
    let begin = Instant::now();
    let large = vec![b' '; 100 << 20];
    check_refused(&large, &UnexpectedReason::TooLarge);
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
    check_refused(many.as_bytes(), &UnexpectedReason::TooLarge);
    let mut attributes = String::from("<response");
    for number in 0..100_000 {
        attributes.push_str(&format!(" a{number}=''"));
    }
    check(&format!("{attributes}/>"), "bare");
    let repeated = format!("{attributes} a0=''/>");
    check_refused(repeated.as_bytes(), &UnexpectedReason::NotXml);
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
    let facts = Facts::read(0, &tree, &incoming, Some((document.root(), markup)), &[]);
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

/// Reads the member `a` of a JSON object.
fn read<T: FromResponse>(json: &str, form: Form<'_>) -> Result<Option<T>, UnexpectedReason> {
    let body = format!(r#"{{"a":{json}}}"#);
    read_in(&body, form, &[&[Step::Member("a")]])
}

fn read_in<T: FromResponse>(
    body: &str,
    form: Form<'_>,
    places: &[Place<'_>],
) -> Result<Option<T>, UnexpectedReason> {
    let parts = ResponseParts::new(200, body.as_bytes());
    let incoming = Incoming::new(&parts);
    let read = case("read", &[]);
    let document = incoming.document(&read)?;
    let at = Places {
        json: places,
        xml: places,
    };
    let from = From::Body {
        at,
        json: form,
        xml: form,
    };
    Reading::of_case(&incoming, &read, document).optional(&FieldSource { name: "a", from })
}

fn wrong(place: &str) -> UnexpectedReason {
    UnexpectedReason::WrongKind {
        place: place.to_owned(),
    }
}

#[test]
fn read_values_strictly() {
    let plain = Form::default();
    let text = |json| read::<String>(json, plain);
    assert_eq!(text(r#""a\u0000\"""#), Ok(Some("a\0\"".to_owned())));
    assert_eq!(text("1.50"), Ok(Some("1.50".to_owned())));
    assert_eq!(text("null"), Ok(None));
    assert_eq!(text("{}"), Err(wrong("a")));
    assert_eq!(text(r#""\ud800""#), Err(UnexpectedReason::NotText));
    let integer = |json| read::<i64>(json, plain);
    assert_eq!(integer("-12"), Ok(Some(-12)));
    assert_eq!(integer("\"12\""), Err(wrong("a")));
    assert_eq!(integer("1e3"), Err(wrong("a")));
    assert_eq!(integer("9223372036854775808"), Err(wrong("a")));
    assert_eq!(read::<bool>("true", plain), Ok(Some(true)));
    assert_eq!(read::<bool>("1", plain), Err(wrong("a")));
    let spelled = Form {
        spellings: &[("true", "1"), ("false", "0")],
        ..plain
    };
    assert_eq!(read::<bool>("1", spelled), Ok(Some(true)));
    assert_eq!(read::<bool>("\"0\"", spelled), Ok(Some(false)));
    assert_eq!(
        read::<Date>("\"2026-11-21\"", plain),
        Ok(Date::new(2026, 11, 21))
    );
    assert_eq!(read::<Date>("\"2026-02-30\"", plain), Err(wrong("a")));
}

#[test]
fn read_lists_in_every_form() {
    let list = |json| read::<Vec<i64>>(json, Form::default());
    assert_eq!(list("[1,2]"), Ok(Some(vec![1, 2])));
    assert_eq!(list("1"), Err(wrong("a")));
    assert_eq!(list("[1,\"2\"]"), Err(wrong("a[1]")));
    let joined = Form {
        list: ListForm::Join(","),
        ..Form::default()
    };
    assert_eq!(read::<Vec<i64>>("\"1,2\"", joined), Ok(Some(vec![1, 2])));
    assert_eq!(read::<Vec<i64>>("\"\"", joined), Ok(Some(Vec::new())));
    let xml = |body, form, place| read_in::<Vec<i64>>(body, form, &[place]);
    let repeat: Place<'_> = &[Step::Member("r"), Step::Member("a")];
    assert_eq!(
        xml("<r><a>1</a><b/><a> 2 </a></r>", Form::default(), repeat),
        Ok(Some(vec![1, 2]))
    );
    assert_eq!(
        xml("<r><a>1</a></r>", Form::default(), repeat),
        Ok(Some(vec![1]))
    );
    assert_eq!(xml("<r><b/></r>", Form::default(), repeat), Ok(None));
    let wrap = Form {
        list: ListForm::Wrap("i"),
        ..Form::default()
    };
    assert_eq!(
        xml("<r><a><i>1</i><i>2</i></a></r>", wrap, repeat),
        Ok(Some(vec![1, 2]))
    );
    let one = read_in::<String>("<r><a>1</a><a>2</a></r>", Form::default(), &[repeat]);
    assert_eq!(
        one,
        Err(UnexpectedReason::Repeated {
            place: "a".to_owned()
        })
    );
    let text = read_in::<String>(
        "<r><a>1<![CDATA[<2>]]>&amp;&#51;</a></r>",
        Form::default(),
        &[repeat],
    );
    assert_eq!(text, Ok(Some("1<2>&3".to_owned())));
}

#[test]
fn keep_undescribed_members() {
    let body = r#"{"status":{"type":"OK","text":{"a":[1, 2]}},"ctid":null,"more":1.0}"#;
    let parts = ResponseParts::new(200, body.as_bytes());
    let incoming = Incoming::new(&parts);
    let document = incoming.document(&CASES[0]).expect("JSON");
    let other = Reading::of_case(&incoming, &CASES[0], document).undescribed(&[]);
    let found: Vec<_> = other.iter().collect();
    assert_eq!(found, [("status.text", r#"{"a":[1, 2]}"#), ("more", "1.0")]);
}

#[test]
fn keep_undescribed_parts_of_repeated_elements() {
    const CODES: Places<'static> = Places::NONE.xml(&[&[
        Step::Member("r"),
        Step::Member("s"),
        Step::Items,
        Step::Attribute("code"),
    ]]);
    let case = Case {
        body: &[(CODES, PlaceTest::Present(true))],
        formats: &[BodyFormat::Xml],
        ..Case::new("elements", State::Done)
    };
    let body = r#"<r><s code="1"/><s code="2" more="3"><a.b>4</a.b></s><t/></r>"#;
    let parts = ResponseParts::new(200, body.as_bytes());
    let incoming = Incoming::new(&parts);
    let document = incoming.document(&case).expect("XML");
    let other = Reading::of_case(&incoming, &case, document).undescribed(&[]);
    let found: Vec<_> = other.iter().collect();
    let expected = [("r.s.@more", "3"), (r#"r.s."a.b""#, "4"), ("r.t", "")];
    assert_eq!(found, expected);
}

/// A body that is cut off could have been the failure before the success.
#[test]
fn a_success_without_tests_needs_a_body_that_is_whole() {
    const NO: &[(Places<'static>, PlaceTest<'static>)] = &[(KIND, one_of(&["NO"]))];
    let failure = Case {
        state: State::NotDone,
        ..case("failed", NO)
    };
    let any = |state| Case::new("any", state);
    let whole = ResponseParts::new(200, br#"{"status":{"type":"OK"}}"#);
    let cut = ResponseParts::new(200, br#"{"status":{"ty"#);
    assert_eq!(
        selected(&whole, &[failure, any(State::Done)]).as_deref(),
        Ok("any")
    );
    assert_eq!(
        selected(&cut, &[failure, any(State::Done)]),
        Err(UnexpectedReason::NotJson)
    );
    assert_eq!(
        selected(&cut, &[failure, any(State::Unknown)]).as_deref(),
        Ok("any")
    );
}

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
        Facts::read(0, &case, &incoming, Some((document.root(), markup)), names).expect("facts");
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
    check(
        "99999999999999999999999",
        Some(Wait::For(Duration::from_secs(u64::from(u32::MAX)))),
    );
}

#[test]
fn keep_the_spelling_of_numbers() {
    let document = Document::parse("[1.0, 1e400, -0]", Markup::Json).expect("JSON");
    let items = document.root().items().expect("a list");
    let texts: Vec<_> = items.iter().map(|it| (it.kind(), it.text())).collect();
    let number = |text| (Ok(Kind::Number), Some(text));
    assert_eq!(texts, [number("1.0"), number("1e400"), number("-0")]);
}
