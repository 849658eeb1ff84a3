//! Generates files from the table of the language, `codegen/language.yaml`, and the picture of the README.
//!
//! `cargo xtask codegen` writes the files. `cargo xtask codegen --check` lists those that are out of date.

mod json_schema;
mod language;
mod picture;
mod reference;
mod rust;
mod shape;

use std::path::Path;
use std::process::ExitCode;

/// The root of the repository.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

const USAGE: &str = "usage: cargo xtask codegen [--check]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        ["codegen"] => generate(),
        ["codegen", "--check"] => outdated().and_then(|outdated| match &outdated[..] {
            [] => Ok(()),
            files => Err(format!(
                "out of date, run `cargo xtask codegen`: {}",
                files.join(", ")
            )),
        }),
        _ => Err(USAGE.to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Returns all generated files, each as its path below the root and its text.
fn files() -> Result<Vec<(&'static str, String)>, String> {
    let language = language::read(&read("codegen/language.yaml")?)?;
    let mut files = rust::files(&language)?;
    files.push(("wireform.schema.json", json_schema::write(&language)));
    files.push((picture::PATH, picture::draw()));
    let page = read(reference::PATH)?;
    files.push((reference::PATH, reference::insert(&page, &language)?));
    Ok(files)
}

/// Writes the files that are out of date.
fn generate() -> Result<(), String> {
    for (path, text) in files()? {
        if read(path).ok().as_ref() != Some(&text) {
            std::fs::write(Path::new(ROOT).join(path), text)
                .map_err(|error| format!("{path}: {error}"))?;
            eprintln!("wrote {path}");
        }
    }
    Ok(())
}

/// Returns the files that are out of date.
fn outdated() -> Result<Vec<&'static str>, String> {
    let files = files()?.into_iter();
    let outdated = files.filter(|(path, text)| read(path).ok().as_ref() != Some(text));
    Ok(outdated.map(|(path, _)| path).collect())
}

/// Reads a file below the root, with any line ends.
fn read(path: &str) -> Result<String, String> {
    let text = std::fs::read_to_string(Path::new(ROOT).join(path));
    let text = text.map_err(|error| format!("{path}: {error}"))?;
    Ok(text.replace("\r\n", "\n"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn generated_files_are_up_to_date() {
        let outdated = super::outdated().expect("the table is read");
        assert!(
            outdated.is_empty(),
            "run `cargo xtask codegen`: {outdated:?}"
        );
    }
}
