//! Brings the texts of a request into the normal form that the schema states, before they are checked and sent.
//!
//! The request of the caller is not changed. If one of its texts is not in normal form, checks and writers get a copy.

use std::borrow::Cow;

use crate::{Map, Patch};

/// A step that brings a text into its normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NormalStep<'s> {
    /// White space at both ends is removed: spaces, tabs, line feeds and carriage returns.
    Trim,
    /// Each run of white space becomes one space.
    CollapseSpaces,
    /// The letters A to Z become a to z.
    Lowercase,
    /// The letters a to z become A to Z.
    Uppercase,
    /// These characters are removed.
    Remove(&'s str),
    /// Each of these characters becomes a text.
    Replace(&'s [(char, Cow<'s, str>)]),
}

/// The steps that bring a text into its normal form, in order. Each still holds after all of them.
#[derive(Clone, Copy, Debug)]
pub struct NormalForm<'s>(pub &'s [NormalStep<'s>]);

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Returns the text that replaces a character.
fn replacement<'t>(texts: &'t [(char, Cow<'_, str>)], character: char) -> Option<&'t str> {
    let mut texts = texts.iter();
    let found = texts.find(|(it, _)| *it == character);
    found.map(|(_, text)| &**text)
}

impl NormalStep<'_> {
    /// Returns whether the step changes a text.
    fn changes(self, text: &str) -> bool {
        let mut bytes = text.bytes();
        match self {
            NormalStep::Trim => {
                bytes.next().is_some_and(is_space) || bytes.next_back().is_some_and(is_space)
            }
            NormalStep::CollapseSpaces => {
                let mut before = b'.';
                bytes.any(|byte| {
                    let is_changed = is_space(byte) && (byte != b' ' || is_space(before));
                    before = byte;
                    is_changed
                })
            }
            NormalStep::Lowercase => bytes.any(|byte| byte.is_ascii_uppercase()),
            NormalStep::Uppercase => bytes.any(|byte| byte.is_ascii_lowercase()),
            NormalStep::Remove(removed) => text.contains(|it| removed.contains(it)),
            NormalStep::Replace(texts) => text.contains(|it| replacement(texts, it).is_some()),
        }
    }

    /// Changes a text.
    fn apply(self, text: &mut String) {
        match self {
            NormalStep::Trim => {
                let space = [' ', '\t', '\n', '\r'];
                text.truncate(text.trim_end_matches(space).len());
                text.drain(..text.len() - text.trim_start_matches(space).len());
            }
            NormalStep::CollapseSpaces => {
                let mut in_run = false;
                *text = std::mem::take(text)
                    .chars()
                    .filter_map(|it| {
                        let is_space = u8::try_from(it).is_ok_and(is_space);
                        let is_repeated = std::mem::replace(&mut in_run, is_space) && is_space;
                        (!is_repeated).then_some(if is_space { ' ' } else { it })
                    })
                    .collect();
            }
            NormalStep::Lowercase => text.make_ascii_lowercase(),
            NormalStep::Uppercase => text.make_ascii_uppercase(),
            NormalStep::Remove(removed) => text.retain(|it| !removed.contains(it)),
            NormalStep::Replace(texts) => {
                let mut out = String::with_capacity(text.len());
                for it in text.chars() {
                    match replacement(texts, it) {
                        Some(text) => out.push_str(text),
                        None => out.push(it),
                    }
                }
                *text = out;
            }
        }
    }
}

impl NormalForm<'_> {
    /// Returns whether a text is in this form.
    pub fn holds(self, text: &str) -> bool {
        !self.0.iter().any(|step| step.changes(text))
    }

    /// Brings a text into this form.
    pub fn apply(self, text: &mut String) {
        for step in self.0 {
            if step.changes(text) {
                step.apply(text);
            }
        }
    }
}

/// A value whose texts have normal forms: `F` is [`NormalForm`] for texts, and `()` for objects, which know the forms of their
/// members.
pub trait Normalize<F> {
    /// Returns whether all texts are in their normal forms.
    fn is_normal(&self, form: &F) -> bool;

    /// Brings all texts into their normal forms.
    fn normalize(&mut self, form: &F);
}

impl Normalize<NormalForm<'_>> for Cow<'_, str> {
    fn is_normal(&self, form: &NormalForm<'_>) -> bool {
        form.holds(self)
    }

    fn normalize(&mut self, form: &NormalForm<'_>) {
        if !form.holds(self) {
            form.apply(self.to_mut());
        }
    }
}

impl<F, T: Normalize<F>> Normalize<F> for Option<T> {
    fn is_normal(&self, form: &F) -> bool {
        self.as_ref().is_none_or(|value| value.is_normal(form))
    }

    fn normalize(&mut self, form: &F) {
        if let Some(value) = self {
            value.normalize(form);
        }
    }
}

impl<F, T: Normalize<F>> Normalize<F> for Patch<T> {
    fn is_normal(&self, form: &F) -> bool {
        self.value().is_none_or(|value| value.is_normal(form))
    }

    fn normalize(&mut self, form: &F) {
        if let Patch::Set(value) = self {
            value.normalize(form);
        }
    }
}

impl<F, T: Normalize<F>> Normalize<F> for Vec<T> {
    fn is_normal(&self, form: &F) -> bool {
        self.iter().all(|item| item.is_normal(form))
    }

    fn normalize(&mut self, form: &F) {
        for item in self {
            item.normalize(form);
        }
    }
}

impl<F, T: Normalize<F>> Normalize<F> for Map<'_, T> {
    fn is_normal(&self, form: &F) -> bool {
        self.iter().all(|(_, value)| value.is_normal(form))
    }

    fn normalize(&mut self, form: &F) {
        for value in self.values_mut() {
            value.normalize(form);
        }
    }
}

/// Returns a copy of a value with all texts in their normal forms, or `None` if they already are.
pub fn normalized<T: Clone + Normalize<()>>(value: &T) -> Option<T> {
    if value.is_normal(&()) {
        return None;
    }
    let mut normal = value.clone();
    normal.normalize(&());
    debug_assert!(normal.is_normal(&()), "the compiler refuses other steps");
    Some(normal)
}
