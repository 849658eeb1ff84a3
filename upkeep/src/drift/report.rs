//! Prints a drift: for people, as JSON, as Markdown, and as annotations of GitHub.

use std::fmt::Write as _;

use super::{Applied, Change, Drift, Finding};

/// A drift with what a report needs around it.
#[derive(Debug, Clone, Copy)]
pub struct Report<'d> {
    /// The drift.
    pub drift: &'d Drift,
    /// The file of the schema.
    pub schema: &'d str,
    /// The name of the page.
    pub page: &'d str,
    /// What was applied, if anything was to be.
    pub applied: Option<&'d Applied>,
}

impl Report<'_> {
    /// Returns the report for people.
    #[must_use]
    pub fn human(&self) -> String {
        let mut out = String::new();
        for (at, finding) in self.drift.findings.iter().enumerate() {
            let place = finding.place.map_or(String::new(), |(line, column)| {
                format!("{}:{line}:{column}: ", self.schema)
            });
            let _ = writeln!(out, "{place}{}", self.sentence(finding));
            if let Some(proposal) = &finding.proposal {
                let _ = writeln!(
                    out,
                    "  {}: {}{}",
                    self.state(at, finding),
                    proposal.says,
                    doubt(finding)
                );
            }
        }
        let _ = writeln!(out, "{}", self.summary());
        out
    }

    /// Returns what happened, in one sentence.
    fn sentence(&self, finding: &Finding) -> String {
        let subject = finding.subject();
        let change = finding.change.name();
        match (finding.change, &finding.old, &finding.new) {
            (Change::Unplaced, _, Some(new)) if finding.path == "-" => format!("unplaced: {new}"),
            (Change::Unplaced, _, Some(new)) => {
                format!("unplaced in the row {}: {new}", finding.path)
            }
            (Change::Reworded, Some(old), Some(new)) => {
                format!("{change} {subject}: {old} -> {new}")
            }
            (_, Some(old), Some(new)) => format!("{change} {subject}: {old} -> {new}"),
            (_, Some(old), None) if finding.kind != crate::cite::Kind::Field => {
                format!("{change} {subject}: {old}")
            }
            (_, None, Some(new)) if finding.kind != crate::cite::Kind::Field => {
                format!("{change} {subject}: {new}")
            }
            _ => format!("{change} {subject}"),
        }
    }

    fn state(&self, at: usize, finding: &Finding) -> &'static str {
        let is_certain = finding
            .proposal
            .as_ref()
            .is_some_and(|proposal| proposal.doubt.is_none());
        match self.applied {
            Some(applied) if applied.done.contains(&at) => "applied",
            Some(applied) if applied.refused.contains(&at) => "refused by the compiler",
            _ if is_certain => "edit",
            _ => "by hand",
        }
    }

    fn summary(&self) -> String {
        let mut counts = String::new();
        for change in [
            Change::Changed,
            Change::Added,
            Change::Removed,
            Change::Renamed,
            Change::Moved,
            Change::Reworded,
            Change::Unplaced,
        ] {
            let count = self
                .drift
                .findings
                .iter()
                .filter(|finding| finding.change == change)
                .count();
            if count > 0 {
                let _ = write!(counts, "{count} {}, ", change.name());
            }
        }
        if counts.is_empty() {
            counts.push_str("no drift, ");
        }
        let restyled = match self.drift.restyled {
            1 => "1 line restyled".to_owned(),
            count => format!("{count} lines restyled"),
        };
        format!(
            "{}: {counts}{} facts unchanged, {restyled}",
            self.page, self.drift.unchanged
        )
    }

    /// Returns the report as one JSON object.
    #[must_use]
    pub fn json(&self) -> String {
        let mut out = String::from("{\n");
        let _ = writeln!(out, "  \"schema\": {},", quoted(self.schema));
        let _ = writeln!(out, "  \"page\": {},", quoted(self.page));
        let _ = writeln!(out, "  \"unchanged\": {},", self.drift.unchanged);
        let _ = writeln!(out, "  \"restyled\": {},", self.drift.restyled);
        out.push_str("  \"findings\": [");
        for (at, finding) in self.drift.findings.iter().enumerate() {
            out.push_str(if at == 0 { "\n" } else { ",\n" });
            out.push_str("    {");
            let mut members = vec![
                ("change", quoted(finding.change.name())),
                ("operation", quoted(&finding.operation)),
                ("path", quoted(&finding.path)),
                ("kind", quoted(finding.kind.name())),
            ];
            let mut add = |name, value: &Option<String>| {
                if let Some(value) = value {
                    members.push((name, quoted(value)));
                }
            };
            add("old", &finding.old);
            add("new", &finding.new);
            if let Some((line, column)) = finding.place {
                members.push(("line", line.to_string()));
                members.push(("column", column.to_string()));
            }
            if let Some(proposal) = &finding.proposal {
                members.push(("proposal", quoted(&proposal.says)));
                members.push(("state", quoted(self.state(at, finding))));
                if let Some(doubt) = &proposal.doubt {
                    members.push(("doubt", quoted(doubt)));
                }
            }
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("\"{name}\": {value}"))
                .collect();
            out.push_str(&members.join(", "));
            out.push('}');
        }
        out.push_str(if self.drift.findings.is_empty() {
            "]\n}\n"
        } else {
            "\n  ]\n}\n"
        });
        out
    }

    /// Returns the report as Markdown for a pull request.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!(
            "### Drift of `{}`, page `{}`\n\n{}\n",
            self.schema,
            self.page,
            self.summary()
        );
        if self.drift.findings.is_empty() {
            return out;
        }
        out.push_str("\n| change | constraint | before | now | place | proposal |\n| --- | --- | --- | --- | --- | --- |\n");
        for (at, finding) in self.drift.findings.iter().enumerate() {
            let value =
                |value: &Option<String>| value.as_ref().map_or(String::new(), |value| code(value));
            let place = finding
                .place
                .map_or(String::new(), |(line, _)| format!("{}:{line}", self.schema));
            let proposal = finding.proposal.as_ref().map_or(String::new(), |proposal| {
                format!(
                    "{}: {}{}",
                    self.state(at, finding),
                    proposal.says.replace('|', "\\|"),
                    doubt(finding)
                )
            });
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {place} | {proposal} |",
                finding.change.name(),
                code(&finding.subject()),
                value(&finding.old),
                value(&finding.new)
            );
        }
        out
    }

    /// Returns the report as annotations of GitHub.
    #[must_use]
    pub fn github(&self) -> String {
        let mut out = String::new();
        for finding in &self.drift.findings {
            let place = finding.place.map_or(String::new(), |(line, column)| {
                format!(",line={line},col={column}")
            });
            let mut message = self.sentence(finding);
            if let Some(proposal) = &finding.proposal {
                let _ = write!(message, "\n{}{}", proposal.says, doubt(finding));
            }
            let message = message
                .replace('%', "%25")
                .replace('\r', "%0D")
                .replace('\n', "%0A");
            let _ = writeln!(
                out,
                "::warning file={}{place},title=drift::{message}",
                self.schema
            );
        }
        out
    }
}

/// Returns why an edit is left to a person, in parentheses.
fn doubt(finding: &Finding) -> String {
    let doubt = finding
        .proposal
        .as_ref()
        .and_then(|proposal| proposal.doubt.as_ref());
    doubt.map_or(String::new(), |doubt| format!(" ({doubt})"))
}

/// Returns a value as code in a cell of a Markdown table.
pub(crate) fn code(text: &str) -> String {
    let ticks = if text.contains('`') { "``" } else { "`" };
    let space = if text.contains('`') { " " } else { "" };
    format!("{ticks}{space}{}{space}{ticks}", text.replace('|', "\\|"))
}

/// Returns a text as a JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
