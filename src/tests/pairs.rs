//! Checks that form_urlencoded reads the pairs, and that it writes the same forms.

use proptest::prelude::*;

use crate::encode::Body;
use crate::encode::pairs::Pairs;

fn written(mut pairs: Pairs, list: &[(String, String)]) -> String {
    let mut body = Body::new();
    for (name, value) in list {
        pairs.pair(&mut body, name, value);
    }
    String::from_utf8(body.into_bytes()).expect("only texts were written")
}

fn read(text: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(text.as_bytes())
        .into_owned()
        .collect()
}

#[test]
fn pairs_encode_reserved_characters() {
    let value = |pairs: Pairs, value: &str| written(pairs, &[(String::new(), value.to_owned())]);
    let cases = [
        ("aZ09", "=aZ09", "=aZ09"),
        ("-._~", "=-._~", "=-._%7E"),
        ("* +", "=%2A%20%2B", "=*+%2B"),
        ("a&b=c;d", "=a%26b%3Dc%3Bd", "=a%26b%3Dc%3Bd"),
        ("%41", "=%2541", "=%2541"),
        ("\r\n\0", "=%0D%0A%00", "=%0D%0A%00"),
        ("é🇫", "=%C3%A9%F0%9F%87%AB", "=%C3%A9%F0%9F%87%AB"),
        (
            "/?#[]@!$'(),:",
            "=%2F%3F%23%5B%5D%40%21%24%27%28%29%2C%3A",
            "=%2F%3F%23%5B%5D%40%21%24%27%28%29%2C%3A",
        ),
        (
            "\"<>\\^`{|}",
            "=%22%3C%3E%5C%5E%60%7B%7C%7D",
            "=%22%3C%3E%5C%5E%60%7B%7C%7D",
        ),
    ];
    for (text, query, form) in cases {
        assert_eq!(value(Pairs::query(), text), query);
        assert_eq!(value(Pairs::form(), text), form);
    }
}

#[test]
fn names_are_escaped_and_pairs_are_joined() {
    let list =
        [("a b", "1"), ("c&", ""), ("", "")].map(|(name, value)| (name.into(), value.into()));
    assert_eq!(written(Pairs::query(), &list), "a%20b=1&c%26=&=");
    assert_eq!(written(Pairs::form(), &list), "a+b=1&c%26=&=");
    assert_eq!(written(Pairs::form(), &[]), "");
}

#[test]
fn secrets_are_masked() {
    let mut body = Body::new();
    let mut pairs = Pairs::form();
    pairs.secret_pair(&mut body, "api-key", "a b");
    pairs.pair(&mut body, "name", "c");
    assert_eq!(body.as_bytes(), b"api-key=a+b&name=c");
    assert_eq!(body.masked(), b"api-key=***&name=c");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn pairs_are_read_back(list in prop::collection::vec(any::<(String, String)>(), 0..5)) {
        let form = written(Pairs::form(), &list);
        prop_assert_eq!(&read(&form), &list);
        let expected = form_urlencoded::Serializer::new(String::new()).extend_pairs(&list).finish();
        prop_assert_eq!(form, expected);
        let query = written(Pairs::query(), &list);
        prop_assert!(!query.contains('+'));
        prop_assert_eq!(&read(&query), &list);
    }
}
