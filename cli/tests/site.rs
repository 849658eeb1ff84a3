//! Checks what `docs` does to the directory of the site.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Returns a folder that does not exist.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn docs(folder: &Path, schema: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wireform"))
        .args(["docs", "--out"])
        .arg(folder)
        .arg(schema)
        .output()
        .expect("the command runs")
}

#[test]
fn a_site_replaces_an_earlier_one_as_a_whole() {
    let folder = folder("site_replaced");
    let first = docs(&folder, "logicboxes");
    assert!(first.status.success(), "{first:?}");
    assert!(folder.join("providers/logicboxes.html").is_file());
    let page = fs::read(folder.join("comparison.html")).expect("the page");
    let second = docs(&folder, "namebay");
    assert!(second.status.success(), "{second:?}");
    assert!(!folder.join("providers/logicboxes.html").exists());
    let third = docs(&folder, "logicboxes");
    assert!(third.status.success(), "{third:?}");
    assert_eq!(
        fs::read(folder.join("comparison.html")).expect("the page"),
        page
    );
    // Nothing is left beside the folder.
    let parent = fs::read_dir(folder.parent().expect("a parent")).expect("the parent");
    let names = parent.map(|entry| entry.expect("an entry").file_name());
    let left: Vec<_> = names
        .filter(|name| name.to_string_lossy().starts_with("site_replaced."))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_folder_with_other_files_stays_as_it_is() {
    let folder = folder("site_other");
    fs::create_dir_all(&folder).expect("the folder");
    fs::write(folder.join("notes.txt"), "mine").expect("the file");
    let output = docs(&folder, "logicboxes");
    assert_eq!(output.status.code(), Some(2));
    let entries = fs::read_dir(&folder).expect("the folder").count();
    assert_eq!(entries, 1);
}
