//! Histories of descriptions of APIs: each step is imported and classified, and a sample of the verdicts is checked with
//! values that an independent validator reads by both versions.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use heck::ToSnakeCase as _;
use serde_json::{Map, Value, json};
use wireform_codegen::pattern::automaton::Random;
use wireform_codegen::plan::Plan;
use wireform_tests::generate::Generator;
use wireform_upkeep::breaking::{Report, Wire, compare};
use wireform_upkeep::import::Language;

use super::imported;

/// The number of verdicts that are checked with values, for each history.
const CHECKED: usize = 30;
/// The number of requests for each of them.
const REQUESTS: usize = 20;

/// The messages of an operation as JSON Schema.
type Inputs = BTreeMap<String, Value>;

/// A version of a description.
struct Version {
    name: String,
    plan: Plan,
    inputs: Inputs,
}

pub(crate) fn run(folder: &Path) {
    for (name, language, inputs) in [
        (
            "twilio-trusthub-v1",
            Language::OpenApi,
            of_openapi as fn(&Value) -> Inputs,
        ),
        ("botocore-route53domains", Language::Botocore, of_botocore),
    ] {
        let versions = versions(&folder.join(name), language, inputs);
        let mut levels: BTreeMap<&str, usize> = BTreeMap::new();
        let mut wires: BTreeMap<&str, usize> = BTreeMap::new();
        let mut rules: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut verdicts = Vec::new();
        for pair in versions.windows(2) {
            let [old, new] = pair else { continue };
            let report = compare(
                std::slice::from_ref(&old.plan),
                std::slice::from_ref(&new.plan),
            );
            let level = report.level().map_or("nothing", |level| level.name());
            *levels.entry(level).or_default() += 1;
            for finding in &report.findings {
                let key = (finding.level().name(), finding.rule.id);
                *rules.entry(key).or_default() += 1 + finding.also.len();
            }
            let wire = report.findings.iter().map(|it| it.rule.wire).max();
            *wires.entry(wire.map_or("nothing", Wire::name)).or_default() += 1;
            let findings = report.findings.len();
            println!(
                "{name} {} -> {}: {level}, {findings} findings",
                old.name, new.name
            );
            let changed = old.inputs.iter().filter(|(id, input)| {
                new.inputs
                    .get(*id)
                    .is_some_and(|other| without_words(other) != without_words(input))
            });
            verdicts.extend(changed.map(|(id, _)| (id.clone(), old, new, report.clone())));
        }
        println!(
            "{name}: {} versions, steps by level: {levels:?}",
            versions.len()
        );
        println!("{name}: steps by effect on the wire: {wires:?}");
        for ((level, rule), count) in &rules {
            println!("{name}: {level} {rule}: {count}");
        }
        check(name, &verdicts);
    }
}

/// Checks a random sample of the verdicts on operations whose messages changed.
fn check(name: &str, verdicts: &[(String, &Version, &Version, Report)]) {
    let mut random = Random::new(20_261_130);
    let mut order: Vec<usize> = (0..verdicts.len()).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, random.below(at + 1));
    }
    let (mut safe, mut values, mut refused, mut wrong) = (0, 0, 0, Vec::new());
    let chosen: Vec<usize> = order.into_iter().take(CHECKED).collect();
    for &at in &chosen {
        let (id, old, new, report) = &verdicts[at];
        let operation = id.to_snake_case();
        let is_here = |path: &str| path == operation || path.starts_with(&format!("{operation}."));
        let is_safe = !report.findings.iter().any(|finding| {
            let mut places = std::iter::once(&finding.place).chain(&finding.also);
            finding.rule.wire > Wire::Adds && places.any(|place| is_here(&place.path))
        });
        safe += usize::from(is_safe);
        let Some(planned) = old.plan.operations.iter().find(|it| it.name == operation) else {
            continue;
        };
        let validators = [old, new].map(|version| {
            jsonschema::validator_for(&version.inputs[id]).expect("the schema can be read")
        });
        let seed = u8::try_from(at % 250).unwrap_or_default();
        let mut generator = Generator::new(&old.plan, planned, seed);
        for _ in 0..REQUESTS {
            let value = wire(&generator.valid().values, &old.inputs[id], &old.inputs[id]);
            if !validators[0].is_valid(&value) {
                continue;
            }
            values += 1;
            if !validators[1].is_valid(&value) {
                refused += 1;
                if is_safe {
                    wrong.push(format!("{} -> {}: {id}: {value}", old.name, new.name));
                }
            }
        }
    }
    println!(
        "{name}: {} of {} verdicts on changed messages checked, {safe} of them safe, with {values} values that passed before, of \
         which {refused} are refused now",
        chosen.len(),
        verdicts.len(),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns the constraints of a message, without descriptions.
fn without_words(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let kept = members.iter().filter(|(key, value)| {
                *key != "components" && !(*key == "description" && value.is_string())
            });
            Value::Object(
                kept.map(|(key, value)| (key.clone(), without_words(value)))
                    .collect(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(without_words).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => schema.clone(),
    }
}

/// Returns values by their names on the wire.
fn wire(values: &Map<String, Value>, schema: &Value, root: &Value) -> Value {
    let schema = resolved(schema, root);
    let mut out = Map::new();
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(value) = values.get(&name.to_snake_case()) {
            out.insert(name.clone(), wire_value(value, property, root));
        }
    }
    Value::Object(out)
}

fn wire_value(value: &Value, schema: &Value, root: &Value) -> Value {
    let schema = resolved(schema, root);
    match value {
        Value::Object(members) => wire(members, schema, root),
        Value::Array(items) => {
            let items = items
                .iter()
                .map(|it| wire_value(it, &schema["items"], root));
            Value::Array(items.collect())
        }
        other => other.clone(),
    }
}

fn resolved<'v>(schema: &'v Value, root: &'v Value) -> &'v Value {
    match schema["$ref"].as_str().and_then(|it| it.strip_prefix('#')) {
        Some(pointer) => root.pointer(pointer).unwrap_or(schema),
        None => schema,
    }
}

fn versions(folder: &Path, language: Language, inputs: fn(&Value) -> Inputs) -> Vec<Version> {
    let entries = std::fs::read_dir(folder).expect("the history");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let output = Command::new("gzip")
            .arg("-dc")
            .arg(path)
            .output()
            .expect("gzip runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let document: Value = serde_json::from_str(&text).expect("JSON");
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let (_, plan) = imported(&text, language).unwrap_or_else(|error| panic!("{name}: {error}"));
        let inputs = inputs(&document);
        Version { name, plan, inputs }
    };
    paths
        .iter()
        .filter(|path| path.extension().is_some_and(|it| it == "gz"))
        .map(read)
        .collect()
}

/// Returns the parameters and the body of each operation as one schema.
fn of_openapi(document: &Value) -> Inputs {
    let mut inputs = Inputs::new();
    for item in document["paths"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(_, item)| item)
    {
        for operation in item.as_object().into_iter().flatten().map(|(_, it)| it) {
            let Some(id) = operation["operationId"].as_str() else {
                continue;
            };
            let (mut properties, mut required) = (Map::new(), Vec::new());
            for parameter in [&item["parameters"], &operation["parameters"]] {
                for parameter in parameter.as_array().into_iter().flatten() {
                    let name = parameter["name"].as_str().unwrap_or_default();
                    properties.insert(name.to_owned(), parameter["schema"].clone());
                    if parameter["required"] == true {
                        required.push(json!(name));
                    }
                }
            }
            let content = operation["requestBody"]["content"].as_object();
            for body in content
                .into_iter()
                .flatten()
                .map(|(_, media)| &media["schema"])
            {
                let body = resolved(body, document);
                properties.extend(body["properties"].as_object().cloned().unwrap_or_default());
                required.extend(body["required"].as_array().cloned().unwrap_or_default());
            }
            let schema = json!({
                "properties": properties,
                "required": required,
                "components": document["components"],
            });
            inputs.insert(id.to_owned(), schema);
        }
    }
    inputs
}

fn of_botocore(document: &Value) -> Inputs {
    let operations = document["operations"].as_object().into_iter().flatten();
    let inputs = operations.filter_map(|(id, operation)| {
        let input = operation["input"]["shape"].as_str()?;
        Some((id.clone(), shape(document, input, 0)))
    });
    inputs.collect()
}

/// Returns a shape as JSON Schema.
fn shape(document: &Value, name: &str, depth: usize) -> Value {
    let of = &document["shapes"][name];
    let bounds = |low: &str, high: &str, mut schema: Value| {
        for (key, bound) in [(low, &of["min"]), (high, &of["max"])] {
            if !bound.is_null() {
                schema[key] = bound.clone();
            }
        }
        for key in ["enum", "pattern"] {
            if !of[key].is_null() {
                schema[key] = of[key].clone();
            }
        }
        schema
    };
    match of["type"].as_str() {
        _ if depth > 8 => json!({}),
        Some("string") => bounds("minLength", "maxLength", json!({ "type": "string" })),
        Some("integer" | "long") => bounds("minimum", "maximum", json!({ "type": "integer" })),
        Some("boolean") => json!({ "type": "boolean" }),
        Some("list") => {
            let item = of["member"]["shape"].as_str().unwrap_or_default();
            let items = shape(document, item, depth + 1);
            bounds(
                "minItems",
                "maxItems",
                json!({ "type": "array", "items": items }),
            )
        }
        Some("structure") => {
            let members = of["members"].as_object().into_iter().flatten();
            let members: Map<String, Value> = members
                .map(|(name, member)| {
                    let of = member["shape"].as_str().unwrap_or_default();
                    (name.clone(), shape(document, of, depth + 1))
                })
                .collect();
            json!({ "type": "object", "properties": members, "required": of["required"].as_array().cloned().unwrap_or_default() })
        }
        _ => json!({}),
    }
}
