//! Compares `docs/providers.md` with the notes of the schemas. `WIREFORM_BLESS=1` writes the page again.

use wireform_tests::{plans, provider_notes};

#[test]
fn docs_are_fresh() {
    let path = format!("{}/../docs/providers.md", env!("CARGO_MANIFEST_DIR"));
    let rendered = provider_notes::render(&plans::shipped());
    if std::env::var_os("WIREFORM_BLESS").is_some() {
        std::fs::write(&path, &rendered).expect("docs/providers.md can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == rendered,
        "docs/providers.md is stale: run the tests with WIREFORM_BLESS=1"
    );
}
