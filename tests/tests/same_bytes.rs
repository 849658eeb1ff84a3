//! Checks that the same input gives the same bytes: in a second run, and from a copy with CRLF line ends.

use wireform_codegen::emit::{self, Options};
use wireform_codegen::source::Sources;

fn generate(texts: &[(&str, String)]) -> String {
    let mut sources = Sources::default();
    for (name, text) in texts {
        sources.add(format!("{name}.yaml"), text.clone());
    }
    let (plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    assert!(!diagnostics.has_errors(), "{diagnostics:#?}");
    emit::generate(
        &plans,
        &Options {
            serde: true,
            tests: true,
            ..Options::default()
        },
    )
}

#[test]
fn twice_and_from_crlf() {
    let lf: Vec<(&str, String)> = wireform_schemas::ALL
        .iter()
        .map(|schema| (schema.name, schema.text.replace("\r\n", "\n")))
        .collect();
    let crlf: Vec<(&str, String)> = lf
        .iter()
        .map(|(name, text)| (*name, text.replace('\n', "\r\n")))
        .collect();
    let first = generate(&lf);
    assert!(
        first == generate(&lf),
        "generating twice gives different code"
    );
    assert!(first == generate(&crlf), "CRLF and LF give different code");
    // Another schema gives other code.
    let changed: Vec<(&str, String)> = lf
        .iter()
        .map(|(name, text)| (*name, text.replace("maxLength: 255", "maxLength: 254")))
        .collect();
    assert!(
        first != generate(&changed),
        "a changed bound changes nothing"
    );
    // The code contains no path of the machine.
    assert!(!first.contains(env!("CARGO_MANIFEST_DIR")));
}
