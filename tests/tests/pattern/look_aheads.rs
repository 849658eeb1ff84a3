//! Look-aheads wherever they stand, against an engine that goes back and against the definition.

use fancy_regex::Regex;
use wireform_codegen::pattern::automaton::Random;
use wireform_codegen::pattern::pattern;
use wireform_codegen::plan::Extent;
use wireform_codegen::source::{Diagnostics, FileId, Span};
use wireform_codegen::syntax::{Dialect, Text};
use wireform_interpret::pattern_of;

use super::definition;
use super::random::{Looks, draw, strings};

/// How many patterns were looked at, and what came of it.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) decided: usize,
    pub(super) with_look_ahead: usize,
    pub(super) undecided: usize,
    pub(super) refused: usize,
    pub(super) members: usize,
    pub(super) strings: usize,
    pub(super) engine_differs: usize,
}

/// Random patterns with look-aheads on all strings up to a length: our set, and what the runtime makes of it.
pub(super) fn agree(patterns: usize, longest: usize, seed: u64) -> Seen {
    let all = strings(longest);
    let mut random = Random::new(seed);
    let mut seen = Seen::default();
    for number in 0..patterns {
        let text = draw(&mut random, Looks::Around);
        // It takes no repetition of a look-ahead alone.
        let Ok(engine) = Regex::new(&text) else {
            seen.refused += 1;
            continue;
        };
        // As a schema has it.
        let inner = Text::new(
            text[5..text.len() - 3].to_owned(),
            Span::at(FileId(0), 0, text.len() - 8),
        );
        let mut said = Diagnostics::default();
        let Some(pattern) = pattern(&inner, Dialect::default(), Extent::Whole, &mut said) else {
            let is_budget = said.0.iter().all(|one| one.code == "WF0406");
            assert!(is_budget, "{text}: {said:?}");
            seen.undecided += 1;
            continue;
        };
        seen.decided += 1;
        seen.with_look_ahead += usize::from(text.contains("(?=") || text.contains("(?!"));
        let runtime = pattern_of(&pattern, None);
        for value in &all {
            // An engine that gives up on a short string says nothing about it.
            let Ok(wanted) = engine.is_match(value) else {
                continue;
            };
            seen.strings += 1;
            seen.members += usize::from(wanted);
            let found = pattern.set.contains(value);
            assert_eq!(runtime.is_match(value), found, "{text} {value:?}");
            // The engine stops where a repetition took nothing, also where another round would take something.
            if found != wanted || number % 10 == 0 {
                assert_eq!(found, definition::matches(&text, value), "{text} {value:?}");
            }
            seen.engine_differs += usize::from(found != wanted);
        }
    }
    seen
}

/// What has to be true of a run, so that agreement says something.
pub(super) fn says_something(seen: &Seen, patterns: usize) {
    assert!(seen.undecided * 100 <= patterns, "{seen:?}");
    assert!(seen.engine_differs * 10_000 <= seen.strings, "{seen:?}");
    assert!(seen.refused * 10 <= patterns, "{seen:?}");
    assert!(seen.with_look_ahead * 3 >= patterns, "{seen:?}");
    assert!(seen.members * 100 >= seen.strings, "{seen:?}");
    assert!(seen.members * 2 <= seen.strings, "{seen:?}");
}
