//! Imports the files in `tests/import`, and compares the drafts and the notes.
//!
//! A case is a directory with `input.json` or `input.yaml`, `expected.yaml` and `notes.txt`. The first word of its name is
//! the language. `WIREFORM_BLESS=1 cargo test -p wireform-upkeep --test import` updates the expected files.

use std::fs;
use std::path::{Path, PathBuf};

use wireform_codegen::compile_file;
use wireform_codegen::source::Sources;
use wireform_upkeep::import::{Draft, Import, Language, import};

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let entries = fs::read_dir(root).expect("the cases are there");
    let mut folders: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() > 10, "the cases were found");
    folders
}

fn name_of(folder: &Path) -> &str {
    let name = folder.file_name().and_then(|name| name.to_str());
    name.expect("the name is UTF-8")
}

fn language(name: &str) -> Language {
    match name.split('_').next() {
        Some("openapi") => Language::OpenApi,
        Some("swagger") => Language::Swagger,
        Some("json") => Language::JsonSchema,
        other => panic!("{name}: {other:?} is no language"),
    }
}

fn input(folder: &Path) -> String {
    let json = fs::read_to_string(folder.join("input.json"));
    json.or_else(|_| fs::read_to_string(folder.join("input.yaml")))
        .expect("the case has an input")
}

fn draft(name: &str, text: &str) -> Result<Draft, String> {
    let draft = import(&Import {
        name: "input",
        text,
        language: language(name),
        operations: &[],
    });
    draft.map_err(|error| error.to_string())
}

/// Returns the errors of the compiler about a draft.
fn errors(yaml: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let file = sources.add("draft.yaml", yaml);
    let compiled = compile_file(&sources, file);
    let found = compiled.diagnostics.0.iter();
    let errors = found.filter(|found| found.severity == wireform_codegen::source::Severity::Error);
    errors
        .map(|found| format!("{}: {}", found.code, found.message))
        .collect()
}

#[test]
fn every_case_gives_the_expected_draft_and_notes() {
    let bless = std::env::var_os("WIREFORM_BLESS").is_some();
    let mut wrong = Vec::new();
    for folder in cases() {
        let name = name_of(&folder);
        let draft = draft(name, &input(&folder)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(errors(&draft.yaml), [""; 0], "{name}");
        let notes: String = draft.notes.iter().map(|note| format!("{note}\n")).collect();
        for (file, found) in [("expected.yaml", draft.yaml), ("notes.txt", notes)] {
            let path = folder.join(file);
            if bless {
                fs::write(&path, found).expect("the case can be written");
            } else if fs::read_to_string(&path).unwrap_or_default() != found {
                wrong.push(format!("{name}/{file}: found\n{found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
