//! Checks how the runtime's types are written to JSON and read from it.

use ::serde::de::value::{Error, MapDeserializer};
use ::serde::{Deserialize, Serialize};

use super::sample::{ContactUpdate, Gender, STRICT, com};
use crate::contact::{Contact, ContactKind};
use crate::{ApiRequest, Date, Decimal, Fact, JsonText, Open, Patch, Secret, Timestamp};

#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct Partial {
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    fax: Patch<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Whole {
    #[serde(deserialize_with = "crate::serde::required_option")]
    fax: Option<String>,
}

#[test]
fn absent_differs_from_null() {
    let cases = [
        ("{}", Patch::Keep),
        (r#"{"fax":null}"#, Patch::Clear),
        (r#"{"fax":"1"}"#, Patch::Set("1".to_owned())),
    ];
    for (text, fax) in cases {
        let read: Partial = serde_json::from_str(text).expect("reads");
        assert_eq!(read, Partial { fax });
        assert_eq!(serde_json::to_string(&read).expect("writes"), text);
    }
    assert!(serde_json::to_string(&Patch::<i64>::Keep).is_err());

    let read = |text| {
        serde_json::from_str::<Whole>(text)
            .map(|whole| whole.fax)
            .ok()
    };
    assert_eq!(read("{}"), None);
    assert_eq!(read(r#"{"fax":null}"#), Some(None));
    assert_eq!(read(r#"{"fax":"1"}"#), Some(Some("1".to_owned())));
}

#[test]
fn a_contact_is_a_map() {
    let read = |text| serde_json::from_str::<Contact>(text);
    let contact = read(r#"{"kind":"role","street":["a"],"name":"Jane"}"#).expect("reads");
    let expected = Contact::new()
        .kind(ContactKind::Role)
        .street(["a"])
        .name("Jane");
    assert_eq!(contact, expected);
    assert_eq!(read("{}").expect("reads"), Contact::new());
    for text in [
        "[]",
        r#"["organization"]"#,
        "null",
        r#""Jane""#,
        r#"{"phone":"1"}"#,
        r#"{"name":"Jane","name":"Joe"}"#,
    ] {
        assert!(read(text).is_err(), "{text}");
    }
}

#[test]
fn a_contact_has_no_other_names() {
    let named = |name: &&&str| {
        let text = format!("{{\"{name}\":null}}");
        let read = serde_json::from_str::<Contact>(&text);
        read.map_or_else(
            |error| !error.to_string().contains("unknown field"),
            |_| true,
        )
    };
    assert_eq!(
        Contact::NAMES.iter().filter(named).count(),
        Contact::NAMES.len()
    );
    assert!(!named(&&"phone"));
}

#[test]
fn values() {
    let open: Open<'_, Gender> = serde_json::from_str(r#""MALE""#).expect("reads");
    assert!(matches!(open, Open::Known(Gender::Male)));
    assert_eq!(serde_json::to_string(&open).expect("writes"), r#""MALE""#);
    let date: Date = serde_json::from_str(r#""2026-11-21""#).expect("reads");
    assert_eq!(
        serde_json::to_string(&date).expect("writes"),
        r#""2026-11-21""#
    );
    assert!(serde_json::from_str::<Date>(r#""2026-11-31""#).is_err());
    let time: Timestamp = serde_json::from_str(r#""2026-11-21T18:45:00Z""#).expect("reads");
    assert_eq!(
        serde_json::to_string(&time).expect("writes"),
        r#""2026-11-21T18:45:00Z""#
    );
    let secret: Secret = serde_json::from_str(r#""k""#).expect("reads");
    assert_eq!(secret.expose(), "k");
    let facts: Vec<Fact<bool>> = serde_json::from_str("[null,true]").expect("reads");
    assert_eq!(facts, [Fact::Unknown, Fact::Known(true)]);
}

#[test]
fn violations() {
    let violations = ContactUpdate::new("a")
        .validate(&com(), &STRICT)
        .expect_err("is short");
    assert_eq!(
        serde_json::to_string(&violations).expect("writes"),
        r#"[{"path":"handle","wire_path":"{handle}","code":"min_length","message":"has 1 character, at least 3 are required","limit":3}]"#
    );
}

/// Reads a map with these entries, as `serde_json` gives a number with its feature `arbitrary_precision`.
fn read_map<'de, T: Deserialize<'de>>(
    entries: &[(&'static str, &'static str)],
) -> Result<T, Error> {
    T::deserialize(MapDeserializer::new(entries.iter().copied()))
}

#[test]
fn numbers_with_all_their_digits() {
    const NUMBER: &str = "$serde_json::private::Number";
    let number = [(NUMBER, "1.50")];
    let decimal: Decimal = read_map(&number).expect("reads");
    assert_eq!(decimal.as_str(), "1.50");
    let json: JsonText = read_map(&number).expect("reads");
    assert_eq!(json.as_str(), "1.50");
    let map: JsonText = read_map(&[(NUMBER, "1"), ("a", "b")]).expect("reads");
    assert_eq!(map.as_str(), format!("{{\"{NUMBER}\":\"1\",\"a\":\"b\"}}"));
    assert!(read_map::<JsonText>(&[(NUMBER, "[1]")]).is_err());
    assert!(read_map::<Decimal>(&[("a", "1")]).is_err());
}
