//! Compares the code of small schemas, one per construct, with golden files.
//!
//! A case is a schema in `tests/emit`; adding one is adding a file. The package `wireform-tests` compiles the same golden
//! files and runs the examples in them.
//!
//! `WIREFORM_BLESS=1 cargo test -p wireform-codegen --test emit` writes the golden files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Once;

use wireform_codegen::emit::{Options, generate, generate_files};
use wireform_codegen::plan::Plan;
use wireform_codegen::source::{Renderer, Sources};

/// The file that includes all golden files.
const LIST: &str = "goldens.rs";

/// The maximum number of lines of a schema and of a golden file. A longer case tests more than one construct.
const SCHEMA_LINES: usize = 30;
const GOLDEN_LINES: usize = 600;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emit")
}

/// Returns the stems of all files in the folder with an extension, sorted.
fn stems(extension: &str) -> Vec<String> {
    let mut stems: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    stems.sort();
    stems
}

fn plans(name: &str, change: impl Fn(String) -> String) -> Result<Vec<Plan>, String> {
    let text = std::fs::read_to_string(folder().join(format!("{name}.yaml"))).unwrap();
    let mut sources = Sources::new();
    sources.add(format!("{name}.yaml"), change(text));
    let (plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    if diagnostics.has_errors() {
        return Err(Renderer::plain().render_all(&diagnostics, &sources));
    }
    Ok(plans)
}

/// Returns the expected golden file of a case.
fn generated(name: &str) -> Result<String, String> {
    let options = Options {
        tests: true,
        ..Options::default()
    };
    let text = generate(&plans(name, |text| text)?, &options);
    // The same from a copy with other line ends, and twice.
    let again = generate(&plans(name, |text| text.replace('\n', "\r\n"))?, &options);
    if text != again {
        return Err(format!("{name}: line ends change what is generated"));
    }
    Ok(text)
}

/// Returns the expected file that includes all golden files.
fn list(names: &[String]) -> String {
    let mut text = "// Includes the golden file of every schema in this folder.\n".to_owned();
    for name in names {
        text.push_str(&format!("include!(\"{name}.rs\");\n"));
    }
    text
}

/// Returns the names of the cases. The first call writes the golden files if `WIREFORM_BLESS` is set.
fn cases() -> Vec<String> {
    static BLESS: Once = Once::new();
    let names = stems("yaml");
    BLESS.call_once(|| {
        if std::env::var_os("WIREFORM_BLESS").is_some() {
            bless(&names);
        }
    });
    names
}

fn bless(names: &[String]) {
    for stem in stems("rs") {
        std::fs::remove_file(folder().join(format!("{stem}.rs"))).unwrap();
    }
    for name in names {
        // A case that fails keeps no golden file; the test reports it.
        if let Ok(text) = generated(name) {
            std::fs::write(folder().join(format!("{name}.rs")), text).unwrap();
        }
    }
    std::fs::write(folder().join(LIST), list(names)).unwrap();
}

/// Compares a text with a file.
fn compare(file: &str, text: &str) -> Result<(), String> {
    let expected = std::fs::read_to_string(folder().join(file)).unwrap_or_default();
    if text == expected {
        return Ok(());
    }
    let line = text
        .lines()
        .zip(expected.lines())
        .position(|(new, old)| new != old)
        .unwrap_or_else(|| text.lines().count().min(expected.lines().count()));
    Err(format!(
        "{file} differs from line {} on (WIREFORM_BLESS=1 writes it):\n  is now   {:?}\n  expected {:?}",
        line + 1,
        text.lines().nth(line),
        expected.lines().nth(line)
    ))
}

#[test]
fn generated_code_is_golden() {
    let names = cases();
    let check = |name: &String| compare(&format!("{name}.rs"), &generated(name)?);
    let mut failures: Vec<String> = names.iter().filter_map(|name| check(name).err()).collect();
    failures.extend(compare(LIST, &list(&names)).err());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_golden_file_has_a_schema() {
    let mut expected = cases();
    expected.push(LIST.trim_end_matches(".rs").to_owned());
    expected.sort();
    assert_eq!(stems("rs"), expected);
}

#[test]
fn cases_are_short() {
    let lines = |file: String| {
        let text = std::fs::read_to_string(folder().join(file)).unwrap_or_default();
        text.lines().count()
    };
    let is_long = |name: &String| {
        lines(format!("{name}.yaml")) > SCHEMA_LINES || lines(format!("{name}.rs")) > GOLDEN_LINES
    };
    let long: Vec<String> = cases().into_iter().filter(is_long).collect();
    assert!(long.is_empty(), "cases are too long: {long:?}");
}

/// Returns the items of the runtime that generated code uses: paths that begin with the alias, and methods of its
/// arguments.
fn runtime_calls(text: &str) -> BTreeSet<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| line.replace(" for ", ";"))
        .flat_map(|line| line.chars().collect::<Vec<_>>())
        .filter(|c| !c.is_whitespace())
        .collect();
    let mut calls = BTreeSet::new();
    for start in [
        "__wireform::",
        "check.",
        "body.",
        "http.",
        "pairs.",
        "permissions.",
    ] {
        for (at, _) in code.match_indices(start) {
            let rest = &code[at + start.len()..];
            let end = rest
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != ':')
                .unwrap_or(rest.len());
            let call = rest[..end].trim_end_matches(':');
            // What a format or a conversion is called is data.
            let call = match call.split_once("::") {
                Some((data @ ("Format" | "Conversion"), _)) => data,
                _ => call,
            };
            calls.insert(format!("{start}{call}"));
        }
    }
    calls
}

#[test]
fn every_runtime_call_of_the_shipped_schemas_is_in_a_golden_file() {
    let golden: BTreeSet<String> = cases()
        .iter()
        .map(|name| std::fs::read_to_string(folder().join(format!("{name}.rs"))).unwrap())
        .flat_map(|text| runtime_calls(&text))
        .collect();
    let mut sources = Sources::new();
    for schema in wireform_schemas::ALL {
        sources.add(format!("{}.yaml", schema.name), schema.text);
    }
    let (plans, _) = wireform_codegen::plan_sources(&sources);
    let shipped = runtime_calls(&generate(&plans, &Options::default()));
    assert!(shipped.len() > 50, "{shipped:?}");
    // Its tables would fill pages; the tests of patterns run it.
    let long = "__wireform::Matcher::Bounded";
    let missing: Vec<&String> = shipped
        .difference(&golden)
        .filter(|call| *call != long)
        .collect();
    assert!(missing.is_empty(), "no case has {missing:#?}");
}

/// Checks that rustfmt does not change generated code, because people commit it.
#[test]
fn a_source_tree_is_formatted() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("source-tree");
    let _ = std::fs::remove_dir_all(&folder);
    let source = folder.join("src");
    std::fs::create_dir_all(source.join("registrars")).unwrap();
    let all: Vec<Plan> = cases()
        .iter()
        .flat_map(|name| plans(name, |text| text).unwrap())
        .collect();
    for (name, text) in generate_files(&all, &Options::default(), "wireform") {
        std::fs::write(source.join("registrars").join(name), text).unwrap();
    }
    let root = source.join("lib.rs");
    std::fs::write(&root, "//! A crate.\n\npub mod registrars;\n").unwrap();
    for edition in ["2021", "2024"] {
        let output = std::process::Command::new("rustfmt")
            .args(["--check", "--edition", edition])
            .arg(&root)
            .output();
        // Without rustfmt, the format is not checked.
        let Ok(output) = output else { return };
        let difference = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "edition {edition}:\n{difference}");
    }
}
