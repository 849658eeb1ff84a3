//! Runs fixtures: YAML files with a file beside each that contains its diagnostics.

#![allow(dead_code, reason = "each test takes what it needs")]

use std::fs;
use std::path::{Path, PathBuf};

use wireform_codegen::source::{Diagnostics, FileId, Renderer, Sources};

/// Returns whether the expected files are updated instead of compared.
pub(crate) fn bless() -> bool {
    std::env::var_os("WIREFORM_BLESS").is_some()
}

/// Returns diagnostics as text.
pub(crate) fn diagnostics_of(diagnostics: &Diagnostics, sources: &Sources) -> String {
    Renderer::plain().render_all(diagnostics, sources)
}

/// Compares a text with a file, or updates the file.
pub(crate) fn check_file(path: &Path, actual: &str) {
    if bless() {
        fs::write(path, actual).expect("the expectation can be written");
        return;
    }
    let expected = fs::read_to_string(path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        expected == actual,
        "{} is not what comes out (WIREFORM_BLESS=1 rewrites it):\n{actual}",
        path.display()
    );
}

/// Runs a stage on every YAML file in a directory of this package.
pub(crate) fn check_folder(folder: &str, run: impl Fn(&Sources, FileId, &mut Diagnostics)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the folder exists")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no fixtures");
    for path in paths {
        let mut sources = Sources::new();
        let mut diagnostics = Diagnostics::default();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("UTF-8");
        let file = sources.add(name, text);
        run(&sources, file, &mut diagnostics);
        check_file(
            &path.with_extension("expected"),
            &diagnostics_of(&diagnostics, &sources),
        );
    }
}

/// Returns the schemas of the repository, each as its file name and its text.
pub(crate) fn schemas() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let entries = fs::read_dir(folder).expect("the folder of schemas");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    paths.sort();
    let read = |path: PathBuf| {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        (name, fs::read_to_string(&path).expect("UTF-8"))
    };
    paths.into_iter().map(read).collect()
}
