//! How two sets stand to each other: our verdict, brute force, and another solver.

use regex::Regex;
use regexsolver::Term;
use regexsolver::execution_profile::ExecutionProfileBuilder;
use wireform_codegen::pattern::Language;
use wireform_codegen::pattern::automaton::{Automaton, Random, Window, build};
use wireform_codegen::pattern::language::{Relation, relation, relation_of_expressions};

use super::random::{Looks, draw, strings};

/// How long strings are that are all looked at.
const LONGEST: usize = 6;

/// How many pairs were looked at, and what came of it.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) undecided: usize,
    /// The other solver gave up.
    pub(super) unsolved: usize,
    pub(super) contained: usize,
    pub(super) disjoint: usize,
    pub(super) incomparable: usize,
    pub(super) equal: usize,
}

/// Looks at random pairs; every other one shares a part, so that containment is no rarity.
pub(super) fn agree(pairs: usize, seed: u64) -> Seen {
    let all = strings(LONGEST);
    let mut random = Random::new(seed);
    let mut seen = Seen::default();
    for number in 0..pairs {
        let first = draw(&mut random, Looks::Nowhere);
        let mut second = draw(&mut random, Looks::Nowhere);
        if number % 2 == 1 {
            let inner = |text: &str| text[5..text.len() - 3].to_owned();
            second = format!(r"\A(?:{}|{})\z", inner(&first), inner(&second));
        }
        let texts = [first, second];
        let sets: Vec<Automaton> = texts.iter().filter_map(|text| build(text).ok()).collect();
        let languages = sets.into_iter().map(|set| Language {
            set,
            window: Window::ANY,
        });
        let found = match languages.collect::<Vec<_>>().as_slice() {
            [one, two] => relation(one, two).ok(),
            _ => None,
        };
        let Some(found) = found else {
            seen.undecided += 1;
            continue;
        };
        without_automata(&texts, &found);
        match found.word() {
            "equal" => seen.equal += 1,
            "disjoint" => seen.disjoint += 1,
            "incomparable" => seen.incomparable += 1,
            _ => seen.contained += 1,
        }
        by_force(&texts, &found, &all);
        if solved(&texts, &found).is_none() {
            seen.unsolved += 1;
        }
    }
    seen
}

/// Every witness is one, and none is shorter; where there is none, there is no such string up to a length.
fn by_force(texts: &[String; 2], found: &Relation, all: &[String]) {
    let engines = texts.each_ref().map(|text| Regex::new(text).expect(text));
    let is = |value: &str| (engines[0].is_match(value), engines[1].is_match(value));
    let members: Vec<(bool, bool)> = all.iter().map(|value| is(value)).collect();
    for (witness, wanted) in [
        (&found.only_first, (true, false)),
        (&found.only_second, (false, true)),
        (&found.both, (true, true)),
    ] {
        let shortest = members.iter().position(|member| *member == wanted);
        let shortest = shortest.map(|at| all[at].len());
        let length = witness.as_ref().map(|witness| witness.chars().count());
        match (length, shortest) {
            (None, shortest) => assert_eq!(shortest, None, "{texts:?}"),
            // Those over other letters were not looked at.
            (Some(_), _) if !is_over_letters(witness) => {}
            (Some(length), None) => assert!(length > LONGEST, "{texts:?}"),
            (Some(length), Some(shortest)) => assert_eq!(length, shortest, "{texts:?}"),
        }
        assert!(
            length.is_none() || shortest.is_none() || length <= shortest,
            "{texts:?}"
        );
        if let Some(witness) = witness {
            assert_eq!(is(witness), wanted, "{texts:?} {witness:?}");
            for (text, wanted) in texts.iter().zip([wanted.0, wanted.1]) {
                // An engine that goes back; some repetitions of nothing it does not read.
                if let Ok(engine) = fancy_regex::Regex::new(text) {
                    let found = engine.is_match(witness).expect("a short string");
                    assert_eq!(found, wanted, "{text} {witness:?}");
                }
            }
        }
    }
}

/// Checks that the comparison without automata finds the same, with witnesses of the same length.
fn without_automata(texts: &[String; 2], found: &Relation) {
    let other = relation_of_expressions(&texts[0], &texts[1]).expect("small expressions");
    let length = |witness: &Option<String>| witness.as_ref().map(|text| text.chars().count());
    for (one, two) in [
        (&found.only_first, &other.only_first),
        (&found.only_second, &other.only_second),
        (&found.both, &other.both),
    ] {
        assert_eq!(length(one), length(two), "{texts:?} {found:?} {other:?}");
    }
}

fn is_over_letters(witness: &Option<String>) -> bool {
    witness
        .iter()
        .all(|witness| witness.chars().all(|letter| ('a'..='c').contains(&letter)))
}

/// Whether the other solver says the same; none where it gave up.
fn solved(texts: &[String; 2], found: &Relation) -> Option<()> {
    let profile = ExecutionProfileBuilder::new()
        .max_number_of_states(8192)
        .build();
    let [contained, containing, common] = profile.run(|| {
        // Its dot takes line feeds, ours and that of other engines does not.
        let [one, two] = texts.each_ref().map(|text| {
            let inner = text[5..text.len() - 3].replace('.', r"[^\n]");
            Term::from_pattern(&inner).unwrap_or_else(|error| panic!("{text}: {error}"))
        });
        Some([
            one.subset(&two).ok()?,
            two.subset(&one).ok()?,
            !one.intersection([&two]).ok()?.is_empty().ok()?,
        ])
    })?;
    assert_eq!(found.only_first.is_none(), contained, "{texts:?} {found:?}");
    assert_eq!(
        found.only_second.is_none(),
        containing,
        "{texts:?} {found:?}"
    );
    assert_eq!(found.both.is_some(), common, "{texts:?} {found:?}");
    Some(())
}

/// What has to be true of a run, so that agreement says something.
pub(super) fn says_something(seen: &Seen, pairs: usize) {
    assert!(seen.undecided * 100 <= pairs, "{seen:?}");
    assert!(seen.unsolved * 50 <= pairs, "{seen:?}");
    assert!(seen.contained * 5 >= pairs, "{seen:?}");
    assert!(seen.incomparable * 20 >= pairs, "{seen:?}");
    assert!(seen.disjoint * 20 >= pairs, "{seen:?}");
    assert!(seen.equal * 200 >= pairs, "{seen:?}");
}
