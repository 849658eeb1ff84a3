//! Adds a variant to each enum in a copy of the sources, and checks rustc's errors.
//!
//! In `wireform-codegen` the variant is real. The packages that depend on it see the enum as `non_exhaustive`, which has
//! the same effect there: rustc would not compile them after an error in `wireform-codegen`. The command, `wireform-mock`,
//! `wireform-site` and `wireform-upkeep` are not compiled, because they depend on the interpreter; [`scan`](super::scan) looks at
//! their source.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wireform_tests::downstream::copy_tree;

use super::{CLOSED, closed, read, root, scan, sources};

/// The packages of the copy, by folder.
const PACKAGES: &[&str] = &["", "codegen/", "interpret/", "macros/", "schemas/"];

/// Files in which another enum has the same name.
const NAMESAKES: &[(&str, &str)] = &[
    ("Effect", "codegen/src/syntax/"),
    ("Source", "macros/src/derive/"),
];

#[test]
fn a_new_variant_is_an_error_in_every_match() {
    let folder = copy();
    for (name, file) in CLOSED {
        let path = folder.join(file);
        let original = read(&path);
        let head = head(name, &original);
        let mutant = original.replace(head, &format!("{head}\n    /// New.\n    Mutant,"));
        fs::write(&path, mutant).expect("the copy can be written");
        let mut found = incomplete(&folder, &["wireform-codegen"]);
        let expected = matching(name, file);
        if expected.iter().any(|path| !path.starts_with("codegen/")) {
            let open = original.replace(head, &format!("#[non_exhaustive]\n{head}"));
            fs::write(&path, open).expect("the copy can be written");
            found.extend(incomplete(
                &folder,
                &["wireform-interpret", "wireform-macros"],
            ));
        }
        fs::write(&path, &original).expect("the copy can be written");
        let missed: Vec<_> = expected.difference(&found).collect();
        println!("{name}: an error in {} files: {found:?}", found.len());
        assert!(missed.is_empty(), "{name}: no error in {missed:?}");
    }
}

/// Returns the line that begins the enum.
fn head<'s>(name: &str, source: &'s str) -> &'s str {
    let begins = |line: &&str| {
        let rest = line
            .strip_prefix("pub enum ")
            .and_then(|rest| rest.strip_prefix(name));
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    source.lines().find(begins).expect("the enum")
}

/// Returns the files that match on the enum and are compiled here.
fn matching(name: &str, file: &str) -> BTreeSet<String> {
    let closed = closed(name, file);
    let is_other = |path: &str| {
        path.starts_with("cli/")
            || path.starts_with("mock/")
            || path.starts_with("site/")
            || path.starts_with("upkeep/")
            || NAMESAKES
                .iter()
                .any(|(it, folder)| *it == name && path.starts_with(folder))
    };
    let sources = sources().into_iter().filter(|(path, _)| !is_other(path));
    let matching = sources
        .filter(|(_, source)| source.contains(name) && scan::scan(&closed, source).matches > 0);
    matching.map(|(path, _)| path).collect()
}

/// Checks packages of the copy. Returns the files with matches that lack a variant.
fn incomplete(folder: &Path, packages: &[&str]) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "check",
        "--offline",
        "--keep-going",
        "--lib",
        "--message-format=short",
    ]);
    cargo.args(packages.iter().flat_map(|package| ["--package", package]));
    if packages.contains(&"wireform-codegen") {
        cargo.args(["--features", "tools"]);
    }
    cargo.current_dir(folder);
    cargo.env(
        "CARGO_TARGET_DIR",
        folder.with_file_name("new_variants_target"),
    );
    let output = cargo.output().expect("cargo runs");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "it compiles:\n{text}");
    let lines = text.lines().filter(|line| line.contains("error[E0004]"));
    let files = lines.filter_map(|line| Some(line.split_once(".rs:")?.0));
    let found: BTreeSet<String> = files.map(|file| file.replace('\\', "/") + ".rs").collect();
    assert!(!found.is_empty(), "no match lacks a variant:\n{text}");
    found
}

/// Copies the packages, without their tests.
fn copy() -> PathBuf {
    let mut files = Vec::new();
    let mut add = |path: String| files.push((path.clone(), read(&root().join(path))));
    for package in PACKAGES {
        add(format!("{package}Cargo.toml"));
        let mut folders = vec![format!("{package}src")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(root().join(&folder)).expect("a folder") {
                let entry = entry.expect("an entry");
                let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
                if entry.path().is_dir() {
                    folders.push(path);
                } else {
                    add(path);
                }
            }
        }
    }
    for schema in wireform_schemas::ALL {
        add(format!("schemas/{}.yaml", schema.name));
        add(format!("schemas/{}.lock", schema.name));
    }
    for schema in wireform_schemas::COMMUNITY {
        add(format!("schemas/community/{}.yaml", schema.name));
    }
    add("Cargo.lock".to_owned());
    add("README.md".to_owned());
    // The members that are not copied.
    for member in [
        "cli",
        "client",
        "generated-example",
        "mock",
        "site",
        "tests",
        "tests/browser",
        "tests/community",
        "tests/conformance",
        "tests/guide",
        "upkeep",
        "xtask",
    ] {
        let (_, manifest) = &mut files[0];
        *manifest = manifest.replace(&format!(", \"{member}\""), "");
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new_variants");
    copy_tree(&folder, &files).expect("the copy can be written");
    folder
}
