//! The country codes of `format: country`, compared with lists that others maintain.
//!
//! The runtime and the compiler each have a list, both from iso-codes. The crates `celes` and `isocountry` have lists of
//! their own, from other sources.

use std::collections::BTreeSet;

use wireform_codegen::pattern::automaton::Window;
use wireform_codegen::pattern::language::{Language, format_set};
use wireform_codegen::plan;

/// Returns the texts of two ASCII characters that `is_assigned` accepts.
fn codes(is_assigned: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let ascii = || (0..128_u8).map(char::from);
    ascii()
        .flat_map(|first| ascii().map(move |second| format!("{first}{second}")))
        .filter(|code| is_assigned(code))
        .collect()
}

fn ours() -> BTreeSet<String> {
    codes(|code| wireform::Format::Country.is_match(code))
}

#[test]
fn the_codes_are_those_of_other_lists() {
    let celes = celes::Country::get_countries();
    let celes: BTreeSet<String> = celes.iter().map(|it| it.alpha2.to_owned()).collect();
    let isocountry = isocountry::CountryCode::iter();
    let isocountry: BTreeSet<String> = isocountry.map(|it| it.alpha2().to_owned()).collect();
    let ours = ours();
    assert_eq!(ours.len(), 249);
    // The code of Kosovo is user-assigned. `celes` lists it, the standard does not.
    for (list, theirs, known) in [
        ("celes", celes, &["XK"][..]),
        ("isocountry", isocountry, &[]),
    ] {
        let differences: Vec<&String> = ours.symmetric_difference(&theirs).collect();
        assert_eq!(differences, known, "{list}");
    }
}

#[test]
fn the_compiler_has_the_codes_of_the_runtime() {
    for (format, runtime) in [
        (plan::Format::Country, wireform::Format::Country),
        (plan::Format::CountryLike, wireform::Format::CountryLike),
    ] {
        let (set, max) = format_set(format).expect("within the budget");
        let window = Window { max, ..Window::ANY };
        let language = Language { set, window };
        let compiler = codes(|code| language.contains(code));
        assert_eq!(compiler, codes(|code| runtime.is_match(code)), "{format:?}");
    }
}
