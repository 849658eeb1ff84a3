//! Tests of JSON values as texts: the one spelling, and what is refused.

use crate::{JsonText, JsonTextError};

#[test]
fn every_value_has_one_spelling() {
    for (text, spelling) in [
        (" null ", "null"),
        ("true", "true"),
        ("-0", "-0"),
        ("1.50", "1.50"),
        ("1E+2", "1E+2"),
        (r#""\u0041\/\n\ud83d\ude00\u0001""#, "\"A/\\n😀\\u0001\""),
        (" [ 1 , [ ] ,\t{ } ] ", "[1,[],{}]"),
        (
            "{ \"b\" : 1,\r\n\"a\":{\"\":null} }",
            r#"{"b":1,"a":{"":null}}"#,
        ),
    ] {
        let read = JsonText::parse(text).expect("it is JSON");
        assert_eq!(read.as_str(), spelling, "{text}");
        assert_eq!(JsonText::parse(spelling), Ok(read), "{text}");
    }
    assert_eq!(JsonText::string("\"\u{1}").as_str(), r#""\"\u0001""#);
    assert_eq!(JsonText::from(-7).as_str(), "-7");
    assert_eq!(JsonText::from(true).as_str(), "true");
    assert!(JsonText::null().is_null());
}

#[test]
fn what_is_not_json_is_refused() {
    for text in [
        "",
        " ",
        "{",
        "[1,]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":1,}",
        "{a:1}",
        "01",
        "+1",
        "1 2",
        "NaN",
        "True",
        "'a'",
        "\"a",
        "\"\t\"",
        r#""\x""#,
        r#""\u12""#,
        r#""\u+123""#,
        r#""\ud800""#,
        r#""\udc00\ud800""#,
    ] {
        assert_eq!(JsonText::parse(text), Err(JsonTextError::NotJson), "{text}");
    }
    let repeated = r#"{"a":1,"\u0061":2}"#;
    assert_eq!(JsonText::parse(repeated), Err(JsonTextError::RepeatedName));
}

#[test]
fn depth_and_size_are_limited() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(JsonText::parse(&nested(JsonText::MAX_DEPTH)).is_ok());
    let deep = nested(JsonText::MAX_DEPTH + 1);
    assert_eq!(JsonText::parse(&deep), Err(JsonTextError::TooDeep));
    let long = format!("\"{}\"", "a".repeat(JsonText::MAX_LEN));
    assert_eq!(JsonText::parse(&long), Err(JsonTextError::TooLong));
}
