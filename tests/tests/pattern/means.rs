//! Fields that mean the same datum, pair by pair: our verdict against engines that know no sets, and another solver.

use std::collections::BTreeMap;

use fancy_regex::Regex;
use regexsolver::Term;
use wireform_codegen::pattern::Language;
use wireform_codegen::pattern::language::{Relation, near_misses, relation};
use wireform_codegen::plan::{CheckKind, LengthUnit, TextFacets};
use wireform_tests::plans;

use super::strings::texts;

/// A field, and what it takes.
struct Field {
    place: String,
    facets: TextFacets,
    language: Language,
    /// Members and near misses.
    values: Vec<String>,
}

/// What was looked at.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) pairs: usize,
    pub(super) witnesses: usize,
    pub(super) solved: usize,
}

/// All pairs over all schemas; each is decided.
pub(super) fn agree() -> Seen {
    let mut groups: BTreeMap<String, Vec<Field>> = BTreeMap::new();
    for plan in plans::shipped() {
        for (place, facets, means) in texts(&plan) {
            let language = Language::of(&facets).unwrap_or_else(|spent| panic!("{place}: {spent}"));
            let group = match means {
                Some(means) => groups.entry(means).or_default(),
                None => continue,
            };
            if group.iter().any(|known| known.language == language) {
                continue;
            }
            let mut values = language.samples(40, 3).expect("decided");
            values.extend(near_misses(&language, 40, 3).expect("decided"));
            group.push(Field {
                place,
                facets,
                language,
                values,
            });
        }
    }
    let mut seen = Seen::default();
    for group in groups.values() {
        for (at, first) in group.iter().enumerate() {
            for second in &group[..at] {
                pair(first, second, &mut seen);
            }
        }
    }
    seen
}

fn pair(first: &Field, second: &Field, seen: &mut Seen) {
    let context = format!("{}, {}", first.place, second.place);
    let found = relation(&first.language, &second.language)
        .unwrap_or_else(|spent| panic!("{context}: {spent}"));
    seen.pairs += 1;
    let is = |value: &str| (takes(&first.facets, value), takes(&second.facets, value));
    for (witness, wanted) in [
        (&found.only_first, (true, false)),
        (&found.only_second, (false, true)),
        (&found.both, (true, true)),
    ] {
        if let Some(value) = witness {
            seen.witnesses += 1;
            assert_eq!(is(value), wanted, "{context}: {value:?}");
        } else {
            // There is no such string: none of those at hand is one.
            let mut values = first.values.iter().chain(&second.values);
            let other = values.find(|value| is(value) == wanted);
            assert_eq!(other, None, "{context}");
        }
    }
    if let (Some(one), Some(two)) = (term(&first.facets), term(&second.facets)) {
        solved(&one, &two, &found, &context);
        seen.solved += 1;
    }
}

/// Whether a field takes a value, by its facets one by one.
fn takes(facets: &TextFacets, value: &str) -> bool {
    let matches = |text: &str| {
        let engine = Regex::new(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        engine.is_match(value).expect(text)
    };
    let length = match facets.unit {
        LengthUnit::Chars => value.chars().count(),
        LengthUnit::Utf16 => value.encode_utf16().count(),
        LengthUnit::Bytes => value.len(),
    } as u64;
    facets.min_length.is_none_or(|least| length >= least)
        && facets.max_length.is_none_or(|most| length <= most)
        && facets.patterns.iter().all(|pattern| {
            // As the page has it; classes are of Unicode to this engine.
            matches(&format!(
                r"\A(?:{})\z",
                pattern.source.replace(r"\d", "[0-9]")
            ))
        })
        && facets.formats.iter().all(|group| {
            group.iter().any(|format| {
                let runtime: wireform::Format = format.name().parse().expect("both know it");
                runtime.is_match(value)
            })
        })
        && facets
            .checks
            .iter()
            .all(|check| matches(&check.regex) == (check.kind != CheckKind::Excludes))
}

/// A field's language for the other solver; none where it has what that does not read.
fn term(facets: &TextFacets) -> Option<Term> {
    let is_plain = facets.formats.is_empty()
        && facets.checks.is_empty()
        && facets.unit == LengthUnit::Chars
        && !facets.patterns.is_empty();
    if !is_plain {
        return None;
    }
    let most = facets
        .max_length
        .map_or_else(String::new, |most| most.to_string());
    let length = format!(
        r"[\x{{0}}-\x{{10FFFF}}]{{{},{most}}}",
        facets.min_length.unwrap_or(0)
    );
    let mut all = Term::from_pattern(&length).expect("a length");
    for pattern in &facets.patterns {
        let inner = &pattern.expression[5..pattern.expression.len() - 3];
        // Look-ahead it does not read.
        let one = Term::from_pattern(inner).ok()?;
        all = all.intersection([&one]).ok()?;
    }
    Some(all)
}

fn solved(one: &Term, two: &Term, found: &Relation, context: &str) {
    let contained = one.subset(two).expect("small");
    let containing = two.subset(one).expect("small");
    let common = one.intersection([two]).expect("small");
    assert_eq!(found.only_first.is_none(), contained, "{context}");
    assert_eq!(found.only_second.is_none(), containing, "{context}");
    assert_eq!(
        found.both.is_none(),
        common.is_empty().expect("small"),
        "{context}"
    );
}
