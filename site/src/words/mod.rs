//! Says what a plan states, in plain English.
//!
//! Input: parts of a plan. Output: sentences, in which backticks mark names and values.

mod facets;
mod operations;
mod outcomes;
mod rules;
mod terms;

pub use facets::{bounds, constraints, type_name};
pub use operations::{absence, access, clear, presence, update};
pub use outcomes::{advice, outcome, recognized, text_source};
pub use rules::{condition, effects};
pub use terms::{Term, term};

/// Joins words to a list such as `a, b or c`.
pub(crate) fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [front @ .., end] => format!("{} {last} {end}", front.join(", ")),
    }
}

/// Returns a name or a value between backticks.
pub(crate) fn code(text: &str) -> String {
    match text {
        "" => "the empty text".to_owned(),
        // A backtick would end the code.
        text => format!("`{}`", text.replace('`', "ˋ")),
    }
}

/// Returns names or values between backticks, as a list.
pub(crate) fn codes<'t>(texts: impl IntoIterator<Item = &'t str>, last: &str) -> String {
    let texts: Vec<String> = texts.into_iter().map(code).collect();
    joined(&texts, last)
}

/// Returns a number with its noun.
pub(crate) fn counted(count: u64, noun: &str) -> String {
    match (count, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {noun}s"),
    }
}

/// Returns a range of a number with its noun.
pub(crate) fn ranged(least: Option<u64>, most: Option<u64>, noun: &str) -> Option<String> {
    match (least, most) {
        (Some(least), Some(most)) if least == most => {
            Some(format!("exactly {}", counted(most, noun)))
        }
        (Some(least), Some(most)) => Some(format!("{least} to {}", counted(most, noun))),
        (Some(least), None) => Some(format!("at least {}", counted(least, noun))),
        (None, Some(most)) => Some(format!("at most {}", counted(most, noun))),
        (None, None) => None,
    }
}
