//! The acceptor accepts the records of every kind of field, and returns the same violations as reading and validating a record.

use wireform::{Violations, Waivers};
use wireform_codegen::plan::Plan;
use wireform_codegen::source::Sources;
use wireform_interpret::{Acceptor, Call, Facts, Input, Interpreter, ReadOptions};

const SCHEMA: &str = r#"
wireform: 1
provider: { name: Registrar }
endpoints: { api: { servers: { production: 'https://registrar.example' } } }
types:
  Address: { fields: { city: { type: string, required: true }, zip: { type: string, pattern: '[0-9]{4}' }, inner: { fields: { city: string } } } }
  Named: { fields: { name: { type: string, normalize: trim } } }
  Both: { fields: { a: string, b: string }, rules: { r: { all_or_none: [a, b], says: Both. } } }
operations:
  plain:
    http: POST /{id}
    bindings: { json: { body: json }, xml: { body: xml, envelope: { c: { $rest: } } } }
    update: patch
    params: { id: { type: string, required: true, maxLength: 5 } }
    fields:
      name: { type: string, minLength: 1, maxLength: 9, clear: '' }
      mail: { type: string, format: email }
      kind: { enum: { a: One., b: Two. } }
      count: { type: integer, minimum: 0, maximum: 99 }
      price: { type: number, exclusiveMinimum: 0, multipleOf: 0.5 }
      yes: { type: boolean }
      day: date
      moment: timestamp
      tags: { type: list, items: { type: string, maxLength: 3 }, maxItems: 3, uniqueItems: true }
      line: { type: list, items: string, join: '|', minItems: 1, clear: '' }
      home: Address
      named: Named
      both: Both
      code: { const: '1' }
      pass: { type: string, all_of: { digit: { contains: '[0-9]', says: A digit. } } }
  ruled:
    http: POST /
    body: json
    update: none
    fields: { a: string, b: { type: list, items: string }, c: boolean }
    rules: { one: { exactly_one: [a, b], says: One of them. }, two: { when: { c: true }, required: [a], says: An a. } }
  replace: { http: PUT /, body: json, update: replace, fields: { a: { type: string, required: true }, b: string } }
"#;

const FULL: &str = r#"{"id":"x","name":"Jö","mail":"a@b.example","kind":"b","count":7,"price":1.5,"yes":true,"day":"2026-11-30","moment":"2026-11-30T12:00:00Z","tags":["a","b"],"line":["a","b"],"home":{"city":"Z\"ü\u00e9","zip":"8011","inner":{"city":"Y"}},"named":{"name":"x"},"pass":"a1"}"#;

fn plan() -> Plan {
    let mut sources = Sources::new();
    sources.add("registrar.yaml", SCHEMA);
    let (mut plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    assert!(!diagnostics.has_errors(), "{diagnostics:#?}");
    plans.remove(0)
}

/// Returns the violations of a record and the undecided rules, as the interpreter finds them. Returns `None` if it is not JSON.
fn decided(call: &Call<'_>, record: &[u8]) -> Option<(Violations, Vec<String>)> {
    let input = Input::from_json(record).ok()?;
    let (values, mut violations) = call.read(&input, ReadOptions::default());
    let outcome = call.validate(&values, &Facts::new(), &Waivers::NONE);
    violations.extend(outcome.violations);
    Some((violations, outcome.unchecked))
}

/// Returns whether a record has no violation, as the interpreter decides.
fn is_valid(call: &Call<'_>, record: &[u8]) -> bool {
    let found = decided(call, record);
    found.is_some_and(|(violations, unchecked)| violations.is_empty() && unchecked.is_empty())
}

/// Runs a check with an operation and its acceptor.
fn with_operation(name: &str, check: impl Fn(&Call<'_>, &Acceptor<'_>)) {
    let plan = plan();
    let interpreter = Interpreter::new(&plan);
    let call = interpreter.operation(name).expect("the operation");
    let facts = Facts::new();
    let acceptor = call.acceptor(&facts, ReadOptions::default());
    check(&call, &acceptor.expect("no fact is missing"));
}

#[test]
fn accepts_every_kind_of_field() {
    with_operation("plain", |call, acceptor| {
        for record in [
            FULL,
            r#" { "id" : "x" , "tags" : [ "a" ] , "name" : null , "home" : { "city" : "" } } "#,
            r#"{"id":"x","price":3,"yes":false,"count":0}"#,
        ] {
            assert!(is_valid(call, record.as_bytes()), "{record}");
            assert!(acceptor.accepts(record.as_bytes()), "{record}");
        }
    });
    with_operation("ruled", |call, acceptor| {
        for (record, accepted) in [
            (r#"{"a":"x","c":true}"#, true),
            (r#"{"b":["x","y"]}"#, true),
            (r#"{"b":["x"],"c":true}"#, false),
            (r#"{"a":"x","b":["y"]}"#, false),
        ] {
            assert_eq!(is_valid(call, record.as_bytes()), accepted, "{record}");
            assert_eq!(acceptor.accepts(record.as_bytes()), accepted, "{record}");
        }
    });
    with_operation("replace", |_, acceptor| {
        assert!(acceptor.accepts(br#"{"a":"x","b":null}"#));
        assert!(!acceptor.accepts(br#"{"a":"x"}"#));
        assert!(!acceptor.accepts(br#"{"a":null,"b":null}"#));
    });
}

/// Changes each byte of a record in many ways. The acceptor finds what the interpreter finds, or leaves the record to it.
#[test]
fn finds_the_same_violations() {
    with_operation("plain", |call, acceptor| {
        let (mut accepted, mut refused, mut left) = (0, 0, 0);
        let mut check = |record: &[u8]| {
            let Ok(text) = str::from_utf8(record) else {
                assert!(!acceptor.accepts(record));
                return;
            };
            match acceptor.validate(text, &Waivers::NONE) {
                Some(found) if found.length == text.len() => {
                    let found = (found.outcome.violations, found.outcome.unchecked);
                    match found.0.is_empty() {
                        true => accepted += 1,
                        false => refused += 1,
                    }
                    assert_eq!(Some(found), decided(call, record), "{text}");
                }
                // The record ends at a line feed.
                Some(found) => assert_eq!(text.as_bytes()[found.length - 1], b'\n', "{text}"),
                None => left += 1,
            }
        };
        for at in 0..FULL.len() {
            let (before, behind) = FULL.as_bytes().split_at(at);
            check(&[before, &behind[1..]].concat());
            check(before);
            for text in [
                "\"", "\\", "{", "}", "[", "]", ",", ":", " ", "\t", "\n", "\u{1}", "0", "-", ".",
                "e1", "null", "true", "x", "\u{e9}", "|", "\\u0000", "\\ud800",
            ] {
                check(&[before, text.as_bytes(), behind].concat());
                check(&[before, text.as_bytes(), &behind[1..]].concat());
            }
            check(&[before, &[0xff], behind].concat());
        }
        let counts = [accepted, refused, left];
        assert!(counts.iter().all(|count| *count > 500), "{counts:?}");
    });
}

#[test]
fn finds_violations_of_fields_and_rules() {
    with_operation("plain", |call, acceptor| {
        for (record, labels) in [
            (r#"{}"#, &["id: required"][..]),
            (
                r#"{"home":{"zip":"x"},"id":"123456","count":"1","both":{"a":"x"},"tags":["a","a"]}"#,
                &[
                    "count: type",
                    "id: max_length",
                    "tags: unique_items",
                    "home.city: required",
                    "home.zip: pattern",
                    "rule Both.r",
                ],
            ),
        ] {
            let found = acceptor.validate(record, &Waivers::NONE);
            let found = found.expect("it is JSON").outcome.violations;
            assert_eq!(
                Some((found.clone(), vec![])),
                decided(call, record.as_bytes())
            );
            let found: Vec<_> = found.iter().map(|it| it.label()).collect();
            assert_eq!(found, labels, "{record}");
        }
    });
    with_operation("ruled", |call, acceptor| {
        for record in [
            r#"{"a":1,"c":true}"#,
            r#"{"b":["x",1],"c":true}"#,
            r#"{"b":[],"a":null}"#,
        ] {
            let found = acceptor.validate(record, &Waivers::NONE);
            let found = found.expect("it is JSON").outcome;
            let found = (found.violations, found.unchecked);
            assert_eq!(Some(found), decided(call, record.as_bytes()), "{record}");
        }
    });
}

#[test]
fn reads_one_line() {
    with_operation("ruled", |_, acceptor| {
        let text = "{\"a\":\"x\"} \r\n{\"a\":1}\n\n{\"a\"";
        let first = acceptor.validate(text, &Waivers::NONE).expect("a record");
        assert_eq!((first.length, first.outcome.violations.len()), (12, 0));
        let second = acceptor
            .validate(&text[12..], &Waivers::NONE)
            .expect("a record");
        assert_eq!((second.length, second.outcome.violations.len()), (8, 1));
        for text in ["\n{}", "", "{\n}", "{\"a\"", "{\"a\":\"x\"}{}"] {
            assert!(acceptor.validate(text, &Waivers::NONE).is_none(), "{text}");
        }
    });
}
