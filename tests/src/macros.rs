//! Cases of the macros: files that must not compile, with rustc's messages, and files that must compile and run.
//!
//! Input: `tests/macros/{fail,pass}` and the schemas beside them. Output: one crate that has each file as a binary,
//! built by one command, and the messages for each file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::downstream::{cargo, copy_tree, workspace};

/// Returns the folder of the cases.
#[must_use]
pub fn folder() -> PathBuf {
    workspace().join("tests").join("macros")
}

/// Returns the names of the cases of a kind, sorted.
///
/// # Panics
/// Panics if the folder cannot be read.
#[must_use]
pub fn names(kind: &str) -> Vec<String> {
    let entries = fs::read_dir(folder().join(kind)).expect("the folder of the cases");
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            let name = entry.expect("an entry").file_name().into_string().ok()?;
            name.strip_suffix(".rs").map(str::to_owned)
        })
        .collect();
    names.sort();
    names
}

/// Writes the crate that contains all cases below `root`. Returns its folder.
///
/// # Panics
/// Panics if a file cannot be read or written.
#[must_use]
pub fn lay_out(root: &Path) -> PathBuf {
    let mut files = package("cases");
    let mut add = |from: PathBuf, to: String| {
        let text = fs::read_to_string(&from).expect("a file of the cases");
        files.push((to, text));
    };
    for name in ["example", "broken", "colliding", "moments", "normal"] {
        let file = format!("schemas/{name}.yaml");
        add(folder().join(&file), file);
    }
    for kind in ["fail", "pass"] {
        for name in names(kind) {
            add(
                folder().join(kind).join(format!("{name}.rs")),
                format!("src/bin/{kind}_{name}.rs"),
            );
        }
    }
    for (name, schema, user) in one_mistake_each() {
        files.push((format!("schemas/{name}/one_mistake.yaml"), schema));
        files.push((format!("src/bin/{name}.rs"), user));
    }
    let site = root.join("macros");
    copy_tree(&site, &files).expect("the crate can be laid out");
    site
}

/// Returns the cases of `tests/macros/one_mistake`: a name, the schema with one mistake, and the source of a binary that uses the
/// schema. The first case has no mistake.
///
/// # Panics
/// Panics if a file cannot be read, or if the schema does not contain the text that a mistake replaces.
#[must_use]
pub fn one_mistake_each() -> Vec<(String, String, String)> {
    let read = |name: &str| {
        fs::read_to_string(folder().join("one_mistake").join(name)).expect("a file of the cases")
    };
    let (schema, user, mistakes) = (read("schema.yaml"), read("user.rs"), read("mistakes.txt"));
    let case = |name: &str, schema: String| {
        let name = format!("one_mistake_{name}");
        let path = format!("schemas/{name}/one_mistake.yaml");
        let user = user.replace("schemas/one_mistake.yaml", &path);
        (name, schema, user)
    };
    let mut cases = vec![case("none", schema.clone())];
    for line in mistakes.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split(" | ").collect();
        let [name, right, wrong] = parts[..] else {
            panic!("{line}: a name and two texts are expected");
        };
        let [right, wrong] = [right, wrong].map(|text| text.replace("\\n", "\n"));
        assert!(schema.contains(&right), "{name}: the schema has no {right}");
        cases.push(case(name, schema.replacen(&right, &wrong, 1)));
    }
    cases
}

/// Returns the manifest and the lock file of a crate that uses the macros.
fn package(name: &str) -> Vec<(String, String)> {
    let path = workspace().display().to_string().replace('\\', "/");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         wireform = {{ path = \"{path}\", features = [\"macros\"] }}\n"
    );
    let lock = fs::read_to_string(workspace().join("Cargo.lock")).expect("the lock file");
    vec![
        ("Cargo.toml".to_owned(), manifest),
        ("Cargo.lock".to_owned(), lock),
    ]
}

/// Writes a crate with a schema and one binary for each macro, to test that a change of the schema rebuilds both. Returns its
/// folder.
///
/// # Panics
/// Panics if a file cannot be read or written.
#[must_use]
pub fn lay_out_tracked(root: &Path) -> PathBuf {
    let mut files = package("tracked");
    let schema = folder().join("schemas/example.yaml");
    files.push((
        "schemas/example.yaml".to_owned(),
        fs::read_to_string(schema).expect("the schema"),
    ));
    files.push((
        "src/bin/included.rs".to_owned(),
        "wireform::include_schema!(\"schemas/example.yaml\");\n\nfn main() {}\n".to_owned(),
    ));
    files.push((
        "src/bin/derived.rs".to_owned(),
        "#[derive(wireform::Wireform)]\n#[wireform(schema = \"schemas/example.yaml\", operation = \"contact_update\")]\n\
         #[allow(dead_code)]\nstruct Customer {\n    handle: String,\n    name: String,\n}\n\nfn main() {}\n"
            .to_owned(),
    ));
    let site = root.join("tracked");
    copy_tree(&site, &files).expect("the crate can be laid out");
    site
}

/// Checks all binaries of a crate. Returns the output of cargo, whose messages are JSON.
fn cargo_check(site: &Path) -> Output {
    cargo()
        .current_dir(site)
        .args([
            "check",
            "--offline",
            "--keep-going",
            "--bins",
            "--quiet",
            "--message-format=json",
        ])
        .env("CARGO_TARGET_DIR", site.with_file_name("macros-target"))
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs")
}

/// Builds the crate. Returns whether its binaries were rebuilt.
///
/// # Errors
/// Returns rustc's messages, once for each binary.
///
/// # Panics
/// Panics if cargo cannot be run, or if only one of the binaries was rebuilt.
pub fn build_tracked(site: &Path) -> Result<bool, String> {
    let output = cargo_check(site);
    let (mut rebuilt, mut messages) = (Vec::new(), Vec::new());
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: serde_json::Value = serde_json::from_str(line).expect("cargo writes JSON");
        if message["reason"] == "compiler-artifact" && message["target"]["kind"][0] == "bin" {
            rebuilt.push(message["fresh"] == false);
        }
        if message["reason"] == "compiler-message" && message["message"]["level"] == "error" {
            messages.extend(message["message"]["rendered"].as_str().map(str::to_owned));
        }
    }
    if !messages.is_empty() {
        assert!(
            rebuilt.is_empty(),
            "one macro has seen the mistake, and the other has not"
        );
        return Err(messages.join("\n"));
    }
    assert_eq!(
        rebuilt.len(),
        2,
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(
        rebuilt[0], rebuilt[1],
        "one macro has seen the change, and the other has not"
    );
    Ok(rebuilt[0])
}

/// Returns rustc's messages for each binary; none for a binary that compiles.
///
/// # Panics
/// Panics if cargo cannot be run.
#[must_use]
pub fn check(site: &Path) -> BTreeMap<String, String> {
    let output = cargo_check(site);
    let root = workspace().display().to_string();
    let mut messages = BTreeMap::<String, String>::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: serde_json::Value = serde_json::from_str(line).expect("cargo writes JSON");
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let is_error = message["message"]["level"] == "error";
        // rustc's last message counts the errors. It is not an error itself and has no place.
        let has_place = message["message"]["spans"]
            .as_array()
            .is_some_and(|spans| !spans.is_empty());
        if message["reason"] == "compiler-message" && is_error && has_place {
            let name = text(&message["target"]["name"]);
            let rendered = plain(&text(&message["message"]["rendered"]), &root);
            messages.entry(name).or_default().push_str(&rendered);
        }
    }
    assert!(
        !messages.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    messages
}

/// Returns a message without the parts that differ between machines, and without rustc's list of other types.
fn plain(text: &str, root: &str) -> String {
    let mut out = String::new();
    for line in text.replace(root, "$WIREFORM").lines() {
        // After this line, rustc lists some types that would fit. The list changes whenever a type is added.
        if line.contains("help: the following other types") {
            break;
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
