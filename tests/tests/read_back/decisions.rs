//! What the compiler decides about a write-back, on small schemas: which members are kept, and which values are dropped.

use wireform::Waivers;
use wireform::response::ResponseParts;
use wireform_interpret::{Facts, Interpreter};
use wireform_tests::plans;

use super::executors::{Changes, Sent, Written, interpreted};

/// What all schemas have in common.
const API: &str = "wireform: 1
provider: { name: Thing }
endpoints: { api: { servers: { production: 'https://api.example' } } }
";

/// Returns what the interpreter makes of a response to `info`, for the request of `change`. The arguments have the types of a
/// schema, the fields of the response, the keys of `reads` beside the operation, and the fields of the request.
fn changed(types: &str, read: &str, reads: &str, fields: &str, body: &str) -> Written {
    let schema = format!(
        "{API}types: {{ {types} }}
operations:
  info: {{ http: GET /thing, responses: {{ found: {{ match: {{ status: 200 }}, outcome: success, body: json, fields: {{ {read} }} }} }} }}
  change: {{ http: PUT /thing, body: json, update: replace, reads: {{ operation: info{reads} }}, fields: {{ {fields} }} }}
"
    );
    let plan = plans::compile("thing", &schema);
    let interpreter = Interpreter::new(&plan);
    let call = interpreter.operation("change").unwrap();
    let info = interpreter.operation("info").unwrap();
    let parts = ResponseParts::new(200, body.as_bytes());
    interpreted(&call, &info, &parts, &Changes::default())
}

/// Returns a request with this body.
fn body(dropped: &[&str], body: &str) -> Written {
    Written::Request {
        dropped: dropped.iter().map(|&path| path.to_owned()).collect(),
        sent: Sent::Body {
            url: "https://api.example/thing".to_owned(),
            body: body.to_owned(),
        },
    }
}

/// An object that keeps its members.
const STORED: &str = "Stored: { type: object, unknown: keep, fields: { note: string } }";

/// A type of any content that keeps its members.
const ANY: &str = "Any: { type: object, unknown: keep, fields: {} }";

#[test]
fn members_with_special_names_are_kept() {
    let members = r#""vat.number":1,"a b":2,"":3,"x[0]":4,"@y":5,"a/b":6,"q\"":7,"ü":{ "z" : [] }"#;
    let read = format!(r#"{{"data":{{"note":"a",{members}}}}}"#);
    let found = changed(STORED, "data: Stored", ", at: data", "note: string", &read);
    assert_eq!(found, body(&[], &format!(r#"{{"note":"a",{members}}}"#)));
}

#[test]
fn many_members_are_kept() {
    let members: Vec<String> = (0..20_000).map(|it| format!(r#""m{it}":{it}"#)).collect();
    let written = format!(r#"{{"note":"a",{}}}"#, members.join(","));
    let read = format!(r#"{{"data":{written}}}"#);
    let found = changed(STORED, "data: Stored", ", at: data", "note: string", &read);
    assert!(found == body(&[], &written));
}

#[test]
fn a_content_that_the_schema_drops_is_not_kept() {
    let read = r#"{"note":"a","more":{"b":1}}"#;
    for (reads, expected) in [
        ("", body(&[], read)),
        (", drop: [more]", body(&["more"], r#"{"note":"a"}"#)),
    ] {
        let found = changed(ANY, "note: string, more: Any", reads, "note: string", read);
        assert_eq!(found, expected, "{reads}");
    }
}

#[test]
fn a_content_inside_another_one_is_written_once() {
    let fields = "note: string, inner: { type: Any, json: { at: more.inner } }, more: Any";
    let read = r#"{"note":"a","more":{"b":1,"inner":{ "c": 2 }}}"#;
    let found = changed(ANY, fields, "", "note: string", read);
    assert_eq!(found, body(&[], read));
}

#[test]
fn members_of_an_object_with_fields_are_dropped() {
    let types = format!(
        "{STORED}, Outer: {{ type: object, unknown: keep, fields: {{ inner: Stored, deep: {{ type: string, json: {{ at: more.deep }} }} }} }}"
    );
    let fields = "inner: { type: object, fields: { note: string } }";
    let read = r#"{"data":{"inner":{"note":"a","b":1},"more":{"deep":"c","d":2}}}"#;
    let found = changed(&types, "data: Outer", ", at: data", fields, read);
    let expected = body(
        &["deep", "inner.b"],
        r#"{"inner":{"note":"a"},"more":{"d":2}}"#,
    );
    assert_eq!(found, expected);
}

#[test]
fn members_are_dropped_if_the_request_has_another_structure() {
    let types = "Stored: { type: object, unknown: keep, fields: { id: string, note: string } }";
    let read = r#"{"data":{"id":"1","note":"a","b":2}}"#;
    let thing = |name: &str| format!("{name}: {{ type: string, json: {{ at: thing.{name} }} }}");
    let inside = |id: &str, note: &str| format!("{id}, {note}");
    for (fields, expected) in [
        (
            inside("id: string", &thing("note")),
            body(&["b"], r#"{"id":"1","thing":{"note":"a"}}"#),
        ),
        (
            inside(&thing("id"), &thing("note")),
            body(&[], r#"{"thing":{"id":"1","note":"a","b":2}}"#),
        ),
    ] {
        let found = changed(types, "data: Stored", ", at: data", &fields, read);
        assert_eq!(found, expected, "{fields}");
    }
}

#[test]
fn a_value_in_another_form_is_dropped() {
    let read = r#"{"id":"1","city":"1234 AB, Zwolle"}"#;
    for (from, to, is_taken) in [
        (", convert: pc_comma", ", convert: pc_comma", true),
        ("", "", true),
        ("", ", convert: upper_case", true),
        (", convert: pc_comma", "", false),
        ("", ", convert: pc_comma", false),
    ] {
        let fields =
            |convert| format!("id: string, city: {{ type: string, means: city{convert} }}");
        let found = changed("", &fields(from), "", &fields(to), read);
        let expected = match is_taken {
            true => body(&[], read),
            false => body(&["city"], r#"{"id":"1"}"#),
        };
        assert_eq!(found, expected, "{from} {to}");
    }
}

#[test]
fn a_value_that_a_required_object_lacks_is_named() {
    let found = changed(
        "",
        "owner: { type: object, fields: { first: string } }",
        "",
        "owner: { type: object, required: true, fields: { first: { type: string, required: true } } }",
        r#"{"owner":{}}"#,
    );
    let expected = Written::NotRead("owner.first: is not in the response".to_owned());
    assert_eq!(found, expected);
}

#[test]
fn a_rule_that_reads_only_facts_is_not_accepted() {
    let schema = format!(
        "{API}contexts: {{ locked: {{ type: boolean }} }}
operations:
  info: {{ http: GET /thing, responses: {{ found: {{ match: {{ status: 200 }}, outcome: success, body: json, fields: {{ note: string, kind: string }} }} }} }}
  change:
    http: PUT /thing
    body: json
    update: replace
    reads: {{ operation: info }}
    fields: {{ note: string, kind: string }}
    rules:
      unlocked: {{ when: {{ locked: true }}, refuse: A locked thing cannot be changed. }}
      noted: {{ when: {{ kind: a }}, required: [note], says: A thing of the kind needs a note. }}
"
    );
    let plan = plans::compile("thing", &schema);
    let interpreter = Interpreter::new(&plan);
    let call = interpreter.operation("change").unwrap();
    let info = interpreter.operation("info").unwrap();
    let read = info.decode_response(&ResponseParts::new(200, br#"{"kind":"a"}"#));
    let read = read.unwrap();
    let values = call.from_read(&read).unwrap().unwrap().request;
    let mut accepting = Waivers::NONE;
    call.accept_unchanged(&mut accepting, &read);
    let mut facts = Facts::new();
    for (id, _) in plan.contexts.iter_ids() {
        facts.set(id, wireform_interpret::Fact::Boolean(true));
    }
    let rules = |waivers: &Waivers| {
        let found = call.validate(&values, &facts, waivers).violations;
        let rules = found.iter().map(|it| it.rule().unwrap().to_owned());
        rules.collect::<Vec<_>>()
    };
    assert_eq!(rules(&Waivers::NONE), ["unlocked", "noted"]);
    assert_eq!(rules(&accepting), ["unlocked"]);
}
