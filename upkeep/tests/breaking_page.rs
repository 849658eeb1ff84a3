//! Checks that `docs/breaking.md` and `docs/breaking.schema.json` are up to date. `WIREFORM_BLESS=1` writes them.

use std::fs;
use std::path::Path;

use wireform_upkeep::breaking::{json_schema, page};

fn check(name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../docs")
        .join(name);
    if std::env::var_os("WIREFORM_BLESS").is_some() {
        fs::write(&path, expected).expect("the document can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/{name} is out of date; set WIREFORM_BLESS=1 and run this test"
    );
}

#[test]
fn the_page_is_up_to_date() {
    check("breaking.md", &page());
}

#[test]
fn the_json_schema_is_up_to_date() {
    check("breaking.schema.json", &json_schema());
}
