//! Compares the tree of a response with serde_json, on values and on damaged texts.

use proptest::prelude::*;
use serde_json::Value;

use super::tree::Tree;

/// Returns the tree of a value that serde_json has read.
fn expected(value: &Value) -> Tree {
    match value {
        Value::Null => Tree::Null,
        Value::Bool(bool) => Tree::Text(bool.to_string()),
        Value::Number(number) => Tree::Text(number.to_string()),
        Value::String(text) => Tree::Text(text.clone()),
        Value::Array(items) => Tree::List(items.iter().map(expected).collect()),
        Value::Object(members) => Tree::Object(
            members
                .iter()
                .map(|(name, value)| (name.clone(), expected(value)))
                .collect(),
        ),
    }
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(".{0,3}", inner, 0..4).prop_map(Value::from_iter),
        ]
    })
}

proptest! {
    #[test]
    fn tree_equals_serde_json_value(value in values(), pretty: bool) {
        let text = match pretty {
            true => serde_json::to_string_pretty(&value),
            false => serde_json::to_string(&value),
        }.unwrap();
        prop_assert_eq!(Tree::parse(text.as_bytes()), Some(expected(&value)));
    }

    #[test]
    fn damaged_texts_are_refused(value in values(), at: prop::sample::Index, with in "[\\[\\]{}\",:\\\\ue0-9.+\\- \n\u{1}]{0,2}") {
        let text = serde_json::to_string(&value).unwrap();
        let chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len());
        let damaged: String = chars[..at].iter().copied().chain(with.chars()).chain(chars[at + 1..].iter().copied()).collect();
        let theirs = serde_json::from_str::<Value>(&damaged);
        let ours = Tree::parse(damaged.as_bytes());
        // The tree accepts numbers that are too great for serde_json.
        let too_great = matches!(&theirs, Err(error) if error.to_string().contains("out of range"));
        prop_assert!(too_great || theirs.is_ok() == ours.is_some(), "{damaged}");
    }
}

#[test]
fn escapes_and_bounds() {
    let text = |json: &str| match Tree::parse(json.as_bytes()) {
        Some(Tree::Text(text)) => Some(text),
        _ => None,
    };
    for (json, read) in [
        (
            r#" "\u00fC\ud83c\udfe1\/\b\f\n\r\t\"\\" "#,
            Some("ü🏡/\u{8}\u{c}\n\r\t\"\\"),
        ),
        (r#""\ud83c""#, None),
        (r#""\ud83c\u0041""#, None),
        (r#""\udfe1""#, None),
        (r#""\u+041""#, None),
        ("-0.5E+3", Some("-0.5E+3")),
        ("01", None),
        ("1.", None),
        ("nul", None),
        ("true false", None),
    ] {
        assert_eq!(text(json).as_deref(), read, "{json}");
    }
    assert_eq!(Tree::parse(b"\"\xff\""), None);
    assert!(Tree::parse("[".repeat(100_000).as_bytes()).is_none());
    let doubled = Tree::parse(br#"{"a":[{"b":1}],"a":[{"b":2},{"b":[3]}]}"#).expect("it is JSON");
    assert_eq!(doubled.find("a[].b").len(), 2);
    assert_eq!(doubled.find("a[].b[]"), [&Tree::Text("3".to_owned())]);
    assert!(doubled.find("a.b").is_empty());
}

#[test]
fn numbers_keep_their_spelling() {
    for number in ["1.0", "1E400", "-0", "123456789012345678901234567890.50"] {
        let tree = Tree::parse(format!("{{\"a\":[ {number} ]}}").as_bytes()).expect(number);
        assert_eq!(tree.find("a[]"), [&Tree::Text(number.to_owned())]);
    }
}

#[test]
fn nesting_is_limited() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Tree::parse(nested(64).as_bytes()).is_some());
    assert!(Tree::parse(nested(65).as_bytes()).is_none());
    let objects = |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    assert!(Tree::parse(objects(63).as_bytes()).is_some());
    assert!(Tree::parse(objects(64).as_bytes()).is_none());
}

#[test]
fn texts_that_are_not_json_are_refused() {
    let texts = [
        "",
        " ",
        "\u{feff}{}",
        "{\"a\":1,}",
        "[1,]",
        "{\"\\ud83c\":1}",
        "{\"a\":\"\\udfe1\"}",
        "{a:1}",
        "['a']",
        "[1] // one",
        "NaN",
        "+1",
        ".5",
        "\"a\tb\"",
    ];
    for text in texts {
        assert_eq!(Tree::parse(text.as_bytes()), None, "{text}");
    }
}
