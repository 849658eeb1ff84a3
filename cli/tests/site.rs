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
    nothing_is_left_beside(&folder);
}

fn nothing_is_left_beside(folder: &Path) {
    let start = format!("{}.", folder.file_name().expect("a name").display());
    let parent = fs::read_dir(folder.parent().expect("a parent")).expect("the parent");
    let names = parent.map(|entry| entry.expect("an entry").file_name());
    let left: Vec<_> = names
        .filter(|name| name.to_string_lossy().starts_with(&start))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_run_that_cannot_move_the_old_site_leaves_nothing_beside_it() {
    let folder = folder("site_current");
    fs::create_dir_all(&folder).expect("the folder");
    let output = Command::new(env!("CARGO_BIN_EXE_wireform"))
        .args(["docs", "--out", ".", "namebay"])
        .current_dir(&folder)
        .output()
        .expect("the command runs");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    nothing_is_left_beside(&folder);
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

#[test]
fn a_site_with_a_file_of_another_program_stays_as_it_is() {
    let folder = folder("site_published");
    let first = docs(&folder, "logicboxes");
    assert!(first.status.success(), "{first:?}");
    for other in ["CNAME", ".git/config", "providers/notes.txt"] {
        let path = folder.join(other);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(&path, "mine").expect("the file");
        let second = docs(&folder, "namebay");
        assert_eq!(second.status.code(), Some(2), "{other}");
        assert!(path.is_file(), "{other}");
        assert!(folder.join("providers/logicboxes.html").is_file());
        fs::remove_file(&path).expect("the file");
        let _ = fs::remove_dir(path.parent().expect("a folder"));
    }
    let last = docs(&folder, "namebay");
    assert!(last.status.success(), "{last:?}");
}

#[test]
fn a_page_says_where_its_statements_come_from_as_the_lock_has_it() {
    let folder = folder("site_lock");
    let shipped = docs(&folder, "namebay");
    assert!(shipped.status.success(), "{shipped:?}");
    let page = fs::read_to_string(folder.join("providers/namebay.html")).expect("the page");
    assert!(page.contains("<dt>Source</dt>") && page.contains(" lines state what the schema has"));
    let own = folder.with_file_name("site_lock_own");
    fs::create_dir_all(&own).expect("the folder");
    let schema = own.join("own.yaml");
    let text = "wireform: 1\nprovider: { name: Own }\npages: { contacts: { url: 'https://own.example', retrieved: 2026-11-21 } }\n\
                endpoints: { api: { servers: {} } }\noperations:\n  ping: { http: GET /ping, update: none, params: { id: string } }\n";
    fs::write(&schema, text).expect("the schema");
    let schema = schema.to_str().expect("UTF-8");
    let lock = own.join("own.lock");
    let _ = fs::remove_file(&lock);
    let own_page = folder.join("providers/own.html");
    assert!(docs(&folder, schema).status.success());
    let page = fs::read_to_string(&own_page).expect("the page");
    assert!(!page.contains("<dt>Source</dt>"), "{page}");
    let line = "line 00000000000000a1 00000000000000b2 -/text\n";
    let stated = "  stated ping id type 0..2 string\n  stated? ping id pattern 0..2 x\n";
    fs::write(
        &lock,
        format!("lock 1\n\npage contacts text\n{line}{stated}"),
    )
    .expect("the lock");
    assert!(docs(&folder, schema).status.success());
    let page = fs::read_to_string(&own_page).expect("the page");
    assert!(
        page.contains(", read on 2026-11-21, states the type.</p>"),
        "{page}"
    );
    fs::write(&lock, "lock 1\nstated\n").expect("the lock");
    let broken = docs(&folder, schema);
    assert_eq!(broken.status.code(), Some(2));
    let errors = String::from_utf8_lossy(&broken.stderr);
    assert!(errors.contains("own.lock: line 2: expected"), "{errors}");
}

#[test]
fn a_lock_of_another_program_is_no_evidence() {
    let folder = folder("site_other_lock");
    fs::create_dir_all(&folder).expect("the folder");
    let schema = wireform_schemas::find("hostcontrol").expect("it ships with wireform");
    fs::write(folder.join("flake.yaml"), schema.text).expect("the schema");
    fs::write(folder.join("flake.lock"), "{ \"nodes\": {} }\n").expect("the lock");
    let schema = folder.join("flake.yaml");
    let output = docs(&folder.join("site"), schema.to_str().expect("a path"));
    assert!(output.status.success(), "{output:?}");
    fs::write(folder.join("flake.lock"), "lock 1\nnodes\n").expect("the lock");
    let output = docs(&folder.join("site"), schema.to_str().expect("a path"));
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}
