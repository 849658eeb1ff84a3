//! Patterns against other engines: whether values match, and how sets stand to each other.
//!
//! Everything is drawn from fixed seeds. `patterns_long` draws many times as much.

use std::collections::BTreeSet;

use wireform_codegen::lower::Memo;
use wireform_codegen::pattern::automaton::{Random, Window, build};
use wireform_codegen::pattern::language::{Writing, format_set, near_misses};
use wireform_codegen::pattern::{Language, Matcher};
use wireform_codegen::plan::{Extent, Format, TextFacets};
use wireform_interpret::pattern_of;
use wireform_tests::plans;

#[path = "pattern/atomic.rs"]
mod atomic;
#[path = "pattern/definition.rs"]
mod definition;
#[path = "pattern/look_aheads.rs"]
mod look_aheads;
#[path = "pattern/means.rs"]
mod means;
#[path = "pattern/pairs.rs"]
mod pairs;
#[path = "pattern/random.rs"]
mod random;
#[path = "pattern/strings.rs"]
mod strings;

use random::{Looks, draw};
use strings::texts;

#[test]
fn algebra_agrees_with_brute_force_and_with_another_solver() {
    let pairs = 200;
    let seen = pairs::agree(pairs, 7);
    pairs::says_something(&seen, pairs);
}

#[test]
fn shipped_patterns_agree_with_other_engines() {
    let strings = strings::shipped(80);
    assert!(strings > 1_000, "{strings}");
}

/// What the runtime writes where nothing had to be escaped.
fn is_written_as_it_is(writing: Writing, value: &str) -> bool {
    let mut body = wireform::__rt::Body::new();
    match writing {
        Writing::Json => wireform::__rt::json::text(&mut body, value),
        Writing::Xml => wireform::__rt::xml::text(&mut body, value),
        Writing::XmlAttribute => wireform::__rt::xml::attribute(&mut body, value),
        Writing::Form => wireform::__rt::pairs::Pairs::form().pair(&mut body, "", value),
        Writing::Query => wireform::__rt::pairs::Pairs::query().pair(&mut body, "", value),
    }
    let written = body.as_bytes();
    let written = match writing {
        Writing::Form | Writing::Query => &written[1..],
        _ => written,
    };
    written == value.as_bytes()
}

#[test]
fn what_needs_escapes_is_what_the_runtime_escapes() {
    let memo = Memo::new();
    let mut free = 0;
    for plan in plans::shipped() {
        for (place, facets, _) in texts(&plan) {
            let language = Language::of(&facets).expect(&place);
            let escapes = memo.escapes(&facets);
            let patterned = !facets.patterns.is_empty();
            let audited = ["Realtime Register", "Namebay"].contains(&plan.provider.as_str());
            for writing in Writing::ALL {
                let needs = escapes.needs(writing);
                for value in language.samples(30, 5).expect(&place) {
                    assert!(
                        needs || is_written_as_it_is(writing, &value),
                        "{place} {value:?} {writing:?}"
                    );
                }
                if patterned && audited && matches!(writing, Writing::Json | Writing::Xml) {
                    assert!(!needs, "{place} {writing:?}");
                    free += 1;
                }
            }
        }
    }
    assert!(free >= 30, "{free}");
    let any = memo.escapes(&TextFacets::default());
    assert!(Writing::ALL.into_iter().all(|writing| any.needs(writing)));
    // Each ASCII character on its own.
    for point in 0..128_u8 {
        let value = char::from(point).to_string();
        let language = Language::of_values([value.as_str()]);
        let escapes = wireform_codegen::pattern::language::Escapes::of(&language);
        for writing in Writing::ALL {
            let is_plain = is_written_as_it_is(writing, &value);
            assert_eq!(escapes.needs(writing), !is_plain, "{value:?} {writing:?}");
        }
    }
}

/// The bytes of a table, and those that the values of a field touch.
fn sizes(matcher: &Matcher) -> (usize, usize) {
    match matcher {
        Matcher::Length { .. } => (0, 0),
        // Ranges beyond ASCII are looked at for such characters only.
        Matcher::Run { classes, .. } => (classes.bytes(), classes.map.len()),
        Matcher::Small(table) | Matcher::Table(table) => (table.bytes(), table.bytes()),
        Matcher::Bounded { small, exact, .. } => (exact.bytes(), small.bytes()),
    }
}

#[test]
fn tables_are_small() {
    let memo = Memo::new();
    let mut beyond = BTreeSet::new();
    for plan in plans::shipped() {
        for (place, facets, _) in texts(&plan) {
            let patterns = facets.patterns.iter();
            let matchers = patterns.map(|pattern| memo.matcher(pattern, facets.max_length));
            let checks = facets.checks.iter();
            for matcher in
                matchers.chain(checks.map(|check| memo.check_matcher(check, facets.max_length)))
            {
                let (table, hot) = sizes(&matcher);
                assert!(table <= 6 << 10, "{place}: {matcher}");
                if hot > 400 {
                    beyond.insert(format!("{place}: {matcher}"));
                }
            }
        }
    }
    // In these no bound can be erased up to a length that matters; docs/patterns.md says so.
    let beyond: Vec<&str> = beyond.iter().map(String::as_str).collect();
    assert!(
        matches!(
            beyond.as_slice(),
            [email, address]
                if email.starts_with("namebay: contact_update.email:")
                    && address.starts_with("realtime-register: Validation.validated_by:")
        ),
        "{beyond:?}"
    );
}

#[test]
fn look_aheads_agree_with_an_engine_that_goes_back() {
    let patterns = 300;
    let seen = look_aheads::agree(patterns, 5, 23);
    look_aheads::says_something(&seen, patterns);
}

#[test]
fn random_matchers_agree_with_the_engine() {
    let mut random = Random::new(11);
    let all = random::strings(5);
    for _ in 0..60 {
        let text = draw(&mut random, Looks::Nowhere);
        let engine = regex::Regex::new(&text).expect(&text);
        let Ok(set) = build(&text) else { continue };
        let pattern = wireform_codegen::plan::Pattern {
            source: text.clone(),
            extent: Extent::Search,
            expression: text.clone(),
            set: set.into(),
        };
        for longest in [None, Some(3)] {
            let runtime = pattern_of(&pattern, longest);
            for value in all
                .iter()
                .map(String::as_str)
                .chain(["é", "aé", "a\n", "日本"])
            {
                assert_eq!(
                    runtime.is_match(value),
                    engine.is_match(value),
                    "{text} {value:?}"
                );
            }
        }
    }
}

#[test]
fn fields_that_mean_the_same_are_decided() {
    let seen = means::agree();
    assert!(seen.pairs >= 50 && seen.witnesses >= 100, "{seen:?}");
    assert!(seen.solved >= 5, "{seen:?}");
}

#[test]
fn formats_are_the_languages_of_the_runtime() {
    assert_eq!(Format::ALL.len(), wireform::Format::ALL.len());
    for &format in Format::ALL {
        let runtime: wireform::Format = format.name().parse().expect("both know it");
        let (set, max) = format_set(format).expect("within the budget");
        let window = Window { max, ..Window::ANY };
        let language = Language { set, window };
        for seed in 0..8 {
            let samples = language.samples(60, seed).expect("small");
            assert!(!samples.is_empty(), "{format:?}");
            let misses = near_misses(&language, 60, seed).expect("small");
            for value in samples.iter().chain(&misses) {
                assert_eq!(
                    language.contains(value),
                    runtime.is_match(value),
                    "{format:?} {value:?}"
                );
            }
        }
    }
}
