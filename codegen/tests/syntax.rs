//! The parser: the real schemas are read without a word, and every mistake gives the diagnostics that stand
//! in the file beside it.

mod support;

use std::path::PathBuf;

use support::{check_folder, diagnostics_of};
use wireform_codegen::source::{self, Diagnostics, Sources};
use wireform_codegen::syntax;

#[test]
fn fixtures() {
    check_folder("tests/syntax", |sources, file, diagnostics| {
        if let Some(root) = source::parse(sources, file, diagnostics) {
            let _ = syntax::parse(file, &root, diagnostics);
        }
    });
}

/// The schemas of the repository, by path and text.
fn schemas() -> Vec<(PathBuf, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let entries = std::fs::read_dir(folder).expect("the folder of schemas");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        (path, text)
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn schemas_are_accepted() {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::default();
    for (path, text) in schemas() {
        let file = sources.add(path.display().to_string(), text);
        if let Some(root) = source::parse(&sources, file, &mut diagnostics) {
            let schema = syntax::parse(file, &root, &mut diagnostics);
            assert!(!schema.operations.is_empty());
        }
    }
    assert!(
        diagnostics.0.is_empty(),
        "{}",
        diagnostics_of(&diagnostics, &sources)
    );
}
