//! Recognizing cases.

use super::super::case::{KnownCode, TextPlace, TextSource};
use super::super::facts::Facts;
use super::*;

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
fn recognize_cases_without_reading_the_body() {
    let unread = Case {
        statuses: &[(400, 499)],
        formats: &[],
        ..case("unread", &[])
    };
    let empty = Case {
        formats: &[ReadFormat::Empty],
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
    assert!(matches!(
        selected(&cut, &[failure, any(State::Done)]),
        Err(UnexpectedReason::NotJson(at)) if at.ends_too_early()
    ));
    assert_eq!(
        selected(&cut, &[failure, any(State::Unknown)]).as_deref(),
        Ok("any")
    );
}

const CODE: TextSource<'static> = TextSource {
    places: &[TextPlace::Body(Places {
        json: &[&[Step::Member("code")]],
        xml: &[&[Step::Member("r"), Step::Member("code")]],
    })],
    after: None,
    before: None,
};

/// Returns the state of the response, or the reason why it is unexpected.
fn state_of(body: &str, cases: &[Case<'_>]) -> Result<State, UnexpectedReason> {
    let parts = ResponseParts::new(200, body.as_bytes());
    let incoming = Incoming::new(&parts);
    let (number, document) = select(&incoming, cases)?;
    let root = document.map(|(document, markup)| (document.root(), markup));
    Facts::read(&cases[number], &incoming, root, &[]).map(|facts| facts.state())
}

#[test]
fn refuse_a_code_that_decides_the_state_and_cannot_be_read() {
    const fn overriding(code: &'static str, state: State) -> KnownCode<'static> {
        KnownCode {
            code,
            state: Some(state),
            retry: None,
            session: None,
        }
    }
    let success = Case {
        code: Some(CODE),
        known_codes: &[overriding("1001", State::Pending)],
        ..case("done", &[])
    };
    let failure = Case {
        state: State::NotDone,
        code: Some(CODE),
        known_codes: &[overriding("2400", State::Unknown)],
        ..case("failed", &[])
    };
    let recognized = Case {
        with_codes: &["2302"],
        known_codes: &[],
        ..failure
    };
    let unread = [
        r#"{"code":1000,"code":1001}"#,
        r#"{"code":2302,"code":1000}"#,
        r#"{"code":"\ud800"}"#,
        "<r><code>2302</code><code>1001</code><code>2400</code></r>",
    ];
    for cases in [
        &[success][..],
        &[failure],
        &[recognized, case("done", &[])],
        &[recognized, Case::new("done", State::Done)],
    ] {
        for body in unread {
            let reason = match body.contains('\\') {
                true => UnexpectedReason::NotText,
                false => UnexpectedReason::Repeated {
                    place: "code".to_owned(),
                },
            };
            assert_eq!(state_of(body, cases), Err(reason), "{body}");
        }
        // The facts of a case do not depend on how it was selected.
        let parts = ResponseParts::new(200, unread[0].as_bytes());
        let incoming = Incoming::new(&parts);
        let document = incoming.document(&cases[0]).expect("JSON");
        let root = document.map(|(document, markup)| (document.root(), markup));
        assert!(Facts::read(&cases[0], &incoming, root, &[]).is_err());
    }
    for (body, cases, state) in [
        (r#"{"code":1001,"code":1001}"#, success, State::Pending),
        (r#"{"code":1000}"#, success, State::Done),
        (r#"{"text":"no code"}"#, success, State::Done),
        (r#"{"code":[1001]}"#, success, State::Done),
        // The codes of several elements may differ if their effects do not.
        (
            "<r><code>1</code><code>2</code></r>",
            failure,
            State::NotDone,
        ),
        (
            "<r><code>2302</code><code>2302</code></r>",
            recognized,
            State::NotDone,
        ),
    ] {
        assert_eq!(state_of(body, &[cases]), Ok(state), "{body}");
    }
    // Nothing depends on the code.
    let reported = Case {
        known_codes: &[],
        ..failure
    };
    assert_eq!(state_of(unread[0], &[reported]), Ok(State::NotDone));
}
