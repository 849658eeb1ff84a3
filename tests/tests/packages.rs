//! Checks the dependencies between our packages.
//!
//! Input: `cargo metadata` of the workspace. The rules of `docs/architecture.md` about
//! dependencies are checked here, because a review easily misses one added line.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use wireform_tests::downstream::{cargo, succeed, workspace};

/// One package of the workspace.
#[derive(Debug)]
struct Package {
    name: String,
    published: bool,
    build_script: bool,
    dependencies: Vec<Dependency>,
}

/// One declared dependency.
#[derive(Debug)]
struct Dependency {
    name: String,
    kind: Kind,
    optional: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Normal,
    Build,
    Dev,
}

fn packages() -> Vec<Package> {
    let mut command = cargo();
    command.current_dir(workspace()).args([
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version",
        "1",
    ]);
    let output = succeed(command).expect("cargo metadata");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    list(&metadata["packages"])
        .iter()
        .map(|package| Package {
            name: text(&package["name"]),
            published: package["publish"].is_null(),
            build_script: list(&package["targets"])
                .iter()
                .any(|target| list(&target["kind"]).contains(&Value::from("custom-build"))),
            dependencies: list(&package["dependencies"])
                .iter()
                .map(|dependency| Dependency {
                    name: text(&dependency["name"]),
                    kind: match dependency["kind"].as_str() {
                        None => Kind::Normal,
                        Some("build") => Kind::Build,
                        Some(_) => Kind::Dev,
                    },
                    optional: dependency["optional"] == true,
                })
                .collect(),
        })
        .collect()
}

fn package<'p>(packages: &'p [Package], name: &str) -> &'p Package {
    packages
        .iter()
        .find(|package| package.name == name)
        .unwrap_or_else(|| panic!("no package {name}"))
}

/// Our one package that runs inside the compiler.
const MACROS: &str = "wireform-macros";

/// Returns our packages on which `name` depends, directly or not. `follows` selects the kinds of its own dependencies. Of
/// theirs, only normal and build dependencies count.
fn reaches(packages: &[Package], name: &str, follows: impl Fn(Kind) -> bool) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = package(packages, name)
        .dependencies
        .iter()
        .filter(|dependency| follows(dependency.kind))
        .map(|dependency| dependency.name.as_str())
        .collect();
    while let Some(next) = open.pop() {
        let Some(known) = packages.iter().find(|package| package.name == next) else {
            continue;
        };
        // A macro runs in the compiler and is not linked.
        if next == MACROS {
            continue;
        }
        if reached.insert(known.name.clone()) {
            open.extend(
                known
                    .dependencies
                    .iter()
                    .filter(|dependency| dependency.kind != Kind::Dev)
                    .map(|dependency| dependency.name.as_str()),
            );
        }
    }
    reached
}

#[test]
fn the_compiler_never_depends_on_the_runtime() {
    let packages = packages();
    for name in ["wireform-codegen", "wireform-schemas"] {
        let reached = reaches(&packages, name, |_| true);
        assert!(!reached.contains("wireform"), "{name} reaches {reached:?}");
    }
}

#[test]
fn the_runtime_stands_alone() {
    let packages = packages();
    let runtime = package(&packages, "wireform");
    assert!(!runtime.build_script, "the runtime has a build script");
    let siblings: Vec<&Dependency> = runtime
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind == Kind::Dev)
        .filter(|dependency| {
            packages
                .iter()
                .any(|package| package.name == dependency.name)
        })
        .collect();
    assert!(siblings.is_empty(), "{siblings:?}");
    let always: Vec<&str> = runtime
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind != Kind::Dev && !dependency.optional)
        .map(|dependency| dependency.name.as_str())
        .collect();
    assert!(always.is_empty(), "every user compiles {always:?}");
}

/// Returns the packages that a user of the runtime compiles, without the runtime itself. Macros run in the compiler and
/// count as well.
fn compiled(features: &[&str]) -> BTreeSet<String> {
    let mut command = cargo();
    command
        .current_dir(workspace())
        .args([
            "tree",
            "--offline",
            "--locked",
            "-p",
            "wireform",
            "--prefix",
            "none",
        ])
        .args(["--edges", "normal,build", "--format", "{p}"])
        .args(features);
    let output = succeed(command).expect("cargo tree");
    let text = String::from_utf8(output.stdout).expect("cargo tree writes UTF-8");
    let names = text
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    names
        .filter(|name| *name != "wireform")
        .map(str::to_owned)
        .collect()
}

#[test]
fn users_compile_at_most_eight_dependencies_by_default_and_none_without_features() {
    let by_default = compiled(&[]);
    assert!(by_default.len() <= 8, "{by_default:?}");
    let without = compiled(&["--no-default-features"]);
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn the_example_links_neither_compiler_nor_interpreter() {
    let packages = packages();
    let linked = reaches(&packages, "generated-example", |kind| kind == Kind::Normal);
    for name in ["wireform-codegen", "wireform-interpret", "wireform-cli"] {
        assert!(!linked.contains(name), "it links {linked:?}");
    }
}

/// A dependency must be on crates.io before what depends on it, dev-dependencies included.
#[test]
fn the_publishing_order_is_the_documented_one() {
    let packages = packages();
    let published: BTreeMap<&str, &Package> = packages
        .iter()
        .filter(|package| package.published)
        .map(|package| (package.name.as_str(), package))
        .collect();
    let path = workspace().join("docs/architecture.md");
    let text = std::fs::read_to_string(&path).expect("docs/architecture.md");
    let documented: Vec<&str> = text
        .lines()
        .find_map(|line| line.strip_prefix("Publishing order: "))
        .expect("docs/architecture.md has a line `Publishing order: …`")
        .trim_end_matches('.')
        .split(", ")
        .map(|name| name.trim_matches('`'))
        .collect();
    let all: BTreeSet<&str> = documented.iter().copied().collect();
    assert_eq!(all, published.keys().copied().collect::<BTreeSet<&str>>());
    for (at, name) in documented.iter().enumerate() {
        for dependency in &published[name].dependencies {
            let name_of = dependency.name.as_str();
            // Tests may enable features of their own package. `cargo publish` leaves such a dependency out.
            let is_own = dependency.kind == Kind::Dev && name_of == *name;
            assert!(
                is_own || !published.contains_key(name_of) || documented[..at].contains(&name_of),
                "{name} is published before {name_of}"
            );
        }
    }
}

/// A published package is not beside the workspace's licence files, so it contains copies of them.
#[test]
fn every_published_package_carries_its_licences() {
    let packages = packages();
    for package in packages.iter().filter(|package| package.published) {
        let folder = match package.name.as_str() {
            "wireform" => "",
            name => name.strip_prefix("wireform-").unwrap_or(name),
        };
        for file in ["LICENSE-MIT", "LICENSE-APACHE"] {
            let path = workspace().join(folder).join(file);
            let same = workspace().join(file);
            let read = |path: &Path| {
                std::fs::read_to_string(path)
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
            };
            assert_eq!(read(&path), read(&same), "{}", path.display());
        }
    }
}

/// Returns the text of each Rust file in a folder, by its path.
fn rust_files(folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("a text");
            files.insert(path.display().to_string(), text);
        }
    }
}

/// The interpreter reads decisions about patterns in a `Lowered`. `codegen/tests/imports.rs` checks the other executor.
#[test]
fn interpreter_names_no_pattern_stage() {
    let mut files = BTreeMap::new();
    rust_files(&workspace().join("interpret/src"), &mut files);
    assert!(files.len() > 10, "the walk has missed files");
    for (path, text) in files {
        let text: String = text.split_whitespace().collect();
        for start in text.split("wireform_codegen::").skip(1) {
            let import = start.split(';').next().unwrap_or_default();
            assert!(
                !import.starts_with("pattern") && !import.starts_with('{'),
                "{path}: `wireform_codegen::{import}` can name the stage `pattern`"
            );
        }
    }
}
