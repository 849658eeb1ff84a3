//! Checks the places of values on the wire with fixtures that were written by hand from the providers' pages
//! (`tests/wire/*.tsv`).

use serde_json::Value;
use wireform_tests::generate::{Fact, Generator};
use wireform_tests::outcome::Outcome;
use wireform_tests::{emitted, interpreted, plans, wire};

/// Sends each field of the fixture, with only the required fields beside it, through both executors, and looks it up on
/// the wire.
fn check(name: &str) {
    let text = std::fs::read_to_string(format!("{}/wire/{name}.tsv", env!("CARGO_MANIFEST_DIR")))
        .expect("a fixture");
    let plan = plans::provider(name);
    let mut problems = Vec::new();
    let mut rows = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [operation, binding, field, place] = columns[..4] else {
            panic!("four columns in {line:?}")
        };
        let top = field.split(['[', '.']).next().unwrap_or(field);
        rows.push((operation.to_owned(), binding.to_owned(), top.to_owned()));
        let Some(operation) = plan.operations.iter().find(|o| o.name == operation) else {
            problems.push(format!("no operation {operation}"));
            continue;
        };
        let Some(nth) = operation.bindings.iter().position(|b| b.name == binding) else {
            problems.push(format!("{}: no binding {binding}", operation.name));
            continue;
        };
        let mut generator = Generator::new(&plan, operation, 3);
        // Lists have a random number of items. The row states how many it needs.
        let mut case = (0..100)
            .map(|_| generator.only(top))
            .find(|case| wire::logical(&case.values, field).is_some())
            .unwrap_or_else(|| panic!("{}: no case has {field}", operation.name));
        for index in &operation.contexts {
            case.facts
                .insert(plan.contexts[*index].name.clone(), Fact::Unknown);
        }
        case.current = None;
        // A fifth column has the logical value and its spelling on this wire.
        let spelled = columns.get(4).and_then(|column| column.split_once('='));
        if let Some((logical, _)) = spelled {
            let value =
                serde_json::from_str(logical).unwrap_or_else(|_| Value::String(logical.to_owned()));
            case.values.insert(top.to_owned(), value);
        }
        let Some(wanted) = wire::logical(&case.values, field).cloned() else {
            problems.push(format!(
                "{}: the case has no {field}: {:?}",
                operation.name, case.values
            ));
            continue;
        };
        let wanted = match (spelled, wanted) {
            (Some((_, spelling)), _) => spelling.to_owned(),
            (None, Value::String(text)) => text,
            (None, Value::Array(lines)) => lines
                .iter()
                .map(|line| line.as_str().unwrap_or_default())
                .collect::<Vec<_>>()
                .join("\n"),
            (None, other) => other.to_string(),
        };
        for (executor, outcome) in [
            (
                "interpreter",
                interpreted::run(&plan, operation, &case, nth, 0),
            ),
            (
                "emitted code",
                emitted::run(&plan.schema, &operation.name, &case, nth, 0),
            ),
        ] {
            let found = match &outcome {
                Outcome::Valid { sent, .. } => wire::find(sent, place).map(|found| match found {
                    Value::String(text) => text,
                    other => other.to_string(),
                }),
                Outcome::Invalid(findings) => {
                    problems.push(format!("{} {field}: {findings:?}", operation.name));
                    continue;
                }
            };
            if found.as_deref() != Some(wanted.as_str()) {
                problems.push(format!(
                    "{} {field} by the {executor}: {wanted:?} should stand at {place}, {found:?} does",
                    operation.name
                ));
            }
        }
    }
    // The fixture is complete: every field of every operation and binding has a row.
    for operation in &plan.operations {
        for binding in &operation.bindings {
            for field in operation
                .fields
                .iter()
                .filter(|field| field.constant.is_none())
            {
                let row = (
                    operation.name.clone(),
                    binding.name.clone(),
                    field.name.clone(),
                );
                if !rows.contains(&row) {
                    problems.push(format!("the fixture has no row for {row:?}"));
                }
            }
        }
    }
    println!("{name}: {} rows", rows.len());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

wireform_tests::for_each_provider!(check);
