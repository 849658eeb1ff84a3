//! Checks that both executors still give the recorded outcome for each recorded input, byte by byte.
//!
//! `WIREFORM_BLESS=1` records the current outcomes. To record other inputs too, delete the file first.

use std::fs;
use std::path::Path;

use wireform_codegen::plan::Plan;
use wireform_codegen::plan_sources;
use wireform_codegen::source::Sources;
use wireform_tests::{agreement, corpus, interpreted, plans};

/// Compares the outcomes in a corpus file with those that the executors give now.
fn check_corpus(file: &str, plans: &[Plan], run: &corpus::Run<'_>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(file);
    let recorded = fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let found = corpus::render(plans, &recorded, run).unwrap_or_else(|problem| panic!("{problem}"));
    if std::env::var_os("WIREFORM_BLESS").is_some() {
        fs::write(&path, &found).expect("the corpus can be written");
    } else if let Some(difference) = first_difference(&recorded, &found) {
        panic!("{file}: {difference}");
    }
}

/// Returns the first input whose outcome differs, with both outcomes.
fn first_difference(recorded: &str, found: &str) -> Option<String> {
    let mut recorded = recorded.split("\n\n");
    let mut operation = "";
    for found in found.split("\n\n") {
        let expected = recorded.next().unwrap_or("nothing");
        if expected != found {
            return Some(format!(
                "{operation}\n--- recorded\n{expected}\n--- now\n{found}"
            ));
        }
        if found.starts_with("operation ") {
            operation = found;
        }
    }
    recorded
        .next()
        .map(|rest| format!("these recorded outcomes no longer occur:\n{rest}"))
}

fn check(name: &str) {
    let plan = plans::provider(name);
    check_corpus(&format!("{name}.txt"), &[plan], &agreement::both);
}

wireform_tests::for_each_provider!(check);

/// The fixtures have no compiled code here; `golden.rs` compares the executors on such schemas.
#[test]
fn fixtures_of_the_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("positive");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let mut plans = Vec::new();
    for path in paths {
        let name = path.file_name().expect("a name").to_string_lossy();
        let mut sources = Sources::new();
        sources.add(name.into_owned(), fs::read_to_string(&path).expect("UTF-8"));
        plans.extend(plan_sources(&sources).0);
    }
    check_corpus("fixtures.txt", &plans, &|call, case, binding, auth| {
        Ok(interpreted::run_call(call, case, binding, auth))
    });
}

#[test]
fn a_difference_is_shown_with_its_input() {
    let recorded = "operation a b\n\ninput 1\nvalid 1 json/key\n\ninput 2\nvalid 2 json/key\n\n";
    assert_eq!(first_difference(recorded, recorded), None);
    let found = recorded.replace("valid 2", "valid 3");
    let shown = first_difference(recorded, &found).expect("a difference");
    assert_eq!(
        shown,
        "operation a b\n--- recorded\ninput 2\nvalid 2 json/key\n--- now\ninput 2\nvalid 3 json/key"
    );
    assert!(first_difference(recorded, "operation a b\n\ninput 1\nvalid 1 json/key\n\n").is_some());
}
