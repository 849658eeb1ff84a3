//! Edits of a schema at their places: a value is replaced, a key inserted or removed, and everything else stays.
//!
//! Input: a schema with its text, and places in its tree. Output: edits of the text. Comments and layout stay, because only
//! spans of the text change.

pub(crate) mod place;
mod schema;
pub(crate) mod write;

use std::ops::Range;

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

/// Edits that overlap and contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap;

/// Applies edits to a text. Equal edits count once. Removals that overlap become one removal.
///
/// # Errors
///
/// Returns an error if an insertion or a replacement overlaps another edit.
pub fn apply_edits(text: &str, edits: &[Edit]) -> Result<String, Overlap> {
    let mut sorted: Vec<Edit> = edits.to_vec();
    sorted.sort_by_key(|edit| (edit.range.start, edit.range.end));
    sorted.dedup();
    let mut joined: Vec<Edit> = Vec::with_capacity(sorted.len());
    for edit in sorted {
        match joined.last_mut() {
            Some(last) if are_removals(last, &edit) && edit.range.start <= last.range.end => {
                last.range.end = last.range.end.max(edit.range.end);
            }
            Some(last) if edit.range.start < last.range.end => {
                last.range = before_insertion(text, last, &edit).ok_or(Overlap)?;
                joined.push(edit);
            }
            _ => joined.push(edit),
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in joined {
        let start = match edit.text.as_str() {
            "" => without_comma(text, &edit.range).max(at),
            _ => edit.range.start,
        };
        out.push_str(&text[at..start]);
        out.push_str(&with_line_ends_of(text, &edit.text));
        at = edit.range.end;
    }
    out.push_str(&text[at..]);
    Ok(out)
}

/// Returns a new text with the line ends of an old one: `\r\n` if all of its lines end so.
pub(crate) fn with_line_ends_of(old: &str, new: &str) -> String {
    let new = new.replace("\r\n", "\n");
    let ends = old.matches('\n').count();
    match ends > 0 && old.matches("\r\n").count() == ends {
        true => new.replace('\n', "\r\n"),
        false => new,
    }
}

/// Returns the range of a removal of whole lines that leaves the end of the last line to an insertion there. `None` if the
/// edits are not a removal of whole lines and an insertion at its end.
fn before_insertion(text: &str, removal: &Edit, insertion: &Edit) -> Option<Range<usize>> {
    let at = insertion.range.start;
    let is_at_line_end = matches!(&text[at..removal.range.end], "\n" | "\r\n");
    if !removal.text.is_empty() || !insertion.range.is_empty() || !is_at_line_end {
        return None;
    }
    // The end of the line before is removed instead.
    let before = text[..removal.range.start].strip_suffix('\n')?;
    let before = before.strip_suffix('\r').unwrap_or(before);
    Some(before.len()..at)
}

fn are_removals(one: &Edit, other: &Edit) -> bool {
    one.text.is_empty() && other.text.is_empty()
}

/// Returns the start of a removal. If it ends at the end of a flow collection, the comma before it is removed too.
fn without_comma(text: &str, range: &Range<usize>) -> usize {
    let is_last = text[range.end..].trim_start().starts_with(['}', ']']);
    let before = text[..range.start].trim_end();
    match before.strip_suffix(',') {
        Some(before) if is_last => before.len(),
        _ => range.start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(range: Range<usize>, text: &str) -> Edit {
        Edit {
            range,
            text: text.to_owned(),
        }
    }

    #[test]
    fn overlapping_removals_are_one_removal() {
        // Each removal takes one of the commas around its entry.
        let edits = [edit(4..7, ""), edit(5..8, "")];
        assert_eq!(apply_edits("{a, b, c}", &edits), Ok("{a}".to_owned()));
        let edits = [edit(4..7, ""), edit(7..10, "")];
        assert_eq!(apply_edits("{a, b, c, d}", &edits), Ok("{a, d}".to_owned()));
    }

    #[test]
    fn contradicting_edits_are_an_error() {
        assert_eq!(
            apply_edits("abcdef", &[edit(0..3, "x"), edit(2..4, "")]),
            Err(Overlap)
        );
        assert_eq!(
            apply_edits("abcdef", &[edit(0..3, "x"), edit(0..3, "x")]),
            Ok("xdef".to_owned())
        );
        assert_eq!(
            apply_edits("abcdef", &[edit(0..3, "x"), edit(3..3, "y")]),
            Ok("xydef".to_owned())
        );
    }

    #[test]
    fn keep_line_ends() {
        for (text, expected) in [
            ("a\r\nb\r\n", "a\r\nx\r\ny\r\nb\r\n"),
            ("a\nb\n", "a\nx\ny\nb\n"),
        ] {
            let at = text.find('b').unwrap();
            let edits = [edit(at..at, "x\ny\n")];
            assert_eq!(apply_edits(text, &edits).as_deref(), Ok(expected));
        }
    }
}
