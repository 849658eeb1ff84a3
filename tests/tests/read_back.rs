//! Updates that write back what was read, through both executors.
//!
//! `tests/read_back/` has responses in the shapes that the providers send, each with what an update of it drops, the body that
//! changes nothing, and changes with the one member of the body that differs. Others have invalid values, and what a policy
//! accepts of them.

#[path = "read_back/decisions.rs"]
mod decisions;
#[path = "read_back/executors.rs"]
mod executors;

use executors::{Changes, Sent, Written, both, emitted, interpreted};
use serde_json::Value as Json;
use wireform::response::ResponseParts;
use wireform_interpret::Interpreter;
use wireform_tests::fuzz::Mutator;
use wireform_tests::plans;

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
