//! Checks the sentences of violations that name a single cause. No sentence shows the text.

use super::checks::{PATH, said};
use super::texts::letters;
use crate::Format;
use crate::characters::visible;
use crate::check::{AnyText, Text};
use crate::contact::Conversion;
use crate::pattern::{Classes, Matcher, Pattern, Run};

fn check(facets: &Text<'_>, value: &str, expected: &str) {
    let said = said(|check| check.text(&PATH, value, AnyText::Borrowed(facets)));
    assert_eq!(said.len(), 1, "{said:?}");
    let (_, sentence) = said[0].split_once(": ").expect("a code, then a sentence");
    assert_eq!(sentence, expected, "{value:?}");
}

/// `[a-z]{1,4}`
fn short() -> Pattern {
    let classes = Classes::ranges(b"\x01az", b"");
    let (min, max) = (1, Some(4));
    Pattern::new("[a-z]{1,4}", Matcher::Run(Run { classes, min, max }))
}

#[test]
fn patterns() {
    let (any, short) = (letters(), short());
    let any = [&any];
    let facets = Text {
        patterns: &any,
        ..Text::ANY
    };
    for (value, cause) in [
        (" jane", "it begins with a space; at character 1"),
        ("jane\r\n", "it ends with U+000A; at character 5"),
        (
            "\u{a0}jane\0",
            "it begins with U+00A0 and ends with U+0000; at character 1",
        ),
        (
            "ja\u{200e}ne",
            "it has U+200E at character 3; at character 3",
        ),
        ("jaNe", "at character 3"),
    ] {
        let end = if value == "jaNe" || value.starts_with('j') {
            " or the end"
        } else {
            ""
        };
        let expected =
            format!("does not match the pattern [a-z]+: {cause}: expected a small letter{end}");
        check(&facets, value, &expected);
    }
    let short = [&short];
    let facets = Text {
        patterns: &short,
        ..Text::ANY
    };
    check(
        &facets,
        "janedoe",
        "does not match the pattern [a-z]{1,4}: it is too long by 3 characters; at character 5: expected the end",
    );
    check(
        &facets,
        "janeDoe",
        "does not match the pattern [a-z]{1,4}: at character 5: expected the end",
    );
}

#[test]
fn formats() {
    let email = "is not an e-mail address";
    let facets = |format: &'static [&'static [Format]]| Text {
        formats: format,
        ..Text::ANY
    };
    for (value, cause) in [
        (
            format!("{}@example.com", "a".repeat(65)),
            "the part before the @ has 65 characters, at most 64 are accepted",
        ),
        (
            format!("a@{}.com", "a".repeat(64)),
            "a label of the domain has 64 characters, at most 63 are accepted",
        ),
        ("jane@example.com ".to_owned(), "it ends with a space"),
        (
            "jane@exam\u{0}ple.com".to_owned(),
            "it has U+0000 at character 10",
        ),
    ] {
        let facets = facets(&[&[Format::Email]]);
        let said = said(|check| check.text(&PATH, &value, AnyText::Borrowed(&facets)));
        assert!(
            said[0].contains(email) && said[0].ends_with(&format!(": {cause}")),
            "{said:?}"
        );
    }
    let said = said(|check| {
        check.text(
            &PATH,
            "0384530759",
            AnyText::Borrowed(&facets(&[&[Format::E164]])),
        )
    });
    assert!(said[0].ends_with("for example +31384530759"), "{said:?}");
}

#[test]
fn a_long_text_is_not_examined() {
    let patterns = [&letters()];
    let facets = Text {
        patterns: &patterns,
        ..Text::ANY
    };
    let sentence = "does not match the pattern [a-z]+: at character 1: expected a small letter";
    check(&facets, &format!(" {}", "a".repeat(1 << 16)), sentence);
}

#[test]
fn a_telephone_number_has_an_example() {
    let reason = Conversion::PhoneDot
        .apply("038 4530759")
        .expect_err("has no plus");
    assert!(reason.ends_with("for example +31.384530759"), "{reason}");
}

#[test]
fn invisible_characters_are_shown_by_number() {
    for (text, shown) in [
        ("", ""),
        ("a b", "a b"),
        (" a ", " a "),
        ("a\r\n\0b\t", "a<U+000D><U+000A><U+0000>b<U+0009>"),
        (
            "\u{feff}a\u{200b}\u{202e}\u{a0}b",
            "<U+FEFF>a<U+200B><U+202E><U+00A0>b",
        ),
        ("❤\u{fe0f} Zoë", "❤\u{fe0f} Zoë"),
    ] {
        assert_eq!(visible(text), shown, "{text:?}");
    }
}
