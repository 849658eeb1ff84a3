//! Compiles the golden files of `codegen/tests/emit`, runs the examples in them, and uses what they generate.
//!
//! A test of `wireform-codegen` compares the same files with what the compiler writes.

#![deny(warnings)]

#[allow(unused_imports, reason = "as the macro `generated!` has it")]
use wireform::__rt as __wireform;
use wireform::response::ResponseParts;
use wireform::{ApiRequest as _, Fact, Patch, Policy};

include!("../../codegen/tests/emit/goldens.rs");

/// Runs the examples of every schema in the folder through the interpreter. Each has at least one, so that the emitted
/// code runs as well.
#[test]
fn the_interpreter_agrees() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/emit");
    let mut cases = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap();
        let mut sources = wireform_codegen::source::Sources::new();
        sources.add(name, std::fs::read_to_string(&path).unwrap());
        let (plans, _) = wireform_codegen::plan_sources(&sources);
        let interpreter = wireform_interpret::Interpreter::new(&plans[0]);
        let (count, mismatches) = wireform_interpret::run_examples(&interpreter);
        let shown: String = mismatches
            .iter()
            .map(|mismatch| format!("{mismatch}\n"))
            .collect();
        assert!(mismatches.is_empty(), "{name}:\n{shown}");
        assert!(count > 0, "{name} has no example");
        cases += 1;
    }
    assert!(cases > 0);
}

#[test]
fn a_map_keeps_its_order_and_refuses_a_repeated_key() {
    let request = maps::ThingUpdate::new().with_free([("b\"\n", "1"), ("a", "2")]);
    let mut body = Vec::new();
    let context = maps::thing_update::Context::new();
    let valid = request.valid(&context, &Policy::new()).unwrap();
    valid.write_body(&(), &mut body);
    assert_eq!(
        String::from_utf8(body).unwrap(),
        r#"{"free":{"b\"\n":"1","a":"2"}}"#
    );
    assert_eq!(
        format!("{request:?}"),
        "ThingUpdate { extra: Keep, free: Some({***: ***, ***: ***}), counts: None }"
    );

    let repeated = [("secret", "1"), ("b", "2"), ("secret", "3")];
    let request = maps::ThingUpdate::new().with_free(repeated);
    let refused = request.validate(&context, &Policy::new()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "free[2]: has the key of an earlier entry: give each key once"
    );
    assert_eq!(
        refused.iter().next().unwrap().code(),
        wireform::Code::KeyTaken
    );

    let request = maps::ThingUpdate::new().with_extra([("private", "1")]);
    let refused = request.validate(&context, &Policy::new()).unwrap_err();
    let message = refused.iter().next().unwrap().message().into_owned();
    assert!(message.starts_with("has a key that does not match the pattern [A-Z_]+"));
    assert!(!message.contains("private"));
}

#[test]
fn a_repeated_key_of_a_response_is_refused() {
    use wireform::response::{CallError, ParseResponse as _, UnexpectedReason};
    let body = br#"{"extra":{"a":"1","b":"2","a":"3"}}"#;
    let found = responses_with_maps::ThingInfo::parse_response(ResponseParts::new(200, body));
    let Err(CallError::Unexpected(unexpected)) = found else {
        panic!("a repeated key is read");
    };
    let place = "extra[2]".to_owned();
    assert_eq!(*unexpected.reason(), UnexpectedReason::Repeated { place });
}

#[test]
fn a_contact_is_read_from_the_response_that_matches() {
    use wireform::contact::{ReadError, ReadsContact as _};
    let read = |status, body: &str| {
        responses::ThingGet::read_contact(ResponseParts::new(status, body.as_bytes()))
    };
    let body =
        r#"{"state":"done","title":"Jane","numbers":{"phone":"+31.384530759"},"lines":"a\nb"}"#;
    let found = read(200, body).unwrap();
    let expected = wireform::contact::Contact::new()
        .name("Jane")
        .voice("+31384530759");
    assert_eq!(*found.contact(), expected.street(["a", "b"]));
    assert!(found.returns("street") && !found.returns("city"));
    // A value whose spelling differs from its meaning is not read; a list beside the contact may have any number of
    // items.
    assert!(!found.returns("country"));
    for (papers, passport, unread) in [
        ("[]", None, 0),
        (r#"[{"pass":"P1"}]"#, Some("P1"), 0),
        (r#"[{"pass":"P1"},{"pass":"P2"}]"#, None, 1),
    ] {
        let body = format!(r#"{{"state":"ok","land":"528","papers":{papers}}}"#);
        let found = read(200, &body).unwrap();
        assert_eq!(found.contact().passport.as_deref(), passport);
        assert_eq!(
            (found.unread().len(), found.contact().country.as_deref()),
            (unread, None)
        );
    }
    for (status, body) in [
        // The response that stands before it matches: by status, by class, and only with its error.
        (404, r#"{"state":"ok","error":1}"#),
        (503, r#"{"state":"ok","error":{}}"#),
    ] {
        assert_eq!(read(status, body).unwrap_err(), ReadError::OtherResponse);
    }
    let no_case = ReadError::Unexpected(wireform::response::UnexpectedReason::NoCase);
    for body in [r#"{"state":"lost","title":"Jane"}"#, r#"{"title":"Jane"}"#] {
        assert_eq!(read(200, body).unwrap_err(), no_case);
    }
    assert!(read(404, r#"{"state":"ok","title":null,"error":null}"#).is_ok());
    let empty = ReadError::Unexpected(wireform::response::UnexpectedReason::Empty);
    assert_eq!(read(200, "").unwrap_err(), empty);
}

/// Reads a contact with both executors, which must agree. Returns the record, the data that could not be read, and the members
/// that are not data, or the error.
fn contact_in<T: wireform::contact::ReadsContact>(
    golden: &str,
    operation: &str,
    body: &str,
) -> String {
    let file = format!("{golden}.yaml");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/emit");
    let mut sources = wireform_codegen::source::Sources::new();
    sources.add(&file, std::fs::read_to_string(folder.join(&file)).unwrap());
    let (plans, _) = wireform_codegen::plan_sources(&sources);
    let interpreter = wireform_interpret::Interpreter::new(&plans[0]);
    let call = interpreter.operation(operation).expect("it is there");
    let parts = ResponseParts::new(200, body.as_bytes());
    let shown = |read: Result<wireform::contact::AsRead, wireform::contact::ReadError>| match read {
        Ok(read) => {
            let data: Vec<String> = read
                .contact()
                .data()
                .iter()
                .map(|(path, text)| format!("{path}={text}"))
                .collect();
            let unread: Vec<String> = read.unread().iter().map(ToString::to_string).collect();
            let members: Vec<&str> = read.members().collect();
            let parts = [data.join(", "), unread.join(", "), members.join(", ")];
            parts.join(" | ")
        }
        Err(error) => error.to_string(),
    };
    let emitted = shown(T::read_contact(parts.clone()));
    assert_eq!(shown(call.read_contact(&parts)), emitted, "{body}");
    emitted
}

const NO_CASE: &str = "the response fits no case of the schema: no case matches";
const NO_CONTACT: &str = "the response does not contain a contact";
const NOT_ONE: &str = "the response does not contain exactly one contact";

#[test]
fn one_case_has_a_contact_in_json_and_in_xml() {
    use contacts_read_in_two_formats::GatewayInfo;
    let json = |data: &str| format!(r#"{{"status":{{"type":"SUCCESS"}},"data":{data}}}"#);
    let xml = |data: &str, kind: &str| {
        format!(
            "<response><result><data>{data}</data><status><type>{kind}</type></status></result></response>"
        )
    };
    let success = |data: &str| xml(data, "success");
    for (body, expected) in [
        (
            json(
                r#"[{"id":1,"fname":"Jane","address":["a","b"],"phone":"+31-384530759","sip":"x"}]"#,
            ),
            "given_name=Jane, street[0]=a, street[1]=b, voice=+31384530759 |  | id, data[0].sip",
        ),
        (
            success(
                "<handle><id>1</id><fname>Jane &amp; Co</fname><lname/><address>a</address><address>b</address><phone>+31-384530759</phone><nic_ref>de</nic_ref><nic_ref>com</nic_ref><sip>x</sip><extension><vatnumber>NL1</vatnumber><size>1</size></extension></handle>",
            ),
            "given_name=Jane & Co, street[0]=a, street[1]=b, voice=+31384530759, vat=NL1 |  | id, nic_ref, response.result.data.handle[0].sip, response.result.data.handle[0].extension.size",
        ),
        (
            success("<handle><address>a</address><phone>030 1</phone></handle>"),
            "street[0]=a, voice=030 1 | voice: cannot be read back through `phone_hyphen` | ",
        ),
        (
            success("<handle><fname>a</fname><fname>b</fname><address>a<b/></address></handle>"),
            " | given_name: is there several times, street: is no text | ",
        ),
        (
            json(r#"[{"fname":"a","fname":"b","lname":"c","lname":"c"}]"#),
            "family_name=c | given_name: is there several times | ",
        ),
        (success("<handle/><handle/>"), NOT_ONE),
        (success(""), NOT_ONE),
        (success("<handle><other/></handle>"), NO_CONTACT),
        (
            xml("<handle><fname>a</fname></handle>", "error"),
            NO_CONTACT,
        ),
        (xml("<handle><fname>a</fname></handle>", "other"), NO_CASE),
        (json("[]"), NOT_ONE),
        (
            "<html>".to_owned(),
            "the response fits no case of the schema: the body is not XML (line 1, column 7: it ends too early)",
        ),
    ] {
        let found =
            contact_in::<GatewayInfo>("contacts_read_in_two_formats", "gateway_info", &body);
        assert_eq!(found, expected, "{body}");
    }
}

#[test]
fn any_item_and_every_item_test_elements_of_one_name() {
    use contacts_read_from_xml::CommandInfo;
    let body = |codes: &[&str]| {
        let results: String = codes
            .iter()
            .map(|code| format!("<result code=\"{code}\"/>"))
            .collect();
        let data = "<infData><contact_id>A</contact_id><lines><line>a</line><line>b</line></lines><voice kind=\"home\">+31.384530759</voice></infData>";
        format!("<api><response>{results}</response><resData>{data}</resData></api>")
    };
    let contact = "street[0]=a, street[1]=b, voice=+31384530759 |  | contact_id";
    for (codes, expected) in [
        (&["1000"][..], contact),
        (&["1000", "1300"], contact),
        (&["1000", "2400"], NO_CONTACT),
        (&["2005", "9999"], NO_CONTACT),
        (&["1000", "9999"], NO_CASE),
        (&[], NO_CASE),
    ] {
        let body = body(codes);
        let found = contact_in::<CommandInfo>("contacts_read_from_xml", "command_info", &body);
        assert_eq!(found, expected, "{body}");
    }
}

#[test]
fn a_request_is_built_by_setters() {
    let update = update_patch::ThingUpdate::new()
        .with_title("a name")
        .clear_note();
    assert_eq!(update.title, Patch::Set("a name".into()));
    assert_eq!(update.note, Patch::Clear);
    assert_eq!(update.clone().into_owned(), update);
    let create = list_facets::ThingCreate::new(["a", "b"]).with_numbers([1]);
    assert_eq!(create.street, ["a", "b"]);
    let address = objects::Address::new("a").with_verified(true);
    let create = objects::ThingCreate::new().with_address(address);
    assert_eq!(create.address.unwrap().city, "a");
    let address = required_members::AddressRequired {
        street: vec!["a".into()],
        city: "b",
        zip: "1234",
    };
    let create = required_members::ThingCreate::new().with_address(address);
    assert_eq!(create.address.unwrap().city, "b");
}

#[test]
fn permissions_are_needed_by_what_is_sent() {
    use permissions::Colour;
    let update = permissions::ThingUpdate::new;
    assert_eq!(update().permissions(), ["THINGS"]);
    assert_eq!(update().with_colour("red").permissions(), ["THINGS"]);
    // A clear is sent, and so is a value other than red; a permission is named once.
    let update = update()
        .clear_colour()
        .with_colours([Colour::Red, Colour::Green]);
    assert_eq!(update.permissions(), ["THINGS", "PAINT"]);
    let address = permissions_of_members::Address::new().with_note("n");
    let create = permissions_of_members::ThingCreate::new().with_address(address);
    assert_eq!(create.permissions(), ["NOTES"]);
    let note = permissions_of_items::ThingCreateNotes::new().with_note("n");
    let create = permissions_of_items::ThingCreate::new().with_notes([note]);
    assert_eq!(create.permissions(), ["NOTES"]);
}

#[test]
fn debug_of_a_request_shows_no_value() {
    let create = secrets::ThingCreate::new()
        .with_pin("secret 1")
        .with_pins(["secret 2", "secret 3"]);
    let shown = format!("{create:?} {create:#?}");
    assert!(!shown.contains("secret "), "{shown}");
    // Which fields are there can still be seen, and how many items they have.
    assert!(
        shown.contains("pin: Some(***), pins: Some([***, ***])"),
        "{shown}"
    );
    let valid = create.into_valid(&(), &Policy::new()).unwrap();
    let shown = format!("{:?} {valid:?}", valid.redacted());
    assert!(
        shown.contains("pin: Some(***)") && !shown.contains("secret "),
        "{shown}"
    );

    let update = update_patch::ThingUpdate::new().with_title("a name");
    assert_eq!(
        format!("{update:?}"),
        "ThingUpdate { title: Set(***), note: Keep }"
    );
}

#[test]
fn the_letter_case_of_a_datum_becomes_that_of_an_enum() {
    use wireform::contact::{Choices, Contact, FromContact as _, Mapping};
    let schema = include_str!("../../codegen/tests/emit/contacts_in_letter_case.yaml");
    let plan = wireform_tests::plans::compile("contacts_in_letter_case", schema);
    let interpreter = wireform_interpret::Interpreter::new(&plan);
    let call = interpreter
        .operation("contact_create")
        .expect("it is there");
    for (country, is_valid) in [("NL", true), ("DE", true), ("FR", false)] {
        let contact = Contact::new().country(country);
        let fitted =
            contacts_in_letter_case::ContactCreate::from_contact(&contact, &Mapping::new());
        let fitted = fitted.expect("the record fits");
        let sent: Vec<String> = fitted.sent().iter().map(|it| format!("{it:?}")).collect();
        let emitted = fitted.into_valid(&(), &Policy::new());
        assert_eq!(emitted.is_ok(), is_valid, "{country}");
        let facts = wireform_interpret::Facts::new();
        let waivers = wireform::Waivers::NONE;
        let walked = call.fit(&contact, None, &Choices::new(), &facts, &waivers);
        assert_eq!(walked.result.refusals.is_empty(), is_valid, "{country}");
        let walked: Vec<String> = walked
            .result
            .sent
            .iter()
            .map(|it| format!("{it:?}"))
            .collect();
        assert_eq!(walked, sent, "{country}");
    }
}

#[test]
fn debug_of_an_object_shows_no_value() {
    let address = required_members::AddressRequired {
        street: vec!["a street".into()],
        city: "a city",
        zip: "1234",
    };
    let shown = format!("{address:?}");
    assert_eq!(
        shown,
        "AddressRequired { street: [***], city: ***, zip: *** }"
    );
    let shown = format!("{:?}", required_members::Address::from(address));
    assert_eq!(shown, "Address { street: [***], city: ***, zip: *** }");
}

#[test]
#[allow(deprecated, reason = "the field is deprecated")]
fn debug_of_a_context_shows_no_value() {
    let context = contexts_of_sets::thing_create::Context::new().with_tlds(["de"]);
    assert_eq!(format!("{context:?}"), "Context { tlds: Known(***) }");
    let context = contexts_of_booleans::thing_create::Context::new().with_strict(Fact::Unknown);
    assert_eq!(format!("{context:?}"), "Context { strict: Unknown }");
    let current = out_of_use::ThingCreate::new().with_nickname("a name");
    let context = out_of_use::thing_create::Context::new().with_current(current);
    let shown = format!("{context:?}");
    assert!(
        shown.contains("current: Some(ThingCreate {") && !shown.contains("a name"),
        "{shown}"
    );
}

#[test]
fn debug_of_credentials_shows_no_secret() {
    let credentials = auth_headers::ApiCredentials::new(auth_headers::HeaderAuth {
        key: "the-key",
        tenant: None,
        region: None,
    })
    .unwrap();
    let valid = auth_headers::ThingList::new()
        .into_valid(&(), &Policy::new())
        .unwrap();
    let server = wireform::CustomServer::new("https://api.example").unwrap();
    let http = valid.to_http(&server, &credentials);
    let shown = format!("{credentials:?} {http:?}");
    assert!(!shown.contains("the-key"), "{shown}");
}

#[test]
fn all_violations_of_credentials_are_reported() {
    let violations = auth_basic::ApiCredentials::new(auth_basic::BasicAuth {
        user: "a:b",
        key: "k\n",
    })
    .unwrap_err();
    let labels: Vec<String> = violations
        .iter()
        .map(|violation| violation.label())
        .collect();
    assert_eq!(labels, ["user: header_value", "key: pattern"]);
}

#[test]
fn a_violated_rule_is_accepted_if_its_fields_are_not_changed() {
    use read_back_rules::thing_info::Response::Found;
    use read_back_rules::{ThingInfo, ThingReplace};
    use wireform::response::{ParseResponse as _, ResponseParts};
    let body = br#"{"score":1,"owner":{"first":"too long"}}"#;
    let parts = ResponseParts::new(200, body);
    let Ok(Found(read)) = ThingInfo::parse_response(parts.clone()) else {
        panic!("it is described");
    };
    let schema = include_str!("../../codegen/tests/emit/read_back_rules.yaml");
    let plan = wireform_tests::plans::compile("read_back_rules", schema);
    let interpreter = wireform_interpret::Interpreter::new(&plan);
    let info = interpreter.operation("thing_info").unwrap();
    let read_too = info.decode_response(&parts).unwrap();
    let replace = interpreter.operation("thing_replace").unwrap();
    let mut waivers = wireform::Waivers::NONE;
    replace.accept_unchanged(&mut waivers, &read_too);
    let policy = Policy::new().accept_unchanged(&read);
    // A change of the note is a change of the rule, though it would have been violated before as well.
    let changed: [(i64, &str, &[&str]); 3] = [
        (1, "too long", &[]),
        (2, "other too", &["owner.first: max_length"]),
        (1, "ann", &[]),
    ];
    for (score, first, expected) in changed {
        let mut request = ThingReplace::from_read(&read).unwrap().request;
        request.score = Some(score);
        request.owner = Some(read_back_rules::ThingReplaceOwner {
            first: Some(first.into()),
        });
        let mut found = wireform::Violations::new();
        request.check_into(&(), &policy, &mut found);
        let labels: Vec<String> = found.iter().map(wireform::Violation::label).collect();
        assert_eq!(labels, expected, "{score} {first}");
        assert!(request.valid(&(), &Policy::new()).is_err() || first == "ann" && score != 1);

        let mut values = replace.from_read(&read_too).unwrap().unwrap().request;
        let fields = &replace.operation().fields;
        let at = |name: &str| fields.find(|it| it.name == name).unwrap();
        values.set(at("score"), Some(wireform_interpret::Value::Integer(score)));
        let owner = plan.objects[fields[at("owner")].ty.object().unwrap()]
            .fields
            .map(|_| Some(wireform_interpret::Value::Text(first.to_owned())));
        values.set(at("owner"), Some(wireform_interpret::Value::Object(owner)));
        let outcome = replace.validate(&values, &wireform_interpret::Facts::new(), &waivers);
        assert_eq!(outcome.violations, found);
    }
    // The note is changed, and the rule is violated.
    let mut request = ThingReplace::from_read(&read).unwrap().request;
    request.note = Some("".into());
    let mut found = wireform::Violations::new();
    request.check_into(&(), &policy, &mut found);
    assert_eq!(found.len(), 1);
}

#[test]
fn the_caller_gives_values_that_were_not_read() {
    use read_back_given::thing_info::Response::Found;
    use read_back_given::{ThingInfo, ThingPatch, ThingReplace};
    use wireform::response::ParseResponse as _;
    let body = br#"{"id":"old","note":"TOO LONG","read":"too long"}"#;
    let parts = ResponseParts::new(200, body);
    let Ok(Found(read)) = ThingInfo::parse_response(parts.clone()) else {
        panic!("it is described");
    };
    let schema = include_str!("../../codegen/tests/emit/read_back_given.yaml");
    let plan = wireform_tests::plans::compile("read_back_given", schema);
    let interpreter = wireform_interpret::Interpreter::new(&plan);
    let info = interpreter.operation("thing_info").unwrap();
    let read_too = info.decode_response(&parts).unwrap();
    let replace = interpreter.operation("thing_replace").unwrap();

    let back = ThingReplace::from_read(&read, "a", Some(vec!["b".into()]), Some("long".into()));
    let back = back.unwrap();
    let text = |text: &str| wireform_interpret::Value::Text(text.to_owned());
    let mut given = replace.values();
    let at = |name: &str| {
        replace
            .operation()
            .fields
            .find(|it| it.name == name)
            .unwrap()
    };
    given.set(
        at("tags"),
        Some(wireform_interpret::Value::List(vec![text("b")])),
    );
    given.set(at("read"), Some(text("long")));
    let missing = replace.from_read_with(&read_too, &given).unwrap();
    let missing = missing.unwrap_err().to_string();
    assert_eq!(missing, "id: has to be given by the caller");
    given.set(at("id"), Some(text("a")));
    let back_too = replace.from_read_with(&read_too, &given).unwrap().unwrap();
    // The caller knows the id, so it is not lost.
    assert_eq!(back.dropped, back_too.dropped);
    assert_eq!(back.dropped, [""; 0]);

    // A value that the caller changed was not read, even if the policy is made afterwards.
    let mut changed = back.clone();
    changed.request.note = Some("ALSO LONG".into());
    let policy = Policy::new().accept_unchanged(&changed);
    let mut found = wireform::Violations::new();
    changed.request.check_into(&(), &policy, &mut found);
    let labels: Vec<String> = found.iter().map(wireform::Violation::label).collect();
    assert_eq!(labels, ["note: max_length", "read: max_length"]);

    // The note was read and is not changed. What the caller gave was not read.
    let policy = Policy::new().accept_unchanged(&back);
    let mut found = wireform::Violations::new();
    back.request.check_into(&(), &policy, &mut found);
    let labels: Vec<String> = found.iter().map(wireform::Violation::label).collect();
    assert_eq!(labels, ["read: max_length"]);
    let mut waivers = wireform::Waivers::NONE;
    replace.accept_unchanged(&mut waivers, &read_too);
    let facts = wireform_interpret::Facts::new();
    let outcome = replace.validate(&back_too.request, &facts, &waivers);
    assert_eq!(outcome.violations, found);

    let patch = ThingPatch::from_read(&read, Patch::Clear).unwrap();
    assert_eq!(patch.request.note, Patch::Clear);
    assert_eq!(patch.request.read.as_deref(), Some("too long"));
}

#[test]
fn refusals_show_only_documented_codes() {
    use wireform::response::ParseResponse as _;
    let message = |body: &[u8]| {
        let found = responses_with_codes::ThingPut::parse_response(ResponseParts::new(503, body));
        found.expect_err("the response is a refusal").to_string()
    };
    let refused = "the provider refused the request: response `slow`";
    let documented = message(br#"{"code":"E3"}"#);
    assert_eq!(documented, format!("{refused}, code `E3`"));
    assert_eq!(message(br#"{"code":"Jane Doe"}"#), refused);
}

/// Keys that tell two maps apart cannot be waived, because a member with another key would be of the other map.
#[test]
fn no_policy_accepts_a_key_of_the_other_map() {
    use members_in_json::thing_create::field::owner::NUMBERS;
    use members_in_json::{Contact, ThingCreate};
    let schema = include_str!("../../codegen/tests/emit/members_in_json.yaml");
    let plan = wireform_tests::plans::compile("members_in_json", schema);
    let interpreter = wireform_interpret::Interpreter::new(&plan);
    let call = interpreter.operation("thing_create").unwrap();
    let numbers = [("note-a", vec![1_i64])];
    let owner = Contact::new("Jane").with_numbers(numbers);
    let request = ThingCreate::new().with_owner(owner);
    let mut examples = call.operation().examples.iter();
    let example = examples.find(|it| it.name == "other").unwrap();
    let values = call.example_values(example);
    for (policy, label) in [
        (Policy::new(), "owner.numbers[0]: key"),
        (
            Policy::new().waive(NUMBERS, wireform::Facet::Key),
            "owner.numbers[0]: key_taken",
        ),
    ] {
        let mut found = wireform::Violations::new();
        request.check_into(&(), &policy, &mut found);
        let labels: Vec<String> = found.iter().map(wireform::Violation::label).collect();
        assert_eq!(labels, [label]);
        let facts = wireform_interpret::Facts::new();
        assert_eq!(
            call.validate(&values, &facts, policy.waivers()).violations,
            found
        );
    }
}
