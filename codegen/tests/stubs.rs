//! Checks that the stubs of a schema with any mistake declare every item of the schema and are valid Rust.

use std::fs;
use std::path::Path;

use quote::quote;
use wireform_codegen::emit::Stubs;
use wireform_codegen::source::{FileId, Sources};
use wireform_codegen::{Outcome, compile_file};

/// Returns the stubs of a schema with mistakes as a Rust file; `None` if the text is not YAML.
fn stubs(name: &str, text: &str) -> Option<syn::File> {
    let mut sources = Sources::new();
    let file: FileId = sources.add(name, text);
    match compile_file(&sources, file).outcome {
        Outcome::Draft(draft) => {
            let tokens = Stubs::new(*draft).tokens(&quote!(wireform::__rt));
            Some(syn::parse2(tokens).unwrap_or_else(|error| panic!("{name}: {error}")))
        }
        Outcome::Plan(_) | Outcome::Unreadable => None,
    }
}

#[test]
fn every_negative_schema_has_stubs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut count = 0;
    for folder in ["resolve/negative", "resolve", "syntax", "lint", "source"] {
        for entry in fs::read_dir(root.join(folder)).expect("a folder of schemas") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "yaml")
                && let Ok(text) = fs::read_to_string(&path)
            {
                let name = path.file_name().expect("a name").to_string_lossy();
                count += usize::from(stubs(&name, &text).is_some());
            }
        }
    }
    assert!(count > 50, "only {count} schemas have stubs");
}

/// Removes each line of a schema in turn. The stubs of the other items remain.
#[test]
fn schemas_without_one_line_have_stubs() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/macros/one_mistake/schema.yaml");
    let text = fs::read_to_string(path).expect("the schema");
    let lines: Vec<&str> = text.lines().collect();
    let mut count = 0;
    for left_out in 0..lines.len() {
        let mut rest = lines.clone();
        rest.remove(left_out);
        count += usize::from(stubs("schema.yaml", &rest.join("\n")).is_some());
    }
    assert!(count > 10, "only {count} damaged schemas have stubs");
}
