//! Compares the documents of structs with the YAML files beside them.

use std::path::PathBuf;

use wireform_codegen::source::Renderer;
use wireform_codegen::syntax;

use super::super::Errors;
use super::super::attributes::Container;
use super::*;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/macros/own")
}

/// Returns the documents of all structs in a file, by struct and format.
fn documents(text: &str) -> Vec<(String, String)> {
    let file: syn::File = syn::parse_str(text).expect("it is Rust");
    let mut all = Vec::new();
    for item in file.items {
        let syn::Item::Struct(item) = item else {
            continue;
        };
        let input = DeriveInput::from(item);
        let mut errors = Errors::default();
        let container = Container::read(&input.attrs, &mut errors);
        let syn::Data::Struct(data) = &input.data else {
            continue;
        };
        let syn::Fields::Named(named) = &data.fields else {
            continue;
        };
        let mut tree = Tree::default();
        let fields = document::read_fields(named, &mut tree, &mut errors);
        assert!(errors.0.is_empty(), "{:?}", errors.0);
        for own in &container.own {
            let (document, _) = document::build_document(&input.ident, own, &fields, &mut tree);
            let compiled = compile(&document, &tree);
            let mut sources = Sources::new();
            sources.add("struct", tree.source());
            let rendered: Vec<String> = compiled
                .diagnostics
                .0
                .iter()
                .map(|it| Renderer::plain().render(it, &sources))
                .collect();
            assert!(rendered.is_empty(), "{}", rendered.join("\n"));
            let schema = compiled.schema.expect("it is a document");
            let name = format!(
                "{}_{}",
                input.ident.to_string().to_lowercase(),
                own.format.word()
            );
            all.push((name, syntax::dump(&schema)));
        }
    }
    all
}

#[test]
fn documents_of_structs() {
    let text = std::fs::read_to_string(folder().join("structs.rs")).expect("the structs");
    let documents = documents(&text);
    assert!(documents.len() > 5);
    let bless = std::env::var_os("WIREFORM_BLESS").is_some();
    let mut wrong = Vec::new();
    for (name, yaml) in documents {
        let file = folder().join(format!("{name}.yaml"));
        if bless {
            std::fs::write(&file, &yaml).expect("the document can be written");
        }
        let expected = std::fs::read_to_string(&file).unwrap_or_default();
        if expected.replace("\r\n", "\n") != yaml {
            wrong.push(format!("{name}\n{yaml}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
