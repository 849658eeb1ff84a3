//! Compiles callers against generated code: all of them in one crate, one line each.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use wireform_tests::downstream::{cargo, copy_tree, workspace};

use super::write::Caller;

/// What rustc says about a caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It compiles.
    Compiles,
    /// It compiles with a warning about a deprecated item.
    Warns,
    /// It does not compile, with the first message.
    Fails(String),
}

/// Callers, and the version that they are compiled against.
pub(crate) struct Job {
    pub(crate) callers: Vec<Caller>,
    pub(crate) version: usize,
}

/// The place of a caller: its job, and its position there.
type At = (usize, usize);

/// Compiles all callers. Returns an outcome for each.
///
/// A mistake can hide others. The callers that fail are therefore left out, and the rest is compiled again until all of it
/// compiles.
pub(crate) fn compile(root: &Path, versions: &[String], jobs: &[Job]) -> Vec<Vec<Outcome>> {
    let mut outcomes: Vec<Vec<Outcome>> = jobs
        .iter()
        .map(|job| vec![Outcome::Compiles; job.callers.len()])
        .collect();
    loop {
        let files = files(versions, jobs, &outcomes);
        copy_tree(root, &files).expect("the crate can be written");
        let (errors, warnings) = messages(root);
        for (job, line) in warnings {
            if outcomes[job][line] == Outcome::Compiles {
                outcomes[job][line] = Outcome::Warns;
            }
        }
        if errors.is_empty() {
            return outcomes;
        }
        for ((job, line), message) in errors {
            assert!(
                !matches!(outcomes[job][line], Outcome::Fails(_)),
                "a caller that was left out failed: {message}"
            );
            outcomes[job][line] = Outcome::Fails(message);
        }
    }
}

fn files(versions: &[String], jobs: &[Job], outcomes: &[Vec<Outcome>]) -> Vec<(String, String)> {
    let path = workspace().display().to_string().replace('\\', "/");
    let manifest = format!(
        "[package]\nname = \"callers\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         wireform = {{ path = \"{path}\", features = [\"contact\"] }}\n"
    );
    let lock = std::fs::read_to_string(workspace().join("Cargo.lock")).expect("the lock file");
    let mut root = "#![allow(dead_code, unused, private_interfaces, clippy::all)]\n".to_owned();
    let mut files = vec![
        ("Cargo.toml".to_owned(), manifest),
        ("Cargo.lock".to_owned(), lock),
    ];
    for (at, code) in versions.iter().enumerate() {
        let _ = writeln!(root, "pub mod v{at};");
        let text = format!("use wireform::__rt as __wireform;\n{code}");
        files.push((format!("src/v{at}.rs"), text));
    }
    for (at, job) in jobs.iter().enumerate() {
        let _ = writeln!(root, "mod j{at};");
        let mut text = format!("use crate::v{} as NEW;\n", job.version);
        for (line, (caller, outcome)) in job.callers.iter().zip(&outcomes[at]).enumerate() {
            if !matches!(outcome, Outcome::Fails(_)) {
                text.push_str(&caller.code.replace("CALLER", &format!("C{line}")));
            }
            text.push('\n');
        }
        files.push((format!("src/j{at}.rs"), text));
    }
    files.push(("src/lib.rs".to_owned(), root));
    files
}

/// Checks the crate. Returns the first error of each caller, and the callers with a warning about a deprecated item.
fn messages(root: &Path) -> (BTreeMap<At, String>, Vec<At>) {
    let target: PathBuf = root.with_file_name("callers-target");
    let output = cargo()
        .current_dir(root)
        .args(["check", "--offline", "--quiet", "--message-format=json"])
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    let (mut errors, mut warnings) = (BTreeMap::new(), Vec::new());
    let mut is_read = false;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(line) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        is_read = true;
        let message = &line["message"];
        let level = message["level"].as_str().unwrap_or_default();
        let text = message["rendered"].as_str().unwrap_or_default();
        let at = place(message);
        match (level, at) {
            ("error", Some(at)) => {
                errors.entry(at).or_insert_with(|| text.to_owned());
            }
            ("warning", Some(at)) if message["code"]["code"] == "deprecated" => warnings.push(at),
            ("error", None) if !text.contains("aborting due to") => {
                panic!("an error outside of the callers:\n{text}")
            }
            _ => {}
        }
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(is_read, "cargo printed no message:\n{stderr}");
    assert_eq!(errors.is_empty(), output.status.success(), "{stderr}");
    (errors, warnings)
}

/// Returns the caller that a message is about.
fn place(message: &Value) -> Option<At> {
    let spans = message["spans"].as_array()?.iter();
    let mut of_callers = spans.filter_map(|span| {
        let file = span["file_name"].as_str()?;
        let name = Path::new(file).file_stem()?.to_str()?;
        let job = name.strip_prefix('j')?.parse().ok()?;
        // The first line is an import.
        let line = usize::try_from(span["line_start"].as_u64()?).ok()?;
        Some((span["is_primary"] == true, (job, line.checked_sub(2)?)))
    });
    let first = of_callers.next()?;
    let primary = of_callers.find(|(is_primary, _)| *is_primary && !first.0);
    Some(primary.unwrap_or(first).1)
}
