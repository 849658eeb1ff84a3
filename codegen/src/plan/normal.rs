//! The steps that bring a text into its normal form.
//!
//! The compiler accepts only steps of which each still holds after all of them. A text in normal form is therefore one that
//! no step changes, and normalizing it again has no effect.

use std::borrow::Cow;

/// A step that brings a text into its normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NormalStep {
    /// White space at both ends is removed.
    Trim,
    /// Each run of white space becomes one space.
    CollapseSpaces,
    /// The letters A to Z become a to z.
    Lowercase,
    /// The letters a to z become A to Z.
    Uppercase,
    /// These characters are removed.
    Remove(String),
    /// Each of these characters becomes a text.
    Replace(Vec<(char, Cow<'static, str>)>),
}

/// The white space of XML.
pub const WHITE_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

impl NormalStep {
    /// Returns its name in a schema.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            NormalStep::Trim => "trim",
            NormalStep::CollapseSpaces => "collapse_spaces",
            NormalStep::Lowercase => "lowercase",
            NormalStep::Uppercase => "uppercase",
            NormalStep::Remove(_) => "remove",
            NormalStep::Replace(_) => "replace",
        }
    }

    /// Returns the step in words, with the characters that it removes or replaces.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            NormalStep::Trim
            | NormalStep::CollapseSpaces
            | NormalStep::Lowercase
            | NormalStep::Uppercase => self.name().to_owned(),
            NormalStep::Remove(characters) => format!("remove {characters:?}"),
            NormalStep::Replace(texts) => {
                let texts = texts.iter();
                let texts = texts.map(|(it, text)| format!("{it:?} by {text:?}"));
                format!("replace {}", texts.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// Returns a text as the step changes it.
    #[must_use]
    pub fn apply<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let changed: String = match self {
            NormalStep::Trim => return text.trim_matches(WHITE_SPACE).into(),
            NormalStep::CollapseSpaces => collapsed(text),
            NormalStep::Lowercase => text.to_ascii_lowercase(),
            NormalStep::Uppercase => text.to_ascii_uppercase(),
            NormalStep::Remove(removed) => {
                text.chars().filter(|it| !removed.contains(*it)).collect()
            }
            NormalStep::Replace(texts) => replaced(texts, text),
        };
        if changed == text {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(changed)
        }
    }
}

fn replaced(texts: &[(char, Cow<'static, str>)], text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match texts.iter().find(|(it, _)| *it == character) {
            Some((_, text)) => out.push_str(text),
            None => out.push(character),
        }
    }
    out
}

fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_run = false;
    for character in text.chars() {
        let is_space = WHITE_SPACE.contains(&character);
        if !is_space {
            out.push(character);
        } else if !in_run {
            out.push(' ');
        }
        in_run = is_space;
    }
    out
}

/// Returns the normal form of a text.
///
/// ```
/// use wireform_codegen::plan::{NormalStep, normal_form};
///
/// let steps = [NormalStep::Remove("-".to_owned()), NormalStep::Trim];
/// assert_eq!(normal_form(&steps, " 12-34 "), "1234");
/// ```
#[must_use]
pub fn normal_form<'t>(steps: &[NormalStep], text: &'t str) -> Cow<'t, str> {
    steps.iter().fold(Cow::Borrowed(text), |text, step| {
        let changed = match step.apply(&text) {
            Cow::Borrowed(same) if same.len() == text.len() => None,
            changed => Some(changed.into_owned()),
        };
        changed.map_or(text, Cow::Owned)
    })
}
