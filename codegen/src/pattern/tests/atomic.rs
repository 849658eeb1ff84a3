//! Tests of atomic groups that are written with look-ahead.

use crate::pattern::canonical;
use crate::plan::Extent;
use crate::syntax::Dialect;

/// Returns an atomic group with optional groups in each other.
fn nested(levels: usize) -> String {
    let (open, close) = ("(?:a".repeat(levels), ")?".repeat(levels));
    format!("(?>{open}{close})a")
}

#[test]
fn nested_groups_are_read_if_few_levels_repeat() {
    let read = |levels: usize| canonical(&nested(levels), Dialect::Pcre, Extent::Whole);
    assert_eq!(read(1).unwrap(), r"\A(?:(?:(?:a|(?!a))a))\z");
    assert!(read(4).is_ok());
}

#[test]
fn copies_of_nested_groups_are_limited() {
    let names: Vec<String> = (0..400).map(|number| format!("{number}?")).collect();
    let listed = format!("(?>{})a", names.join("|"));
    let (open, close) = ("(?>".repeat(40), "|b)".repeat(40));
    let alternatives = format!("{open}ab|a{close}a");
    for pattern in [nested(60), listed, alternatives] {
        let refused = canonical(&pattern, Dialect::Pcre, Extent::Whole).unwrap_err();
        let expected = "an atomic group or a possessive repetition changes which values match";
        assert_eq!(refused, [expected], "{pattern}");
    }
}
