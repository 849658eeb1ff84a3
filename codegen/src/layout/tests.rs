use std::str::FromStr;

use proc_macro2::TokenStream;

use super::lay_out;
use super::literal::{split, unescape};

/// Checks the text of tokens that are given as text. Both may be indented.
#[track_caller]
fn check(tokens: &str, expected: &[&str]) {
    let tokens = TokenStream::from_str(tokens).expect("the text is made of tokens");
    let text = lay_out(tokens);
    assert_eq!(text.lines().collect::<Vec<_>>(), expected, "\n{text}");
}

#[test]
fn each_statement_and_item_has_a_line() {
    check(
        "use a; use b; const C: u8 = 0; fn d() { let x = 1; f(x); } fn e() {}",
        &[
            "use a;",
            "use b;",
            "",
            "const C: u8 = 0;",
            "",
            "fn d() {",
            "    let x = 1;",
            "    f(x);",
            "}",
            "",
            "fn e() {}",
        ],
    );
}

#[test]
fn doc_attributes_become_comments() {
    check(
        "#![doc = \" In.\"] #[doc = \" One.\"] #[doc = r\" Two \\d.\"] #[must_use] fn f() {}",
        &[
            "//! In.",
            "",
            "/// One.",
            "/// Two \\d.",
            "#[must_use]",
            "fn f() {}",
        ],
    );
}

#[test]
fn texts_that_no_comment_can_hold_stay_attributes() {
    check(
        "#[doc = \"one\\ntwo\"] #[doc = \"/ slash\"] fn f() {}",
        &[
            "#[doc = \"one\\ntwo\"]",
            "#[doc = \"/ slash\"]",
            "fn f() {}",
        ],
    );
}

#[test]
fn types_and_comparisons_are_told_apart() {
    check(
        "fn f<'a, T: Into<Cow<'a, str>>>(x: &'a mut Vec<Option<T>>) -> bool { x.len() < 3 && -1 > *y && a::<b>(!c) }",
        &[
            "fn f<'a, T: Into<Cow<'a, str>>>(x: &'a mut Vec<Option<T>>) -> bool {",
            "    x.len() < 3 && -1 > *y && a::<b>(!c)",
            "}",
        ],
    );
}

#[test]
fn members_stay_on_a_line_that_is_long_enough() {
    check(
        "fn f() { let Some(A { b, .. }) = c else { return; }; g(A { b: 1, ..d }) }",
        &[
            "fn f() {",
            "    let Some(A { b, .. }) = c else {",
            "        return;",
            "    };",
            "    g(A { b: 1, ..d })",
            "}",
        ],
    );
}

#[test]
fn match_arms_have_lines() {
    check(
        "fn f() { match x { A::B { c, } | A::D => 1, E if y => { 2 } _ => g(3), } }",
        &[
            "fn f() {",
            "    match x {",
            "        A::B { c } | A::D => 1,",
            "        E if y => {",
            "            2",
            "        }",
            "        _ => g(3),",
            "    }",
            "}",
        ],
    );
}

#[test]
fn long_calls_chains_and_conditions_are_broken() {
    check(
        "fn f() {
            first_function_with_a_long_name(first_argument_with_a_longer_name_than, second_argument_with_the_longest_name_of_all);
            a_receiver_with_a_name_that_is_longer.first_method(first_argument).second_method(second_argument).third_method(third);
            if first_condition_with_a_long_name && second_condition_with_a_long_name || third_condition_with_a_name_that_is_longer { g(); }
            each(|item| { h(item); });
        }",
        &[
            "fn f() {",
            "    first_function_with_a_long_name(",
            "        first_argument_with_a_longer_name_than,",
            "        second_argument_with_the_longest_name_of_all,",
            "    );",
            "    a_receiver_with_a_name_that_is_longer",
            "        .first_method(first_argument)",
            "        .second_method(second_argument)",
            "        .third_method(third);",
            "    if first_condition_with_a_long_name",
            "        && second_condition_with_a_long_name",
            "        || third_condition_with_a_name_that_is_longer",
            "    {",
            "        g();",
            "    }",
            "    each(|item| {",
            "        h(item);",
            "    });",
            "}",
        ],
    );
}

#[test]
fn the_input_of_a_macro_keeps_its_commas() {
    check(
        "m! { a(b,) } n!(c,);",
        &["m! {", "    a(b,)", "}", "n!(c,);"],
    );
}

#[test]
fn long_byte_strings_are_split_between_escapes() {
    let rows = split(r#"b"\x01\x02 \n\\abc   defghijklmnopqrstuvwxyz""#, 20);
    assert_eq!(
        rows.unwrap(),
        [
            r#"b"\x01\x02 \n\\abc \"#,
            r"\x20 defghijklmnopq\",
            "rstuvwxyz\""
        ]
    );
}

#[test]
fn short_and_other_literals_stay_whole() {
    for literal in [
        "b\"abc\"",
        "\"a text that is longer than the width\"",
        "12345678901234567890123",
    ] {
        assert_eq!(split(literal, 20), None, "{literal}");
    }
}

#[test]
fn escapes_are_read() {
    let text = unescape("\"a\\n\\t\\r\\0\\\\\\\"\\'\\u{e9}\"");
    assert_eq!(text.as_deref(), Some("a\n\t\r\0\\\"'é"));
    for literal in ["b\"a\"", "1", "\"\\q\""] {
        assert_eq!(unescape(literal), None, "{literal}");
    }
}
