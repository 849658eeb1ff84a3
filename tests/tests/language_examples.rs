//! Runs the examples of the language's constructs, and compares the results with `docs/language.md`.
//!
//! Input: the parts of schemas in `tests/language`. The interpreter writes the requests on each wire, the violations of refused
//! values, and what is read from responses. `WIREFORM_BLESS=1` writes the page.

#[path = "language/example.rs"]
mod example;
#[path = "language/keys.rs"]
mod keys;
#[path = "language/page.rs"]
mod page;
#[path = "language/run.rs"]
mod run;
#[path = "language/show.rs"]
mod show;

use std::env;
use std::fs;
use std::path::Path;

use example::Section;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/language.md");

fn sections() -> Vec<Section> {
    example::read_sections(&Path::new(env!("CARGO_MANIFEST_DIR")).join("language"))
}

#[test]
fn the_page_shows_what_the_examples_give() {
    let page = fs::read_to_string(PAGE).expect("the page");
    let page = page.replace("\r\n", "\n");
    let written = page::insert(&page, &sections());
    if page == written {
        return;
    }
    assert!(
        env::var_os("WIREFORM_BLESS").is_some(),
        "docs/language.md is out of date: run this test with WIREFORM_BLESS=1"
    );
    fs::write(PAGE, written).expect("the page can be written");
}

#[test]
fn every_key_of_the_language_has_an_example() {
    let missing = keys::without_example(&sections());
    assert!(
        missing.is_empty(),
        "no example in tests/language has: {}",
        missing.join(", ")
    );
}
