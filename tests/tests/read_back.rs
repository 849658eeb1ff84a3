//! Updates that write back what was read, through both executors.
//!
//! `tests/read_back/` has responses in the shapes that the providers send, each with what an update of it drops, the body that
//! changes nothing, and changes with the one member of the body that differs. Others have invalid values, and what a policy
//! accepts of them.

use serde_json::{Map, Value as Json};
use wireform::response::{CallError, ParseResponse, ResponseParts};
use wireform::{ApiRequest, FromRead, HttpRequest, NotRead, Open, Policy, Waivers, WritesBack};
use wireform_interpret::{Call, Facts, Interpreter, Value};
use wireform_tests::emitted::schemas::{autodns, realtime_register};
use wireform_tests::fuzz::Mutator;
use wireform_tests::outcome::{Finding, findings};
use wireform_tests::plans;

/// What an executor makes of a response: the request, what it drops, and the result of sending it.
#[derive(Debug, PartialEq)]
enum Written {
    /// The response is another case.
    Unread,
    /// The response lacks something.
    NotRead(String),
    /// The request.
    Request { dropped: Vec<String>, sent: Sent },
}

/// The result of sending a request.
#[derive(Debug, PartialEq)]
enum Sent {
    Invalid(Vec<Finding>),
    Body { url: String, body: String },
}

/// What to do with a request before it is sent.
#[derive(Debug, Default)]
struct Changes {
    /// The values of fields by logical name; null removes a value.
    set: Map<String, Json>,
    /// Whether what was invalid before and is not changed is accepted.
    accepts: bool,
}

/// The credentials that both executors use.
const CREDENTIALS: [(&str, &str); 3] = [("user", "u"), ("password", "p"), ("api_key", "k")];

/// A request whose fields a fixture changes.
trait Change: ApiRequest {
    /// Sets a field to a text or a list, or removes its value.
    fn change(&mut self, name: &str, value: &Json);
}

fn text(value: &Json) -> Option<std::borrow::Cow<'static, str>> {
    value.as_str().map(|text| text.to_owned().into())
}

fn lines(value: &Json) -> Vec<std::borrow::Cow<'static, str>> {
    let lines = value.as_array().unwrap().iter();
    lines.filter_map(text).collect()
}

impl Change for autodns::ContactUpdate<'_> {
    fn change(&mut self, name: &str, value: &Json) {
        match name {
            "city" => self.city = text(value),
            "fax" => self.fax = text(value),
            "identification_number" => self.identification_number = text(value),
            "address" => self.address = Some(lines(value)),
            "protection" => self.protection = text(value).map(Open::Other),
            _ => panic!("{name}: add it"),
        }
    }
}

impl Change for autodns::ContactUpdateXml<'_> {
    fn change(&mut self, name: &str, value: &Json) {
        match name {
            "city" => self.city = text(value),
            "vatnumber" => self.vatnumber = text(value),
            "birthday" => self.birthday = value.as_str().map(|date| date.parse().unwrap()),
            _ => panic!("{name}: add it"),
        }
    }
}

impl Change for realtime_register::ContactUpdate<'_> {
    fn change(&mut self, name: &str, value: &Json) {
        match name {
            "city" => self.city = text(value),
            "voice" => self.voice = text(value),
            "address_line" => self.address_line = Some(lines(value)),
            _ => panic!("{name}: add it"),
        }
    }
}

/// Returns what the emitted code makes of a response.
fn emitted(schema: &str, operation: &str, parts: ResponseParts<'_>, changes: &Changes) -> Written {
    use autodns::contact_info::Response::Success;
    use realtime_register::contact_info::Response::Found;
    match (schema, operation) {
        ("autodns", "contact_update") => match autodns::ContactInfo::parse_response(parts) {
            Ok(Success(read)) => {
                let auth = autodns::BasicAuth {
                    user: "u",
                    password: "p",
                    context: None,
                };
                let credentials = autodns::ApiCredentials::new(auth).unwrap();
                let server = autodns::ApiServer::Production;
                let back = autodns::ContactUpdate::from_read(&read);
                written(&read, back, changes, &server, &credentials)
            }
            other => unread(&other),
        },
        ("autodns", "contact_update_xml") => match autodns::ContactInfo::parse_response(parts) {
            Ok(Success(read)) => {
                let auth = autodns::GatewayAuth {
                    user: "u",
                    password: "p",
                    context: None,
                };
                let credentials = autodns::GatewayCredentials::new(auth).unwrap();
                let server = autodns::GatewayServer::Production;
                let back = autodns::ContactUpdateXml::from_read(&read);
                written(&read, back, changes, &server, &credentials)
            }
            other => unread(&other),
        },
        ("realtime-register", "contact_update") => {
            match realtime_register::ContactInfo::parse_response(parts) {
                Ok(Found(read)) => {
                    let auth = realtime_register::KeyAuth { api_key: "k" };
                    let credentials = realtime_register::ApiCredentials::new(auth).unwrap();
                    let server = realtime_register::ApiServer::Production;
                    let back = realtime_register::ContactUpdate::from_read(&read);
                    written(&read, back, changes, &server, &credentials)
                }
                other => unread(&other),
            }
        }
        _ => panic!("{schema} {operation}: add it to `emitted`"),
    }
}

/// Returns the result for a response that is another case, or none.
fn unread<S, R>(_: &Result<S, CallError<R>>) -> Written {
    Written::Unread
}

/// Changes the fields of a request and sends it.
fn written<R, T: Change<Context = (), AtSending = ()> + WritesBack<R>>(
    read: &R,
    back: Result<FromRead<T>, NotRead>,
    changes: &Changes,
    server: &T::Server,
    credentials: &T::Credentials,
) -> Written {
    let FromRead {
        mut request,
        dropped,
    } = match back {
        Ok(back) => back,
        Err(error) => return Written::NotRead(error.to_string()),
    };
    for (name, value) in &changes.set {
        request.change(name, value);
    }
    let mut policy = Policy::new();
    if changes.accepts {
        policy = policy.accept_unchanged(read);
    }
    let sent = match request.into_valid(&(), &policy) {
        Err(invalid) => Sent::Invalid(findings(invalid.violations())),
        Ok(valid) => Sent::of(&valid.to_http(server, credentials)),
    };
    Written::Request { dropped, sent }
}

impl Sent {
    fn of(request: &HttpRequest) -> Self {
        Sent::Body {
            url: request.url().to_owned(),
            body: String::from_utf8(request.body().to_vec()).unwrap(),
        }
    }
}

/// Returns what the interpreter makes of a response.
fn interpreted(
    call: &Call<'_>,
    read: &Call<'_>,
    parts: &ResponseParts<'_>,
    changes: &Changes,
) -> Written {
    let Ok(response) = read.decode_response(parts) else {
        return Written::Unread;
    };
    let FromRead {
        request: mut values,
        dropped,
    } = match call.from_read(&response) {
        None => return Written::Unread,
        Some(Err(error)) => return Written::NotRead(error.to_string()),
        Some(Ok(back)) => back,
    };
    let operation = call.operation();
    for (name, value) in &changes.set {
        let field = operation.fields.find(|it| it.name == *name).unwrap();
        let text = |value: &Json| value.as_str().map(|text| Value::Text(text.to_owned()));
        let value = match value {
            Json::Array(items) => Some(Value::List(items.iter().filter_map(text).collect())),
            other => text(other),
        };
        values.set(field, value);
    }
    let mut waivers = Waivers::NONE;
    if changes.accepts {
        call.accept_unchanged(&mut waivers, &response);
    }
    let sent = match call.valid(values, &Facts::new(), &waivers) {
        Err(violations) => Sent::Invalid(findings(&violations)),
        Ok(valid) => {
            let given = CREDENTIALS.map(|(name, text)| (name.to_owned(), text.to_owned()));
            let used: Vec<_> = given
                .into_iter()
                .filter(|(name, _)| call.plan().credentials.iter().any(|it| it.name == *name))
                .collect();
            let credentials = call.credentials(None, &used).unwrap();
            let server = &call.plan().endpoints[operation.endpoint].servers;
            let url = &server.iter().next().unwrap().url;
            Sent::of(&call.encode(&valid, operation.default_binding_id(), url, &credentials))
        }
    };
    Written::Request { dropped, sent }
}

/// Returns what both executors make of a response, after checking that they agree.
fn both(schema: &str, operation: &str, body: &str, changes: &Changes) -> Written {
    let plan = plans::provider(schema);
    let interpreter = Interpreter::new(&plan);
    let call = interpreter.operation(operation).unwrap();
    let reads = &call.operation().read_back.as_ref().unwrap().operation;
    let read = interpreter.operation(reads).unwrap();
    let parts = ResponseParts::new(200, body.as_bytes());
    let found = interpreted(&call, &read, &parts, changes);
    assert_eq!(emitted(schema, operation, parts, changes), found, "{body}");
    found
}

/// Checks one fixture.
fn check(name: &str, fixture: &Json) {
    let word = |key: &str| {
        fixture[key]
            .as_str()
            .unwrap_or_else(|| panic!("{name}: {key}"))
    };
    let (schema, operation) = (word("schema"), word("operation"));
    let read = fixture["read"].to_string();
    let write = |changes: &Changes| both(schema, operation, &read, changes);
    if let Some(missing) = fixture["not_read"].as_str() {
        assert_eq!(
            write(&Changes::default()),
            Written::NotRead(missing.to_owned()),
            "{name}"
        );
        return;
    }
    let request = |body: String| Written::Request {
        dropped: serde_json::from_value(fixture["dropped"].clone()).unwrap(),
        sent: Sent::Body {
            url: word("url").to_owned(),
            body,
        },
    };
    check_policies(name, fixture, &write);
    let Some(unchanged) = fixture["body"].as_str() else {
        return;
    };
    assert_eq!(
        write(&Changes::default()),
        request(unchanged.to_owned()),
        "{name}"
    );
    for change in fixture["changes"].as_array().unwrap() {
        let member: [String; 2] = serde_json::from_value(change["member"].clone()).unwrap();
        assert_eq!(
            unchanged.matches(&member[0]).count(),
            1,
            "{name}: {member:?}"
        );
        let changed = unchanged.replace(&member[0], &member[1]);
        let changes = Changes {
            set: change["set"].as_object().unwrap().clone(),
            accepts: false,
        };
        assert_eq!(write(&changes), request(changed), "{name}: {changes:?}");
    }
}

/// Checks which violations a request has, with a policy that accepts what it does not change and without.
fn check_policies(name: &str, fixture: &Json, write: &dyn Fn(&Changes) -> Written) {
    let invalid = |changes: &Changes| match write(changes) {
        Written::Request {
            sent: Sent::Invalid(findings),
            ..
        } => {
            let labels = findings
                .iter()
                .map(|it| format!("{}: {}", it.path, it.code));
            labels.collect::<Vec<_>>()
        }
        Written::Request {
            sent: Sent::Body { .. },
            ..
        } => Vec::new(),
        other => panic!("{name}: {other:?}"),
    };
    let expected =
        |value: &Json| -> Vec<String> { serde_json::from_value(value.clone()).unwrap_or_default() };
    assert_eq!(
        invalid(&Changes::default()),
        expected(&fixture["invalid"]),
        "{name}"
    );
    for accepted in fixture["accepted"].as_array().into_iter().flatten() {
        let changes = Changes {
            set: accepted["set"].as_object().unwrap().clone(),
            accepts: true,
        };
        assert_eq!(
            invalid(&changes),
            expected(&accepted["invalid"]),
            "{name}: {changes:?}"
        );
    }
}

/// Returns the fixtures, by file name.
fn fixtures() -> Vec<(String, Json)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("read_back");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut found: Vec<(String, Json)> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, serde_json::from_str(&text).unwrap())
        })
        .collect();
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
}

#[test]
fn a_change_of_one_field_changes_one_member() {
    let fixtures = fixtures();
    for (name, fixture) in &fixtures {
        check(name, fixture);
    }
    assert!(fixtures.len() > 3);
}

/// Values that take the place of others in generated responses.
const REPLACEMENTS: &[&str] = &[
    "null",
    "\"\"",
    "[]",
    "[\"\"]",
    "[\"a\",\"b\"]",
    "{}",
    "1",
    "true",
    "\"true\"",
    "\"01\"",
    "\"2017-03-01\"",
    "\"1/ü&<\"",
];

/// Removes or replaces a random member, at any depth.
fn mutate(value: &mut Json, numbers: &mut Mutator) {
    let count = match value {
        Json::Object(members) => members.len(),
        Json::Array(items) => items.len(),
        _ => 0,
    };
    if count == 0 || numbers.below(6) == 0 {
        let replacement = REPLACEMENTS[numbers.below(REPLACEMENTS.len())];
        *value = serde_json::from_str(replacement).unwrap();
        return;
    }
    let at = numbers.below(count);
    match value {
        Json::Object(members) => {
            let name = members.keys().nth(at).unwrap().clone();
            match numbers.below(5) {
                0 => drop(members.remove(&name)),
                1 => drop(members.insert(format!("{name}X"), Json::Bool(true))),
                _ => mutate(&mut members[&name], numbers),
            }
        }
        Json::Array(items) => mutate(&mut items[at], numbers),
        _ => {}
    }
}

#[test]
fn both_executors_agree_on_generated_responses() {
    let (mut written, mut incomplete) = (0, 0);
    for (name, fixture) in fixtures() {
        let plan = plans::provider(fixture["schema"].as_str().unwrap());
        let operation = fixture["operation"].as_str().unwrap();
        let interpreter = Interpreter::new(&plan);
        let call = interpreter.operation(operation).unwrap();
        let reads = &call.operation().read_back.as_ref().unwrap().operation;
        let read = interpreter.operation(reads).unwrap();
        let mut numbers = Mutator::new(7);
        for _ in 0..300 {
            let mut body = fixture["read"].clone();
            for _ in 0..=numbers.below(4) {
                // Most changes of the envelope make it another case.
                let within = match body.pointer_mut("/data/0") {
                    Some(contact) if numbers.below(8) != 0 => contact,
                    _ => &mut body,
                };
                mutate(within, &mut numbers);
            }
            let body = body.to_string();
            let parts = ResponseParts::new(200, body.as_bytes());
            let changes = Changes {
                accepts: numbers.below(2) == 0,
                ..Changes::default()
            };
            let found = interpreted(&call, &read, &parts, &changes);
            let schema = fixture["schema"].as_str().unwrap();
            let emitted = emitted(schema, operation, parts, &changes);
            assert_eq!(emitted, found, "{name}: {body}");
            match found {
                Written::Request { .. } => written += 1,
                Written::NotRead(_) => incomplete += 1,
                Written::Unread => {}
            }
        }
    }
    assert!(written > 300 && incomplete > 30, "{written} {incomplete}");
}

/// What the schemas below have in common.
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
