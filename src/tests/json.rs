//! Checks that serde_json reads the values that the JSON writer writes.

use proptest::prelude::*;

use crate::encode::{Body, json};

fn written(write: impl FnOnce(&mut Body)) -> String {
    let mut body = Body::new();
    write(&mut body);
    String::from_utf8(body.into_bytes()).expect("only texts were written")
}

#[test]
fn strings_are_escaped_as_little_as_possible() {
    let cases = [
        ("", r#""""#),
        ("plain", r#""plain""#),
        ("\"\\/", r#""\"\\/""#),
        ("\u{8}\u{c}\n\r\t", r#""\b\f\n\r\t""#),
        (
            "\0\u{1}\u{b}\u{e}\u{1f}",
            r#""\u0000\u0001\u000b\u000e\u001f""#,
        ),
        ("\u{7f}\u{80}\u{2028}", "\"\u{7f}\u{80}\u{2028}\""),
        ("Köln 東京 🇫🇷", "\"Köln 東京 🇫🇷\""),
        ("\"é\"", "\"\\\"é\\\"\""),
    ];
    for (value, expected) in cases {
        assert_eq!(written(|body| json::string(body, value)), expected);
    }
}

#[test]
fn every_ascii_character_is_read_back() {
    for value in '\0'..='\u{ff}' {
        let text = written(|body| json::string(body, &value.to_string()));
        let read: String = serde_json::from_str(&text).expect("is JSON");
        assert_eq!(read, value.to_string());
    }
}

#[test]
fn scalars_and_empty_containers() {
    let text = written(|body| {
        let object = body.len();
        for (key, value) in [("least", i64::MIN), ("most", i64::MAX)] {
            json::between(body, ",\"", key, "\":");
            json::integer(body, value);
        }
        json::between(body, ",\"", "yes", "\":");
        json::boolean(body, true);
        json::between(body, ",\"", "no", "\":");
        json::boolean(body, false);
        json::between(body, ",\"", "nothing", "\":");
        json::null(body);
        json::between(body, ",\"", "number", "\":");
        json::number_text(body, "1");
        json::between(body, ",\"", "list", "\":");
        let list = body.len();
        json::close_items(body, list);
        json::between(body, ",\"", "object", "\":");
        let inner = body.len();
        json::close_members(body, inner);
        json::close_members(body, object);
    });
    assert_eq!(
        text,
        r#"{"least":-9223372036854775808,"most":9223372036854775807,"yes":true,"no":false,"nothing":null,"number":1,"list":[],"object":{}}"#
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn members_are_read_back(members in prop::collection::btree_map(any::<String>(), prop::collection::vec(any::<String>(), 0..4), 0..6)) {
        let text = written(|body| {
            let object = body.len();
            for (key, values) in &members {
                json::between(body, ",\"", key, "\":");
                let array = body.len();
                for value in values {
                    body.raw(",");
                    json::string(body, value);
                }
                json::close_items(body, array);
            }
            json::close_members(body, object);
        });
        let read: std::collections::BTreeMap<String, Vec<String>> =
            serde_json::from_str(&text).expect("is JSON");
        prop_assert_eq!(read, members);
    }

    #[test]
    fn compact_as_serde_json(value in any::<String>()) {
        // serde_json writes DEL and everything beyond as it is, as we do.
        let text = written(|body| json::string(body, &value));
        prop_assert_eq!(text, serde_json::to_string(&value).expect("is a string"));
    }
}
