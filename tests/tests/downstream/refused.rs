//! Checks that misuse of the runtime does not compile.
//!
//! Input: `refused/`, one mistake in each file, with rustc's message in the first line. Each file becomes a program of its
//! own in one crate, because rustc stops at the first phase with an error.

use std::fs;
use wireform_tests::downstream::{Site, workspace};

const BUILD: &str = r#"fn main() {
    wireform_codegen::Compiler::new()
        .provider("autodns")
        .provider("namebay")
        .provider("realtime-register")
        .compile_or_exit();
}
"#;

/// Checks every file.
pub(crate) fn check(site: &Site) -> Result<(), String> {
    let root = workspace().join("tests").join("refused");
    let failed = |error| format!("{}: {error}", root.display());
    let mut cases = Vec::new();
    for entry in fs::read_dir(&root).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        cases.push((
            name.into_owned(),
            fs::read_to_string(&path).map_err(failed)?,
        ));
    }
    cases.sort();

    let version = env!("CARGO_PKG_VERSION");
    let manifest = format!(
        "[package]\nname = \"refused\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\nwireform = \"{version}\"\n\n[build-dependencies]\nwireform-codegen = \"{version}\"\n"
    );
    let mut files = vec![
        ("build.rs".to_owned(), BUILD.to_owned()),
        // The program without the mistake must compile.
        ("src/bin/accepted.rs".to_owned(), program("")),
    ];
    for (name, text) in &cases {
        let case = format!("mod case {{\n{text}}}\n");
        files.push((format!("src/bin/{name}.rs"), program(&case)));
    }
    let folder = site.lay_out("refused", &manifest, &files)?;
    site.run(&folder, &["check", "--bin", "accepted"])?;

    let mut wrong = String::new();
    for (name, text) in &cases {
        let expected = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("//~ "))
            .ok_or_else(|| format!("refused/{name}.rs does not begin with `//~ `"))?;
        let output = site
            .cargo(&folder, &["check", "--bin", name])
            .output()
            .map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&output.stderr);
        let (code, message) = expected.split_once(": ").unwrap_or((expected, ""));
        let is_said = said
            .lines()
            .any(|line| line.starts_with(&format!("error[{code}]: ")) && line.contains(message));
        if output.status.success() {
            wrong.push_str(&format!("refused/{name}.rs compiles\n"));
        } else if !is_said || said.matches("error[").count() != 1 {
            wrong.push_str(&format!(
                "refused/{name}.rs should say `{expected}` and no more:\n{said}\n"
            ));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

fn program(case: &str) -> String {
    format!(
        "//! One mistake.\n\n#![allow(dead_code)]\n\nwireform::generated!();\n\n{case}\nfn main() {{}}\n"
    )
}
