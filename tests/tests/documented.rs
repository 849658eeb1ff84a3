//! Checks the code on the pages in `docs/`.
//!
//! The first schema of `docs/language.md` compiles without a diagnostic, and its example gives the documented request. The
//! programs of `docs/contacts.md` and `docs/responses.md` are examples that are built.

use wireform_codegen::source::Sources;
use wireform_interpret::{Interpreter, run_examples};

/// Returns the text of a file of the repository.
fn read(path: &str) -> String {
    let path = format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).expect(&path)
}

#[test]
fn the_pages_show_the_examples_as_they_are() {
    for (page, example) in [
        ("contacts", "fit_all"),
        ("responses", "read_response"),
        ("responses", "write_back"),
    ] {
        let program = read(&format!("generated-example/examples/{example}.rs"));
        // The file begins with its own documentation.
        let (_, program) = program
            .split_once("\n\n")
            .expect("an empty line behind the documentation");
        assert!(
            read(&format!("docs/{page}.md")).contains(&format!("```rust,ignore\n{program}```")),
            "docs/{page}.md does not show generated-example/examples/{example}.rs as it is"
        );
    }
}

#[test]
fn the_whole_schema_of_the_language_page() {
    let page = read("docs/language.md");
    let (_, rest) = page.split_once("```yaml\n").expect("a schema on the page");
    let (text, _) = rest.split_once("```").expect("its end");
    let mut sources = Sources::default();
    sources.add("example.yaml", text);
    let (plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    assert!(diagnostics.0.is_empty(), "{diagnostics:#?}");
    let (count, mismatches) = run_examples(&Interpreter::new(&plans[0]));
    assert_eq!((count, mismatches.len()), (1, 0));
}
