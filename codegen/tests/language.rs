//! Tests of the table of keys: its examples are valid, and every code of the first two stages has a fixture.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use wireform_codegen::all_codes;
use wireform_codegen::source::{self, Diagnostics, Sources};
use wireform_codegen::syntax::keys::Id;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Every example in the table is a valid entry of its construct.
#[test]
fn examples_of_keys_are_valid() {
    for id in Id::ALL {
        let construct = id.construct();
        let names: BTreeSet<_> = construct.all().map(|key| key.name).collect();
        assert_eq!(
            names.len(),
            construct.all().count(),
            "{}: a key twice",
            construct.name
        );
        for key in construct.all() {
            let mut sources = Sources::new();
            let file = sources.add(key.name, key.example);
            let mut diagnostics = Diagnostics::default();
            let node = source::parse(&sources, file, &mut diagnostics);
            assert!(
                diagnostics.0.is_empty(),
                "{}",
                support::diagnostics_of(&diagnostics, &sources)
            );
            assert!(
                node.is_some_and(|node| node.get(key.name).is_some()),
                "{}",
                key.example
            );
            assert!(key.meaning.ends_with('.'), "{}", key.meaning);
        }
    }
}

/// Every code of the first two stages has a fixture or a test of its own.
#[test]
fn every_code_has_a_fixture() {
    const ELSEWHERE: &[&str] = &["WF0001", "WF0002", "WF0003", "WF0004", "WF0016", "WF0017"];
    let mut seen = String::new();
    for folder in ["source", "syntax"] {
        let folder = root().join("codegen/tests").join(folder);
        for entry in fs::read_dir(folder).expect("fixtures") {
            let path = entry.expect("an entry").path();
            if path
                .extension()
                .is_some_and(|extension| extension == "expected")
            {
                seen.push_str(&fs::read_to_string(path).expect("UTF-8"));
            }
        }
    }
    for row in all_codes().filter(|row| row.code < "WF0200") {
        let fixture = seen.contains(&format!("[{}]", row.code));
        assert!(
            fixture || ELSEWHERE.contains(&row.code),
            "{} {}",
            row.code,
            row.title
        );
    }
}
