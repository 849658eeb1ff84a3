//! Checks `wireform generate`: it writes changed files only, compares with `--check`, and never replaces files of others.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs `wireform generate`. Returns its status, standard output and standard error.
fn generate(out: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_wireform"))
        .args(["generate", "--out"])
        .arg(out)
        .args(more)
        .output()
        .expect("the command runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// Returns a directory that does not exist.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(name)
        .join("providers");
    let _ = fs::remove_dir_all(&folder);
    folder
}

#[test]
fn writes_changed_files_only() {
    let out = folder("fresh");
    let both = ["realtime-register", "namebay"];
    let (status, stdout, stderr) = generate(&out, &[&both[..], &["--check"]].concat());
    assert_eq!((status, stdout.as_str()), (Some(1), ""));
    assert_eq!(stderr.matches("is missing").count(), 3, "{stderr}");
    assert!(!out.exists(), "--check writes nothing");

    let (status, stdout, stderr) = generate(&out, &both);
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    assert_eq!(stdout.lines().count(), 3, "{stdout}");
    let module = out.join("realtime_register.rs");
    let code = fs::read_to_string(&module).expect("the module is written");
    assert!(code.contains("pub struct ContactUpdate"));

    // Nothing changes, so nothing is written.
    assert_eq!(
        generate(&out, &both),
        (Some(0), String::new(), String::new())
    );
    assert_eq!(
        generate(&out, &[&both[..], &["--check"]].concat()).0,
        Some(0)
    );

    fs::write(&module, code.replace("ContactUpdate", "Contact")).expect("it can be written");
    let (status, _, stderr) = generate(&out, &[&both[..], &["--check"]].concat());
    assert_eq!(status, Some(1));
    assert!(
        stderr.contains("realtime_register.rs was edited after it was generated"),
        "{stderr}"
    );
    let (_, stdout, stderr) = generate(&out, &both);
    assert_eq!(stdout.lines().count(), 1);
    assert!(
        stderr.contains("the edits are replaced; `wireform regenerate` keeps edits"),
        "{stderr}"
    );

    // The file of a schema that is no longer given remains.
    let (status, _, stderr) = generate(&out, &["realtime-register", "--check"]);
    assert_eq!(status, Some(1));
    assert!(
        stderr.contains("namebay.rs was generated from a schema"),
        "{stderr}"
    );
}

#[test]
fn check_states_why_a_file_differs() {
    let out = folder("reasons");
    fs::create_dir_all(&out).expect("the folder can be made");
    let given = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated-example/upkeep/pine.yaml");
    let schema = fs::read_to_string(given).expect("the schema is there");
    let file = out.join("pine.yaml");
    let path = file.display().to_string();
    fs::write(&file, &schema).expect("it can be written");
    assert_eq!(generate(&out, &[&path]).0, Some(0));
    let code = fs::read_to_string(out.join("pine.rs")).expect("the module is written");
    let stamp = code.lines().nth(2).expect("the stamp").to_owned() + "\n";
    let check = |code: &str, schema: &str, options: &[&str], expected: &str| {
        fs::write(out.join("pine.rs"), code).expect("it can be written");
        fs::write(&file, schema).expect("it can be written");
        let (status, _, stderr) = generate(&out, &[&[&*path, "--check"], options].concat());
        assert_eq!(status, Some(1), "{expected}");
        assert!(
            stderr.contains(&format!("pine.rs {expected}\n")),
            "{stderr}"
        );
    };
    let edited = code.clone() + "// Ours.\n";
    let other_version = code.replacen(", schema ", ".9, schema ", 1);
    let other_schema = schema.replacen("maxLength: ", "maxLength: 1", 1);
    check(&edited, &schema, &[], "was edited after it was generated");
    check(
        &other_version,
        &schema,
        &[],
        "is out of date: another version of wireform generated it",
    );
    check(
        &code,
        &other_schema,
        &[],
        "is out of date: the schema has changed",
    );
    check(
        &code,
        &schema,
        &["--serde"],
        "is out of date: it was generated with other options",
    );
    check(
        &code.replacen(&stamp, "", 1),
        &schema,
        &[],
        "is out of date",
    );
}

#[test]
fn accepts_other_line_ends() {
    let out = folder("line_ends");
    assert_eq!(generate(&out, &["namebay"]).0, Some(0));
    for name in ["namebay.rs", "mod.rs"] {
        let code = fs::read_to_string(out.join(name)).expect("the file is written");
        fs::write(out.join(name), code.replace('\n', "\r\n")).expect("it can be written");
    }
    let same = (Some(0), String::new(), String::new());
    assert_eq!(generate(&out, &["namebay", "--check"]), same);
    assert_eq!(generate(&out, &["namebay"]), same);
}

#[test]
fn finds_the_schema_of_a_file_name_with_dots() {
    let out = folder("dots");
    fs::create_dir_all(&out).expect("the folder can be made");
    let given = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated-example/upkeep/pine.yaml");
    let schema = fs::read_to_string(given).expect("the schema is there");
    let file = out.join("pine.v1.yaml");
    let path = file.display().to_string();
    fs::write(&file, &schema).expect("it can be written");
    assert_eq!(generate(&out, &[&path]).0, Some(0));
    let changed = schema.replacen("maxLength: ", "maxLength: 1", 1);
    fs::write(&file, changed).expect("it can be written");
    let (_, _, stderr) = generate(&out, &[&path, "--check"]);
    assert!(stderr.contains("the schema has changed"), "{stderr}");
}

#[test]
fn does_not_replace_files_of_others() {
    let out = folder("by_hand");
    fs::create_dir_all(&out).expect("the folder can be made");
    fs::write(out.join("mod.rs"), "// mine\n").expect("it can be written");
    let (status, _, stderr) = generate(&out, &["namebay"]);
    assert_eq!(status, Some(2));
    assert!(stderr.contains("was not written by wireform"), "{stderr}");
    assert_eq!(
        fs::read_to_string(out.join("mod.rs")).expect("it is there"),
        "// mine\n"
    );
}

#[test]
fn writes_nothing_for_schemas_with_errors() {
    let out = folder("errors");
    let wrong = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/check_findings/wrong.yaml");
    let (status, stdout, stderr) = generate(&out, &["namebay", &wrong.display().to_string()]);
    assert_eq!((status, stdout.as_str()), (Some(1), ""));
    assert!(stderr.contains("error[WF"), "{stderr}");
    assert!(!out.exists());
    assert_eq!(generate(&out, &["namebay", "--runtime", "a; b"]).0, Some(2));
}
