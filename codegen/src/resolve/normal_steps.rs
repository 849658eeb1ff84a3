//! Resolves `normalize:`: each step must still hold after all steps.
//!
//! Input: the steps of a named type and of the node that uses it. Output: the steps that hold together.

use std::borrow::Cow;

use super::diagnostics::TypeDiagnostic;
use super::resolver::Resolver;
use crate::plan::{NormalStep, normal_form};
use crate::source::Spanned;
use crate::syntax;

/// The length of the longest text that is tried. A step that does not hold changes one character or two neighbours, and
/// the texts from which they come have at most two characters more.
const LONGEST: usize = 4;

/// The most steps of a text.
const MOST_STEPS: usize = 8;

/// The most characters of which the texts that are tried consist.
const MOST_CHARACTERS: usize = 24;

impl Resolver<'_> {
    /// Returns steps with those of a node added.
    pub(super) fn add_normal_steps(
        &mut self,
        base: Vec<NormalStep>,
        own: &[Spanned<syntax::NormalStep>],
    ) -> Vec<NormalStep> {
        let mut steps = base;
        for stated in own {
            let Some(step) = self.resolve_step(&stated.value) else {
                continue;
            };
            let is_empty = match &step {
                NormalStep::Remove(removed) => removed.is_empty(),
                NormalStep::Replace(texts) => texts.is_empty(),
                NormalStep::Trim
                | NormalStep::CollapseSpaces
                | NormalStep::Lowercase
                | NormalStep::Uppercase => false,
            };
            if is_empty {
                self.report(TypeDiagnostic::EmptyRemoval.at(stated.span));
                continue;
            }
            if steps.contains(&step) {
                let found = TypeDiagnostic::RepeatedNormalStep { step: step.name() };
                self.report(found.at(stated.span));
                continue;
            }
            if steps.len() == MOST_STEPS {
                self.report(
                    TypeDiagnostic::TooManyNormalSteps { most: MOST_STEPS }.at(stated.span),
                );
                break;
            }
            steps.push(step);
            if characters(&merge_removals(&steps)).len() > MOST_CHARACTERS {
                self.report(TypeDiagnostic::TooManyRemovals.at(stated.span));
                steps.pop();
            } else if let Some(found) = undone_by_last(&steps) {
                self.report(found.at(stated.span));
                steps.pop();
            }
        }
        steps
    }

    /// Returns a step; none if its characters are not single, or are replaced twice.
    fn resolve_step(&mut self, step: &syntax::NormalStep) -> Option<NormalStep> {
        Some(match step {
            syntax::NormalStep::Form(form) => match form {
                syntax::NormalForm::Trim => NormalStep::Trim,
                syntax::NormalForm::CollapseSpaces => NormalStep::CollapseSpaces,
                syntax::NormalForm::Lowercase => NormalStep::Lowercase,
                syntax::NormalForm::Uppercase => NormalStep::Uppercase,
            },
            syntax::NormalStep::Remove(removed) => NormalStep::Remove(removed.value.clone()),
            syntax::NormalStep::Replace(texts) => NormalStep::Replace(self.resolve_texts(texts)?),
        })
    }

    /// Returns the text that replaces each character.
    fn resolve_texts(
        &mut self,
        stated: &syntax::Map<syntax::Text>,
    ) -> Option<Vec<(char, Cow<'static, str>)>> {
        let mut texts = Vec::new();
        for (key, text) in stated {
            let mut characters = key.chars();
            let (Some(character), None) = (characters.next(), characters.next()) else {
                let text = key.as_str().into();
                self.report(TypeDiagnostic::ReplacedText { text }.at(key.span));
                return None;
            };
            texts.push((character, Cow::Owned(text.value.clone())));
        }
        let is_replaced = |it: char| texts.iter().any(|(character, _)| *character == it);
        let again = stated
            .iter()
            .find(|(_, text)| text.chars().any(is_replaced));
        if let Some((key, text)) = again {
            let found = TypeDiagnostic::ReplacedAgain {
                character: key.as_str().into(),
                text: text.as_str().into(),
            };
            self.report(found.at(text.span));
            return None;
        }
        Some(texts)
    }
}

/// Returns the diagnostic of the last step, if a step does not hold after it.
fn undone_by_last(steps: &[NormalStep]) -> Option<TypeDiagnostic> {
    let (at, text) = undone_step(steps)?;
    let last = steps.last()?;
    let mut moved = steps.to_vec();
    moved.rotate_right(1);
    let normal = normal_form(steps, &text);
    Some(TypeDiagnostic::UndoneNormalStep {
        step: last.name(),
        undone: steps[at].name(),
        before: text.as_str().into(),
        after: normal.as_ref().into(),
        again: steps[at].apply(&normal).as_ref().into(),
        can_move: undone_step(&moved).is_none(),
    })
}

/// Returns the position of a step that would change the result of all steps, and a text for which it would.
fn undone_step(steps: &[NormalStep]) -> Option<(usize, String)> {
    let merged = merge_removals(steps);
    let characters = characters(&merged);
    let mut texts = vec![String::new()];
    for _ in 0..LONGEST {
        let longer = |text: &String| {
            let text = text.clone();
            characters.iter().map(move |it| format!("{text}{it}"))
        };
        texts = texts.iter().flat_map(longer).collect();
        for text in &texts {
            let normal = normal_form(&merged, text);
            let is_undone = |step: &NormalStep| step.apply(&normal) != normal;
            if let Some(at) = steps.iter().position(is_undone) {
                return Some((at, text.clone()));
            }
        }
    }
    None
}

/// Returns steps with the same result, of which no two that follow each other remove characters.
fn merge_removals(steps: &[NormalStep]) -> Vec<NormalStep> {
    let mut merged: Vec<NormalStep> = Vec::new();
    for step in steps {
        match step {
            NormalStep::Remove(more) => {
                if let Some(NormalStep::Remove(removed)) = merged.last_mut() {
                    removed.push_str(more);
                    continue;
                }
            }
            NormalStep::Trim
            | NormalStep::CollapseSpaces
            | NormalStep::Lowercase
            | NormalStep::Uppercase
            | NormalStep::Replace(_) => {}
        }
        merged.push(step.clone());
    }
    merged
}

/// Returns a character for each way in which the steps can treat one.
fn characters(steps: &[NormalStep]) -> Vec<char> {
    // What the steps that name characters make of one; none where they leave it as it is.
    let changed = |it: char| -> Vec<Option<String>> {
        let change = |step: &NormalStep| {
            let own = it.to_string();
            let text = step.apply(&own);
            (text != own).then(|| text.into_owned())
        };
        let naming = steps.iter().filter(|step| named_characters(step).is_some());
        naming.map(change).collect()
    };
    // What the steps can tell about a character: its kind, and what they make of it and of the same letter in the other case.
    let treatment = |it: char| {
        let kind = match it {
            ' ' => 0,
            '\t' | '\n' | '\r' => 1,
            'a'..='z' => 2,
            'A'..='Z' => 3,
            _ => 4,
        };
        let lower = changed(it.to_ascii_lowercase());
        (kind, lower, changed(it.to_ascii_uppercase()))
    };
    let mut found: Vec<(char, _)> = Vec::new();
    let stated: Vec<char> = steps
        .iter()
        .filter_map(named_characters)
        .flatten()
        .collect();
    let letters = ('a'..='z').chain('A'..='Z');
    let others = ['-', ' ', '\t', '\n', '\r'].into_iter();
    let all = stated.into_iter().chain(others).chain(letters);
    for it in all.chain('0'..='9') {
        let way = treatment(it);
        if !found.iter().any(|(_, known)| *known == way) {
            found.push((it, way));
        }
    }
    found.into_iter().map(|(it, _)| it).collect()
}

/// Returns the characters that a step names: those that it removes or replaces, and those of the texts that replace them.
fn named_characters(step: &NormalStep) -> Option<Vec<char>> {
    match step {
        NormalStep::Remove(removed) => Some(removed.chars().collect()),
        NormalStep::Replace(texts) => {
            let replaced = texts.iter().map(|(it, _)| *it);
            let inserted = texts.iter().flat_map(|(_, text)| text.chars());
            Some(replaced.chain(inserted).collect())
        }
        NormalStep::Trim
        | NormalStep::CollapseSpaces
        | NormalStep::Lowercase
        | NormalStep::Uppercase => None,
    }
}
