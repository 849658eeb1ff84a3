//! Checks the code on the page `docs/client.md`: every block is a part of an example or a test, which is compiled.

use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the text without the spaces in front of its lines.
fn unindented(text: &str) -> String {
    text.lines()
        .map(|line| line.trim_start().to_owned() + "\n")
        .collect()
}

#[test]
fn the_code_of_the_page_is_in_the_examples() {
    let page = read("../docs/client.md");
    let examples = [
        "examples/update_contact.rs",
        "examples/update_contacts.rs",
        // The client has no mock, which this part needs.
        "../mock/tests/provider/frames.rs",
    ]
    .map(|path| unindented(&read(path)));
    let blocks: Vec<&str> = page
        .split("```rust\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert!(blocks.len() >= 3, "{} blocks", blocks.len());
    for block in blocks {
        let block = unindented(block);
        let is_shown = examples.iter().any(|example| example.contains(&block));
        assert!(is_shown, "no example and no test has this code:\n{block}");
    }
}
