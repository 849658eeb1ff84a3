//! What a mock accepts and refuses, and what it answers.

use crate::support::{Received, send};
use wireform_mock::Mock;

const JSON: (&str, &str) = ("Content-Type", "application/json");
const KEY: (&str, &str) = ("Authorization", "ApiKey key-0123");
const BASIC: (&str, &str) = ("Authorization", "Basic cmVzZWxsZXI6a2V5LTAxMjM=");

fn realtime_register(mock: &Mock, call: &str, body: &str) -> Received {
    send(mock, call, &[JSON, KEY], body)
}

#[test]
fn patch_keeps_and_read_shows() {
    let mock = Mock::of("realtime-register").start().expect("it starts");
    let update = "POST /v2/customers/acme/contacts/jane/update";
    assert_eq!(
        realtime_register(&mock, update, r#"{"city":"Zwolle","fax":"+31.384530759"}"#).status,
        200
    );
    assert_eq!(
        realtime_register(&mock, update, r#"{"postalCode":"8011","fax":""}"#).status,
        200
    );
    let read = realtime_register(&mock, "GET /v2/customers/acme/contacts/jane", "");
    assert_eq!(read.status, 200);
    for shown in [
        r#""city":"Zwolle""#,
        r#""postalCode":"8011""#,
        r#""handle":"jane""#,
    ] {
        assert!(read.body.contains(shown), "{shown}: {}", read.body);
    }
    assert!(!read.body.contains("fax"), "it was cleared: {}", read.body);
}

#[test]
fn replace_deletes() {
    let mock = Mock::of("autodns").start().expect("it starts");
    let headers = [JSON, BASIC, ("X-Domainrobot-Context", "4")];
    let long = r#"{"type":"PERSON","fname":"Jane","lname":"Doe","address":["Street 1"],"pcode":"12345","city":"Berlin","country":"DE","phone":"+49-30-1","email":"jane@example.com","fax":"+49-30-2"}"#;
    let first = send(&mock, "PUT /v1/contact/7", &headers, long);
    assert_eq!(first.status, 200, "{first:?} {:?}", mock.calls());
    let short = long.replace(r#","fax":"+49-30-2""#, "");
    assert_eq!(
        send(&mock, "PUT /v1/contact/7", &headers, &short).status,
        200
    );
    let read = send(&mock, "GET /v1/contact/7", &headers, "");
    assert!(read.body.contains(r#""city":"Berlin""#), "{}", read.body);
    assert!(!read.body.contains("fax"), "{}", read.body);
}

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
fn equivalent_requests_are_accepted() {
    let mock = Mock::of("realtime-register").start().expect("it starts");
    for (line, content_type, body) in [
        (
            "POST /v2/customers/acme/contacts/j%40d/update",
            "application/json; charset=utf-8",
            "{}",
        ),
        (
            "POST /v2/customers/acme/contacts/j@d/update/",
            "application/json",
            "{}",
        ),
        (
            "POST /realtime-register/v2/customers/acme/contacts/j@d/update",
            "Application/JSON",
            "{}",
        ),
        (
            "POST /v2/customers/acme/contacts/j@d/update",
            "application/json",
            r#"{"handle":"j@d"}"#,
        ),
    ] {
        let headers = [
            ("Content-Type", content_type),
            ("authorization", "apikey k"),
        ];
        let received = send(&mock, line, &headers, body);
        assert_eq!(
            received.status,
            200,
            "{line} {content_type} {body}: {:?}",
            mock.calls()
        );
    }
    assert!(
        mock.calls()
            .iter()
            .all(|call| call.contact.as_deref() == Some("j@d"))
    );
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
fn xml_bodies_are_read() {
    let mock = Mock::of("namebay").start().expect("it starts");
    let headers = [("Content-Type", "text/xml; charset=utf-8")];
    let plans = wireform_codegen::plan_sources(&{
        let mut sources = wireform_codegen::source::Sources::new();
        let schema = wireform_schemas::find("namebay").expect("it ships");
        sources.add("namebay.yaml", schema.text);
        sources
    });
    let example = &plans.0[0].operations[0].examples[0];
    let wireform_codegen::plan::Expectation::Request {
        body: Some(body), ..
    } = &example.expect
    else {
        panic!("the first example is a request with a body");
    };
    let received = send(&mock, "POST /", &headers, body);
    assert_eq!(received.status, 200, "{:?}", mock.calls());
    assert!(received.body.contains("ABC123"), "{}", received.body);
    let call = &mock.calls()[0];
    assert_eq!(call.value("street"), Some("1 Main Street"));
    assert_eq!(call.value("password"), Some("***"));
    send(
        &mock,
        "POST /",
        &headers,
        &body.replace("1 Main Street", "<x/>"),
    );
    check_last_refused(&mock, "an element in place of a text");
    send(&mock, "POST /", &headers, &body[..body.len() / 2]);
    check_last_refused(&mock, "half of a document");
}

/// Checks that the last call was not carried out. The status says nothing, because some providers report failures with 200.
fn check_last_refused(mock: &Mock, what: &str) {
    let calls = mock.calls();
    let call = calls.last().expect("a call");
    assert!(!call.carried_out, "{what}: {call}");
    assert_ne!(call.case.as_deref(), Some("updated"), "{what}: {call}");
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

#[test]
fn response_depends_on_the_request() {
    let mock = Mock::of("realtime-register").start().expect("it starts");
    for handle in ["jane", "john"] {
        let body = format!(r#"{{"name":"{handle}"}}"#);
        let line = format!("POST /v2/customers/acme/contacts/{handle}/update");
        realtime_register(&mock, &line, &body);
    }
    for handle in ["jane", "john"] {
        let line = format!("GET /v2/customers/acme/contacts/{handle}");
        let read = realtime_register(&mock, &line, "");
        assert!(
            read.body.contains(&format!(r#""name":"{handle}""#)),
            "{}",
            read.body
        );
    }
}

#[test]
fn remembers_the_last_calls() {
    for (limit, expected) in [(0, vec![]), (2, vec![3, 4])] {
        let mock = Mock::of("realtime-register").remember(limit);
        let mock = mock.start().expect("it starts");
        for _ in 0..4 {
            realtime_register(&mock, "GET /v2/customers/acme/contacts/jane", "");
        }
        let calls = mock.calls();
        let numbers: Vec<u64> = calls.iter().map(|call| call.number).collect();
        assert_eq!(numbers, expected);
    }
}

#[test]
fn strict_knows_only_what_was_made() {
    let mock = Mock::of("realtime-register")
        .strict()
        .start()
        .expect("it starts");
    let read = realtime_register(&mock, "GET /v2/customers/acme/contacts/jane", "");
    assert_eq!(read.status, 404);
    let update = realtime_register(&mock, "POST /v2/customers/acme/contacts/jane/update", "{}");
    assert_eq!(update.status, 404);
    let lenient = Mock::of("realtime-register").start().expect("it starts");
    let read = realtime_register(&lenient, "GET /v2/customers/acme/contacts/jane", "");
    assert_eq!(read.status, 200);
    assert!(read.body.contains(r#""handle":"jane""#), "{}", read.body);
}

#[test]
fn deleted_contacts_are_not_found() {
    let mock = Mock::of("hostcontrol").start().expect("it starts");
    let check = |line: &str, is_found: bool| {
        send(&mock, line, &[JSON, BASIC], "");
        let calls = mock.calls();
        let call = calls.last().expect("a call");
        assert_eq!(call.carried_out, is_found, "{line}: {call}");
    };
    for id in ["7", "8"] {
        check(&format!("GET /api/v1/domain-contact/{id}"), true);
    }
    check("DELETE /api/v1/domain-contact/7", true);
    check("GET /api/v1/domain-contact/7", false);
    check("DELETE /api/v1/domain-contact/7", false);
    check("GET /api/v1/domain-contact/8", true);
}

#[test]
fn records_have_the_paths_of_the_schema() {
    let mock = Mock::of("realtime-register").start().expect("it starts");
    for (line, path) in [
        (
            "GET /v2/customers/acme/contacts/jane",
            Some("/v2/customers/{customer}/contacts/{handle}"),
        ),
        (
            "PUT /v2/customers/acme/contacts/jane/update",
            Some("/v2/customers/{customer}/contacts/{handle}/update"),
        ),
        ("GET /v2/customers/acme/contacts/jane/planted", None),
    ] {
        realtime_register(&mock, line, "");
        let calls = mock.calls();
        let call = calls.last().expect("a call");
        assert_eq!(call.path.as_deref(), path, "{line}");
        let shown = path.unwrap_or("(no path of the schema)");
        assert!(call.to_string().contains(shown), "{call}");
        for value in ["acme", "jane", "planted"] {
            assert!(!call.to_string().contains(value), "{call}");
        }
    }
}

#[test]
fn remembers_as_many_calls_as_it_is_told() {
    let read = "GET /v2/customers/acme/contacts/jane";
    for most in [0, 2] {
        let (seen, calls) = std::sync::mpsc::channel();
        let mock = Mock::of("realtime-register")
            .remember(most)
            .on_call(move |call| {
                let _ = seen.send(call.number);
            })
            .start()
            .expect("it starts");
        for _ in 0..3 {
            realtime_register(&mock, read, "");
        }
        assert_eq!(mock.calls().len(), most);
        assert_eq!(calls.try_iter().count(), 3);
        assert!(mock.calls().last().is_none_or(|call| call.number == 3));
    }
}

#[test]
fn chosen_cases_and_credentials() {
    let update = "POST /v2/customers/acme/contacts/jane/update";
    let mock = Mock::of("realtime-register")
        .fail("accepted")
        .start()
        .expect("it starts");
    assert_eq!(realtime_register(&mock, update, "{}").status, 202);
    assert!(mock.calls()[0].carried_out);
    let mock = Mock::of("realtime-register")
        .fail("forbidden")
        .start()
        .expect("it starts");
    assert_eq!(realtime_register(&mock, update, "{}").status, 403);
    assert!(!mock.calls()[0].carried_out);
    assert!(
        Mock::of("realtime-register")
            .fail("nothing")
            .start()
            .is_err()
    );
    let mock = Mock::of("realtime-register")
        .credentials("api_key", "other")
        .start()
        .expect("it starts");
    assert_eq!(realtime_register(&mock, update, "{}").status, 401);
    assert!(
        Mock::of("realtime-register")
            .credentials("nothing", "x")
            .start()
            .is_err()
    );
    assert!(Mock::of("nobody").start().is_err());
    assert!(
        Mock::from_schema("broken", "wireform: 1\noperation: {}\n")
            .start()
            .is_err()
    );
}

/// Two operations have one URL, and the same fields.
#[test]
fn constant_headers_tell_operations_apart() {
    let text = "wireform: 1
provider: { name: Headers }
credentials: { key: { secret: true } }
auth: { key: { headers: { Authorization: $key } } }
endpoints: { api: { servers: { production: 'https://api.example.com' }, auth: [key] } }
operations:
  lock: &operation
    http: POST /
    headers: { X-Target: Service.lock }
    body: json
    update: none
    fields: { name: { type: string, required: true } }
    responses: { done: { match: { status: 200 }, outcome: success, body: empty } }
  unlock:
    <<: *operation
    headers: { X-Target: Service.unlock }
";
    let mock = Mock::from_schema("headers", text)
        .start()
        .expect("it starts");
    for target in ["Service.unlock", "Service.lock"] {
        let headers = [JSON, KEY, ("X-Target", target)];
        assert_eq!(
            send(&mock, "POST /", &headers, r#"{"name":"x"}"#).status,
            200
        );
    }
    let calls: Vec<String> = mock.calls().iter().map(ToString::to_string).collect();
    assert!(calls[0].contains(" unlock "), "{calls:?}");
    assert!(calls[1].contains(" lock "), "{calls:?}");
}

/// A command is lines in a form. What the mock keeps comes back in numbered lines, and a refusal has the code of `answer`.
#[test]
fn commands_of_lines_are_answered_with_lines() {
    let mock = Mock::of("centralnic-reseller").start().expect("it starts");
    let call = |command: &str| {
        let form = ("Content-Type", "application/x-www-form-urlencoded");
        let body = format!("s_login=demo&s_pw=secret&s_command={command}");
        send(&mock, "POST /api/call.cgi", &[form], &body).body
    };
    let contact = "FIRSTNAME%3DJane%0ALASTNAME%3DDoe%0ASTREET0%3Da%0ASTREET1%3Db%0AZIP%3D1%0ACITY%3DZwolle%0ACOUNTRY%3DNL%0APHONE%3D%2B31.38%0AEMAIL%3Dj%40example.org";
    let created = call(&format!("COMMAND%3DAddContact%0A{contact}"));
    let handle = created
        .lines()
        .find_map(|it| it.strip_prefix("PROPERTY[CONTACT][0]="));
    let handle = handle.unwrap_or_else(|| panic!("a handle: {created}"));
    let read = call(&format!("COMMAND%3DStatusContact%0ACONTACT%3D{handle}"));
    for shown in [
        "CODE=200\n",
        "PROPERTY[STREET][0]=a\nPROPERTY[STREET][1]=b\n",
        "\nEOF\n",
    ] {
        assert!(read.contains(shown), "{shown}: {read}");
    }
    let refused = call("COMMAND%3DAddContact%0ACITY%3DZwolle");
    assert!(refused.contains("CODE=541\n"), "{refused}");
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
        "      other: { match: { status: 400 }, outcome: unknown }
      refused: { match: { status: 4xx }, after: other, outcome: failure, body: empty, answer: { status: 400 } }",
    );
    assert_eq!((received.status, case), (400, None), "{received:?}");
    assert_eq!(received.body, "The request is not valid.\n");
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
