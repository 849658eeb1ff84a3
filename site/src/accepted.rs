//! The values that a field accepts: words, samples and near misses.

use std::cell::RefCell;

use wireform_codegen::pattern::Language;
use wireform_codegen::pattern::automaton::LimitExceeded;
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
    pub misses: Vec<String>,
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
    Ok(Described {
        words: words(language)?,
        samples: samples(language)?,
        misses: near_misses(language, SHOWN, 1)?,
    })
}

/// Returns some members of a set, the shortest first.
///
/// # Errors
/// Returns the limit that was exceeded.
pub fn samples(language: &Language) -> Result<Vec<String>, LimitExceeded> {
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
