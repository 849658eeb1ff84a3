//! No type of an HTTP library is in a public signature of the crate.
//!
//! The test reads the sources. It looks at every public signature, field and implementation of a trait for the names of the
//! libraries and of the types that the sources import from them.

use std::fs;
use std::path::{Path, PathBuf};

/// The libraries that the crate hides.
const HIDDEN: [&str; 6] = ["reqwest", "ureq", "hyper", "tokio", "rustls", "tracing"];

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// Returns the names that a file imports from the hidden libraries.
fn imported(text: &str) -> Vec<String> {
    let is_hidden = |path: &str| {
        let root = path.split("::").next().unwrap_or_default().trim();
        HIDDEN.contains(&root)
    };
    text.split(';')
        .filter_map(|statement| statement.rsplit_once("use ").map(|(_, path)| path))
        .filter(|path| is_hidden(path))
        .flat_map(|path| path.split(['{', '}', ',', ':']).map(str::trim))
        .filter(|name| name.chars().next().is_some_and(char::is_uppercase))
        .map(str::to_owned)
        .collect()
}

/// Returns the public signatures and fields of a file, and the heads of its implementations, without attributes, comments and
/// bodies.
fn public(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().starts_with("//"))
        .collect();
    let text = lines.join("\n");
    let begins = ["pub ", "impl"];
    let mut found = Vec::new();
    for (at, _) in text.match_indices('\n') {
        let rest = text[at..].trim_start();
        let is_public = begins.iter().any(|begin| rest.starts_with(begin));
        if is_public {
            let end = rest.find(['{', ';', '=']).unwrap_or(rest.len());
            found.push(rest[..end].to_owned());
        }
    }
    found
}

/// Returns whether a text has a word.
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    text.split(|character| !is_part(character))
        .any(|part| part == word)
}

#[test]
fn libraries_stay_out_of_public_signatures() {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut checked = 0;
    for file in files {
        let text = fs::read_to_string(&file).expect("a source");
        let hidden = [HIDDEN.map(str::to_owned).to_vec(), imported(&text)].concat();
        for signature in public(&text) {
            // Modules of ours are named after the library that they use.
            let signature = signature.replace("pub use reqwest::ReqwestTransport", "");
            let signature = signature.replace("pub use ureq::UreqTransport", "");
            checked += 1;
            for name in &hidden {
                assert!(
                    !has_word(&signature, name),
                    "{}: `{name}` in {signature}",
                    file.display()
                );
            }
        }
    }
    assert!(checked > 80, "only {checked} signatures were found");
}

#[test]
fn the_search_finds_a_type_of_a_library() {
    let text = "use reqwest::{Client, Url};\n/// Text.\npub fn client(&self) -> &Client {\n";
    assert_eq!(imported(text), ["Client", "Url"]);
    assert_eq!(public(text), ["pub fn client(&self) -> &Client "]);
    assert!(has_word(&public(text)[0], "Client"));
}
