//! Finds regular expressions.

use super::Found;
use crate::cite::kind::{Kind, Support};

/// The words after which the rest of a line is a pattern.
const LABELS: &[&str] = &[
    "regular expression:",
    "regular expression ",
    "regexp:",
    "regex:",
    "regex ",
    "pattern:",
    "pattern ",
    "must match ",
    "matches ",
];

/// Finds the patterns of a line.
pub(super) fn find(text: &str) -> Vec<Found> {
    let lower = text.to_ascii_lowercase();
    for label in LABELS {
        let Some(at) = lower.find(label) else {
            continue;
        };
        let start = at + label.len();
        let Some(span) = trimmed(text, start, text.len()) else {
            continue;
        };
        let span = quoted(text, span.clone()).unwrap_or_else(|| {
            match text[span.clone()].split_once(' ') {
                // A sentence may go on after a pattern without spaces.
                Some((first, _)) if looks_like_pattern(first) && balanced(first) => {
                    span.start..span.start + first.trim_end_matches([',', ';']).len()
                }
                _ => span,
            }
        });
        if looks_like_pattern(&text[span.clone()]) {
            return vec![Found::new(Kind::Pattern, text, span, Support::Stated)];
        }
    }
    unlabelled(text).into_iter().collect()
}

/// Finds a word that can only be a pattern.
fn unlabelled(text: &str) -> Option<Found> {
    let mut start = 0;
    for word in text.split(' ') {
        let at = start;
        start += word.len() + 1;
        let bare = word.trim_matches(['`', ',', ';']);
        let is_pattern = bare.contains('[')
            && ["]{", "]+", "]*", "]?"]
                .iter()
                .any(|sign| bare.contains(sign))
            || bare.contains("\\d")
            || bare.starts_with('^') && bare.ends_with('$') && bare.len() > 2;
        if is_pattern && balanced(bare) {
            let from = at + word.find(bare)?;
            return Some(Found::new(
                Kind::Pattern,
                text,
                from..from + bare.len(),
                Support::Stated,
            ));
        }
    }
    None
}

/// Returns whether a text has signs that only patterns have.
pub(in crate::cite) fn looks_like_pattern(text: &str) -> bool {
    ["[", "\\", "{", "^", ".*", ".+", "(?"]
        .iter()
        .any(|sign| text.contains(sign))
}

/// Returns whether all brackets of a pattern are closed.
fn balanced(text: &str) -> bool {
    let count = |c: char| text.chars().filter(|other| *other == c).count();
    count('(') == count(')') && count('[') <= count(']') && count('{') == count('}')
}

/// Returns the range without white space around it.
fn trimmed(text: &str, start: usize, end: usize) -> Option<std::ops::Range<usize>> {
    let part = &text[start..end];
    let left = part.len() - part.trim_start().len();
    let length = part.trim().len();
    (length > 0).then_some(start + left..start + left + length)
}

/// Returns the inside of the code at the start of a range.
fn quoted(text: &str, range: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let part = text[range.clone()].strip_prefix('`')?;
    let end = part.find('`')?;
    Some(range.start + 1..range.start + 1 + end)
}
