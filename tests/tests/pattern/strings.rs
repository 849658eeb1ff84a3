//! Shipped patterns on generated strings: our sets, the runtime's tables, and two readings by another engine.

use std::collections::BTreeSet;

use fancy_regex::Regex;
use wireform_codegen::pattern::Language;
use wireform_codegen::pattern::automaton::Window;
use wireform_codegen::pattern::language::near_misses;
use wireform_codegen::plan::{Pattern, Plan, TextFacets};
use wireform_interpret::pattern_of;
use wireform_tests::plans;

/// How many members and near misses are drawn at a time.
const DRAWN: usize = 40;

/// Looks at about as many strings of each pattern; says how many there were of all.
pub(super) fn shipped(of_each: usize) -> usize {
    let mut known = BTreeSet::new();
    let mut strings = 0;
    for plan in plans::shipped() {
        for (place, facets, _) in texts(&plan) {
            for pattern in &facets.patterns {
                if known.insert((pattern.expression.clone(), facets.max_length)) {
                    for seed in 0..of_each.div_ceil(2 * DRAWN) as u64 {
                        strings += agree(&place, pattern, facets.max_length, seed);
                    }
                }
            }
        }
    }
    strings
}

fn agree(place: &str, pattern: &Pattern, longest: Option<u64>, seed: u64) -> usize {
    let runtime = pattern_of(pattern, longest);
    let spelled_out = engine(&pattern.expression);
    // The pattern of the page as it is, but for classes that are of Unicode there.
    let page = engine(&format!(
        r"\A(?:{})\z",
        pattern.source.replace(r"\d", "[0-9]")
    ));
    let language = Language {
        set: (*pattern.set).clone(),
        window: Window::ANY,
    };
    let mut values = language.samples(DRAWN, seed).expect("small");
    values.extend(near_misses(&language, DRAWN, seed).expect("small"));
    // Long ones take the exact table.
    let long: Vec<String> = values.iter().take(8).map(|value| value.repeat(9)).collect();
    values.extend(long);
    for value in &values {
        let wanted = spelled_out.is_match(value).expect(place);
        let context = format!("{place} {value:?}");
        assert_eq!(page.is_match(value).expect(place), wanted, "{context}");
        assert_eq!(pattern.set.contains(value), wanted, "{context}");
        assert_eq!(runtime.is_match(value), wanted, "{context}");
        assert_eq!(runtime.mismatch(value).is_none(), wanted, "{context}");
    }
    values.len()
}

fn engine(expression: &str) -> Regex {
    Regex::new(expression).unwrap_or_else(|error| panic!("{expression}: {error}"))
}

/// The facets of every text of a plan that has a pattern, a format or a check.
pub(super) fn texts(plan: &Plan) -> Vec<(String, TextFacets, Option<String>)> {
    let mut found = Vec::new();
    let operations = plan.operations.iter().map(|one| (&one.name, &one.fields));
    for (name, fields) in operations.chain(plan.objects.iter().map(|one| (&one.name, &one.fields)))
    {
        for field in fields {
            if let Some(facets) = field.ty.item().text() {
                let place = format!("{}: {name}.{}", plan.schema, field.name);
                found.push((place, facets.clone(), field.means.clone()));
            }
        }
    }
    found
}
