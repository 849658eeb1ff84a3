//! Runs small schemas: examples that state the result of each construct, and input that fits or does not fit.
//! To add a case, add an example or a row.

use std::fs;
use std::path::Path;

use wireform::Waivers;
use wireform_codegen::plan::Plan;
use wireform_codegen::plan_sources;
use wireform_codegen::source::{Renderer, Sources, read_value};
use wireform_interpret::{
    Call, Credentials, EncodeError, Facts, Input, Interpreter, ReadOptions, run_examples,
};

fn plan(name: &str) -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/schemas")
        .join(name);
    let text = fs::read_to_string(&path).expect("the schema is there");
    let mut sources = Sources::new();
    sources.add(name, text);
    let (plans, diagnostics) = plan_sources(&sources);
    let rendered = Renderer::plain().render_all(&diagnostics, &sources);
    assert!(!diagnostics.has_errors(), "{rendered}");
    let [plan] = <[Plan; 1]>::try_from(plans).expect("a schema without errors has a plan");
    plan
}

fn check_schema(name: &str) {
    let plan = plan(name);
    let (count, mismatches) = run_examples(&Interpreter::new(&plan));
    let shown: Vec<String> = mismatches.iter().map(ToString::to_string).collect();
    assert!(shown.is_empty(), "{name}\n{}", shown.join("\n"));
    assert!(count > 0, "{name} has no examples");
}

#[test]
fn every_state_is_spelled_on_every_wire() {
    check_schema("wires.yaml");
}

#[test]
fn rules_know_three_truths() {
    check_schema("rules.yaml");
}

/// Returns the violations of input: those of reading, then those of checking.
fn labels(call: &Call<'_>, input: &Input, options: ReadOptions) -> Vec<String> {
    let (values, mut violations) = call.read(input, options);
    violations.extend(
        call.validate(&values, &Facts::new(), &Waivers::NONE)
            .violations,
    );
    violations.iter().map(|v| v.label()).collect()
}

#[test]
fn yaml_is_typed_by_its_field() {
    let plan = plan("read.yaml");
    let interpreter = Interpreter::new(&plan);
    for (operation, text, expected) in [
        ("patch", "{}", &[][..]),
        (
            "patch",
            "{ address_line: [012, 1e3, NO, ~x, 2026-11-21], text: +31.384530759, kind: NO }",
            &[],
        ),
        (
            "patch",
            "{ kind: 012, number: -5, yes_no: true, day: 2024-02-29, moment: 2024-02-29T00:00:00Z }",
            &[],
        ),
        ("patch", "{ text: null }", &[]),
        ("patch", "{ text: '' }", &["text: clear_token"]),
        (
            "patch",
            "{ number: null, inner: ~ }",
            &["number: clear", "inner: clear"],
        ),
        (
            "patch",
            "{ number: 012, yes_no: yes }",
            &["number: type", "yes_no: type"],
        ),
        (
            "patch",
            "{ number: '5', yes_no: 'true' }",
            &["number: type", "yes_no: type"],
        ),
        (
            "patch",
            "{ day: 2026-02-29, moment: 2026-02-28 }",
            &["day: type", "moment: type"],
        ),
        ("patch", "{ kind: YES }", &["kind: enum"]),
        (
            "patch",
            "{ address_line: one, inner: [], text: {} }",
            &["address_line: type", "inner: type", "text: type"],
        ),
        (
            "patch",
            "{ address_line: [null, [x]] }",
            &["address_line[0]: type", "address_line[1]: type"],
        ),
        (
            "patch",
            "{ addressLine: [x], fixed: y }",
            &["addressLine: unknown_field", "fixed: unknown_field"],
        ),
        (
            "patch",
            "{ inner: { size: 1, partName: x } }",
            &["inner.partName: unknown_field"],
        ),
        (
            "patch",
            "{ inners: [{ part_name: x }, { part_name: null, size: x }] }",
            &["inners[1].size: type", "inners[1].part_name: clear"],
        ),
        (
            "patch",
            "{ numbers: [x, y, 1, 1], others: [{ size: x }, { size: y }] }",
            &[
                "numbers[0]: type",
                "numbers[1]: type",
                "others[0].size: type",
                "others[1].size: type",
                "numbers: unique_items",
            ],
        ),
        ("patch", "[]", &[": type"]),
        (
            "replace",
            "{ name: x }",
            &["fax: missing", "inner: missing"],
        ),
        (
            "replace",
            "{ name: x, fax: null, inner: { part_name: x, size: null } }",
            &[],
        ),
        (
            "replace",
            "{ name: null, fax: x, inner: null }",
            &["name: clear"],
        ),
        ("replace", "{ fax: x, inner: null }", &["name: required"]),
    ] {
        let call = interpreter.operation(operation).expect("the schema has it");
        let node = read_value(text).expect("the input is YAML");
        let found = labels(&call, &Input::from(&node), ReadOptions::default());
        assert_eq!(found, expected, "{operation}: {text}");
    }
    let call = interpreter.operation("replace").expect("the schema has it");
    let node = read_value("{ name: x }").expect("the input is YAML");
    let delete = ReadOptions {
        delete_missing: true,
    };
    assert!(labels(&call, &Input::from(&node), delete).is_empty());
}

#[test]
fn json_says_itself_what_it_is() {
    let plan = plan("read.yaml");
    let interpreter = Interpreter::new(&plan);
    let call = interpreter.operation("patch").expect("the schema has it");
    for (text, expected) in [
        (
            r#"{ "address_line": ["x"], "number": -9223372036854775808, "yes_no": false, "text": null }"#,
            &[][..],
        ),
        (
            r#"{ "text": 12, "kind": true }"#,
            &["text: type", "kind: type"],
        ),
        (
            r#"{ "number": 1.0, "yes_no": "true" }"#,
            &["number: type", "yes_no: type"],
        ),
        (r#"{ "number": 9223372036854775808 }"#, &["number: type"]),
        (r#"{ "text": "a", "text": "b" }"#, &["text: type"]),
    ] {
        let input: Input = serde_json::from_str(text).expect("the input is JSON");
        assert_eq!(
            labels(&call, &input, ReadOptions::default()),
            expected,
            "{text}"
        );
    }
}

#[test]
fn wire_paths_are_those_of_the_first_binding() {
    let plan = plan("wires.yaml");
    let interpreter = Interpreter::new(&plan);
    for (operation, text, path, wire) in [
        ("as_json", "{ id: .., kept: x }", "id", "{id}"),
        (
            "as_json",
            "{ id: x, parts: [{}] }",
            "parts[0].part_name",
            "/parts/0/partName",
        ),
        (
            "as_json",
            "{ id: x, agents: [none, other] }",
            "agents[1]",
            "/agents/1",
        ),
        (
            "as_json",
            "{ id: x, deeper: null }",
            "deeper",
            "/a/b/c/deeper",
        ),
        ("as_json", "{ id: x, trace: \"\\r\" }", "trace", "X-Trace"),
        (
            "as_xml",
            "{ parts: [{ part_name: x }, {}] }",
            "parts[1].part_name",
            "/request/task/part[2]/part-name",
        ),
        (
            "as_xml",
            "{ wrapped: [none, \"\\b\"] }",
            "wrapped[1]",
            "/request/task/wrapped/agent[2]",
        ),
        (
            "as_pairs",
            "{ numbered: [x, 5, [1]] }",
            "numbered[2]",
            "numbered3",
        ),
        ("as_pairs", "{ streets: [x, [1]] }", "streets[1]", "street"),
    ] {
        let call = interpreter.operation(operation).expect("the schema has it");
        let node = read_value(text).expect("the input is YAML");
        let (values, mut violations) = call.read(&Input::from(&node), ReadOptions::default());
        let outcome = call.validate(&values, &Facts::new(), &Waivers::NONE);
        violations.extend(outcome.violations);
        let found = violations.iter().next();
        let found = found.map(|v| (v.path().into_owned(), v.wire_path().into_owned()));
        assert_eq!(
            found,
            Some((path.to_owned(), wire.to_owned())),
            "{operation}: {text}"
        );
    }
}

/// What a caller mixes up is an error: values of another operation, and a request of a moment without one.
#[test]
fn requests_that_cannot_be_encoded() {
    let text = "wireform: 1
provider: { name: Moments }
endpoints: { api: { servers: { production: 'https://api.example' } } }
operations:
  timed: { http: POST /timed, body: json, update: none, headers: { X-Time: $call.now.unix }, fields: { at: { type: string, const: $call.now } } }
  plain: { http: POST /plain, body: json, update: none, fields: { name: string } }
";
    let mut sources = Sources::new();
    sources.add("moments.yaml", text);
    let (plans, _) = plan_sources(&sources);
    let interpreter = Interpreter::new(&plans[0]);
    let call = |name: &str| interpreter.operation(name).expect("the schema has it");
    let valid = |call: &Call<'_>| call.valid(call.values(), &Facts::new(), &Waivers::NONE);
    let timed = valid(&call("timed")).expect("no value is required");
    let plain = valid(&call("plain")).expect("no value is required");
    let encode = |name: &str, valid| {
        let call = call(name);
        let binding = call.operation().default_binding_id();
        let credentials = Credentials::default();
        let body = call.encode_body(valid, binding, &credentials, None);
        let request = call.encode_at(valid, binding, "https://api.example", &credentials, None);
        assert_eq!(body.is_err(), request.is_err(), "{name}");
        request
    };
    assert!(encode("plain", &plain).is_ok());
    assert!(matches!(
        encode("timed", &timed),
        Err(EncodeError::NoMoment)
    ));
    let other = encode("plain", &timed);
    assert!(matches!(other, Err(EncodeError::OtherOperation)));
}
