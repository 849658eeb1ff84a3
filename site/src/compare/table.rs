//! A comparison as a table of text.

use std::fmt::Write as _;

use super::{Cell, Common, Comparison, Datum, Relation};

/// The columns of a datum: provider, wire, required, bounds, relations to all, and the relation to the first.
const COLUMNS: usize = 6;

/// The signs of the relations, in words.
const LEGEND: &str = "= equal, < narrower, > wider, ~ overlapping, x disjoint, ? undecided, ! not comparable, . no field";

impl Comparison {
    /// Returns the comparison as text: a table for each datum.
    #[must_use]
    pub fn table(&self) -> String {
        let mut text = String::new();
        for (number, subject) in (1..).zip(&self.subjects) {
            let _ = writeln!(text, "{number}  {}: {}", subject.schema, subject.operation);
        }
        if self.has_matrix() {
            let _ = writeln!(
                text,
                "\nThe signs are the relations to the providers 1 to {}:",
                self.subjects.len()
            );
            let _ = writeln!(text, "{LEGEND}");
        }
        for datum in &self.data {
            text.push('\n');
            self.write_datum(datum, &mut text);
        }
        text
    }

    /// Returns whether the relation to the first provider is not all that can be said.
    fn has_matrix(&self) -> bool {
        self.subjects.len() > 2
    }

    fn write_datum(&self, datum: &Datum, text: &mut String) {
        let element = datum.term.element.map(|it| format!(", {it}"));
        let _ = writeln!(
            text,
            "{} ({}{})",
            datum.term.name,
            datum.term.meaning,
            element.unwrap_or_default()
        );
        let mut rows: Vec<[String; COLUMNS]> = Vec::new();
        for (number, subject) in self.subjects.iter().enumerate() {
            rows.push(match &datum.cells[number] {
                Some(cell) => self.row(&subject.schema, cell, datum, number),
                None => [&subject.schema, "-", "", "", "", ""].map(str::to_owned),
            });
        }
        let widths: [usize; COLUMNS] = std::array::from_fn(|at| {
            let cells = rows.iter().map(|row| row[at].chars().count());
            cells.max().unwrap_or(0)
        });
        for row in &rows {
            let mut line = String::from(" ");
            for (cell, width) in row.iter().zip(widths).filter(|(_, width)| *width > 0) {
                let _ = write!(line, " {cell:<width$} ");
            }
            let _ = writeln!(text, "{}", line.trim_end());
        }
        match &datum.common {
            Common::NotComparable => {}
            common @ (Common::Undecided(_) | Common::Nothing) => {
                let _ = writeln!(text, "  all: {}", common.words());
            }
            Common::Values { words, samples } => {
                let samples: Vec<String> = samples.iter().map(|it| quoted(it)).collect();
                let _ = writeln!(text, "  all: {}", words.join("; "));
                let _ = writeln!(text, "       such as {}", samples.join("  "));
            }
        }
    }

    fn row(&self, schema: &str, cell: &Cell, datum: &Datum, number: usize) -> [String; COLUMNS] {
        let required = match cell.is_required {
            true => "required",
            false => "optional",
        };
        let first = datum.cells.iter().position(Option::is_some);
        let to_first = match first.and_then(|first| datum.relation(number, first)) {
            Some(relation) => in_words(&relation),
            None if datum.pairs.is_empty() => String::new(),
            None => "reference".to_owned(),
        };
        [
            schema.to_owned(),
            cell.wire.clone(),
            required.to_owned(),
            cell.bounds.clone(),
            match self.has_matrix() {
                true => self.signs(datum, number),
                false => String::new(),
            },
            to_first,
        ]
    }

    /// Returns the signs of the relations of a field to those of all subjects.
    fn signs(&self, datum: &Datum, own: usize) -> String {
        let others = 0..self.subjects.len();
        let signs = others.map(|other| match datum.relation(own, other) {
            _ if own == other => '=',
            Some(relation) => relation.sign(),
            None => '.',
        });
        let signs: Vec<String> = signs.map(String::from).collect();
        signs.join(" ")
    }
}

/// Returns the relation to the first field of a datum, with values that show it.
fn in_words(relation: &Relation) -> String {
    let mut words = relation.word().to_owned();
    if let Some(text) = relation.only_here() {
        let _ = write!(words, "; only here {}", quoted(text));
    }
    if let Some(text) = relation.only_there() {
        let _ = write!(words, "; only there {}", quoted(text));
    }
    words
}

/// Quotes a text, and omits the middle of a long one.
fn quoted(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= 40 {
        return format!("{text:?}");
    }
    let head: String = letters[..16].iter().collect();
    format!("{head:?} … ({} characters)", letters.len())
}
