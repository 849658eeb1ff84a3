//! Every match over the plan's enums names every variant, so that the compiler points out what a new variant needs.

#[cfg(feature = "long")]
#[path = "exhaustive/new_variants.rs"]
mod new_variants;
#[path = "exhaustive/scan.rs"]
mod scan;

use std::fs;
use std::path::{Path, PathBuf};

use scan::Closed;

/// The enums that have to be matched exhaustively, with the file that defines each.
const CLOSED: &[(&str, &str)] = &[
    ("Type", "codegen/src/plan/data.rs"),
    ("Structure", "codegen/src/plan/types.rs"),
    ("Primitive", "codegen/src/plan/types.rs"),
    ("Body", "codegen/src/syntax/tree/table.rs"),
    ("BodyTree", "codegen/src/plan/wire/body.rs"),
    ("BodyFormat", "codegen/src/plan/wire/format.rs"),
    ("Source", "codegen/src/plan/wire/tree.rs"),
    ("Effect", "codegen/src/plan/rule.rs"),
    ("AuthStep", "codegen/src/plan/auth.rs"),
];

/// The folders with code that is not only for tests.
const FOLDERS: &[&str] = &[
    "cli/src",
    "codegen/src",
    "interpret/src",
    "macros/src",
    "mock/src",
    "site/src",
    "src",
    "upkeep/src",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn closed(name: &str, file: &str) -> Closed {
    Closed::read(name, &read(&root().join(file)))
}

/// Returns the source files of the packages, by path from the root.
fn sources() -> Vec<(String, String)> {
    let mut folders: Vec<PathBuf> = FOLDERS.iter().map(|it| root().join(it)).collect();
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                // Modules that are only for tests.
                folders.extend(Some(path).filter(|path| !path.ends_with("tests")));
            } else if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("tests.rs") {
                let name = path.strip_prefix(root()).expect("below the root");
                sources.push((name.to_string_lossy().replace('\\', "/"), read(&path)));
            }
        }
    }
    sources.sort();
    sources
}

#[test]
fn no_match_has_a_catch_all_arm() {
    let sources = sources();
    let mut gaps = Vec::new();
    for (name, file) in CLOSED {
        let closed = closed(name, file);
        let mut files = Vec::new();
        for (path, source) in &sources {
            if !source.contains(name) {
                continue;
            }
            let uses = scan::scan(&closed, source);
            files.extend((uses.matches > 0).then_some(path.as_str()));
            gaps.extend(uses.gaps.iter().map(|gap| format!("{path}: {name}: {gap}")));
        }
        println!(
            "{name}: matched in {} files: {}",
            files.len(),
            files.join(" ")
        );
        assert!(!files.is_empty(), "nothing matches on {name}");
    }
    assert!(
        gaps.is_empty(),
        "{} places:\n{}",
        gaps.len(),
        gaps.join("\n")
    );
}

/// The scan finds each kind of gap, and nothing else.
#[test]
fn gaps_are_found() {
    let closed = Closed::read("Type", "enum Type { A, B(u8), C { c: u8 } }");
    for (code, gaps) in [
        (
            "match x { Type::A => 1, Type::B(_) | Type::C { .. } => 2 }",
            0,
        ),
        ("match x { Type::A => 1, _ => 2 }", 1),
        ("match x { Type::A => 1, other => 2 }", 1),
        ("match x { Type::A => 1, Type::B(_) | _ => 2 }", 1),
        ("match x { Some(Type::A) => 1, Some(_) => 2, None => 3 }", 1),
        (
            "match (x, y) { (Type::A, 1) => 1, (_, 2) => 2, (Type::A | Type::B(_), _) => 3 }",
            0,
        ),
        ("match (x, y) { (Type::A, 1) => 1, (_, _) => 2 }", 1),
        (
            "match x { Type::A if y => 1, _ if z => 2, Type::A | Type::B(_) => 3 }",
            0,
        ),
        ("match x { Other::A => 1, _ => 2 }", 0),
        ("matches!(x, Type::B(1) if y)", 1),
        ("matches!(x, Some(1))", 0),
        ("if let Type::A = x { 1 }", 1),
        ("{ let Some(Type::B(y)) = x else { return }; }", 1),
        ("{ let Some(y) = x else { return }; }", 0),
        (
            "match x { S { a: Type::A, b } => 1, S { b: 2, a: Type::B(_) | Type::C { .. } } => 2, S { .. } => 3 }",
            1,
        ),
        ("match x { S { a: Type::A, b } => 1, S { b, a } => 2 }", 1),
        (
            "match x { S { a: Type::A, b } => 1, S { b: 2, .. } => 2 }",
            0,
        ),
        ("match x { S { a: Type::A, .. } => 1, T { .. } => 2 }", 0),
        ("match x { (Type::A, 1) => 1, (..) => 2 }", 1),
        ("x == Type::A", 1),
        ("y && Some(&Type::B(1)) != x", 1),
        ("x == Type::C { c: 1 }", 1),
        ("x == Other::A", 0),
        ("match x { Self::A => 1, _ => 2 }", 0),
    ] {
        let source = format!("fn f() {{ {code}; }}");
        assert_eq!(scan::scan(&closed, &source).gaps.len(), gaps, "{code}");
        let hidden = format!("#[cfg(test)] mod tests {{ {source} }}");
        assert!(scan::scan(&closed, &hidden).gaps.is_empty());
    }
    for code in [
        "match self { Self::A => 1, _ => 2 }",
        "matches!(self, Self::A)",
        "*self == Self::A",
    ] {
        let of = |name: &str| format!("impl {name} {{ fn f(&self) {{ {code}; }} }}");
        assert_eq!(scan::scan(&closed, &of("Type")).gaps.len(), 1, "{code}");
        assert!(scan::scan(&closed, &of("Other")).gaps.is_empty(), "{code}");
    }
}
