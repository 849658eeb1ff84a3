//! Compares the request that the tests and the documentation of the runtime use with what is emitted from its schema.
//!
//! `WIREFORM_BLESS=1 cargo test -p wireform-codegen --test sample` writes it.

use std::path::Path;

use wireform_codegen::emit::{Options, generate};
use wireform_codegen::source::{Renderer, Sources};

#[test]
fn sample_of_the_runtime_is_emitted() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schema = std::fs::read_to_string(package.join("tests/sample.yaml")).unwrap();
    let mut sources = Sources::new();
    sources.add("registrar.yaml", schema);
    let (plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    let errors = Renderer::plain().render_all(&diagnostics, &sources);
    assert!(!diagnostics.has_errors(), "{errors}");
    let emitted = generate(&plans, &Options::default());
    let file = package.join("../src/tests/sample/registrar.rs");
    if std::env::var_os("WIREFORM_BLESS").is_some() {
        std::fs::write(&file, &emitted).unwrap();
    }
    let sample = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        emitted == sample,
        "WIREFORM_BLESS=1 writes {}",
        file.display()
    );
}
