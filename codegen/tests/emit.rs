//! What small schemas become, to the byte; `tests/` compiles and runs the same files.
//!
//! `WIREFORM_BLESS=1 cargo test -p wireform-codegen --test emit` writes what comes out now.

#![cfg(feature = "pretty")]

use std::path::{Path, PathBuf};

use wireform_codegen::emit::{Options, generate, generate_files};
use wireform_codegen::plan::Plan;
use wireform_codegen::source::{Renderer, Sources};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emit")
}

fn plans(name: &str, change: impl Fn(String) -> String) -> Vec<Plan> {
    let text = std::fs::read_to_string(folder().join(format!("{name}.yaml"))).unwrap();
    let mut sources = Sources::new();
    sources.add(format!("{name}.yaml"), change(text));
    let (plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    let rendered = Renderer::plain().render_all(&diagnostics, &sources);
    assert!(!diagnostics.has_errors(), "{rendered}");
    plans
}

fn check(name: &str) {
    let options = Options {
        tests: true,
        ..Options::default()
    };
    let text = generate(&plans(name, |text| text), &options);
    let golden = folder().join(format!("{name}.rs"));
    if std::env::var_os("WIREFORM_BLESS").is_some() {
        std::fs::write(&golden, &text).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    if text != expected {
        let line = text
            .lines()
            .zip(expected.lines())
            .position(|(new, old)| new != old)
            .unwrap_or_else(|| text.lines().count().min(expected.lines().count()));
        panic!(
            "{name}.rs differs from line {} on:\n  is now   {:?}\n  expected {:?}",
            line + 1,
            text.lines().nth(line),
            expected.lines().nth(line)
        );
    }
    // The same from a copy with other line ends, and twice.
    let again = generate(&plans(name, |text| text.replace('\n', "\r\n")), &options);
    assert!(text == again, "{name}: line ends change what is generated");
}

#[test]
fn patch() {
    check("patch");
}

#[test]
fn replace() {
    check("replace");
}

#[test]
fn nested() {
    check("nested");
}

/// Code in a source tree passes the formatter of whoever keeps it there.
#[test]
fn a_source_tree_is_formatted() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("source-tree");
    let _ = std::fs::remove_dir_all(&folder);
    let source = folder.join("src");
    std::fs::create_dir_all(source.join("registrars")).unwrap();
    let mut all = plans("patch", |text| text);
    all.extend(plans("replace", |text| text));
    for (name, text) in generate_files(&all, &Options::default(), "wireform") {
        std::fs::write(source.join("registrars").join(name), text).unwrap();
    }
    let root = source.join("lib.rs");
    std::fs::write(&root, "//! A crate.\n\npub mod registrars;\n").unwrap();
    for edition in ["2021", "2024"] {
        let output = std::process::Command::new("rustfmt")
            .args(["--check", "--edition", edition])
            .arg(&root)
            .output();
        // Where there is no rustfmt nobody checks the format.
        let Ok(output) = output else { return };
        let difference = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "edition {edition}:\n{difference}");
    }
}
