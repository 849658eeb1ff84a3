//! Checks that quick-xml reads the values that the XML writer writes, including line ends and white space.

use proptest::prelude::*;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use crate::encode::{Body, xml};

fn text(value: &str) -> String {
    let mut body = Body::new();
    xml::text(&mut body, value);
    String::from_utf8(body.into_bytes()).expect("only texts were written")
}

fn attribute(value: &str) -> String {
    let mut body = Body::new();
    xml::attribute(&mut body, value);
    String::from_utf8(body.into_bytes()).expect("only texts were written")
}

/// Reads the attribute `a` and the character data of the root element.
fn read(document: &str) -> (String, String) {
    let mut reader = quick_xml::Reader::from_str(document);
    let (mut attribute, mut data) = (String::new(), String::new());
    loop {
        match reader.read_event().expect("is XML") {
            Event::Start(start) => {
                let found = start.attributes().next().expect("has one").expect("is one");
                attribute = found
                    .normalized_value(XmlVersion::Explicit1_0)
                    .expect("is a value")
                    .into_owned();
            }
            Event::Text(text) => data.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(character)) => data.push(character),
                _ => {
                    let name = reference.xml10_content();
                    data.push_str(resolve_predefined_entity(&name).expect("is predefined"));
                }
            },
            Event::Eof => return (attribute, data),
            _ => {}
        }
    }
}

fn check(value: &str) {
    let document = format!(
        "{}<a a=\"{}\">{}</a>",
        xml::DECLARATION,
        attribute(value),
        text(value)
    );
    assert_eq!(
        read(&document),
        (value.to_owned(), value.to_owned()),
        "{document}"
    );
}

#[test]
fn xml_escapes() {
    let cases = [
        ("", "", ""),
        ("Köln 東京 🇫🇷", "Köln 東京 🇫🇷", "Köln 東京 🇫🇷"),
        ("<&>\"'", "&lt;&amp;&gt;\"'", "&lt;&amp;&gt;&quot;'"),
        ("]]>", "]]&gt;", "]]&gt;"),
        ("\t\n\r", "\t\n&#13;", "&#9;&#10;&#13;"),
        ("\u{85}\u{2028}", "\u{85}\u{2028}", "\u{85}\u{2028}"),
        ("&amp;", "&amp;amp;", "&amp;amp;"),
    ];
    for (value, in_text, in_attribute) in cases {
        assert_eq!(text(value), in_text);
        assert_eq!(attribute(value), in_attribute);
    }
}

#[test]
fn line_ends_and_white_space_survive() {
    for value in [
        "\r", "\r\n", "\n", "\r\r\n\n", " a ", "\ta\t", "  ", "a\u{85}b",
    ] {
        check(value);
    }
}

/// Checks the bounds of the ranges of `Char` (XML 1.0 § 2.2).
#[test]
fn representable_characters() {
    let cases = [
        ('\0', false),
        ('\u{8}', false),
        ('\t', true),
        ('\n', true),
        ('\u{b}', false),
        ('\u{c}', false),
        ('\r', true),
        ('\u{e}', false),
        ('\u{1f}', false),
        (' ', true),
        ('\u{7f}', true),
        ('\u{9f}', true),
        ('\u{d7ff}', true),
        ('\u{e000}', true),
        ('\u{fffd}', true),
        ('\u{fffe}', false),
        ('\u{ffff}', false),
        ('\u{10000}', true),
        ('\u{10ffff}', true),
    ];
    for (character, expected) in cases {
        assert_eq!(xml::is_representable(character), expected, "{character:?}");
    }
    assert_eq!(
        xml::first_unrepresentable("é\u{1}\u{2}"),
        Some((1, '\u{1}'))
    );
    assert_eq!(xml::first_unrepresentable("é"), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn values_are_read_back(value in any::<String>()) {
        let value: String = value.chars().filter(|c| xml::is_representable(*c)).collect();
        check(&value);
    }

    #[test]
    fn markup_and_line_ends_are_read_back(value in "[<>&\"' \t\r\n\\]a;#]{0,12}") {
        check(&value);
    }
}
