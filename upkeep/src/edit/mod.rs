//! Edits of a schema at their places: a value is replaced, a key inserted or removed, and everything else stays.
//!
//! Input: a schema with its text, and findings. Output: a proposal for each finding: what to change, the edits of the
//! text, and whether the edit is certain. Comments and layout stay, because only spans of the text change.

mod place;
mod propose;
mod row;
mod schema;
mod write;

use std::ops::Range;

pub(crate) use propose::propose;
pub use schema::Schema;

/// A proposal for a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What to change, for a person.
    pub says: String,
    /// The edits of the text; empty if a person has to write them.
    pub edits: Vec<Edit>,
    /// Why the edits are not applied without a person; none if they are certain.
    pub doubt: Option<String>,
}

/// A replacement of a range of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The range, in bytes.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

/// Applies edits to a text. Edits that are equal count once; of edits that overlap, the first one counts.
#[must_use]
pub fn apply_edits(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.range.start, edit.range.end));
    sorted.dedup();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in sorted {
        if edit.range.start < at {
            continue;
        }
        out.push_str(&text[at..edit.range.start]);
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out.push_str(&text[at..]);
    out
}
