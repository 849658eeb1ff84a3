//! Checks that the schemas that ship with wireform give plans without any diagnostic.

use wireform_codegen::plan_sources;
use wireform_codegen::source::{Renderer, Sources};

#[test]
fn all_schemas_are_planned() {
    let mut sources = Sources::new();
    for schema in wireform_schemas::every() {
        sources.add(format!("{}.yaml", schema.name), schema.text);
    }
    let (plans, diagnostics) = plan_sources(&sources);
    let said = Renderer::plain().render_all(&diagnostics, &sources);
    assert_eq!(said, "");
    assert_eq!(plans.len(), wireform_schemas::every().count());
}
