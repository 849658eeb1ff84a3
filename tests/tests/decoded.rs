//! Checks that decoding a request gives back the values that were encoded, for generated requests of every provider, binding
//! and authentication method.

use wireform::response::ResponseParts;
use wireform_interpret::{Interpreter, ReceivedRequest};
use wireform_tests::plans;
use wireform_tests::round_trip::check;

/// How many valid requests are decoded for each operation.
const CASES: usize = 40;

#[test]
fn decoding_gives_back_what_was_encoded() {
    for plan in plans::shipped() {
        let interpreter = Interpreter::new(&plan);
        for call in interpreter.operations() {
            check(&plan, &call, CASES);
        }
    }
}

#[test]
fn decoding_gives_back_parameters_and_lines() {
    for (name, text) in [
        ("members", include_str!("../positive/members.yaml")),
        ("encoding", include_str!("../positive/encoding.yaml")),
        ("lines", include_str!("../positive/lines.yaml")),
        (
            "flattened maps",
            include_str!("../positive/flattened_maps.yaml"),
        ),
    ] {
        let plan = plans::compile(name, text);
        let interpreter = Interpreter::new(&plan);
        for call in interpreter.operations() {
            check(&plan, &call, CASES);
        }
    }
}

#[test]
fn decoding_gives_back_maps_entries_attributes_and_any_json() {
    for (name, text) in [
        ("maps", include_str!("../positive/maps.yaml")),
        ("entries", include_str!("../positive/entries.yaml")),
        ("texts", include_str!("../constructs/texts.yaml")),
        ("xml", include_str!("../constructs/xml.yaml")),
        ("any", include_str!("../positive/any.yaml")),
        ("trees", include_str!("../constructs/trees.yaml")),
        (
            "namespaces",
            include_str!("../constructs/xml_namespaces.yaml"),
        ),
    ] {
        let plan = plans::compile(name, text);
        let interpreter = Interpreter::new(&plan);
        for call in interpreter.operations() {
            check(&plan, &call, CASES);
            for (id, case) in call.operation().responses.iter_ids() {
                for example in &case.examples {
                    let values = call.response_values_of(id, &example.values);
                    let written = call.encode_response(id, &values);
                    let parts = ResponseParts::new(example.status, example.body.as_bytes());
                    let expected = call
                        .decode_response(&parts)
                        .expect("an example is described");
                    let parts = ResponseParts::new(written.status, &written.body);
                    let found = call.decode_response(&parts);
                    let found = found.unwrap_or_else(|it| panic!("{name}: {}", it.reason()));
                    assert_eq!(found.object.fields, expected.object.fields, "{name}");
                }
            }
        }
    }
}

/// Decodes a request in XML, whose operation has these fields. Returns the violations, and whether the first field has a value.
fn decode_xml(fields: &str, inside: &str) -> (Vec<String>, bool) {
    let text = format!(
        "wireform: 1
provider: {{ name: Given }}
endpoints: {{ api: {{ servers: {{ production: 'https://given.example' }} }} }}
types:
  Mark: {{ fields: {{ kind: {{ type: string, xml: '@kind' }}, text: {{ type: string, xml: . }} }} }}
operations:
  give:
    http: POST /given
    body: xml
    update: none
    envelope: {{ r: {{ $rest: }} }}
    fields: {fields}
"
    );
    let plan = plans::compile("given", &text);
    let interpreter = Interpreter::new(&plan);
    let call = interpreter.operation("give").expect("the schema has it");
    let decoded = call.decode_request(&ReceivedRequest {
        method: "POST",
        path: "/given",
        query: "",
        headers: &[("content-type".to_owned(), "application/xml".to_owned())],
        body: format!("<r>{inside}</r>").as_bytes(),
    });
    let decoded = decoded.expect("the method and the path are those of the operation");
    let labels = decoded.violations.iter().map(|it| it.label()).collect();
    let first = call.operation().fields.ids().next().expect("a field");
    (labels, decoded.values.get(first).is_some())
}

/// Checks the violations of a request in XML, whose operation has these fields.
#[track_caller]
fn check_labels(fields: &str, inside: &str, expected: &[&str]) {
    let (labels, _) = decode_xml(fields, inside);
    assert_eq!(labels, expected, "{inside}");
}

#[test]
fn what_is_beside_the_items_of_a_list_is_reported() {
    let fields = "{ marks: { type: list, items: Mark, xml: { list: wrap, item: m } } }";
    let check = |inside: &str, expected: &[&str]| check_labels(fields, inside, expected);
    check(r#"<marks><m kind="a">b</m></marks>"#, &[]);
    check(
        r#"<marks><m size="a"/></marks>"#,
        &["marks.size: unknown_field"],
    );
    check(r#"<marks kind="a"/>"#, &["kind: unknown_field"]);
    check("<marks>a</marks>", &["marks: type"]);
}

#[test]
fn what_is_beside_the_entries_of_a_map_is_reported() {
    let fields = "{ notes: { type: map, items: string, xml: { as: entries, list: wrap, item: n, key: k, value: v } } }";
    let check = |inside: &str, expected: &[&str]| check_labels(fields, inside, expected);
    check("<notes><n><k>a</k><v>b</v></n></notes>", &[]);
    check(
        r#"<notes><n x="1"><k>a</k><v y="1">b</v><w/></n><o/></notes>"#,
        &[
            "notes.o: unknown_field",
            "notes.x: unknown_field",
            "notes.y: unknown_field",
            "notes.w: unknown_field",
        ],
    );
    check("<notes><n><k>a</k><v/><v/></n></notes>", &["notes: type"]);
}

#[test]
fn what_is_beside_elements_that_are_not_described_is_reported() {
    let check = |fields: &str, inside: &str, expected: &[&str]| {
        check_labels(fields, inside, expected);
    };
    let one = "{ token: element }";
    check(one, "<token><a/></token>", &[]);
    check(
        one,
        r#"<token lang="de"><a/></token>"#,
        &["lang: unknown_field"],
    );
    check(one, "<token>text</token>", &["token: type"]);
    let several = "{ tokens: { type: list, items: element } }";
    check(several, r#"<tokens><a b="1"/><c/></tokens>"#, &[]);
    check(
        several,
        r#"<tokens lang="de"><a/></tokens>"#,
        &["lang: unknown_field"],
    );
    let inside = "{ proof: { variants: { text: string, ext: element }, required: true } }";
    check(
        inside,
        r#"<proof><ext lang="de"><a/></ext></proof>"#,
        &["proof.lang: unknown_field"],
    );
}

/// Reading the elements below each element again would take minutes.
#[test]
fn nested_elements_are_read_once() {
    let content = format!("{}{}", "<a>".repeat(60), "</a>".repeat(60));
    let (labels, has_token) =
        decode_xml("{ token: element }", &format!("<token>{content}</token>"));
    assert_eq!((labels.len(), has_token), (0, true));
}

#[test]
fn an_item_that_has_only_attributes_is_a_value() {
    let fields = "{ marks: { type: list, items: Mark, xml: { name: m, absent: empty } } }";
    assert_eq!(decode_xml(fields, r#"<m kind="a"/>"#), (Vec::new(), true));
    assert_eq!(decode_xml(fields, "<m/>"), (Vec::new(), false));
}

/// Counting each sibling from the first would take minutes.
#[test]
fn a_body_of_many_siblings_is_decoded_at_once() {
    let fields = "{ notes: { type: list, items: string, xml: n } }";
    let (labels, has_notes) = decode_xml(fields, &"<n>a</n>".repeat(1 << 18));
    assert_eq!((labels.len(), has_notes), (0, true));
}
