//! Checks codes and sentences of the violations of texts.

use super::checks::{PATH, collect, said};
use std::borrow::Cow;

use crate::check::{AnyText, Check, CheckKind, LengthUnit, NamedCheck, Text, TextPlace};
use crate::pattern::{Classes, Matcher, Pattern, Run, Table};
use crate::{Code, Facet, Format, Violations, Waivers};

pub(super) const fn letters() -> Pattern {
    Pattern::new(
        "[a-z]+",
        Matcher::Run(Run {
            classes: Classes::ranges(b"\x01az", b""),
            min: 1,
            max: None,
        }),
    )
}

fn check(facets: &Text<'_>, value: &str, expected: &[&str]) {
    assert_eq!(
        said(|check| check.text(&PATH, value, AnyText::Borrowed(facets))),
        expected,
        "{value:?}"
    );
}

#[test]
fn lengths() {
    let bounds = |unit| Text {
        min_length: Some(2),
        max_length: Some(4),
        unit,
        ..Text::ANY
    };
    let chars = bounds(LengthUnit::Chars);
    check(&chars, "ab", &[]);
    check(&chars, "🇫🇷🇩🇪", &[]);
    check(
        &chars,
        "",
        &["min_length: has 0 characters, at least 2 are required"],
    );
    check(
        &chars,
        "🇫",
        &["min_length: has 1 character, at least 2 are required"],
    );
    check(&chars, "éééé", &[]);
    check(
        &chars,
        "ééééé",
        &["max_length: has 5 characters, at most 4 are accepted"],
    );
    let utf16 = bounds(LengthUnit::Utf16);
    check(&utf16, "🇫", &[]);
    check(&utf16, "🇫🇷", &[]);
    check(
        &utf16,
        "🇫🇷a",
        &["max_length: has 5 UTF-16 code units, at most 4 are accepted"],
    );
    let bytes = bounds(LengthUnit::Bytes);
    check(&bytes, "é", &[]);
    check(
        &bytes,
        "ééa",
        &["max_length: has 5 bytes, at most 4 are accepted"],
    );
    let one = Text {
        min_length: Some(1),
        max_length: Some(1),
        ..Text::ANY
    };
    check(
        &one,
        "",
        &["min_length: has 0 characters, at least 1 is required"],
    );
    check(
        &one,
        "ab",
        &["max_length: has 2 characters, at most 1 is accepted"],
    );
    let unlimited = Text {
        max_length: Some(u64::MAX),
        min_length: Some(0),
        ..Text::ANY
    };
    check(&unlimited, "", &[]);

    let (violations, _) = collect(|check| check.text(&PATH, "abcde", AnyText::Borrowed(&chars)));
    assert_eq!(
        violations.iter().map(|v| v.limit()).collect::<Vec<_>>(),
        [Some(4)]
    );
}

#[test]
fn patterns_formats_and_named_checks() {
    static LETTERS: Pattern = letters();
    static SHORT: Pattern = Pattern::new(
        ".{0,2}",
        Matcher::Length {
            min: 0,
            max: Some(2),
        },
    );
    // Rows: none yet, found; columns: other, digit.
    static DIGIT: Pattern = Pattern::new(
        "[0-9]",
        Matcher::Table(Table {
            classes: Classes::ranges(b"\x0109", b""),
            next: Cow::Borrowed(b"\0\0\0\0\x02\0\x04\0\x04\0\x04\0"),
            start: 2,
            accept_from: 4,
        }),
    );
    let letters = Text {
        patterns: &[&LETTERS, &SHORT],
        ..Text::ANY
    };
    check(&letters, "ab", &[]);
    check(
        &letters,
        "acb",
        &[
            "pattern: does not match the pattern .{0,2}: it is too long by 1 character; at character 3: expected the end",
        ],
    );
    check(
        &letters,
        "ab\n",
        &[
            "pattern: does not match the pattern [a-z]+: it ends with U+000A; at character 3: expected a small letter or the end",
        ],
    );

    let format = Text {
        formats: &[&[Format::Country]],
        ..Text::ANY
    };
    check(&format, "DE", &[]);
    check(
        &format,
        "de",
        &["format: is not an assigned ISO 3166-1 code such as NL"],
    );

    let named = |name, kind| NamedCheck {
        name,
        kind,
        pattern: &DIGIT,
        message: "is checked",
    };
    let checks = [
        named("has", CheckKind::Contains),
        named("has_no", CheckKind::Excludes),
    ];
    let contains = Text {
        checks: &checks[..1],
        ..Text::ANY
    };
    check(&contains, "a1", &[]);
    check(&contains, "a", &["check: is checked"]);
    let excludes = Text {
        checks: &checks[1..],
        ..Text::ANY
    };
    check(&excludes, "a", &[]);
    let (violations, _) = collect(|check| check.text(&PATH, "a1", AnyText::Borrowed(&excludes)));
    assert_eq!(
        violations.iter().map(|v| v.check()).collect::<Vec<_>>(),
        [Some("has_no")]
    );
}

#[test]
fn clear_token_is_refused_as_a_value() {
    let facets = Text {
        min_length: Some(1),
        clear_token: true,
        ..Text::ANY
    };
    check(&facets, "a", &[]);
    check(
        &facets,
        "",
        &[
            "clear_token: is empty, which is how a clear is spelled: clear the field, or give a value",
        ],
    );
}

#[test]
fn places() {
    let place = |place| Text { place, ..Text::ANY };
    let segment = place(TextPlace::PathSegment);
    for value in ["a", "...", "a/b", "..a", " ", "?"] {
        check(&segment, value, &[]);
    }
    check(
        &segment,
        "",
        &["path_segment: is empty, and would address what is one level up"],
    );
    check(
        &segment,
        ".",
        &["path_segment: is a dot, which a path can't carry"],
    );
    check(
        &segment,
        "..",
        &["path_segment: is two dots, and would address what is one level up"],
    );

    let header = place(TextPlace::HeaderValue);
    for value in ["", "a", "a b\tc", "~!"] {
        check(&header, value, &[]);
    }
    let refused = "header_value: has a character that a header can't carry: only visible ASCII, spaces and tabs are";
    for value in ["a\r\nb", "a\nb", "\0", "\u{7f}", "é", "\u{1b}"] {
        check(&header, value, &[refused]);
    }
    let trimmed = "header_value: begins or ends with a space or tab, which a header loses";
    for value in [" a", "a ", "\ta", " "] {
        check(&header, value, &[trimmed]);
    }

    let cookie = place(TextPlace::CookieValue);
    for value in ["", "a", "!#$%&'()*+-./:<=>?@[]^_`{|}~"] {
        check(&cookie, value, &[]);
    }
    let refused = "header_value: has a character that a cookie can't carry: only visible ASCII without `\"`, `,`, `;` and `\\` is";
    for value in [
        "u;x", "a,b", "a\"", "a\\b", "a b", "a\tb", "a\nb", "\u{7f}", "é",
    ] {
        check(&cookie, value, &[refused]);
    }

    let control =
        "header_value: contains a control character, which basic authentication does not allow";
    check(&place(TextPlace::BasicUser), "üser", &[]);
    check(
        &place(TextPlace::BasicUser),
        "a:b",
        &["header_value: contains a colon, which ends the user of basic authentication"],
    );
    check(&place(TextPlace::BasicUser), "a\nb", &[control]);
    check(&place(TextPlace::BasicPassword), "a:b", &[]);
    check(&place(TextPlace::BasicPassword), "a\u{80}b", &[control]);
}

#[test]
fn separators_and_xml() {
    let joined = Text {
        separator: Some("\n"),
        ..Text::ANY
    };
    check(&joined, "a\rb", &[]);
    check(
        &joined,
        "a\nb",
        &["separator: contains <U+000A>, which separates the items"],
    );
    let parts = |separators| Text {
        separator: Some(";"),
        separators,
        ..Text::ANY
    };
    check(&parts(1), "a;b", &[]);
    let once = "separator: does not contain ; exactly once";
    check(&parts(1), "ab", &[once]);
    check(&parts(1), "a;b;c", &[once]);
    check(
        &parts(2),
        "a;b",
        &["separator: does not contain ; exactly 2 times"],
    );
    let xml = Text {
        xml: true,
        ..Text::ANY
    };
    check(&xml, "a\tb\u{7f}", &[]);
    check(
        &xml,
        "é\u{1}\u{2}",
        &["unrepresentable: has the character U+0001 at index 1, which XML 1.0 can't carry"],
    );
    check(
        &xml,
        "\u{ffff}",
        &["unrepresentable: has the character U+FFFF at index 0, which XML 1.0 can't carry"],
    );
}

/// Of length, pattern, format and wire, the first fault is reported, and every named check. If it is waived, the next one is.
#[test]
fn one_mistake_is_reported_once() {
    static LETTERS: Pattern = letters();
    let facets = Text {
        min_length: Some(9),
        patterns: &[&LETTERS],
        formats: &[&[Format::Country]],
        checks: &[NamedCheck {
            name: "n",
            kind: CheckKind::Pattern,
            pattern: &LETTERS,
            message: "s",
        }],
        separator: Some("\u{1}"),
        place: TextPlace::HeaderValue,
        xml: true,
        ..Text::ANY
    };
    let codes = |value: &str, waived: &[Facet]| {
        let (mut violations, mut unchecked) = (Violations::new(), Vec::new());
        let mut waivers = Waivers::default();
        for facet in waived {
            waivers.waive("f", *facet);
        }
        let mut check = Check::collect(&mut violations, &waivers, &mut unchecked);
        check.text(&PATH, value, AnyText::Borrowed(&facets));
        let codes: Vec<_> = violations.iter().map(|it| it.code()).collect();
        codes
    };
    let (length, pattern, format) = (Facet::MinLength, Facet::Pattern, Facet::Format);
    let value = "\u{1}\u{1}";
    assert_eq!(codes("", &[]), [Code::MinLength]);
    assert_eq!(codes(value, &[]), [Code::MinLength, Code::Check]);
    assert_eq!(codes(value, &[length]), [Code::Pattern, Code::Check]);
    assert_eq!(
        codes(value, &[length, pattern]),
        [Code::Format, Code::Check]
    );
    assert_eq!(
        codes(value, &[length, pattern, format]),
        [Code::Check, Code::Separator]
    );
}

#[test]
fn position_comes_before_a_long_pattern() {
    let source: String = format!("[a-z]{{1,2}}{}", "x?".repeat(200));
    let run = Run {
        classes: Classes::ranges(b"\x01az", b""),
        min: 1,
        max: None,
    };
    let long = Pattern::owned(source.as_str(), Matcher::Run(run));
    let patterns = [&long];
    let facets = Text {
        patterns: &patterns,
        ..Text::ANY
    };
    let expected = format!(
        "pattern: does not match its pattern: at character 2: expected a small letter or the end; the pattern begins with {}…",
        &source[..120]
    );
    check(&facets, "a1", &[&expected]);
}
