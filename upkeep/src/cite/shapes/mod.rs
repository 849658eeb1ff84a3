//! The shapes in which pages state constraints: labelled values, bounds in sentences, lists of values, patterns.
//!
//! Input: one line of a cell or of a list. Output: what it states, each with its place in the line.

mod bounds;
mod patterns;
mod tokens;
mod words;

use std::ops::Range;

use super::kind::{Kind, Support};
pub(super) use patterns::looks_like_pattern;
pub(super) use words::{announces_values, inline_values, leading_value};

/// What a line states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) kind: Kind,
    pub(super) value: String,
    pub(super) span: Range<usize>,
    pub(super) support: Support,
}

/// What is known about the field that the line is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub(super) is_list: bool,
    /// Whether its values, or those of its items, are texts.
    pub(super) is_text: bool,
}

/// Returns everything that a line states.
pub(super) fn find(text: &str, target: Target) -> Vec<Found> {
    let mut found = patterns::find(text);
    // The signs of a pattern are no bounds.
    let mut rest = text.to_owned();
    for pattern in &found {
        let blank = " ".repeat(pattern.span.len());
        rest.replace_range(pattern.span.clone(), &blank);
    }
    found.extend(bounds::find(&rest, target));
    found.extend(words::find(&rest));
    found
}

impl Found {
    fn new(kind: Kind, text: &str, span: Range<usize>, support: Support) -> Self {
        Found {
            kind,
            value: text[span.clone()].to_owned(),
            span,
            support,
        }
    }
}
