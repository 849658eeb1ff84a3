//! Generates Rust from the table of the language: the table itself, the syntax tree, its builder and its printer.
//!
//! Input: a [`Language`]. Output: the texts of four files in `codegen/src/syntax`, formatted by rustfmt.

mod build;
mod dump;
mod keys;
mod structs;
mod tree;

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::language::Language;

/// The first line of every generated file.
const HEAD: &str =
    "// Written by `cargo xtask codegen` from codegen/language.yaml. Change that file instead.\n";

/// Returns the generated files, each as its path below the root of the repository and its text.
///
/// # Errors
/// Returns an error if a key needs `tree:` and has none, or if rustfmt fails.
pub(crate) fn files(language: &Language) -> Result<Vec<(&'static str, String)>, String> {
    let structs = structs::structs(language)?;
    let files = [
        ("codegen/src/syntax/keys/table.rs", keys::write(language)),
        (
            "codegen/src/syntax/tree/table.rs",
            tree::write(language, &structs),
        ),
        ("codegen/src/syntax/build/table.rs", build::write(&structs)),
        ("codegen/src/syntax/dump/table.rs", dump::write(&structs)),
    ];
    files
        .into_iter()
        .map(|(path, text)| Ok((path, format(&format!("{HEAD}{text}"))?)))
        .collect()
}

/// Formats code as `cargo fmt` does.
fn format(code: &str) -> Result<String, String> {
    let failed = |error: std::io::Error| format!("rustfmt: {error}");
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(mut input) = rustfmt.stdin.take() {
        input.write_all(code.as_bytes()).map_err(failed)?;
    }
    let output = rustfmt.wait_with_output().map_err(failed)?;
    if !output.status.success() {
        return Err(format!("rustfmt refuses:\n{code}"));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// Returns a name in the case of functions and fields.
fn snake(name: &str) -> String {
    heck::AsSnakeCase(name).to_string()
}

/// Returns a name in the case of types and variants.
fn pascal(name: &str) -> String {
    heck::AsUpperCamelCase(name).to_string()
}

/// Returns a name in the case of constants.
fn screaming(name: &str) -> String {
    heck::AsShoutySnakeCase(name).to_string()
}
