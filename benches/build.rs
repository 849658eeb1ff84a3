//! Compiles the measured schemas, like the build script of a user: one for requests, and two shipped ones for responses.

use std::path::PathBuf;

use wireform_codegen::emit::{Options, generate};
use wireform_codegen::source::{Renderer, Sources};

const SCHEMAS: [&str; 3] = [
    "schemas/contact.yaml",
    "../schemas/autodns.yaml",
    "../schemas/namebay.yaml",
];

fn main() {
    let mut sources = Sources::default();
    for path in SCHEMAS {
        println!("cargo::rerun-if-changed={path}");
        let text = std::fs::read_to_string(path).expect("the schema is there");
        sources.add(path.to_owned(), text);
    }
    let (plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    assert!(
        !diagnostics.has_errors(),
        "{}",
        Renderer::plain().render_all(&diagnostics, &sources)
    );
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    let code = generate(&plans, &Options::default());
    std::fs::write(out.join("wireform.rs"), code).expect("the output folder can be written");
}
