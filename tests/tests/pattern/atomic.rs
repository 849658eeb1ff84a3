//! Atomic groups and possessive repetitions mean what a backtracking engine finds.

use wireform_codegen::pattern::automaton::build;
use wireform_codegen::pattern::canonical;
use wireform_codegen::plan::Extent;
use wireform_codegen::syntax::Dialect;

/// Patterns whose atomic parts matter, and some whose atomic parts do not.
const PATTERNS: &[&str] = &[
    r"a++b",
    r"a++a",
    r"a?+a",
    r"a*+(?:ab|b)",
    r"[ab]*+1",
    r"[ab]{1,2}+b",
    r"(?:ab){2}+a",
    r"(?>a|ab)1?",
    r"(?>ab|a)b",
    r"(?>a|b|ab)a*",
    r"(?>a++b?+|b++)a?",
    r"(?>a*?)b",
    r"(?>a??)a",
    r"(?>(?:ab)?)ab",
    r"[ab]?+(?>1++\.?+1*+|1*+\.?+1++)",
    r"(?!(?>a|ab)1)..",
    r"(?:(?>a|ab)1)+",
    r"(?>\ba+)b",
];

/// Calls a function with every string of at most five characters.
fn each_string(text: &mut String, check: &mut impl FnMut(&str)) {
    check(text);
    if text.len() == 5 {
        return;
    }
    for next in ['a', 'b', '1', '.'] {
        text.push(next);
        each_string(text, check);
        text.pop();
    }
}

#[test]
fn atomic_groups_mean_what_engines_find() {
    let mut wrong = Vec::new();
    for pattern in PATTERNS {
        for extent in [Extent::Whole, Extent::Search] {
            let canonical = canonical(pattern, Dialect::Pcre, extent);
            let canonical = canonical.unwrap_or_else(|found| panic!("{pattern}: {found:?}"));
            let set = build(&canonical).expect("a small pattern");
            let expression = match extent {
                Extent::Whole => format!(r"\A(?:{pattern})\z"),
                Extent::Search => (*pattern).to_owned(),
            };
            let engine = fancy_regex::Regex::new(&expression).expect(pattern);
            each_string(&mut String::new(), &mut |text| {
                let expected = engine.is_match(text).expect("no limit is reached");
                if set.contains(text) != expected && wrong.len() < 20 {
                    wrong.push(format!(
                        "{expression} as {canonical} on {text:?}: {expected}"
                    ));
                }
            });
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
