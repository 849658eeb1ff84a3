//! Checks the imports between the folders of `upkeep/src`: each knows only the folders before it.

#[path = "../../codegen/tests/imports/modules.rs"]
mod modules;

use modules::{Modules, against_the_order};

/// The folders in order: each may name those before it in this list.
const STAGES: &[&str] = &[
    "render",
    "page",
    "cite",
    "edit",
    "lock",
    "drift",
    "accept",
    "export",
    "import",
    "breaking",
    "regenerate",
    "lib",
];

#[test]
fn folders_know_only_earlier_folders() {
    let modules = Modules::read();
    assert!(modules.imports().len() > 100, "the walk has missed files");
    let against = against_the_order(&modules, STAGES);
    assert!(
        against.is_empty(),
        "imports against the order of the folders: {against:?}"
    );
}
