//! What a mock refuses, and with which answer.

use crate::support::{BASIC, JSON, KEY, Received, check_last_refused, send};
use wireform_mock::Mock;

/// Each report is an item of its own, with one name in its list of places.
#[test]
fn several_violations_are_reported_as_the_schema_describes() {
    let mock = Mock::of("autodns").start().expect("it starts");
    let headers = [JSON, BASIC, ("X-Domainrobot-Context", "4")];
    let wrong = r#"{"organization":5,"city":6,"fname":7}"#;
    let received = send(&mock, "PUT /v1/contact/7", &headers, wrong);
    assert_eq!(received.status, 400, "{received:?}");
    assert!(!received.body.contains("null"), "{}", received.body);
    for field in ["organization", "city", "fname"] {
        assert!(
            received
                .body
                .contains(&format!(r#""objects":[{{"value":"{field}"}}]"#)),
            "{}",
            received.body
        );
    }
}

#[test]
fn an_invalid_request_gets_the_most_general_failure() {
    let mock = Mock::of("logicboxes").start().expect("it starts");
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    send(
        &mock,
        "POST /api/contacts/modify.json",
        &form,
        "auth-userid=1&api-key=k&contact-id=five",
    );
    let calls = mock.calls();
    assert_eq!(calls[0].case.as_deref(), Some("failed"), "{}", calls[0]);
}

#[test]
fn wrong_requests_are_refused() {
    let mock = Mock::of("realtime-register").start().expect("it starts");
    let update = "POST /v2/customers/acme/contacts/jane/update";
    let check = |line: &str, headers: &[(&str, &str)], body: &str, status: u16, violation: &str| {
        let received = send(&mock, line, headers, body);
        let calls = mock.calls();
        let call = calls.last().expect("a call");
        assert_eq!(received.status, status, "{line} {body}: {call}");
        assert!(!call.carried_out, "{call}");
        assert_eq!(call.violations.join(", "), violation, "{body}");
    };
    check(
        update,
        &[JSON, KEY],
        r#"{"voice":"1"}"#,
        400,
        "voice: min_length",
    );
    check(update, &[JSON, KEY], r#"{"city":7}"#, 400, "city: type");
    check(
        update,
        &[JSON, KEY],
        r#"{"town":"Zwolle"}"#,
        400,
        "town: unknown_field",
    );
    check(
        update,
        &[JSON, KEY],
        r#"{"handle":"john"}"#,
        400,
        "handle: unknown_field",
    );
    check(
        update,
        &[JSON, KEY],
        r#"{"city":"a","city":"b"}"#,
        400,
        "city: type",
    );
    // A name cannot be taken for another line, or for another part of the line.
    for name in [r"a\nGET / -> 200", r"a\u2028b", "a: b, c"] {
        let body = format!(r#"{{"{name}":1}}"#);
        check(update, &[JSON, KEY], &body, 400, "(unknown): unknown_field");
    }
    check(update, &[JSON, KEY], "[]", 400, "request: type");
    check(update, &[JSON, KEY], r#"{"city":"#, 400, "request: type");
    check(
        update,
        &[("Content-Type", "text/xml"), KEY],
        "{}",
        400,
        "request: type",
    );
    check(
        update,
        &[("Content-Type", "application/json; charset=latin1"), KEY],
        "{}",
        400,
        "request: type",
    );
    check(update, &[JSON], "{}", 401, "api_key: required");
    check(
        update,
        &[JSON, ("Authorization", "Bearer k")],
        "{}",
        401,
        "api_key: required",
    );
    check(
        "PUT /v2/customers/acme/contacts/jane/update",
        &[JSON, KEY],
        "{}",
        405,
        "",
    );
    check(
        "POST /v2/customers/acme/contact/jane/update",
        &[JSON, KEY],
        "{}",
        404,
        "",
    );
}

#[test]
fn invalid_forms_are_refused() {
    let mock = Mock::of("logicboxes").start().expect("it starts");
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    let form = "auth-userid=1&api-key=k&contact-id=5&name=n&company=c&email=e&address-line-1=a&city=t&country=NL&zipcode=z&phone-cc=1&phone=2";
    let modify = "POST /api/contacts/modify.json";
    assert_eq!(
        send(&mock, modify, &headers, form).status,
        200,
        "{:?}",
        mock.calls()
    );
    assert_eq!(
        send(&mock, &format!("{modify}?{form}"), &[], "").status,
        200,
        "{:?}",
        mock.calls()
    );
    for (from, to) in [
        ("country=NL", "country=Netherlands"),
        ("country=NL", "country=%ZZ"),
        ("country=NL", "land=NL"),
        ("contact-id=5", "contact-id=five"),
        ("city=t", "city=t&city=u"),
        ("&phone=2", ""),
    ] {
        send(&mock, modify, &headers, &form.replace(from, to));
        check_last_refused(&mock, to);
    }
    send(&mock, modify, &headers, &format!("{form}&a%0Ab=1"));
    check_last_refused(&mock, "a line feed in a name");
    assert!(!format!("{:?}", mock.calls()).contains('\n'));
    send(&mock, modify, &headers, &form.replace("api-key=k&", ""));
    check_last_refused(&mock, "no key");
    let calls = mock.calls();
    assert!(
        !format!("{calls:?}").contains("api-key"),
        "query strings are not shown"
    );
}

/// Sends an invalid request to a provider with these cases. Returns the response and the case.
fn refused_by(cases: &str) -> (Received, Option<String>) {
    let text = format!(
        "wireform: 1
provider: {{ name: Refusals }}
endpoints: {{ api: {{ servers: {{ production: 'https://api.example.com' }} }} }}
operations:
  create:
    http: POST /contacts
    body: json
    update: none
    fields: {{ name: {{ type: string, minLength: 3, required: true }} }}
    responses:
      created: {{ match: {{ status: 201 }}, outcome: success, body: empty }}
      broken: {{ match: {{ status: 5xx }}, outcome: unknown }}
{cases}"
    );
    let mock = Mock::from_schema("refusals", &text)
        .start()
        .unwrap_or_else(|error| panic!("{cases}: {error}"));
    let received = send(&mock, "POST /contacts", &[JSON], r#"{"name":"x"}"#);
    let calls = mock.calls();
    let call = calls.first().expect("a call");
    assert!(!call.carried_out, "{call}");
    (received, call.case.clone())
}

/// The status is in a class, or it is one of success and the body tells that the request failed.
#[test]
fn invalid_requests_are_refused_by_classes_and_by_bodies() {
    let message = "outcome: failure, body: json, fields: { message: string }, message: message";
    let code = "code: { body: rc }, codes: { '0': Done., '7': Invalid., '8': Other. }";
    let check = |cases: &str, status: u16, body: &str| {
        let (received, case) = refused_by(cases);
        assert_eq!(case.as_deref(), Some("refused"), "{cases}: {received:?}");
        assert_eq!(
            (received.status, received.body.as_str()),
            (status, body),
            "{cases}"
        );
    };
    let told = r#"{"message":"The request is not valid."}"#;
    check(
        &format!("      refused: {{ match: {{ status: 4xx }}, {message} }}"),
        400,
        told,
    );
    check(
        &format!(
            "      refused: {{ match: {{ status: 4xx }}, answer: {{ status: 422 }}, {message} }}"
        ),
        422,
        told,
    );
    check(
        &format!(
            "      refused: {{ match: {{ status: 4xx, fields: {{ message: {{ present: true }} }} }}, answer: {{ status: 403 }}, {message} }}"
        ),
        403,
        told,
    );
    check(
        &format!(
            "      refused: {{ match: {{ status: 4xx }}, answer: {{ code: '7' }}, {code}, {message} }}"
        ),
        400,
        r#"{"rc":"7","message":"The request is not valid."}"#,
    );
    check(
        "      limited: { match: { status: 429 }, outcome: failure, retry: later }
      client: { match: { status: 4xx }, after: limited, outcome: failure }
      refused: { match: { status: 200, fields: { rc: { maximum: -1 } } }, outcome: failure, body: json, fields: { rc: integer }, code: rc, codes: { '-1': Refused. }, answer: { status: 200, code: '-1' } }",
        200,
        r#"{"rc":-1}"#,
    );
    check(
        &format!(
            "      refused: {{ match: {{ status: 200, code: ['7', '8'] }}, {code}, {message} }}"
        ),
        200,
        r#"{"rc":"7","message":"The request is not valid."}"#,
    );
}

/// A response that a client reads as another case is not the case.
#[test]
fn a_case_that_a_mock_cannot_write_is_not_named() {
    let (received, case) = refused_by(
        "      other: { match: { status: 400, headers: { X-Reason: { present: false } } }, outcome: unknown }
      refused: { match: { status: 4xx }, after: other, outcome: failure, body: empty, answer: { status: 400 } }",
    );
    assert_eq!((received.status, case), (400, None), "{received:?}");
    assert_eq!(received.body, "The request is not valid.\n");
}

/// The answer names the whole place of an unknown element, as the record does, and the constant that a place has to have.
#[test]
fn unknown_parts_of_xml_are_named() {
    let text = "wireform: 1
provider: { name: Places }
endpoints: { api: { servers: { production: 'https://api.example.com' } } }
operations:
  create:
    http: POST /contacts
    body: xml
    update: none
    envelope: { request: { $rest: } }
    fields: { notify: { fields: { mail: string } }, kind: { const: A, type: string } }
    responses:
      done: { match: { status: 200 }, outcome: success, body: empty }
      refused:
        match: { status: 400 }
        outcome: failure
        body: json
        fields: { errors: { type: list, items: { fields: { place: string, text: string } } } }
        violations: { each: errors, path: place, message: text }
      broken: { match: { status: 5xx }, outcome: unknown }
";
    let mock = Mock::from_schema("places", text).start();
    let mock = mock.expect("it starts");
    let xml = ("Content-Type", "text/xml; charset=utf-8");
    let body = "<request><notify><fax/></notify><kind>B</kind></request>";
    let received = send(&mock, "POST /contacts", &[xml], body);
    assert_eq!(received.status, 400, "{received:?}");
    let errors = [
        r#"{"place":"request.notify.fax","text":"is no field of this request"}"#,
        r#"{"place":"kind","text":"has to be `A`, as the schema states"}"#,
    ];
    for error in errors {
        assert!(received.body.contains(error), "{}", received.body);
    }
    let call = &mock.calls()[0];
    assert_eq!(
        call.violations.join(", "),
        "notify.fax: unknown_field, kind: type"
    );
}

/// The class has the status of a contact that does not exist.
#[test]
fn missing_contacts_are_refused_by_classes() {
    let text = "wireform: 1
provider: { name: Classes }
endpoints: { api: { servers: { production: 'https://api.example.com' } } }
operations:
  create: &operation
    http: POST /contacts/{id}
    does: create
    body: json
    update: none
    params: { id: { type: string, required: true, means: id } }
    fields: { name: string }
    responses:
      done: { match: { status: 200 }, outcome: success, body: empty }
      refused: { match: { status: 4xx }, outcome: failure, body: empty, answer: { status: 422 } }
  change:
    <<: *operation
    http: PUT /contacts/{id}
    does: update
    update: replace
";
    let mock = Mock::from_schema("classes", text).strict().start();
    let mock = mock.expect("it starts");
    let received = send(&mock, "PUT /contacts/1", &[JSON], r#"{"name":"x"}"#);
    assert_eq!(received.status, 404, "{received:?}");
    assert_eq!(mock.calls()[0].case.as_deref(), Some("refused"));
}

/// Starts a mock of an operation that changes a contact by JSON, and that has a field mask.
fn masked() -> Mock {
    let text = "wireform: 1
provider: { name: Masks }
credentials: { key: { secret: true } }
auth: { key: { headers: { Authorization: 'ApiKey $key' } } }
endpoints: { api: { servers: { production: 'https://api.example.com' }, auth: [key] } }
types:
  Owner: { fields: { name: string, id: { type: string, access: read } } }
operations:
  update:
    http: PATCH /contacts
    body: json
    update: patch
    mask: { query: mask, separator: ',' }
    fields: { name: string, owner: Owner, other: { fields: { name: string } } }
    responses:
      done: { match: { status: 200 }, outcome: success, body: json, fields: { owner: Owner } }
      denied: { match: { status: [401, 403] }, outcome: failure }
      refused:
        match: { status: 400 }
        outcome: failure
        body: json
        fields: { errors: { type: list, items: { fields: { field: string, text: string } } } }
        violations: { each: errors, path: field, message: text }
      broken: { match: { status: 5xx }, outcome: unknown }
";
    let mock = Mock::from_schema("masks", text).credentials("key", "key-0123");
    mock.start().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn members_that_only_the_provider_sets_are_ignored_at_their_place() {
    let mock = masked();
    let send = |mask: &str, body: &str| {
        let call = format!("PATCH /contacts?mask={mask}");
        send(&mock, &call, &[JSON, KEY], body)
    };
    let sent_back = send("owner", r#"{"owner":{"name":"a","id":"7"}}"#);
    assert_eq!(sent_back.status, 200, "{}", sent_back.body);
    let unknown = send("other", r#"{"other":{"name":"a","id":"7"}}"#);
    assert_eq!(unknown.status, 400, "{}", unknown.body);
}

#[test]
fn a_wrong_mask_is_refused_with_the_names_that_it_lacks() {
    let mock = masked();
    let call = "PATCH /contacts?mask=name";
    let refused = send(
        &mock,
        call,
        &[JSON, KEY],
        r#"{"name":"a","owner":{"name":"b"}}"#,
    );
    assert_eq!(refused.status, 400);
    assert!(
        refused
            .body
            .contains("has to be the fields of the body: name,owner"),
        "{}",
        refused.body
    );
}

#[test]
fn wrong_credentials_are_refused_before_a_wrong_content_type() {
    let mock = masked();
    let (call, body) = ("PATCH /contacts?mask=name", r#"{"name":"a"}"#);
    let text = ("Content-Type", "text/plain");
    let wrong = ("Authorization", "ApiKey other");
    assert_eq!(send(&mock, call, &[text, wrong], body).status, 401);
    assert_eq!(send(&mock, call, &[text, KEY], body).status, 400);
}
