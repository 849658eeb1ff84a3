//! What a mock accepts, and what it answers.

use crate::support::{BASIC, JSON, KEY, check_last_refused, realtime_register, send};
use wireform_mock::Mock;

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

#[test]
fn a_told_case_has_a_status_by_which_a_client_finds_it() {
    let text = "wireform: 1
provider: { name: Told }
endpoints: { api: { servers: { production: 'https://told.example' } } }
operations:
  add:
    http: POST /add
    body: json
    update: none
    fields: { name: string }
    responses:
      done: { match: { status: 2xx }, outcome: success }
      failed: { match: { status: [500, 502] }, outcome: failure }
      empty: { match: { status: 5xx, headers: { X-Reason: { present: false } } }, outcome: failure, after: failed }
      broken: { match: { status: 5xx }, after: [failed, empty], outcome: unknown }
      redone: { match: { status: [200, 302] }, after: done, outcome: success }
";
    let answered = |case: &str| {
        let mock = Mock::from_schema("told", text).fail(case).start();
        let mock = mock.expect("it starts");
        let response = send(&mock, "POST /add", &[JSON], "{}");
        (response.status, mock.calls()[0].case.clone())
    };
    assert_eq!(answered("failed"), (500, Some("failed".to_owned())));
    assert_eq!(answered("empty"), (501, Some("empty".to_owned())));
    // No response that the mock writes for `broken` has the header that tells it apart.
    assert_eq!(answered("broken"), (501, None));
    assert_eq!(answered("redone"), (302, Some("redone".to_owned())));
}
