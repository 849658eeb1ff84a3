//! The schema that `docs/language.md` begins with is a schema, and its example becomes what it says.

use wireform_codegen::source::Sources;
use wireform_interpret::{Interpreter, run_examples};

#[test]
fn the_whole_schema_of_the_language_page() {
    let page = std::fs::read_to_string(format!(
        "{}/../docs/language.md",
        env!("CARGO_MANIFEST_DIR")
    ))
    .expect("the page");
    let (_, rest) = page.split_once("```yaml\n").expect("a schema on the page");
    let (text, _) = rest.split_once("```").expect("its end");
    let mut sources = Sources::default();
    sources.add("example.yaml", text);
    let (plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    assert!(diagnostics.0.is_empty(), "{diagnostics:#?}");
    let (count, mismatches) = run_examples(&Interpreter::new(&plans[0]));
    assert_eq!((count, mismatches.len()), (1, 0));
}
