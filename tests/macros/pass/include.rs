//! Includes schemas several times, in different modules.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]

/// The whole schema, in a module of its own.
mod wire {
    wireform::include_schema!("schemas/example.yaml");
}

wireform::include_schema!("schemas/example.yaml", only = ["contact_replace"]);

fn main() {
    use wireform::{Policy, ApiRequest};
    let update = wire::example::ContactUpdate::new("JD4711", "Jane");
    assert!(update.valid(&(), &Policy::new()).is_ok());
    let replace = example::ContactReplace { handle: "JD4711".into(), name: "Jane".into(), title: None };
    assert!(replace.valid(&(), &Policy::new()).is_ok());
}
