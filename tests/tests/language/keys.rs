//! Finds the keys of the language that no example has in the construct that they stand in.
//!
//! Input: the examples and the table of the language. The shapes of the table say which construct a value is.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::Value;

use crate::example::{OF_SCHEMA, Section};

/// Keys without an effect on a request or a response: what is documented, the names of Rust, and the examples of a schema.
const WITHOUT_EFFECT: [&str; 21] = [
    "answer",
    "default",
    "deprecated",
    "description",
    "differs",
    "endpoint",
    "examples",
    "idempotent",
    "means",
    "convert",
    "does",
    "page",
    "pages",
    "permission",
    "unless",
    "rust",
    "unknown",
    "wireform",
    "withdrawn",
    "writeOnly",
    "endpoints",
];

/// The constructs that only describe: pages, providers, examples and what a mock sends.
const DESCRIBING: [&str; 7] = [
    "Provider",
    "Page",
    "Schema",
    "Answer",
    "ResponseExample",
    "Example",
    "Expect",
];

/// Keys that a construct shares with others, and that every use of it would be a mistake: a parameter is no object, and the
/// items of a list in a response are told apart by the separator alone.
const WITHOUT_USE: [(&str, &str); 4] = [
    ("Param", "fields"),
    ("Param", "case"),
    ("ResponseField", "quoted"),
    ("ResponseField", "separators"),
];

/// The keys of a schema that are also keys of an operation.
const OF_BOTH: [&str; 2] = ["case", "encoding"];

/// Returns the keys that no example has in their construct.
pub(crate) fn without_example(sections: &[Section]) -> Vec<String> {
    let mut walk = Walk {
        constructs: constructs(),
        used: BTreeSet::new(),
    };
    for example in sections.iter().flat_map(|section| &section.examples) {
        let part: Value = serde_yaml::from_str(&example.part).expect("an example is YAML");
        let Value::Mapping(entries) = part else {
            panic!("{}: no map", example.title);
        };
        for (key, value) in entries {
            let entry = Value::Mapping([(key.clone(), value)].into_iter().collect());
            let key = key.as_str().unwrap_or_default();
            if OF_SCHEMA.contains(&key) {
                walk.construct("Schema", &entry);
            }
            if !OF_SCHEMA.contains(&key) || OF_BOTH.contains(&key) {
                walk.construct("Operation", &entry);
            }
        }
    }
    let mut missing = Vec::new();
    for (id, construct) in &walk.constructs {
        if DESCRIBING.contains(&id.as_str()) {
            continue;
        }
        for key in construct.keys.keys() {
            let is_used = walk.used.contains(&(id.clone(), key.clone()))
                || WITHOUT_EFFECT.contains(&key.as_str())
                || WITHOUT_USE.contains(&(id.as_str(), key.as_str()));
            if !is_used {
                missing.push(format!("{id}.{key}"));
            }
        }
    }
    missing
}

/// A construct of the language.
struct Construct {
    /// The shape of each key.
    keys: BTreeMap<String, String>,
    /// The shape behind names of the writer's choice.
    others: Option<String>,
}

/// Finds the keys that parts of schemas have, each in its construct.
struct Walk {
    constructs: BTreeMap<String, Construct>,
    used: BTreeSet<(String, String)>,
}

impl Walk {
    /// Notes the keys of a construct and of those inside it.
    fn construct(&mut self, id: &str, value: &Value) {
        let Value::Mapping(entries) = value else {
            return;
        };
        for (key, value) in entries {
            let key = key.as_str().unwrap_or_default();
            let construct = &self.constructs[id];
            let shape = match construct.keys.get(key) {
                Some(shape) => {
                    let shape = shape.clone();
                    self.used.insert((id.to_owned(), key.to_owned()));
                    shape
                }
                None => match &construct.others {
                    Some(shape) => shape.clone(),
                    None => continue,
                },
            };
            self.shape(&shape, value);
        }
    }

    /// Notes the keys of the constructs in a value of a shape.
    fn shape(&mut self, shape: &str, value: &Value) {
        for one in alternatives(shape) {
            let inner = one.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
            if let Some(inner) = inner {
                self.shape(inner, value);
            } else if let Some(item) = one.strip_prefix("map of ") {
                for (_, value) in value.as_mapping().into_iter().flatten() {
                    self.shape(item, value);
                }
            } else if let Some(item) = one.strip_prefix("list of ") {
                for value in value.as_sequence().into_iter().flatten() {
                    self.shape(item, value);
                }
            } else {
                let id = one.split('(').next().unwrap_or_default();
                if self.constructs.contains_key(id) {
                    self.construct(id, value);
                }
            }
        }
    }
}

/// Returns the shapes of which a value has one.
fn alternatives(shape: &str) -> Vec<&str> {
    let mut depth = 0;
    let split = shape.split(|letter| {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        letter == '|' && depth == 0
    });
    split.map(str::trim).collect()
}

/// Returns the constructs of the table of the language by name.
fn constructs() -> BTreeMap<String, Construct> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../codegen/language.yaml");
    let table = std::fs::read_to_string(path).expect("the table of the language");
    let table: Value = serde_yaml::from_str(&table).expect("the table is YAML");
    let constructs = table["constructs"].as_mapping().expect("constructs");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let shared = |name: &str| -> String { text(&table["keys"][name]["shape"]) };
    let mut all = BTreeMap::new();
    for (id, construct) in constructs {
        let mut keys = BTreeMap::new();
        for key in construct["keys"].as_sequence().into_iter().flatten() {
            let Value::Mapping(entries) = key else {
                keys.insert(text(key), shared(&text(key)));
                continue;
            };
            for (name, row) in entries {
                let name = text(name);
                if name == "group" {
                    let group = table["groups"][text(row).as_str()].as_sequence();
                    keys.extend(group.into_iter().flatten().map(|key| {
                        let key = text(key);
                        let shape = shared(&key);
                        (key, shape)
                    }));
                    continue;
                }
                let shape = match row.get("shape") {
                    Some(shape) => text(shape),
                    None => shared(&name),
                };
                keys.insert(name, shape);
            }
        }
        let others = construct.get("others").map(|others| text(&others["shape"]));
        all.insert(text(id), Construct { keys, others });
    }
    all
}
