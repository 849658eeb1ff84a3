//! A comparison as comma-separated values (RFC 4180).

use super::{Cell, Comparison, Datum};

/// The first columns. A column for each provider follows with the relation to it, and one with a value that it does not accept.
const HEAD: [&str; 12] = [
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
    "samples",
];

impl Comparison {
    /// Returns the comparison as comma-separated values: a line for each datum and provider, and one for what all accept.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut head: Vec<String> = HEAD.map(str::to_owned).to_vec();
        for subject in &self.subjects {
            head.push(format!("relation to {}", subject.schema));
            head.push(format!("not accepted by {}", subject.schema));
        }
        let mut text = line(&head);
        for datum in &self.data {
            let about = [
                datum.term.name,
                datum.term.meaning,
                datum.term.element.unwrap_or_default(),
            ];
            let about = about.map(str::to_owned);
            for (number, (subject, cell)) in self.subjects.iter().zip(&datum.cells).enumerate() {
                let mut values = about.to_vec();
                values.extend([subject.schema.clone(), subject.operation.clone()]);
                let own = cell.as_ref().map(texts);
                values.extend(own.unwrap_or_default());
                values.extend(self.relations(datum, number));
                text.push_str(&line(&values));
            }
            let mut values = about.to_vec();
            values.push("all".to_owned());
            values.resize(HEAD.len() - 3, String::new());
            values.push(datum.common.words());
            values.push(String::new());
            values.push(datum.common.samples().join(" | "));
            values.resize(head.len(), String::new());
            text.push_str(&line(&values));
        }
        text
    }

    /// Returns how the field of a subject relates to that of each subject.
    fn relations(&self, datum: &Datum, own: usize) -> Vec<String> {
        let others = 0..self.subjects.len();
        let relations = others.flat_map(|other| match datum.relation(own, other) {
            Some(relation) => {
                [relation.word(), relation.only_here().unwrap_or_default()].map(str::to_owned)
            }
            None => Default::default(),
        });
        relations.collect()
    }
}

/// Returns the columns about a field, from `field` to `samples`.
fn texts(cell: &Cell) -> [String; 7] {
    [
        cell.path.clone(),
        cell.wire.clone(),
        cell.is_required.to_string(),
        cell.bounds.clone(),
        cell.language.join("; "),
        cell.convert.join(" "),
        String::new(),
    ]
}

fn line(values: &[String]) -> String {
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
            line(&["a", "b,\"c\"", "=1+1", "x\ny"].map(str::to_owned)),
            "a,\"b,\"\"c\"\"\",'=1+1,\"x\ny\"\r\n"
        );
    }
}
