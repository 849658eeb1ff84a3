//! Tests that compile patterns to expressions and sets, or to diagnostics.

use regex::Regex;

use crate::pattern::*;
use crate::plan::{CheckKind, Extent};
use crate::source::{Diagnostics, FileId, Span};
use crate::syntax::{Dialect, Text};

fn text(pattern: &str) -> Text {
    Text::new(pattern.to_owned(), Span::at(FileId(0), 0, pattern.len()))
}

fn read(source: &str, dialect: Dialect) -> Result<Pattern, String> {
    let mut diagnostics = Diagnostics::default();
    let found = pattern(&text(source), dialect, Extent::Whole, &mut diagnostics);
    let said: Vec<String> = diagnostics
        .0
        .iter()
        .map(|d| format!("{} {}..{}", d.code, d.span.start, d.span.end))
        .collect();
    match found {
        Some(found) => Ok(found),
        None => Err(said.join(", ")),
    }
}

#[test]
fn writes_canonical_forms() {
    for (source, expected) in [
        (r"\d+", r"\A(?:[0-9]+)\z"),
        (r"[\d_]\D", r"\A(?:[0-9_][^0-9])\z"),
        (r"[^\w\s]", r"\A(?:[^0-9A-Za-z_\t\n\x0B\x0C\r ])\z"),
        (r"[\D]", r"\A(?:[[^0-9]])\z"),
        ("a|b", r"\A(?:a|b)\z"),
        ("a.c", r"\A(?:a[^\n\r]c)\z"),
        ("^a$", r"\A(?:a)\z"),
        (r"\Aa\z", r"\A(?:a)\z"),
        // An anchor at the other end has an effect: nothing matches. One that is repeated stays, too.
        ("$a", r"\A(?:\za)\z"),
        ("a^", r"\A(?:a\A)\z"),
        ("^*a", r"\A(?:\A*a)\z"),
        (r"a\\z", r"\A(?:a\\z)\z"),
        (r"a\$", r"\A(?:a\$)\z"),
        ("[$]", r"\A(?:[$])\z"),
        ("", r"\A(?:)\z"),
        ("(?P<digits>a)(?<b>c)", r"\A(?:(a)(c))\z"),
        ("(?P<ahead.1>a)(?<not.ahead.2>c)", r"\A(?:(a)(c))\z"),
        ("(?:^a)b", r"\A(?:(?:\Aa)b)\z"),
        ("(?i)a-[bC]", r"\A(?:[aA]-[bCBc])\z"),
        (
            "a(?s:.)(?-s:.)",
            r"\A(?:a(?:[\x00-\x{10FFFF}])(?:[^\n\r]))\z",
        ),
        ("(?x) a b # c", r"\A(?:ab)\z"),
        ("a(?<!b)(?<=[c])", r"\A(?:a(?<!b)(?<=[c]))\z"),
        ("(?=.{1,3}@)a+@b", r"\A(?:(?=[^\n\r]{1,3}@)a+@b)\z"),
        (r"(?=a)(?![)(]\))(b)", r"\A(?:(?=a)(?![)(]\))(b))\z"),
        (
            r"^(?=.{2,9}$)(?:a(?!-)|\d)+$",
            r"\A(?:(?=[^\n\r]{2,9}\z)(?:a(?!-)|[0-9])+)\z",
        ),
        (r"[[:alpha:]]\p{Lu}\x41", r"\A(?:[[:alpha:]][\p{Lu}]A)\z"),
    ] {
        let found = read(source, Dialect::Wireform).expect(source);
        assert_eq!(found.expression, expected, "{source}");
        assert_eq!(found.source, source);
        if !["(?=", "(?!", "(?<"]
            .iter()
            .any(|one| expected.contains(one))
        {
            Regex::new(expected).expect(expected);
        }
    }
}

#[test]
fn expands_negated_classes_inside_classes() {
    for class in ["D", "W", "S"] {
        let alone = read(&format!(r"\{class}"), Dialect::Wireform).expect(class);
        let inside = read(&format!(r"[\{class}]"), Dialect::Wireform).expect(class);
        assert_eq!(alone.set, inside.set, "{class}");
        let both = read(
            &format!(r"[\{class}\{}]", class.to_lowercase()),
            Dialect::Wireform,
        );
        let any = read(r"[\x00-\x{10FFFF}]", Dialect::Wireform).expect("any");
        assert_eq!(both.expect(class).set, any.set, "{class}");
    }
}

#[test]
fn translates_look_aheads_to_sets() {
    for (source, same) in [
        ("a(?=b).*", "ab.*"),
        ("a(?!b).*", "a|a[^b\n\r].*"),
        (r"(?!.*\.\.)[a-b.]+", r"\.|\.?[a-b]+(\.[a-b]+)*\.?"),
        ("(?:(?=x)[x-z])*", "x*"),
        ("(?:(?!y)[x-z])*", "[xz]*"),
        ("(?=a)b|c", "c"),
        ("(?:(?=a)|(?=b))[a-c]", "[ab]"),
        ("(?!(?!a))[ab]", "a"),
        ("(?=a(?=b))..", "ab"),
        ("(?=.{2}$)a*", "aa"),
        ("(?!a$)a*", "|aa+"),
        ("a(?=)b", "ab"),
        ("a(?!)b|c", "c"),
        ("(?:a(?=(?:aa)*$))*", "a?"),
        ("(?:(?=(?:aa)*$)a)*", ""),
        ("(?=a*$)(?=(?:aaa)*$)(?:aa)*", "(?:a{6})*"),
        ("(?:(?=a){3}a){2,}", "a{2,}"),
        ("(?=a|b)*[^\n\r]", "."),
        (
            r"(?=^.{2,3}$)(?=.*b)[ab]+",
            "[ab]b|b[ab]|b[ab]{2}|[ab]b[ab]|[ab]{2}b",
        ),
        ("a(?=^b)b|c", "c"),
        ("a(?!^b)b|c", "ab|c"),
        ("(?=(?=^a))[ab]", "a"),
        ("(?=a(?!^b))[ab]{2}", "a[ab]"),
    ] {
        let found = read(source, Dialect::Wireform).expect(source);
        let wanted = read(same, Dialect::Wireform).expect(same);
        assert_eq!(found.set, wanted.set, "{source} as {same}");
    }
}

#[test]
fn reads_raw_brackets_as_literals_in_pcre() {
    for (source, expected) in [
        (r"[a[b]", r"\A(?:[a\[b])\z"),
        (r"[][a]", r"\A(?:[\]\[a])\z"),
        (r"[^][]", r"\A(?:[^\]\[])\z"),
        (r"[a&&!--~~]", r"\A(?:[a\&\&!-\-\~\~])\z"),
        (r"[[:digit:][]", r"\A(?:[[:digit:]\[])\z"),
        (
            r"[A-Za-z0-9 \.!#$%'()*+,:;=\-?@[\]//^_`|}{]{1,250}",
            r"\A(?:[A-Za-z0-9 .!#$%'()*+,:;=\-?@\[\]//\^_`|}{]{1,250})\z",
        ),
    ] {
        let found = read(source, Dialect::Pcre).expect(source);
        assert_eq!(found.expression, expected, "{source}");
        Regex::new(expected).expect(expected);
        assert!(read(source, Dialect::Wireform).is_err(), "{source}");
    }
}

#[test]
fn diagnostics_point_to_the_mistake() {
    for (source, expected) in [
        ("(?<=a$)b", "WF0401 0..4"),
        (r"a(?<!b+\b)c|(?>d)", "WF0401 1..5, WF0409 12..15"),
        ("(?=a(?<=bb))c", "WF0401 4..8"),
        ("(?R)a", "WF0402 0..3"),
        ("a(?(1)b)", "WF0402 1..4"),
        ("a++b", "WF0409 2..3"),
        ("[a-z]{2}+", "WF0409 8..9"),
        (r"(a)\1", "WF0402 3..5"),
        (r"(?<q>['x])a\k<q>", "WF0402 11..13"),
        (r"(?<q>a)\k{q}", "WF0402 7..9"),
        (r"(?P<q>a)(?P=q)", "WF0402 8..12"),
        ("(?=a", "WF0400 0..1"),
        ("a(?!b", "WF0400 1..2"),
        ("a[b[c]]", "WF0403 3..4"),
        ("a[b&&c]", "WF0403 3..5"),
        ("(?u)a", "WF0405 2..3"),
        (r"a\Gb", "WF0404 1..3"),
        (r"\a\h[\A]", "WF0404 2..4, WF0404 5..7"),
        ("(a", "WF0400 0..1"),
        (r"a\p{No}\p{Nope}", "WF0400 7..15"),
        ("a{1,1000}{1,1000}", "WF0406 0..17"),
        (r"(\p{L}{1,1000}){1,1000}", "WF0406 0..23"),
    ] {
        assert_eq!(
            read(source, Dialect::Wireform),
            Err(expected.to_owned()),
            "{source}"
        );
    }
}

#[test]
fn checks_match_a_part_of_the_value() {
    for (source, kind, expected) in [
        ("[0-9]", CheckKind::Contains, "[0-9]"),
        (r"^\d", CheckKind::Contains, r"\A[0-9]"),
        (r"\s$", CheckKind::Excludes, r"[\t\n\x0B\x0C\r ]\z"),
        ("(?=^a)[ab]", CheckKind::Contains, r"(?=\Aa)[ab]"),
        ("a|b", CheckKind::Pattern, r"\A(?:a|b)\z"),
    ] {
        let mut diagnostics = Diagnostics::default();
        let found = expression(&text(source), Dialect::Wireform, kind, &mut diagnostics);
        assert_eq!(found.map(|found| found.0).as_deref(), Some(expected));
        assert_eq!(diagnostics.0, []);
    }
}

#[test]
fn checks_with_look_aheads_match_a_part_of_the_value() {
    for (source, same) in [
        ("(?=^a)[ab]", "^a"),
        ("(?!^a)[ab]", "^b|(?s:.)[ab]"),
        ("(?:(?!^)a|b(?=c))", "(?s:.)a|bc"),
        ("a(?!b)$", "a$"),
    ] {
        let set = |text: &str| {
            let mut diagnostics = Diagnostics::default();
            let kind = CheckKind::Contains;
            let text = self::text(&text.replace("(?s:.)", r"[\x00-\x{10FFFF}]"));
            expression(&text, Dialect::Wireform, kind, &mut diagnostics)
                .unwrap_or_else(|| panic!("{diagnostics:?}"))
                .1
        };
        assert_eq!(set(source), set(same), "{source} as {same}");
    }
}

#[test]
fn agrees_with_the_regex_engine() {
    let values = [
        "", "a", "ab", "aab", "b@c", "ä", "١", "a\nb", "+31.1", "aaaa", "0", "a b",
    ];
    for source in [
        "a*",
        "(a|b)+",
        r"\d",
        r"\w+",
        "a.b",
        "[^a]*",
        r"\+\d{1,3}\.\d+",
        "(a?){3}",
        "(a*)*",
        "a{2,}",
        r"\s|\S",
        "(?:)",
        r"\p{L}+",
    ] {
        let found = read(source, Dialect::Wireform).expect(source);
        for value in values {
            let engine = Regex::new(&found.expression).expect(source).is_match(value);
            assert_eq!(found.set.contains(value), engine, "{source} {value:?}");
        }
    }
}
