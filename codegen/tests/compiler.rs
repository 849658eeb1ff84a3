//! Tests of the compiler as build scripts use it: its inputs, its output and its diagnostics.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use wireform_codegen::{Compiler, Failure};

const SCHEMA: &str = "wireform: 1
provider: { name: Example }
endpoints: { api: { servers: { production: 'https://api.example.com' } } }
operations: { list: { http: GET /things } }
";

/// Returns an empty directory for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("compiler")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("schemas")).expect("the folder can be made");
    folder
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

fn codes(failure: &Failure) -> Vec<&'static str> {
    failure
        .diagnostics
        .0
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect()
}

#[test]
fn writes_only_changed_files() {
    let folder = folder("changes");
    let schema = folder.join("schemas/one.yaml");
    write(&schema, SCHEMA);
    let compiler = Compiler::new()
        .schema_dir(folder.join("schemas"))
        .out_dir(folder.join("out"));
    let report = compiler.compile().expect("it compiles");
    assert!(report.changed);
    assert_eq!(report.modules, ["one"]);
    assert_eq!(report.watched, [folder.join("schemas")]);
    let first = fs::read(&report.file).expect("it is there");
    let long_ago = SystemTime::now() - Duration::from_secs(1000);
    let file = fs::File::options()
        .append(true)
        .open(&report.file)
        .expect("it is there");
    file.set_modified(long_ago).expect("its time can be set");
    // A schema with CRLF gives the same bytes, so the file is not written.
    write(&schema, &SCHEMA.replace('\n', "\r\n"));
    let report = compiler.compile().expect("it compiles");
    assert!(!report.changed);
    assert_eq!(fs::read(&report.file).expect("it is there"), first);
    let modified = fs::metadata(&report.file)
        .and_then(|data| data.modified())
        .expect("it has a time");
    assert!(modified <= long_ago + Duration::from_secs(1));
    // After a mistake the file is unchanged.
    write(&schema, "wireform: 2\n");
    compiler.compile().expect_err("the schema is wrong");
    assert_eq!(fs::read(&report.file).expect("it is there"), first);
    let left: Vec<_> = fs::read_dir(folder.join("out"))
        .expect("it is there")
        .collect();
    assert_eq!(left.len(), 1, "no temporary file stays");
}

#[test]
fn reads_folders_files_and_providers_once() {
    let folder = folder("inputs");
    write(&folder.join("schemas/b.yaml"), SCHEMA);
    write(&folder.join("schemas/deeper/a.yml"), SCHEMA);
    write(&folder.join("schemas/.hidden.yaml"), "not a schema");
    write(&folder.join("schemas/readme.md"), "no schema");
    write(&folder.join("elsewhere.yaml"), SCHEMA);
    let report = Compiler::new()
        .schema_dir(folder.join("schemas"))
        .schema(folder.join("schemas/b.yaml"))
        .schema(folder.join("elsewhere.yaml"))
        .provider("hostcontrol")
        .out_dir(folder.join("out"))
        .compile()
        .expect("it compiles");
    assert_eq!(report.modules, ["b", "a", "elsewhere", "hostcontrol"]);
    let watched = ["schemas", "schemas/b.yaml", "elsewhere.yaml"].map(|path| folder.join(path));
    assert_eq!(report.watched, watched);
    assert_eq!(report.warnings, "");
}

#[test]
fn reports_the_mistakes_of_all_files_in_one_run() {
    let folder = folder("mistakes");
    write(
        &folder.join("schemas/a.yaml"),
        &SCHEMA.replace("GET", "get"),
    );
    write(
        &folder.join("schemas/b.yaml"),
        &SCHEMA.replace("https", "ftp"),
    );
    write(&folder.join("schemas/c.yaml"), SCHEMA);
    write(&folder.join("schemas/deeper/c.yaml"), SCHEMA);
    let failure = Compiler::new()
        .schema_dir(folder.join("schemas"))
        .schema_dir(folder.join("nowhere"))
        .schema(folder.join("nothing.yaml"))
        .provider("hostcontroll")
        .out_dir(folder.join("out"))
        .compile()
        .expect_err("everything is wrong");
    assert_eq!(
        codes(&failure),
        ["WF0602", "WF0001", "WF0601", "WF0260", "WF0266", "WF0390"]
    );
    let text = failure.to_string();
    assert!(text.contains("did you mean `hostcontrol`?"), "{text}");
    assert!(text.contains("a.yaml:4:29"), "{text}");
    // Missing paths are not watched, because Cargo would run the build script every time.
    assert_eq!(failure.watched, [folder.join("schemas")]);
    assert!(!folder.join("out").exists());
}

#[test]
fn reports_missing_inputs_and_outputs() {
    let folder = folder("nothing");
    let failure = Compiler::new()
        .out_dir(&folder)
        .compile()
        .expect_err("there is nothing");
    assert_eq!(codes(&failure), ["WF0600"]);
    let report = Compiler::new()
        .schema_dir(folder.join("schemas"))
        .out_dir(&folder)
        .compile()
        .expect("an empty folder may fill later");
    assert!(report.warnings.contains("WF0603"), "{}", report.warnings);
    let blocked = folder.join("blocked");
    write(&blocked, "a file where the output folder should be");
    write(&folder.join("schemas/one.yaml"), SCHEMA);
    let failure = Compiler::new()
        .schema_dir(folder.join("schemas"))
        .out_dir(&blocked)
        .compile()
        .expect_err("it cannot be written");
    assert_eq!(codes(&failure), ["WF0605"]);
}

/// The examples of the user's schemas are tests unless the user disables them. Those of wireform's own schemas are
/// tests only if the user enables them.
#[test]
fn examples_become_tests() {
    let folder = folder("examples");
    let example = "examples: { all: { values: {}, expect: { method: GET } } }";
    let schema = SCHEMA.replace(
        "http: GET /things",
        &format!("http: GET /things, {example}"),
    );
    write(&folder.join("schemas/one.yaml"), &schema);
    let own = Compiler::new().schema_dir(folder.join("schemas"));
    let shipped = Compiler::new().provider("namebay");
    for (name, compiler, expected) in [
        ("own", own.clone(), true),
        ("own-off", own.clone().tests(false), false),
        ("shipped", shipped.clone(), false),
        ("shipped-on", shipped.tests(true), true),
    ] {
        let report = compiler.out_dir(folder.join(name)).compile();
        let code = fs::read_to_string(report.expect("it compiles").file).expect("it is there");
        assert_eq!(code.contains("#[cfg(test)]"), expected, "{name}");
    }
}
