//! A comparison as comma-separated values (RFC 4180).

use super::{Cell, Comparison};

const HEAD: [&str; 14] = [
    "datum",
    "meaning",
    "rfc5733",
    "provider",
    "operation",
    "field",
    "wire",
    "required",
    "bounds",
    "language",
    "convert",
    "relation",
    "only_here",
    "only_reference",
];

impl Comparison {
    /// Returns the comparison as comma-separated values: a line for each datum and provider, and one for what all accept.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut text = line(&HEAD);
        for datum in &self.data {
            let about = [
                datum.term.name,
                datum.term.meaning,
                datum.term.element.unwrap_or_default(),
            ];
            for (subject, cell) in self.subjects.iter().zip(&datum.cells) {
                let mut values: Vec<&str> = about.to_vec();
                values.extend([subject.schema.as_str(), subject.operation.as_str()]);
                let own = cell.as_ref().map(texts);
                let own = own.unwrap_or_else(|| std::array::from_fn(|_| String::new()));
                values.extend(own.iter().map(String::as_str));
                text.push_str(&line(&values));
            }
            let (words, samples) = (datum.common.words(), datum.common.samples().join(" | "));
            let mut values: Vec<&str> = about.to_vec();
            values.extend([
                "all",
                "",
                "",
                "",
                "",
                "",
                words.as_str(),
                "",
                "",
                samples.as_str(),
                "",
            ]);
            text.push_str(&line(&values));
        }
        text
    }
}

fn texts(cell: &Cell) -> [String; 9] {
    [
        cell.path.clone(),
        cell.wire.clone(),
        cell.is_required.to_string(),
        cell.bounds.clone(),
        cell.language.join("; "),
        cell.convert.join(" "),
        cell.relation.word().to_owned(),
        cell.relation.only_here().unwrap_or_default().to_owned(),
        cell.relation.only_there().unwrap_or_default().to_owned(),
    ]
}

fn line(values: &[&str]) -> String {
    let values: Vec<String> = values.iter().map(|it| quoted(it)).collect();
    format!("{}\r\n", values.join(","))
}

/// Returns a value, in quotes if it needs them. A spreadsheet would take a value that begins with `=`, `+`, `-` or `@` for a
/// formula, so it gets an apostrophe in front.
fn quoted(value: &str) -> String {
    let value = match value.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{value}"),
        false => value.to_owned(),
    };
    match value.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", value.replace('"', "\"\"")),
        false => value,
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn values_cannot_leave_their_column_or_become_formulas() {
        assert_eq!(
            line(&["a", "b,\"c\"", "=1+1", "x\ny"]),
            "a,\"b,\"\"c\"\"\",'=1+1,\"x\ny\"\r\n"
        );
    }
}
