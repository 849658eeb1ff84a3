//! What the formatter does with single constructs of YAML.

use super::{Unformatted, format};
use crate::source::Sources;

/// Returns the formatted text, after checking that formatting it again changes nothing.
fn formatted(text: &str) -> Result<String, Unformatted> {
    let mut sources = Sources::new();
    let file = sources.add("schema.yaml", text);
    let once = format(&sources, file)?;
    let file = sources.add("schema.yaml", once.clone());
    assert_eq!(format(&sources, file).as_ref(), Ok(&once));
    Ok(once)
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(formatted(text).as_deref(), Ok(expected));
}

#[test]
fn keys_have_the_order_of_the_language() {
    check(
        "provider: {url: 'https://a.example', name: A}\nwireform: 1\n",
        "wireform: 1\nprovider: { name: A, url: 'https://a.example' }\n",
    );
    // Names keep their order, and so do the effects of a rule.
    check(
        "types:\n  b: { maxLength: 1, type: string }\n  a: string\n",
        "types:\n  b: { type: string, maxLength: 1 }\n  a: string\n",
    );
    check(
        "operations: { a: { rules: { r: { says: S., forbidden: [b], required: [a] } } } }\n",
        "operations: { a: { rules: { r: { forbidden: [b], required: [a], says: S. } } } }\n",
    );
    // An alias stays below its anchor.
    check(
        "operations: &a { x: {} }\nwireform: *a\n",
        "operations: &a { x: {} }\nwireform: *a\n",
    );
}

#[test]
fn quotes_stay_where_they_are_needed() {
    check(
        "a: \"word\"\nb: 'two words'\nc: \"no\"\nd: '1'\ne: \"it's\"\nf: \"x: y\"\ng: \"a\\tb\"\n\"h\": ''\n",
        "a: word\nb: two words\nc: 'no'\nd: '1'\ne: \"it's\"\nf: 'x: y'\ng: \"a\\tb\"\nh: ''\n",
    );
}

#[test]
fn texts_of_several_lines_are_indented() {
    check(
        "a: >-\n      one\n      two\n\n\nb: |+\n    x\n     y\n\n\nc: one\n     two\nd:\n  'a\n   b'\n",
        "a: >-\n  one\n  two\n\nb: |+\n  x\n   y\n\n\nc: one\n  two\nd:\n  'a\n  b'\n",
    );
    check("a: |2-\n   x\n  y\n", "a: |2-\n   x\n  y\n");
    check("a: |\n    x\n", "a: |\n  x\n");
    check("a: |+\n\n\n", "a: \"\\n\\n\"\n");
}

#[test]
fn comments_stay_with_their_entries() {
    check(
        "# head\n\n# about b\nb:   1 # behind b\n# about c\nc: # behind c\n    # in c\n    - 1   # one\n    # end of c\n# end\n",
        "# head\n\n# about b\nb: 1 # behind b\n# about c\nc: # behind c\n  # in c\n  - 1 # one\n  # end of c\n# end\n",
    );
    // Brackets with a comment inside become lines.
    check(
        "a: [ # behind a\n  x, # behind x\n  y ] # behind all\n",
        "# behind all\na: # behind a\n  - x # behind x\n  - y\n",
    );
    check("- # of the item\n  a: 1\n", "# of the item\n- a: 1\n");
}

#[test]
fn long_brackets_become_lines() {
    let words = vec!["word"; 30].join(", ");
    let line = format!("a: [{words}]\n");
    let filled = formatted(&line).expect("no syntax error");
    assert!(filled.lines().count() == 2 && filled.lines().all(|it| it.len() <= super::WIDTH));
    let text = "x".repeat(70);
    check(
        &format!("a: {{b: {text}, c: {text}}}\n"),
        &format!("a:\n  b: {text}\n  c: {text}\n"),
    );
}

#[test]
fn a_text_with_a_syntax_error_is_refused() {
    for text in ["a: [\n", "a: 1\na: 2\n", "", "a: !tag b\n"] {
        assert!(
            matches!(formatted(text), Err(Unformatted::Syntax(_))),
            "{text}"
        );
    }
}
