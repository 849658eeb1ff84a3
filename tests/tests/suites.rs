//! Compares the verdicts on changes with suites that others keep.
//!
//! `WIREFORM_SUITES` names the folder of the suites. Without it, nothing is compared. `docs/upkeep.md` has the results.

#[path = "suites/histories.rs"]
mod histories;
#[path = "suites/pages.rs"]
mod pages;
#[path = "suites/schemas.rs"]
mod schemas;

use std::path::PathBuf;

use wireform_codegen::plan::Plan;
use wireform_codegen::source::Sources;
use wireform_upkeep::import::{Draft, Import, Language, import};

/// Returns the folder of a suite, or none if there are no suites here.
fn suite(name: &str) -> Option<PathBuf> {
    let Some(suites) = std::env::var_os("WIREFORM_SUITES") else {
        println!("skipped: WIREFORM_SUITES is not set, so {name} was not compared");
        return None;
    };
    Some(PathBuf::from(suites).join(name))
}

/// Imports a document, and compiles the draft.
fn imported(text: &str, language: Language) -> Result<(Draft, Plan), String> {
    let draft = import(&Import {
        name: "input.json",
        text,
        language,
        operations: &[],
        into: None,
    })
    .map_err(|error| error.to_string())?;
    let mut sources = Sources::new();
    sources.add("draft.yaml", draft.yaml.clone());
    let (mut plans, diagnostics) = wireform_codegen::plan_sources(&sources);
    match plans.pop().filter(|_| !diagnostics.has_errors()) {
        Some(plan) => Ok((draft, plan)),
        None => Err("the draft has an error".to_owned()),
    }
}

#[test]
fn schemas_of_others_get_the_verdict_that_they_state() {
    if let Some(folder) = suite("schema-compat") {
        schemas::run(&folder);
    }
}

/// The texts of the providers' pages are in the folder `seeds` beside the suites.
#[test]
fn pages_of_the_providers_are_compared_by_their_facts() {
    if let Some(folder) = suite("../seeds") {
        pages::run(&folder);
    }
}

#[test]
fn histories_of_others_are_classified() {
    if let Some(folder) = suite("spec-histories") {
        histories::run(&folder);
    }
}
