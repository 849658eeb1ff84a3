//! Lays out tables of text within a width.
//!
//! Input: a heading and rows of cells, each of several lines. Output: aligned columns with two spaces between them. Long
//! lines are wrapped. Widths are those on a terminal: a Chinese character or an emoji takes two columns, an accent none.

use unicode_width::UnicodeWidthStr as _;

/// The minimum width of a column.
const MIN_WIDTH: usize = 12;

/// A table that is being built.
pub(super) struct Table {
    heading: Vec<&'static str>,
    rows: Vec<Vec<Vec<String>>>,
}

impl Table {
    pub(super) fn new(heading: &[&'static str]) -> Self {
        Self {
            heading: heading.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a row with one cell for each column. A cell is a list of lines.
    pub(super) fn row(&mut self, cells: Vec<Vec<String>>) {
        self.rows.push(cells);
    }

    /// Returns the lines of the table, without empty columns.
    pub(super) fn lines(mut self, width: usize) -> Vec<String> {
        for column in (0..self.heading.len()).rev() {
            if self.rows.iter().all(|row| row[column].is_empty()) {
                self.heading.remove(column);
                for row in &mut self.rows {
                    row.remove(column);
                }
            }
        }
        let widths = self.widths(width);
        let heading = self.heading.iter().map(|name| vec![(*name).to_owned()]);
        let mut lines = Vec::new();
        for row in std::iter::once(heading.collect()).chain(std::mem::take(&mut self.rows)) {
            push(&row, &widths, &mut lines);
        }
        lines
    }

    fn widths(&self, width: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = (0..self.heading.len())
            .map(|column| {
                let cells = self.rows.iter().flat_map(|row| &row[column]);
                let widest = cells.map(|line| line.width()).max().unwrap_or(0);
                widest.max(self.heading[column].width())
            })
            .collect();
        let between = 2 * widths.len().saturating_sub(1);
        // The widest column becomes narrower, down to the minimum.
        while widths.iter().sum::<usize>() + between > width {
            match widths.iter_mut().max_by_key(|width| **width) {
                Some(widest) if *widest > MIN_WIDTH => *widest -= 1,
                _ => break,
            }
        }
        widths
    }
}

fn push(row: &[Vec<String>], widths: &[usize], lines: &mut Vec<String>) {
    let cells: Vec<Vec<String>> = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| cell.iter().flat_map(|line| wrapped(line, *width)).collect())
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..height {
        let mut line = String::new();
        let mut column = 0;
        for (cell, width) in cells.iter().zip(widths) {
            let text = cell.get(at).map_or("", String::as_str);
            while line.width() < column {
                line.push(' ');
            }
            line.push_str(text);
            column += width + 2;
        }
        lines.push(line.trim_end().to_owned());
    }
}

/// Splits a line into pieces that fit. Breaks between words, and inside a word only if the word itself is too long.
fn wrapped(line: &str, width: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for word in line.split_inclusive(' ') {
        if !piece.is_empty() && piece.width() + word.trim_end().width() > width {
            pieces.push(std::mem::take(&mut piece).trim_end().to_owned());
        }
        let mut letters = [0; 4];
        for letter in word.chars() {
            let text = letter.encode_utf8(&mut letters);
            if letter != ' ' && piece.width() + text.width() > width {
                pieces.push(std::mem::take(&mut piece));
            }
            piece.push_str(text);
        }
    }
    pieces.push(piece.trim_end().to_owned());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(rows: &[&[&[&str]]], width: usize) -> Vec<String> {
        let mut table = Table::new(&["ONE", "TWO", "THREE"]);
        for row in rows {
            let cell = |cell: &&[&str]| cell.iter().map(|line| (*line).to_owned()).collect();
            table.row(row.iter().map(cell).collect());
        }
        table.lines(width)
    }

    #[test]
    fn aligns_columns_of_wide_characters() {
        let found = lines(
            &[
                &[&["a"], &["東京都", "é"], &["x"]],
                &[&["bcdef"], &["🏡 e\u{301}"], &["y", "z"]],
            ],
            80,
        );
        let expected = [
            "ONE    TWO     THREE",
            "a      東京都  x",
            "       é",
            "bcdef  🏡 e\u{301}    y",
            "               z",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn omits_empty_columns_and_wraps_long_lines() {
        let found = lines(
            &[&[&["a"], &[], &["one two three four five-and-twenty"]]],
            20,
        );
        let expected = [
            "ONE  THREE",
            "a    one two three",
            "     four",
            "     five-and-twenty",
        ];
        assert_eq!(found, expected);
        let broken = wrapped("東京都千代田区", 5);
        assert_eq!(broken, ["東京", "都千", "代田", "区"]);
    }
}
