//! Checks the tables of diagnostics: each example of a code compiles with or without this diagnostic, as its mark says,
//! and `docs/diagnostics.md` is up to date.

mod support;

use std::path::Path;

use wireform_codegen::source::{Code, Diagnostics, Sources};
use wireform_codegen::{all_codes, diagnostics_page, plan_sources};

/// The codes that no schema can give, with the test that produces them.
const WITHOUT_EXAMPLES: &[(&str, &str)] = &[
    ("WF0001", "tests/tests/fixtures.rs, unreadable_files"),
    ("WF0002", "tests/tests/fixtures.rs, unreadable_files"),
    ("WF0003", "tests/tests/fixtures.rs, unreadable_files"),
    ("WF0004", "tests/tests/fixtures.rs, unreadable_files"),
    (
        "WF0233",
        "codegen/tests/resolve/negative/too_many_paths.yaml",
    ),
    ("WF0389", "tests/tests/fixtures.rs, too_many_fields"),
    (
        "WF0390",
        "tests/tests/fixtures.rs, two_files_with_one_module",
    ),
    ("WF0600", "codegen/tests/compiler.rs"),
    ("WF0601", "codegen/tests/compiler.rs"),
    ("WF0602", "codegen/tests/compiler.rs"),
    ("WF0603", "codegen/tests/compiler.rs"),
    ("WF0604", "codegen/tests/compiler.rs"),
    ("WF0605", "codegen/tests/compiler.rs"),
];

/// Codes whose failing example also gives another warning: an alternation that starts with a look-ahead also means
/// something else between anchors.
const WITH_ANOTHER_WARNING: &[(&str, &str)] = &[("WF0408", "WF0506")];

/// The top-level keys of a schema and their defaults in an example.
const SCHEMA_KEYS: &[(&str, &str)] = &[
    ("wireform", "wireform: 1\n"),
    ("provider", "provider: { name: Example }\n"),
    (
        "endpoints",
        "endpoints: { api: { servers: { production: 'https://api.example' } } }\n",
    ),
    ("pages", ""),
    ("credentials", ""),
    ("auth", ""),
    ("contexts", ""),
    ("namespaces", ""),
    ("trees", ""),
    ("types", ""),
    ("operations", ""),
];

/// The keys of an operation that an example needs, and their defaults.
const OPERATION_KEYS: &[(&str, &str)] = &[
    ("http", "    http: POST /example\n"),
    ("body", "    body: json\n"),
    ("update", "    update: none\n"),
    ("fields", "    fields:\n      example: { type: string }\n"),
];

/// Completes an example to a schema.
///
/// Each unindented key of the example goes to the schema or to its operation, and the keys that a schema needs are added.
/// An example with `wireform` or without any key is complete.
fn complete(example: &str) -> String {
    let entries = entries(example);
    if entries.is_empty() || entries.iter().any(|(key, _)| *key == "wireform") {
        return example.to_owned();
    }
    let is_schema_key = |key: &str| SCHEMA_KEYS.iter().any(|(name, _)| *name == key);
    let given = |key: &str| entries.iter().any(|(name, _)| *name == key);
    let mut schema = String::new();
    for (_, default) in SCHEMA_KEYS.iter().filter(|(key, _)| !given(key)) {
        schema.push_str(default);
    }
    for (_, text) in entries.iter().filter(|(key, _)| is_schema_key(key)) {
        schema.push_str(text);
    }
    if given("operations") {
        return schema;
    }
    schema.push_str("operations:\n  example:\n");
    for (key, default) in OPERATION_KEYS {
        let several = *key == "body" && given("bindings");
        if !given(key) && !several {
            schema.push_str(default);
        }
    }
    for (_, text) in entries.iter().filter(|(key, _)| !is_schema_key(key)) {
        for line in text.lines() {
            schema.push_str(&format!("    {line}\n"));
        }
    }
    schema
}

/// Splits an example at its unindented keys.
fn entries(example: &str) -> Vec<(&str, String)> {
    let mut entries: Vec<(&str, String)> = Vec::new();
    for line in example.lines() {
        let starts = line.starts_with(|c: char| c.is_alphabetic() || c == '\'');
        match line.split_once(':') {
            Some((key, _)) if starts => entries.push((key, format!("{line}\n"))),
            _ => {
                if let Some((_, text)) = entries.last_mut() {
                    text.push_str(&format!("{line}\n"));
                }
            }
        }
    }
    entries
}

fn compile(example: &str) -> (Sources, Diagnostics) {
    let mut sources = Sources::default();
    sources.add("example.yaml", complete(example));
    let (_, diagnostics) = plan_sources(&sources);
    (sources, diagnostics)
}

/// Returns the mistakes in the examples of a code.
fn check_examples(code: &Code) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |example: &str, expected: bool| {
        let (sources, diagnostics) = compile(example);
        let given = diagnostics.0.iter().any(|found| found.code == code.code);
        let others = diagnostics.0.iter().any(|found| {
            found.code != code.code && !WITH_ANOTHER_WARNING.contains(&(code.code, found.code))
        });
        if given != expected || others {
            let shown = support::diagnostics_of(&diagnostics, &sources);
            let kind = if expected { "failing" } else { "passing" };
            wrong.push(format!(
                "{}, {kind} example:\n{example}\n{shown}",
                code.code
            ));
        }
    };
    for example in code.failing_examples() {
        check(&example, true);
    }
    for example in code.passing_examples() {
        check(&example, false);
    }
    wrong
}

#[test]
fn examples_give_exactly_their_code() {
    let wrong: Vec<String> = all_codes().flat_map(check_examples).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_failing_and_a_passing_example() {
    let excepted = |code: &Code| WITHOUT_EXAMPLES.iter().any(|(name, _)| *name == code.code);
    for code in all_codes() {
        let both = !code.failing_examples().is_empty() && !code.passing_examples().is_empty();
        assert_ne!(both, excepted(code), "{}", code.code);
    }
}

#[test]
fn the_page_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/diagnostics.md");
    support::check_file(Path::new(path), &page_with_messages());
}

/// Returns the page of the codes with the message below each example that fails.
fn page_with_messages() -> String {
    let page = diagnostics_page();
    let mut written = String::new();
    let mut rest = page.as_str();
    for code in all_codes() {
        for example in code.failing_examples() {
            let block = format!("Fails:\n\n```yaml\n{example}```\n");
            let at = rest.find(&block).expect("the page has the example");
            let (before, behind) = rest.split_at(at + block.len());
            written.push_str(before);
            written.push_str(&format!("\n```text\n{}\n```\n", message(code, &example)));
            rest = behind;
        }
    }
    written + rest
}

/// Returns what is printed about an example that fails, without the numbers of the lines, which are those of the whole schema.
fn message(code: &Code, example: &str) -> String {
    let (sources, mut diagnostics) = compile(example);
    diagnostics.0.retain(|found| found.code == code.code);
    let rendered = support::diagnostics_of(&diagnostics, &sources);
    let lines = rendered.lines().filter_map(|line| {
        if ["--> ", "::: "]
            .iter()
            .any(|it| line.trim_start().starts_with(it))
        {
            return None;
        }
        let Some((number, text)) = line.split_once(" |") else {
            return Some(line.to_owned());
        };
        let is_number = number
            .trim_start()
            .bytes()
            .all(|byte| byte.is_ascii_digit());
        Some(match is_number {
            true => format!("{:1$} |{text}", "", number.len()),
            false => line.to_owned(),
        })
    });
    let lines: Vec<String> = lines.collect();
    lines.join("\n").trim_end().to_owned()
}

/// Files that may create a diagnostic: the machinery of the tables.
const MACHINERY: &[&str] = &[
    "source/diagnostic.rs",
    "source/table.rs",
    "source/diagnostics.rs",
];

/// Checks that code outside of the tables contains no text of a diagnostic: nothing else creates one.
#[test]
fn only_tables_create_diagnostics() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 100, "the source is found");
    let calls = [
        "Diagnostic::from_table(",
        ".add_label(",
        ".add_place(",
        ".add_help(",
        ".message = ",
    ];
    let mut wrong = Vec::new();
    for path in files {
        let name = path.strip_prefix(&root).expect("a path below the root");
        let name = name.display().to_string().replace('\\', "/");
        let excepted = MACHINERY.contains(&name.as_str());
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        for call in calls
            .iter()
            .filter(|call| !excepted && text.contains(**call))
        {
            wrong.push(format!("{name}: {call}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn collect(directory: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
