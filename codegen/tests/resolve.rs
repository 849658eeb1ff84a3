//! Compares the plans or the diagnostics of schemas with the files beside them.
//!
//! `WIREFORM_BLESS=1` writes these files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use wireform_codegen::lower::{dump, lower};
use wireform_codegen::plan_sources;
use wireform_codegen::source::{Renderer, Sources};

/// The schemas of a folder, sorted.
fn schemas(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/resolve")
        .join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// Compares a text with that of a file, or writes it.
fn check(path: &Path, ending: &str, found: &str, failures: &mut Vec<String>) {
    let expected_path = path.with_extension(ending);
    if std::env::var_os("WIREFORM_BLESS").is_some() {
        fs::write(&expected_path, found).expect("the file can be written");
        return;
    }
    let expected = fs::read_to_string(&expected_path).unwrap_or_default();
    if expected.replace("\r\n", "\n") != found {
        failures.push(format!("{}:\n{found}", expected_path.display()));
    }
}

/// Returns the diagnostics of a schema, and its plan.
fn resolve(path: &Path) -> (String, String) {
    let mut sources = Sources::new();
    let name = path.file_name().expect("it has a name").to_string_lossy();
    let text = fs::read_to_string(path)
        .expect("it can be read")
        .replace("\r\n", "\n");
    sources.add(name, text);
    let (plans, diagnostics) = plan_sources(&sources);
    let said = Renderer::plain().render_all(&diagnostics, &sources);
    let plans: Vec<String> = plans
        .iter()
        .map(|plan| dump(&lower(plan, &Arc::default())))
        .collect();
    (said, plans.concat())
}

#[test]
fn plans_are_as_expected() {
    let mut failures = Vec::new();
    for path in schemas("positive") {
        let (said, plan) = resolve(&path);
        if plan.is_empty() {
            failures.push(format!("{}:\n{said}", path.display()));
        }
        check(&path, "plan", &(said + &plan), &mut failures);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn each_mistake_is_said_once() {
    let mut failures = Vec::new();
    for path in schemas("negative") {
        let (said, plan) = resolve(&path);
        if !plan.is_empty() {
            failures.push(format!(
                "{}: a plan in spite of the mistake",
                path.display()
            ));
        }
        check(&path, "expected", &said, &mut failures);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn forty_mistakes_are_shown_where_they_are() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/resolve/forty.yaml");
    let mut failures = Vec::new();
    check(&path, "expected", &resolve(&path).0, &mut failures);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
