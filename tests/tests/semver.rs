//! Compares the verdicts on the Rust API with those of `cargo-semver-checks`, for every pair of the fixtures.
//!
//! The base is one crate and its edited copies are another, with a module for each pair. The test
//! checks nothing where the tool is not installed (`cargo install cargo-semver-checks --locked`).

#[path = "callers/interface.rs"]
mod interface;
#[path = "../../upkeep/tests/breaking/support.rs"]
mod support;
#[path = "callers/versions.rs"]
mod versions;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use interface::interface;
use wireform_codegen::emit::{Options, generate};
use wireform_codegen::plan::Plan;
use wireform_tests::downstream::{cargo, copy_tree, workspace};
use wireform_upkeep::breaking::{RustApi, compare};

/// Returns the verdict on the Rust API.
fn verdict(old: &Plan, new: &Plan) -> RustApi {
    let report = compare(std::slice::from_ref(old), std::slice::from_ref(new));
    let verdicts = report.findings.iter().map(|it| it.rule.rust);
    verdicts.max().unwrap_or(RustApi::Unaffected)
}

/// Writes a crate with a module for each plan, and returns the description that rustdoc makes of it.
fn described<'p>(folder: &Path, plans: impl Iterator<Item = &'p Plan>) -> PathBuf {
    let path = workspace().display().to_string().replace('\\', "/");
    let manifest = format!(
        "[package]\nname = \"versions\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         wireform = {{ path = \"{path}\", features = [\"contact\"] }}\n"
    );
    let lock = std::fs::read_to_string(workspace().join("Cargo.lock")).expect("the lock file");
    let mut files = vec![
        ("Cargo.toml".to_owned(), manifest),
        ("Cargo.lock".to_owned(), lock),
    ];
    let mut root = String::new();
    for (at, plan) in plans.enumerate() {
        let code = interface(&generate(std::slice::from_ref(plan), &Options::default()));
        root.push_str(&format!("pub mod p{at};\n"));
        let text = format!("use wireform::__rt as __wireform;\n{code}");
        files.push((format!("src/p{at}.rs"), text));
    }
    files.push(("src/lib.rs".to_owned(), root));
    copy_tree(folder, &files).expect("the crate can be written");
    let target = folder.with_file_name("semver-target");
    let output = cargo()
        .current_dir(folder)
        .args(["rustdoc", "--offline", "--quiet", "--lib", "--"])
        .args([
            "-Zunstable-options",
            "--output-format=json",
            "--cap-lints=allow",
        ])
        .args(["--document-private-items", "--document-hidden-items"])
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let description = folder.with_extension("json");
    std::fs::copy(target.join("doc/versions.json"), &description).expect("rustdoc has written it");
    description
}

/// Returns the lints that call a change breaking, by the module that it is in.
fn breaking(old: &Path, new: &Path) -> BTreeMap<usize, BTreeSet<String>> {
    let output = cargo()
        .args([
            "semver-checks",
            "--color",
            "never",
            "--release-type",
            "minor",
        ])
        .arg("--baseline-rustdoc")
        .arg(old)
        .arg("--current-rustdoc")
        .arg(new)
        .output()
        .expect("cargo runs");
    let (stdout, stderr) = (output.stdout.as_slice(), output.stderr.as_slice());
    let text = [stdout, stderr].map(String::from_utf8_lossy).concat();
    assert!(text.contains("Summary"), "the tool has failed:\n{text}");
    let mut found: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut lint = String::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("--- failure ") {
            lint = rest.split(':').next().unwrap_or_default().to_owned();
        }
        let numbers = line.split("src/p").skip(1);
        for number in numbers.filter_map(|rest| rest.split(".rs").next()?.parse().ok()) {
            found.entry(number).or_default().insert(lint.clone());
        }
    }
    found
}

#[test]
fn cargo_semver_checks_calls_nothing_breaking_that_the_verdicts_call_safe() {
    let is_installed = cargo().args(["semver-checks", "--version"]).output();
    if !is_installed.is_ok_and(|output| output.status.success()) {
        println!("not checked: cargo-semver-checks is not installed");
        return;
    }
    let (base, copies) = versions::versions();
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let bases = described(&root.join("semver-base"), copies.iter().map(|_| &base));
    let edited = described(
        &root.join("semver-copies"),
        copies.iter().map(|(_, copy)| copy),
    );
    let there = breaking(&bases, &edited);
    let back = breaking(&edited, &bases);
    let (mut both, mut neither, mut ours) = (0, 0, Vec::new());
    let mut wrong = Vec::new();
    for (at, (title, copy)) in copies.iter().enumerate() {
        for (title, verdict, found) in [
            (title.clone(), verdict(&base, copy), there.get(&at)),
            (
                format!("{title}, swapped"),
                verdict(copy, &base),
                back.get(&at),
            ),
        ] {
            match (verdict == RustApi::Breaks, found) {
                (true, Some(_)) => both += 1,
                (false, None) => neither += 1,
                (true, None) => ours.push(title),
                (false, Some(lints)) => {
                    wrong.push(format!("{title}: {}: {lints:?}", verdict.name()));
                }
            }
        }
    }
    println!(
        "{} changes: {both} breaking by both, {neither} by neither, {} only by the verdicts",
        copies.len() * 2,
        ours.len()
    );
    for title in ours {
        println!("only by the verdicts: {title}");
    }
    assert!(both > 0, "the tool has found nothing");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
