//! The values that a field accepts: words, samples and near misses.

use std::cell::RefCell;

use wireform_codegen::pattern::Language;
use wireform_codegen::pattern::automaton::{Automaton, LimitExceeded, Window, build};
use wireform_codegen::pattern::language::{near_misses, words};
use wireform_codegen::plan::{Plan, TextFacets, Type};

/// The number of samples, and of near misses.
const SHOWN: usize = 4;

/// What is said about the values of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Described {
    /// The characters, starts, ends, lengths and number of the values.
    pub words: Vec<String>,
    /// Some values, the shortest first.
    pub samples: Vec<String>,
    /// Texts that differ from a value in one character, and are refused.
    pub misses: Vec<Miss>,
}

/// A text that is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// The text.
    pub text: String,
    /// What is wrong with it, in a few words.
    pub reason: String,
}

/// Returns the set of texts that one value of a type is from; none if it is no text. Items stand for their list.
#[must_use]
pub fn language(plan: &Plan, ty: &Type) -> Option<Result<Language, LimitExceeded>> {
    let ty = ty.item();
    if let Some(facets) = ty.text() {
        return Some(Language::of(facets));
    }
    let values = plan.enums[ty.enumeration()?].values.iter();
    Some(Language::of_values(
        values.map(|value| value.value.as_str()),
    ))
}

/// Describes a set of texts.
///
/// # Errors
/// Returns the limit that was exceeded.
pub fn describe(language: &Language) -> Result<Described, LimitExceeded> {
    let mut misses = near_misses(&readable(language)?, 8 * SHOWN, 1)?;
    misses.retain(|it| !language.contains(it));
    let misses = misses.into_iter().map(|text| miss(language, text));
    // One text for each length that is wrong is enough.
    let mut shown: Vec<Miss> = Vec::new();
    for miss in misses {
        let is_known =
            |it: &Miss| it.reason == miss.reason && LENGTHS.contains(&it.reason.as_str());
        if shown.len() < SHOWN && !shown.iter().any(is_known) {
            shown.push(miss);
        }
    }
    Ok(Described {
        words: in_words(language)?,
        samples: samples(language)?,
        misses: shown,
    })
}

/// What is wrong with a text of a wrong length.
const LENGTHS: [&str; 2] = ["too short", "too long"];

/// Says why a text is refused: its length, or the first character that no value has there.
fn miss(language: &Language, text: String) -> Miss {
    let Language { set, window } = language;
    let reason = match window.holds_text(&text) {
        true => misfit(set, &text),
        false => {
            let least = Window {
                max: None,
                ..*window
            };
            match least.holds_text(&text) {
                true => LENGTHS[1].to_owned(),
                false => LENGTHS[0].to_owned(),
            }
        }
    };
    Miss { text, reason }
}

/// Returns where a text leaves a set.
fn misfit(set: &Automaton, text: &str) -> String {
    let mut state = set.start();
    for (number, letter) in (1..).zip(text.chars()) {
        let mut ranges = set.alphabet().ranges();
        let class = ranges.find(|(first, last, _)| (*first..=*last).contains(&letter));
        state = class.map_or(Automaton::DEAD, |(_, _, class)| set.step(state, class));
        if state == Automaton::DEAD {
            return format!("wrong at character {number}");
        }
    }
    match text {
        "" => "empty".to_owned(),
        _ => "incomplete".to_owned(),
    }
}

/// Returns lines about the characters, starts, ends and lengths of the members. A small number of members is said too.
///
/// # Errors
/// Returns the limit that was exceeded.
pub fn in_words(language: &Language) -> Result<Vec<String>, LimitExceeded> {
    let mut lines = words(language)?;
    // A large number says nothing.
    let is_small = |line: &str| line.strip_suffix(" strings").is_none_or(|it| it.len() < 6);
    lines.retain(|line| is_small(line));
    Ok(lines)
}

/// Returns the members that a keyboard can write, if there are any, else the whole set.
fn readable(language: &Language) -> Result<Language, LimitExceeded> {
    let set = language.set.and(&build(r"\A[ -~]*\z")?)?;
    let readable = Language {
        set,
        window: language.window,
    };
    Ok(match readable.shortest()? {
        Some(_) => readable,
        None => language.clone(),
    })
}

/// Returns some members of a set, the shortest first.
///
/// # Errors
/// Returns the limit that was exceeded.
pub fn samples(language: &Language) -> Result<Vec<String>, LimitExceeded> {
    let language = readable(language)?;
    let mut samples: Vec<String> = language.shortest()?.into_iter().collect();
    for sample in language.samples(SHOWN, 1)? {
        if !samples.contains(&sample) && samples.len() < SHOWN {
            samples.push(sample);
        }
    }
    Ok(samples)
}

/// Describes the texts of fields, each set once.
#[derive(Default)]
pub struct Describer {
    known: RefCell<Vec<(TextFacets, Described)>>,
}

impl Describer {
    /// Describes the values of a text. A set that is too large is described by its facets alone.
    #[must_use]
    pub fn describe(&self, facets: &TextFacets) -> Described {
        let known = self.known.borrow();
        if let Some((_, described)) = known.iter().find(|(known, _)| known == facets) {
            return described.clone();
        }
        drop(known);
        let described = Language::of(facets).and_then(|language| describe(&language));
        let described = described.unwrap_or_default();
        let mut known = self.known.borrow_mut();
        known.push((facets.clone(), described.clone()));
        described
    }
}
