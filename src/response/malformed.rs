//! Where a body breaks the rules of its format.

use std::fmt;

/// Where a body breaks the rules of JSON, XML or lines.
///
/// # Examples
/// ```
/// use wireform::response::{MalformedAt, UnexpectedReason};
///
/// let reason = UnexpectedReason::NotJson(MalformedAt::end_of("{\"id\": 7,\n"));
/// assert_eq!(reason.to_string(), "the body is not JSON (line 2, column 1: it ends too early)");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedAt {
    line: usize,
    column: usize,
    ends_too_early: bool,
}

impl MalformedAt {
    /// Returns the place at an offset in bytes. An offset behind the end counts as the end.
    #[must_use]
    pub fn offset_of(text: &str, offset: usize) -> Self {
        let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
        let line_start = before.iter().rposition(|byte| *byte == b'\n');
        MalformedAt {
            line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
            column: before.len() - line_start.map_or(0, |at| at + 1) + 1,
            ends_too_early: false,
        }
    }

    /// Returns the place with a line and a column in bytes, both from 1.
    #[must_use]
    pub const fn line_of(line: usize, column: usize) -> Self {
        MalformedAt {
            line,
            column,
            ends_too_early: false,
        }
    }

    /// Returns the end of a text that ends too early.
    #[must_use]
    pub fn end_of(text: &str) -> Self {
        MalformedAt {
            ends_too_early: true,
            ..MalformedAt::offset_of(text, text.len())
        }
    }

    /// Returns the number of the line. The first line is 1.
    #[must_use]
    pub const fn line(self) -> usize {
        self.line
    }

    /// Returns the column in bytes. The first column is 1.
    #[must_use]
    pub const fn column(self) -> usize {
        self.column
    }

    /// Returns whether the body ends before its value does, as a body that was cut off does.
    #[must_use]
    pub const fn ends_too_early(self) -> bool {
        self.ends_too_early
    }
}

impl fmt::Display for MalformedAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)?;
        match self.ends_too_early {
            true => f.write_str(": it ends too early"),
            false => Ok(()),
        }
    }
}
