//! Renders lines of a file with marks under the places of a diagnostic, in the layout of rustc.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::paint::{Paint, Style};

/// The maximum number of columns of a line. Longer lines are cut.
const COLUMNS: usize = 140;

/// What stands in place of the cut part of a line.
const CUT: &str = "...";

/// How many columns before the first mark are shown in a line that is cut at the left.
const BEFORE_MARK: usize = 20;

/// The character that underlines the main place.
pub(super) const MAIN: char = '^';

/// The character that underlines another place.
pub(super) const OTHER: char = '-';

/// A place in a line, with the text under it.
pub(super) struct Mark<'a> {
    /// The bytes of the line that are marked.
    pub(super) range: Range<usize>,
    /// The text. It may be empty.
    pub(super) label: &'a str,
    /// The style of the mark and its text.
    pub(super) style: Style,
    /// [`MAIN`] or [`OTHER`].
    pub(super) line: char,
}

/// A line of a file.
pub(super) struct Line<'a> {
    /// Its number, counted from 1.
    pub(super) number: usize,
    /// Its text without a line break.
    pub(super) text: &'a str,
    /// The places in it. At least one, except in a line between two others.
    pub(super) marks: Vec<Mark<'a>>,
}

/// The part of a line that is shown.
struct Shown {
    text: String,
    /// The columns of each mark.
    columns: Vec<Range<usize>>,
}

/// A row of characters, each with a style.
#[derive(Default)]
struct Row(Vec<(char, Style)>);

impl Line<'_> {
    /// Writes the line and the rows under it. Line numbers take `width` columns.
    pub(super) fn write(&self, width: usize, paint: &mut Paint) {
        let shown = self.shown(COLUMNS.saturating_sub(width + 3));
        paint.write(Style::Frame, &format!("{:>width$} |", self.number));
        if !shown.text.is_empty() {
            paint.write(Style::Plain, &format!(" {}", shown.text));
        }
        paint.end_line();
        for row in self.rows(&shown.columns) {
            paint.write(Style::Frame, &format!("{:width$} | ", ""));
            row.write(paint);
            paint.end_line();
        }
    }

    /// Returns the part of the line that fits, with all marks if possible.
    fn shown(&self, most: usize) -> Shown {
        let (mut chars, mut ends) = (Vec::new(), vec![(0, 0)]);
        let mut column = 0;
        for (at, char) in self.text.char_indices() {
            let (char, width) = visible(char);
            chars.push((char, column));
            column += width;
            ends.push((at + char.len_utf8(), column));
        }
        let column_of = |byte: usize| {
            let after = self.text[..byte].chars().count();
            ends.get(after).map_or(column, |(_, column)| *column)
        };
        let columns: Vec<Range<usize>> = self
            .marks
            .iter()
            .map(|mark| {
                let start = column_of(mark.range.start);
                // An empty place gets a mark too.
                start..column_of(mark.range.end).max(start + 1)
            })
            .collect();
        let room = most.saturating_sub(CUT.len());
        let last = columns.iter().map(|columns| columns.end).max().unwrap_or(0);
        let first = columns.iter().map(|columns| columns.start).min();
        let from = match first {
            Some(first) if column > most && last > room => first.saturating_sub(BEFORE_MARK),
            _ => 0,
        };
        let is_cut_left = from > 0;
        let room = if is_cut_left {
            room.saturating_sub(CUT.len())
        } else {
            room
        };
        let is_cut_right = column - from > most;
        let to = if is_cut_right { from + room } else { column };
        let mut text = if is_cut_left {
            CUT.to_owned()
        } else {
            String::new()
        };
        for (char, at) in chars {
            if (from..to).contains(&at) {
                match char {
                    '\t' => text.push_str("    "),
                    char => text.push(char),
                }
            }
        }
        if is_cut_right {
            text.push_str(CUT);
        }
        let moved = |column: usize| {
            let shift = if is_cut_left { CUT.len() } else { 0 };
            column.clamp(from, to) - from + shift
        };
        Shown {
            text: text.trim_end().to_owned(),
            columns: columns
                .into_iter()
                .map(|columns| {
                    moved(columns.start)..moved(columns.end).max(moved(columns.start) + 1)
                })
                .collect(),
        }
    }

    /// Returns the rows under the line: the marks, then their texts from right to left. A text stands beside its mark if it
    /// fits there.
    fn rows(&self, columns: &[Range<usize>]) -> Vec<Row> {
        let mut marks: Vec<(&Mark<'_>, &Range<usize>)> = self.marks.iter().zip(columns).collect();
        marks.sort_by_key(|(_, columns)| (columns.start, columns.end));
        if marks.is_empty() {
            return Vec::new();
        }
        let mut underlines = Row::default();
        let mut below = Vec::new();
        let mut end = 0;
        for (nth, (mark, columns)) in marks.iter().enumerate() {
            let text_end = columns.end + 1 + mark.label.chars().count();
            let next = marks.get(nth + 1).map(|(_, next)| next.start);
            if end <= columns.start && next.is_none_or(|next| text_end < next) {
                underlines.put(columns.end + 1, mark.label, mark.style);
            } else if !mark.label.is_empty() {
                below.push((*mark, columns.start));
            }
            end = end.max(columns.end);
        }
        // The main place is drawn last, over the others.
        marks.sort_by_key(|(mark, _)| mark.line == MAIN);
        for (mark, columns) in marks {
            let line = mark.line.to_string().repeat(columns.len());
            underlines.put(columns.start, &line, mark.style);
        }
        let mut rows = vec![underlines];
        if !below.is_empty() {
            rows.push(connectors(&below));
        }
        while let Some((mark, column)) = below.pop() {
            let mut row = connectors(&below);
            row.put(column, mark.label, mark.style);
            rows.push(row);
        }
        rows
    }
}

/// Returns a row that connects marks with texts further below.
fn connectors(below: &[(&Mark<'_>, usize)]) -> Row {
    let mut row = Row::default();
    for (mark, column) in below {
        row.put(*column, "|", mark.style);
    }
    row
}

/// Returns the character that is shown for a character of a file, and its width. A terminal would execute control
/// characters.
fn visible(char: char) -> (char, usize) {
    match char {
        '\t' => ('\t', 4),
        '\0'..='\u{1f}' => (char::from_u32(0x2400 + u32::from(char)).unwrap_or(' '), 1),
        '\u{7f}'..='\u{9f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => ('\u{fffd}', 1),
        char => (char, char.width().unwrap_or(1)),
    }
}

impl Row {
    fn put(&mut self, column: usize, text: &str, style: Style) {
        for (at, char) in (column..).zip(text.chars()) {
            while self.0.len() <= at {
                self.0.push((' ', Style::Plain));
            }
            self.0[at] = (char, style);
        }
    }

    fn write(&self, paint: &mut Paint) {
        for run in self.0.chunk_by(|one, next| one.1 == next.1) {
            let text: String = run.iter().map(|(char, _)| *char).collect();
            let style = run.first().map_or(Style::Plain, |(_, style)| *style);
            paint.write(style, &text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::paint::{Paint, Style};
    use super::{Line, MAIN, Mark, OTHER};

    /// Checks how a line is shown. The first mark is the main place.
    fn check(text: &str, marks: &[(std::ops::Range<usize>, &str)], expected: &str) {
        let marks = marks.iter().enumerate().map(|(nth, (range, label))| Mark {
            range: range.clone(),
            label,
            style: Style::Error,
            line: if nth == 0 { MAIN } else { OTHER },
        });
        let line = Line {
            number: 7,
            text,
            marks: marks.collect(),
        };
        let mut paint = Paint::new(false);
        line.write(1, &mut paint);
        assert_eq!(paint.finish(), expected);
    }

    #[test]
    fn texts_stand_beside_or_below_their_marks() {
        check(
            "a: b: c:",
            &[(3..5, "two"), (0..2, "one"), (6..8, "three")],
            "7 | a: b: c:\n  | -- ^^ -- three\n  | |  |\n  | |  two\n  | one",
        );
        check(
            "key: value",
            &[(5..10, "outer"), (5..7, "inner")],
            "7 | key: value\n  |      ^^^^^\n  |      |\n  |      outer\n  |      inner",
        );
        check("key:", &[(4..4, "")], "7 | key:\n  |     ^");
    }

    #[test]
    fn columns_count_what_is_shown() {
        check("\t中: x", &[(6..7, "")], "7 |     中: x\n  |         ^");
        check(
            "\u{1b}[1m\u{202e}",
            &[(1..2, "")],
            "7 | ␛[1m\u{fffd}\n  |  ^",
        );
    }

    #[test]
    fn long_lines_are_cut() {
        let end = format!("{}: here", "k".repeat(300));
        let shown = format!("...{}: here", "k".repeat(18));
        let marks = format!("{}^^^^", " ".repeat(23));
        check(
            &end,
            &[(302..306, "")],
            &format!("7 | {shown}\n  | {marks}"),
        );
        let start = format!("here: {}", "k".repeat(300));
        let shown = format!("here: {}...", "k".repeat(127));
        check(&start, &[(0..4, "")], &format!("7 | {shown}\n  | ^^^^"));
    }
}
