//! Checks the imports between the files of `codegen/src`: no circles, and each stage knows only the stages before it.

#[path = "imports/modules.rs"]
mod modules;

use std::collections::{BTreeMap, BTreeSet};

use modules::{Modules, against_the_order, stage};

/// The stages in order, by the first component below `src`: each may name those above it in this list.
const STAGES: &[&str] = &[
    "plan", "source", "syntax", "format", "pattern", "draft", "resolve", "lint", "lower", "layout",
    "emit", "compile", "compiler", "explain", "lib",
];

/// Stages with files that import each other. In `syntax`, generated tables call the hand-written readers and printers of what
/// the table of the language cannot express, and these call the tables for the constructs inside.
const WITH_CIRCLES: &[&str] = &["syntax"];

/// Returns the files that can be reached from a file by imports.
fn reachable<'a>(imports: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut todo: Vec<&str> = imports[from].iter().copied().collect();
    while let Some(file) = todo.pop() {
        if reached.insert(file) {
            todo.extend(&imports[file]);
        }
    }
    reached
}

#[test]
fn no_files_import_each_other() {
    let modules = Modules::read();
    let imports = modules.imports();
    assert!(imports.len() > 100, "the walk has missed files");
    let reached: BTreeMap<&str, BTreeSet<&str>> = imports
        .keys()
        .map(|file| (*file, reachable(&imports, file)))
        .collect();
    let mut circles: BTreeMap<&str, BTreeSet<Vec<&str>>> = BTreeMap::new();
    for (file, reachable) in &reached {
        let in_circle = reachable
            .iter()
            .filter(|other| reached[*other].contains(file));
        let circle: Vec<&str> = in_circle.copied().collect();
        if !circle.is_empty() {
            circles.entry(stage(file)).or_default().insert(circle);
        }
    }
    let stages: Vec<&str> = circles.keys().copied().collect();
    assert_eq!(stages, WITH_CIRCLES, "circles of imports: {circles:#?}");
}

#[test]
fn stages_know_only_earlier_stages() {
    let against = against_the_order(&Modules::read(), STAGES);
    assert!(
        against.is_empty(),
        "imports against the order of the stages: {against:?}"
    );
}

/// The executor of this package reads decisions about patterns in a `Lowered`. The items of `pattern` that it needs, `lower`
/// re-exports.
#[test]
fn emitting_names_no_pattern_stage() {
    let modules = Modules::read().0;
    let emitting = modules
        .values()
        .filter(|module| stage(&module.file) == "emit");
    let paths: Vec<&Vec<String>> = emitting.flat_map(|module| &module.paths).collect();
    let of_stage = |stage: &str| {
        let paths = paths.iter().filter(|path| path[0] == stage);
        paths.map(|path| path.join("::")).collect::<Vec<_>>()
    };
    assert!(!of_stage("lower").is_empty(), "the walk has missed paths");
    assert_eq!(of_stage("pattern"), [""; 0]);
}

/// A path in a `use`, an expression, a type or a macro is found; what is quoted or a visibility is not.
#[test]
fn paths_are_found_wherever_they_stand() {
    let text = r#"
        use crate::a::{self, b::C};
        pub(in crate::hidden) fn f(x: super::d::D) -> String {
            quote!(super::hidden #x);
            use self::g::*;
            format!("{}", crate::e::name())
        }
        #[cfg(test)]
        mod tests { use crate::hidden::X; }
    "#;
    let items = syn::parse_file(text).unwrap().items;
    let mut modules = Modules(BTreeMap::new());
    modules.add(vec!["m".into(), "n".into()], "m/n.rs", &items);
    let paths: Vec<String> = modules
        .0
        .values()
        .flat_map(|it| &it.paths)
        .map(|it| it.join("::"))
        .collect();
    assert_eq!(paths, ["a", "a::b::C", "e::name", "m::d::D", "m::n::g"]);
}
