//! Tests the schemas that `wireform new` writes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn wireform(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wireform"))
        .current_dir(folder)
        .args(args)
        .output()
        .expect("the command runs")
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("new")
        .join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Writes a schema and checks that the compiler reports nothing about it.
#[track_caller]
fn check(folder: &Path, provider: &str, file: &str, body: &str) {
    let written = wireform(folder, &["new", provider, "--body", body, "--out", file]);
    assert!(written.status.success(), "{}", text(&written.stderr));
    let formatted = wireform(folder, &["fmt", "--check", file]);
    assert!(formatted.status.success(), "{}", text(&formatted.stdout));
    let checked = wireform(folder, &["check", file]);
    let report = text(&checked.stdout) + &text(&checked.stderr);
    assert!(checked.status.success(), "{report}");
    assert!(
        report.contains("0 errors, 0 warnings; 1 example as expected"),
        "{report}"
    );
}

#[test]
fn each_format_passes_the_check() {
    let folder = folder("formats");
    for body in ["json", "xml", "form", "query", "lines", "text"] {
        check(&folder, "My Registrar", &format!("{body}.yaml"), body);
    }
}

#[test]
fn names_are_quoted() {
    let folder = folder("names");
    let names = [
        "O'Brien: {a} # b",
        "Größe & Co",
        "\"x\" [y], $z",
        "{file} {name}",
        "no",
        "Nordic \u{2014} 7",
    ];
    for (number, name) in names.iter().enumerate() {
        let file = format!("name{number}.yaml");
        check(&folder, name, &file, "json");
        let schema = std::fs::read_to_string(folder.join(file)).expect("the schema");
        let first = format!("# The API of {name}, transcribed from its documentation.");
        assert_eq!(schema.lines().next(), Some(first.as_str()));
        let lines = [
            format!("  name: '{}'", name.replace('\'', "''")),
            format!("  name: {name}"),
        ];
        let is_name = |it: &str| lines.iter().any(|line| line == it);
        assert!(schema.lines().any(is_name), "{schema}");
    }
}

#[test]
fn the_name_of_the_file_follows_from_the_provider() {
    let folder = folder("files");
    let written = wireform(&folder, &["new", "My Registrar"]);
    assert!(written.status.success());
    assert_eq!(
        text(&written.stdout),
        "my-registrar.yaml: wrote a schema to start from\nnext: replace its facts, and run `wireform check my-registrar.yaml`\n"
    );
    let first = std::fs::read(folder.join("my-registrar.yaml")).expect("the schema");
    let again = wireform(&folder, &["new", "My-Registrar", "--body", "xml"]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(
        text(&again.stderr),
        "error: my-registrar.yaml: the file exists; choose another name with --out FILE\n"
    );
    assert_eq!(
        std::fs::read(folder.join("my-registrar.yaml")).expect("the schema"),
        first
    );
}

#[test]
fn names_without_a_letter_are_refused() {
    let folder = folder("refused");
    for name in ["", "123", "///", "a\nb: c", "../.."] {
        let written = wireform(&folder, &["new", name]);
        assert_eq!(written.status.code(), Some(2), "{name:?}");
    }
    assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), 0);
}
