//! A comparison as a table of text.

use std::fmt::Write as _;

use super::{Cell, Common, Comparison, Datum};

impl Comparison {
    /// Returns the comparison as text: a table for each datum.
    #[must_use]
    pub fn table(&self) -> String {
        let mut text = String::new();
        for subject in &self.subjects {
            let _ = writeln!(text, "{}: {}", subject.schema, subject.operation);
        }
        for datum in &self.data {
            text.push('\n');
            self.write_datum(datum, &mut text);
        }
        text
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
        let mut rows: Vec<[String; 5]> = Vec::new();
        for (subject, cell) in self.subjects.iter().zip(&datum.cells) {
            rows.push(row(&subject.schema, cell.as_ref()));
        }
        let widths: [usize; 5] = std::array::from_fn(|at| {
            let cells = rows.iter().map(|row| row[at].chars().count());
            cells.max().unwrap_or(0)
        });
        for row in &rows {
            let mut line = String::from(" ");
            for (cell, width) in row.iter().zip(widths) {
                let _ = write!(line, " {cell:<width$} ");
            }
            let _ = writeln!(text, "{}", line.trim_end());
        }
        match &datum.common {
            Common::NoText => {}
            common @ (Common::Undecided(_) | Common::Nothing) => {
                let _ = writeln!(text, "  all: {}", common.words());
            }
            Common::Texts { words, samples } => {
                let samples: Vec<String> = samples.iter().map(|it| quoted(it)).collect();
                let _ = writeln!(text, "  all: {}", words.join("; "));
                let _ = writeln!(text, "       such as {}", samples.join("  "));
            }
        }
    }
}

fn row(schema: &str, cell: Option<&Cell>) -> [String; 5] {
    let Some(cell) = cell else {
        return [schema, "-", "", "", ""].map(str::to_owned);
    };
    let mut relation = cell.relation.word().to_owned();
    if let Some(text) = cell.relation.only_here() {
        let _ = write!(relation, "; only here {}", quoted(text));
    }
    if let Some(text) = cell.relation.only_there() {
        let _ = write!(relation, "; only there {}", quoted(text));
    }
    let required = if cell.is_required {
        "required"
    } else {
        "optional"
    };
    [
        schema.to_owned(),
        cell.wire.clone(),
        required.to_owned(),
        cell.bounds.clone(),
        relation,
    ]
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
