//! Compiles the measured schema, like the build script of a user.

use std::path::PathBuf;

use wireform_codegen::emit::{Options, generate};
use wireform_codegen::source::{Renderer, Sources};

fn main() {
    println!("cargo::rerun-if-changed=schemas");
    let mut sources = Sources::default();
    let path = "schemas/contact.yaml";
    let text = std::fs::read_to_string(path).expect("the schema is there");
    sources.add(path.to_owned(), text);
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
