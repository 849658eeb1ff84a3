//! Checks that decoding a request gives back the values that were encoded, for generated requests of every provider, binding
//! and authentication method.

use wireform::response::ResponseParts;
use wireform_interpret::Interpreter;
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
        ("xml", include_str!("../constructs/xml.yaml")),
        ("any", include_str!("../positive/any.yaml")),
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
