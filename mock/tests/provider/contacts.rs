//! What becomes of the contacts of a mock: creation, change, deletion, and the values that only the provider sets.

use crate::support::{Received, send};
use serde_json::Value as Json;
use wireform_mock::Mock;

const AUTODNS: [(&str, &str); 3] = [
    ("Content-Type", "application/json"),
    ("Authorization", "Basic cmVzZWxsZXI6a2V5LTAxMjM="),
    ("X-Domainrobot-Context", "4"),
];

const CONTACT: &str = r#"{"type":"PERSON","lname":"Doe","address":["Street 1"],"pcode":"12345","city":"Berlin","country":"DE"}"#;

fn json(received: &Received) -> Json {
    serde_json::from_str(&received.body).unwrap_or_else(|_| panic!("{received:?}"))
}

#[test]
fn life_of_a_contact() {
    let mock = Mock::of("autodns").strict().start().expect("it starts");
    let call = |line: &str, body: &str| send(&mock, line, &AUTODNS, body);
    let created = json(&call("POST /v1/contact", CONTACT));
    let id = &created["data"][0]["id"];
    let named = |answer: &Json| answer["object"]["value"].as_str().map(str::to_owned);
    assert_eq!(named(&created), Some(id.to_string()));
    let contact = format!("/v1/contact/{id}");

    let changed = CONTACT.replace("Berlin", "Bonn");
    let updated = json(&call(&format!("PUT {contact}"), &changed));
    assert_eq!(named(&updated), Some(id.to_string()));
    let listed = json(&call("POST /v1/contact/_search", "{}"));
    assert_eq!(listed["data"].as_array().map(Vec::len), Some(1));
    assert_eq!(listed["data"][0]["city"], "Bonn");

    let deleted = json(&call(&format!("DELETE {contact}"), ""));
    assert_eq!(named(&deleted), Some(id.to_string()));
    for gone in [
        format!("GET {contact}"),
        format!("DELETE {contact}"),
        format!("PUT {contact}"),
    ] {
        assert_eq!(call(&gone, CONTACT).status, 400, "{gone}");
    }
    let listed = json(&call("POST /v1/contact/_search", "{}"));
    assert_eq!(listed["data"], Json::Array(Vec::new()));
    let other = json(&call("POST /v1/contact", CONTACT));
    assert_ne!(other["data"][0]["id"], *id, "no identifier is given twice");
}

#[test]
fn times_are_those_of_the_mock() {
    let mock = Mock::of("autodns").start().expect("it starts");
    let call = |line: &str, body: &str| send(&mock, line, &AUTODNS, body);
    call("PUT /v1/contact/7", CONTACT);
    let first = json(&call("GET /v1/contact/7", ""))["data"][0].clone();
    for time in ["created", "updated"] {
        let time = first[time].as_str().expect("a time");
        assert!(
            time.starts_with("20") && time.ends_with(".000+0000"),
            "{time}"
        );
    }
    // A client that writes back what it has read cannot set what only the provider sets.
    let mut back = first.clone();
    back["created"] = Json::from("1999-01-01T00:00:00.000+0000");
    back["owner"] = serde_json::json!({"user": "another", "context": 4});
    assert_eq!(call("PUT /v1/contact/7", &back.to_string()).status, 200);
    let second = json(&call("GET /v1/contact/7", ""))["data"][0].clone();
    assert_eq!(second["created"], first["created"]);
    assert_eq!(second["owner"], Json::Null);
    // What the schema does not describe is refused all the same.
    back["owned"] = Json::from("another");
    assert_eq!(call("PUT /v1/contact/7", &back.to_string()).status, 400);

    let mock = Mock::of("realtime-register").start().expect("it starts");
    let headers = [("Authorization", "ApiKey key-0123"), AUTODNS[0]];
    let contact = "/v2/customers/acme/contacts/jane";
    send(&mock, &format!("POST {contact}/update"), &headers, "{}");
    let read = json(&send(&mock, &format!("GET {contact}"), &headers, ""));
    let created = read["createdDate"].as_str().expect("a time");
    assert!(created.parse::<wireform::Timestamp>().is_ok(), "{created}");
    // The times are members of the body itself here. The whole body can be sent back.
    assert!(read["updatedDate"].is_string(), "{read}");
    let update = format!("POST {contact}/update");
    let written = send(&mock, &update, &headers, &read.to_string());
    assert_eq!(written.status, 200, "{:?}", mock.calls());
}

/// Only the body of an update or a creation can have the members that only the provider sets.
#[test]
fn read_only_members_are_refused_elsewhere() {
    let mock = Mock::of("autodns").start().expect("it starts");
    for line in [
        "GET /v1/contact/7?owner=x",
        "DELETE /v1/contact/7?owner=x",
        "PUT /v1/contact/7?owner=x",
        "POST /v1/contact?created=x",
    ] {
        let body = match line.starts_with('P') {
            true => CONTACT,
            false => "",
        };
        assert_eq!(send(&mock, line, &AUTODNS, body).status, 400, "{line}");
    }
    let searched = send(
        &mock,
        "POST /v1/contact/_search",
        &AUTODNS,
        r#"{"owner":"x"}"#,
    );
    assert_eq!(searched.status, 400);
}

/// A schema whose operations do not name their contact, and whose times have forms of their own.
const UNNAMED: &str = r"
wireform: 1
provider: { name: Unnamed }
endpoints: { api: { servers: {} } }
operations:
  create:
    http: POST /contact
    body: json
    update: none
    does: create
    fields: { city: { type: string, means: city } }
    responses: { done: { match: { status: 200 }, outcome: success, body: json, fields: { city: { type: string, means: city } } } }
  update:
    http: PUT /contact
    body: json
    update: patch
    fields: { city: { type: string, means: city }, fax: { type: string, means: fax } }
    responses: { done: { match: { status: 200 }, outcome: success }, wrong: { match: { status: 404 }, outcome: failure } }
  read:
    http: GET /contact
    update: none
    does: read
    responses:
      found:
        match: { status: 200 }
        outcome: success
        body: json
        fields:
          city: { type: string, means: city }
          fax: { type: string, means: fax }
          created: { type: date, means: created }
          updated: { type: string, means: updated, examples: ['2021-03-12 22:23:21'] }
      wrong: { match: { status: 404 }, outcome: failure }
  remove:
    http: DELETE /contact
    update: none
    responses: { done: { match: { status: 200 }, outcome: success }, wrong: { match: { status: 404 }, outcome: failure } }
";

#[test]
fn requests_without_an_identifier_are_about_one_contact() {
    let mock = Mock::from_schema("unnamed", UNNAMED);
    let mock = mock.start().expect("it starts");
    let check = |line: &str, body: &str, status: u16| {
        let received = send(&mock, line, &AUTODNS[..1], body);
        let calls = mock.calls();
        let call = calls.last().expect("a call");
        assert_eq!(received.status, status, "{call}");
        assert_eq!(call.carried_out, status == 200, "{call}");
        received
    };
    check("DELETE /contact", "", 404);
    check("POST /contact", r#"{"city":"Berlin"}"#, 200);
    check("DELETE /contact", "", 404);
    check("PUT /contact", r#"{"city":"Bonn"}"#, 200);
    check("PUT /contact", r#"{"fax":"1"}"#, 200);
    let read = json(&check("GET /contact", "", 200));
    assert_eq!((&read["city"], &read["fax"]), (&"Bonn".into(), &"1".into()));
    let created = read["created"].as_str().expect("a date");
    assert!(created.parse::<wireform::Date>().is_ok(), "{created}");
    assert_eq!(read["updated"], "2021-03-12 22:23:21");
    check("DELETE /contact", "", 200);
    check("DELETE /contact", "", 404);
    check("GET /contact", "", 404);
    check("PUT /contact", r#"{"city":"Bonn"}"#, 200);
    assert!(json(&check("GET /contact", "", 200)).get("fax").is_none());
}

#[test]
fn strict_knows_no_contact_without_an_identifier() {
    let mock = Mock::from_schema("unnamed", UNNAMED).strict();
    let mock = mock.start().expect("it starts");
    for (line, body, status) in [
        ("POST /contact", r#"{"city":"Berlin"}"#, 200),
        ("PUT /contact", r#"{"city":"Bonn"}"#, 404),
        ("GET /contact", "", 404),
        ("DELETE /contact", "", 404),
    ] {
        let received = send(&mock, line, &AUTODNS[..1], body);
        assert_eq!(received.status, status, "{line}");
        let calls = mock.calls();
        assert_eq!(calls.last().expect("a call").carried_out, status == 200);
    }
}

/// A schema whose operations do what their names and methods do not tell.
const REGISTRAR: &str = r"
wireform: 1
provider: { name: Registrar }
endpoints: { api: { servers: {} } }
types:
  Answer:
    type: object
    fields:
      id: { type: string, means: id }
      city: { type: string, means: city }
operations:
  first:
    http: POST /first
    body: json
    update: none
    does: create
    fields: { id: { type: string, required: true, means: id }, city: { type: string, means: city } }
    responses: { done: { match: { status: 200 }, outcome: success, body: json, include: Answer }, wrong: { match: { status: 404 }, outcome: failure } }
  second:
    http: POST /second
    body: json
    update: none
    does: delete
    fields: { id: { type: string, required: true, means: id } }
    responses: { done: { match: { status: 200 }, outcome: success, body: json, include: Answer }, wrong: { match: { status: 404 }, outcome: failure } }
  third:
    http: POST /third
    body: json
    update: none
    fields: { id: { type: string, required: true, means: id } }
    responses: { done: { match: { status: 200 }, outcome: success, body: json, include: Answer }, wrong: { match: { status: 404 }, outcome: failure } }
";

#[test]
fn operations_do_what_the_schema_says() {
    let mock = Mock::from_schema("registrar", REGISTRAR);
    let mock = mock.strict().start().expect("it starts");
    let stored = serde_json::json!({"id": "a", "city": "Bonn"});
    for (path, body, shown) in [
        ("third", r#"{"id":"a"}"#, None),
        ("first", r#"{"id":"a","city":"Bonn"}"#, Some(&stored)),
        ("third", r#"{"id":"a"}"#, Some(&stored)),
        ("second", r#"{"id":"a"}"#, Some(&stored)),
        ("third", r#"{"id":"a"}"#, None),
        ("second", r#"{"id":"a"}"#, None),
    ] {
        let received = send(&mock, &format!("POST /{path}"), &AUTODNS[..1], body);
        match shown {
            Some(shown) => assert_eq!(json(&received), *shown, "{path}"),
            None => assert_eq!(received.status, 404, "{path}"),
        }
    }
}

/// A schema with an update by XML, in which an empty element deletes, and a read.
const GATEWAY: &str = r"
wireform: 1
provider: { name: Gateway }
endpoints: { api: { servers: {} } }
operations:
  update:
    http: POST /update
    body: xml
    update: patch
    envelope: { contact: { id: $id, city: $city, fax: $fax, nic: $nic } }
    fields:
      id: { type: string, required: true, means: id }
      city: { type: string, means: city }
      fax: { type: string, means: fax, clear: '' }
      nic: { type: list, items: string, xml: { name: nic, list: repeat } }
    responses: { done: { match: { status: 200 }, outcome: success } }
  read:
    http: GET /contacts/{id}
    params: { id: { type: string, required: true, means: id } }
    responses:
      found:
        match: { status: 200 }
        outcome: success
        body: json
        fields: { city: { type: string, means: city }, fax: { type: string, means: fax } }
";

#[test]
fn empty_elements_delete() {
    let mock = Mock::from_schema("gateway", GATEWAY)
        .start()
        .expect("it starts");
    let headers = [("Content-Type", "text/xml")];
    for (body, shown) in [
        (
            "<city>Bonn</city><fax>+49.1</fax>",
            r#"{"city":"Bonn","fax":"+49.1"}"#,
        ),
        ("<city>Köln</city>", r#"{"city":"Köln","fax":"+49.1"}"#),
        ("<fax/>", r#"{"city":"Köln"}"#),
        ("<fax>+49.2</fax>", r#"{"city":"Köln","fax":"+49.2"}"#),
        ("<fax></fax>", r#"{"city":"Köln"}"#),
    ] {
        let body = format!("<contact><id>a</id>{body}</contact>");
        let updated = send(&mock, "POST /update", &headers, &body);
        assert_eq!(updated.status, 200, "{body}: {:?}", mock.calls());
        let read = send(&mock, "GET /contacts/a", &[], "");
        assert_eq!(read.body, shown, "{body}");
    }
}

/// Many elements and many parameters cost no more than their number.
#[test]
fn large_bodies_are_read_in_bounded_time() {
    let started = std::time::Instant::now();
    let mock = Mock::from_schema("gateway", GATEWAY)
        .start()
        .expect("it starts");
    let most = format!("<contact>{}</contact>", "<nic/>".repeat(2 << 20));
    let received = send(
        &mock,
        "POST /update",
        &[("Content-Type", "text/xml")],
        &most,
    );
    assert_eq!(received.status, 400);
    assert_eq!(mock.calls()[0].violations[0], "request: type");

    let mock = Mock::of("logicboxes").start().expect("it starts");
    let lines: Vec<String> = (1..200_000).map(|at| format!("n{at}=v")).collect();
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    send(
        &mock,
        "POST /api/contacts/modify.json",
        &form,
        &lines.join("&"),
    );
    assert!(!mock.calls()[0].carried_out);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn too_long_bodies_are_recorded() {
    let mock = Mock::of("autodns").start().expect("it starts");
    let body = "x".repeat((16 << 20) + 1);
    let received = send(&mock, "PUT /v1/contact/7", &AUTODNS, &body);
    assert_eq!(received.status, 413);
    assert_eq!(mock.calls()[0].to_string(), "PUT /contact/{id} -> 413");
}

#[test]
fn missing_and_wrong_credentials_are_named() {
    let mock = Mock::of("autodns").credentials("password", "another");
    let mock = mock.start().expect("it starts");
    for (headers, named) in [
        (&AUTODNS[..], "password: not the one of --auth"),
        (&AUTODNS[..1], "user: required, password: required"),
    ] {
        assert_eq!(send(&mock, "GET /v1/contact/7", headers, "").status, 401);
        let calls = mock.calls();
        assert_eq!(calls.last().expect("a call").violations.join(", "), named);
    }
}

/// A request without everything that a method sends lacks only what it does not have.
#[test]
fn only_missing_credentials_are_named() {
    let text = "wireform: 1
provider: { name: Keys }
credentials: { account: { secret: false }, key: { secret: true } }
auth:
  other: { headers: { Authorization: 'Bearer $key' } }
  both: { headers: { X-Account: $account, X-Key: $key } }
endpoints: { api: { servers: { production: 'https://api.example.com' }, auth: [other, both] } }
operations:
  create: { http: POST /contacts, body: json, update: none, fields: { name: string } }
";
    let mock = Mock::from_schema("keys", text).start().expect("it starts");
    let json = ("Content-Type", "application/json");
    for (header, named) in [
        (("X-Account", "a"), "key: required"),
        (("X-Key", "k"), "account: required"),
        (("X-Other", "k"), "key: required"),
    ] {
        let received = send(&mock, "POST /contacts", &[json, header], "{}");
        assert_eq!(received.status, 401, "{received:?}");
        let calls = mock.calls();
        assert_eq!(calls.last().expect("a call").violations.join(", "), named);
    }
}

#[test]
fn path_without_the_name_of_a_schema() {
    let plans = ["autodns", "hostcontrol"].map(|name| {
        let mut sources = wireform_codegen::source::Sources::new();
        let schema = wireform_schemas::find(name).expect("it ships");
        sources.add(format!("{name}.yaml"), schema.text);
        wireform_codegen::plan_sources(&sources).0.remove(0)
    });
    let mock = Mock::from_plans(plans.into()).start().expect("it starts");
    let received = send(&mock, "GET /v1/contact/7", &AUTODNS, "");
    assert_eq!(received.status, 404);
    assert!(
        received.body.contains("/autodns, /hostcontrol"),
        "{}",
        received.body
    );
    assert_eq!(
        send(&mock, "GET /autodns/v1/contact/7", &AUTODNS, "").status,
        200
    );
}
