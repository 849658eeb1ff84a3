//! Imports damaged, large and foreign files: no panic, bounded time, a valid draft, and a note for every loss.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};
use wireform_codegen::compile_file;
use wireform_codegen::source::{self, Node, NodeKind, Sources};
use wireform_upkeep::import::{Draft, Import, Language, Note, NoteKind, import};

fn draft(language: Language, text: &str) -> Result<Draft, String> {
    let draft = import(&Import {
        name: "input",
        text,
        language,
        operations: &[],
        into: None,
    });
    draft.map_err(|error| error.to_string())
}

/// Imports a file, and checks that the compiler accepts the draft.
fn valid_draft(language: Language, text: &str) -> Draft {
    let draft = draft(language, text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut sources = Sources::new();
    let file = sources.add("draft.yaml", draft.yaml.as_str());
    let found = compile_file(&sources, file);
    assert!(
        found.plan().is_some(),
        "{:?}\n{}",
        found.diagnostics,
        draft.yaml
    );
    draft
}

/// Returns the inputs of the cases in `tests/import`, as JSON.
fn inputs() -> Vec<(Language, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut folders: Vec<_> = fs::read_dir(root)
        .expect("the cases are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    folders.sort();
    let read = |folder: &Path| {
        let json = fs::read_to_string(folder.join("input.json"));
        json.or_else(|_| fs::read_to_string(folder.join("input.yaml")))
    };
    folders
        .iter()
        .map(|folder| {
            let text = read(folder).expect("the case has an input");
            let node = source::read_value(&text).expect("the input is YAML");
            (language(&node), value(&node))
        })
        .collect()
}

fn language(root: &Node) -> Language {
    match (root.get("openapi"), root.get("swagger")) {
        (Some(_), _) => Language::OpenApi,
        (None, Some(_)) => Language::Swagger,
        (None, None) => Language::JsonSchema,
    }
}

fn value(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Map(entries) => {
            let key = |node: &Node| node.text().unwrap_or_default().to_owned();
            Value::Object(
                entries
                    .iter()
                    .map(|(name, child)| (key(name), value(child)))
                    .collect(),
            )
        }
        NodeKind::List(items) => Value::Array(items.iter().map(value).collect()),
        NodeKind::Scalar(scalar) if scalar.is_null() => Value::Null,
        NodeKind::Scalar(scalar) => match scalar.style {
            source::Style::Quoted => json!(scalar.text),
            source::Style::Plain => {
                serde_json::from_str(&scalar.text).unwrap_or_else(|_| json!(scalar.text))
            }
        },
        NodeKind::Broken => Value::Null,
    }
}

/// A sequence of numbers without a pattern.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }
}

/// Replaces one value of the tree.
fn mutate(value: &mut Value, numbers: &mut Numbers) {
    let len = match &*value {
        Value::Object(entries) => entries.len(),
        Value::Array(items) => items.len(),
        _ => 0,
    };
    if len == 0 || numbers.below(6) == 0 {
        *value = replacement(value, numbers);
        return;
    }
    let at = numbers.below(len);
    match value {
        Value::Object(entries) => {
            let key = entries.keys().nth(at).cloned().unwrap_or_default();
            if numbers.below(12) == 0 {
                entries.remove(&key);
            } else if let Some(child) = entries.get_mut(&key) {
                mutate(child, numbers);
            }
        }
        Value::Array(items) => mutate(&mut items[at], numbers),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn replacement(value: &Value, numbers: &mut Numbers) -> Value {
    match numbers.below(12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-7),
        3 => json!(1.5e300),
        4 => json!(""),
        5 => json!("object"),
        6 => json!([]),
        7 => json!({}),
        8 => json!([value, value]),
        9 => json!({ "$ref": "#" }),
        10 => json!({ "allOf": [value, { "type": "array" }], "type": "integer" }),
        _ => json!("{}$'\"\n\u{0}\u{202e}ä"),
    }
}

#[test]
fn damaged_files_give_valid_drafts() {
    let mut numbers = Numbers(1);
    for (language, input) in inputs() {
        for _ in 0..40 {
            let mut input = input.clone();
            for _ in 0..=numbers.below(4) {
                mutate(&mut input, &mut numbers);
            }
            let text = input.to_string();
            // Only a file of another language, or without operations, has no draft.
            if let Err(error) = draft(language, &text) {
                let expected = ["is not", "has no operation", "no operation of the file"];
                assert!(
                    expected.iter().any(|part| error.contains(part)),
                    "{error}\n{text}"
                );
            } else {
                valid_draft(language, &text);
            }
        }
    }
}

/// The keys whose values are maps with names of the author.
const FREE_KEYS: [&str; 17] = [
    "properties",
    "definitions",
    "$defs",
    "schemas",
    "paths",
    "content",
    "responses",
    "headers",
    "securitySchemes",
    "securityDefinitions",
    "components",
    "requestBodies",
    "variables",
    "dependentRequired",
    "encoding",
    "parameters",
    "security",
];

/// Collects the pointers of the maps in which a keyword means something.
fn keyword_maps(value: &Value, pointer: &str, key: &str, found: &mut Vec<String>) {
    let skipped = [
        "example",
        "examples",
        "default",
        "links",
        "callbacks",
        "flows",
        "webhooks",
        "items/0",
        "enum",
    ];
    match value {
        Value::Object(entries) => {
            if !FREE_KEYS.contains(&key) {
                found.push(pointer.to_owned());
            }
            for (name, child) in entries {
                let step = name.replace('~', "~0").replace('/', "~1");
                if !skipped.contains(&name.as_str()) || FREE_KEYS.contains(&key) {
                    // A name of the author is no keyword.
                    let key = if FREE_KEYS.contains(&key) && key != "components" {
                        ""
                    } else {
                        name
                    };
                    keyword_maps(child, &format!("{pointer}/{step}"), key, found);
                }
            }
        }
        Value::Array(items) => {
            for (index, child) in items.iter().enumerate() {
                keyword_maps(child, &format!("{pointer}/{index}"), key, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn unknown_keywords_are_noted_wherever_they_stand() {
    let text = include_str!("everything.json");
    let whole: Value = serde_json::from_str(text).expect("the file is JSON");
    valid_draft(Language::OpenApi, text);
    let mut pointers = Vec::new();
    keyword_maps(&whole, "", "", &mut pointers);
    assert!(pointers.len() > 30, "the maps were found");
    for pointer in pointers {
        let mut input = whole.clone();
        let map = input.pointer_mut(&pointer).and_then(Value::as_object_mut);
        map.expect("the pointer leads to a map")
            .insert("zzUnknown".to_owned(), json!({ "a": 1 }));
        let draft = valid_draft(Language::OpenApi, &input.to_string());
        let place = format!("{pointer}/zzUnknown");
        assert!(
            draft.notes.iter().any(|note| note.pointer == place),
            "no note for {place}"
        );
    }
}

/// Returns a description of more than a megabyte, with five hundred schemas that refer to each other.
fn large() -> String {
    let mut schemas = Map::new();
    let words = "A sentence that describes what the provider does with the value. ".repeat(4);
    for index in 0..500 {
        let mut properties = Map::new();
        for field in 0..8 {
            let mut property =
                json!({ "type": "string", "maxLength": 40 + field, "description": words });
            if field == 0 {
                let pattern = format!("^[a-z]{{1,{}}}-[0-9]+$", index % 50 + 2);
                property["pattern"] = pattern.into();
            }
            properties.insert(format!("field{field}"), property);
        }
        let next = (index * 7 + 1) % 500;
        properties.insert(
            "next".to_owned(),
            json!({ "$ref": format!("#/components/schemas/Type{next}") }),
        );
        properties.insert("all".to_owned(), json!({ "type": "array", "items": { "$ref": format!("#/components/schemas/Type{}", (index + 13) % 500) } }));
        schemas.insert(
            format!("Type{index}"),
            json!({ "type": "object", "required": ["field0"], "properties": properties }),
        );
    }
    let mut paths = Map::new();
    for index in 0..40 {
        let schema = json!({ "$ref": format!("#/components/schemas/Type{index}") });
        let content = json!({ "application/json": { "schema": schema } });
        let operation = json!({
            "operationId": format!("update{index}"),
            "requestBody": { "content": content },
            "responses": { "200": { "description": "Done.", "content": content } }
        });
        paths.insert(format!("/things/{index}"), json!({ "put": operation }));
    }
    json!({ "openapi": "3.0.0", "info": { "title": "Large", "version": "1" }, "paths": paths, "components": { "schemas": schemas } }).to_string()
}

#[test]
fn large_file_takes_bounded_time() {
    let text = large();
    assert!(text.len() > 1 << 20, "{}", text.len());
    let start = Instant::now();
    let draft = draft(Language::OpenApi, &text).expect("the file is imported");
    let spent = start.elapsed();
    println!(
        "{} bytes to {} bytes in {spent:?}",
        text.len(),
        draft.yaml.len()
    );
    // An optimized build takes less than a second; this only finds what grows without bound.
    assert!(spent < Duration::from_secs(60), "{spent:?}");
}

/// Returns a description in which `allOf` combines two towers of named schemas. Each schema refers to the next one twice.
fn towers(height: usize) -> String {
    let mut schemas = Map::new();
    for side in ["L", "R"] {
        for level in 0..height {
            let next = json!({ "$ref": format!("#/components/schemas/{side}{}", level + 1) });
            let schema = json!({ "type": "object", "properties": { "a": next, "b": next } });
            schemas.insert(format!("{side}{level}"), schema);
        }
        let lengths = if side == "L" {
            "minLength"
        } else {
            "maxLength"
        };
        schemas.insert(
            format!("{side}{height}"),
            json!({ "type": "string", lengths: 3 }),
        );
    }
    let part = |side: &str| json!({ "$ref": format!("#/components/schemas/{side}0") });
    let content = json!({ "application/json": { "schema": { "allOf": [part("L"), part("R")] } } });
    let operation = json!({
        "operationId": "send",
        "requestBody": { "content": content },
        "responses": { "200": { "description": "Done." } }
    });
    json!({ "openapi": "3.0.0", "info": { "title": "Towers", "version": "1" }, "paths": { "/": { "post": operation } }, "components": { "schemas": schemas } }).to_string()
}

#[test]
fn combined_towers_of_schemas_take_bounded_time() {
    for (height, is_whole) in [(4, true), (12, false), (16, false), (40, false)] {
        let text = towers(height);
        let start = Instant::now();
        let draft = draft(Language::OpenApi, &text).expect("the file is imported");
        let spent = start.elapsed();
        println!(
            "{height} levels: {} bytes to {} bytes in {spent:?}",
            text.len(),
            draft.yaml.len()
        );
        let is_note = |note: &&Note| note.text.contains("too large to be combined");
        let notes: Vec<_> = draft.notes.iter().filter(is_note).collect();
        assert_eq!(notes.is_empty(), is_whole, "{notes:?}");
        assert!(notes.iter().all(|note| note.kind == NoteKind::Lost));
        assert!(draft.yaml.len() < 1 << 20, "{}", draft.yaml.len());
        assert!(spent < Duration::from_secs(60), "{spent:?}");
        if height < 16 {
            valid_draft(Language::OpenApi, &text);
        }
    }
}

/// Imports the histories of descriptions outside the repository, if `WIREFORM_SUITES` names their folder.
#[test]
fn histories_give_valid_drafts() {
    let Some(root) = std::env::var_os("WIREFORM_SUITES") else {
        println!("WIREFORM_SUITES is not set: this test imported nothing");
        return;
    };
    let folder = Path::new(&root).join("spec-histories/twilio-trusthub-v1");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the history is there")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    for file in files {
        let unpacked = Command::new("gzip")
            .arg("-dc")
            .arg(&file)
            .output()
            .expect("gzip runs");
        let text = String::from_utf8(unpacked.stdout).expect("the file is UTF-8");
        let draft = valid_draft(Language::OpenApi, &text);
        let sum = |of: fn(&wireform_upkeep::import::Count) -> usize| {
            draft.counts.values().map(of).sum::<usize>()
        };
        println!(
            "{}: {} notes; under request bodies {} expressed, {} inexact, {} lost",
            file.display(),
            draft.notes.len(),
            sum(|count| count.expressed),
            sum(|count| count.inexact),
            sum(|count| count.lost)
        );
    }
}
