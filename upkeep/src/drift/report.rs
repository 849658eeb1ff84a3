//! Prints a drift: for people, as JSON, as Markdown, and as annotations of GitHub.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::render::{code, data, escaped, message, property};

use super::apply::Applied;
use super::finding::{Change, Drift, Finding};

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
        let findings = self.drift.findings.iter().enumerate();
        let report = json!({
            "schema": self.schema,
            "page": self.page,
            "unchanged": self.drift.unchanged,
            "restyled": self.drift.restyled,
            "findings": findings.map(|(at, it)| self.finding(at, it)).collect::<Vec<_>>(),
        });
        format!("{report:#}\n")
    }

    /// Returns a finding as JSON. A member without a value is absent.
    fn finding(&self, at: usize, finding: &Finding) -> Value {
        let proposal = finding.proposal.as_ref();
        let members = [
            ("change", Some(json!(finding.change.name()))),
            ("operation", Some(json!(finding.operation))),
            ("path", Some(json!(finding.path))),
            ("kind", Some(json!(finding.kind.name()))),
            ("old", finding.old.as_ref().map(|old| json!(old))),
            ("new", finding.new.as_ref().map(|new| json!(new))),
            ("line", finding.place.map(|(line, _)| json!(line))),
            ("column", finding.place.map(|(_, column)| json!(column))),
            ("proposal", proposal.map(|it| json!(it.says))),
            ("state", proposal.map(|_| json!(self.state(at, finding)))),
            (
                "doubt",
                proposal.and_then(|it| it.doubt.as_ref().map(|doubt| json!(doubt))),
            ),
        ];
        let present = members
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Value::Object(present.collect::<Map<String, Value>>())
    }

    /// Returns the report as Markdown for a pull request.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!(
            "### Drift of {}, page {}\n\n{}\n",
            code(self.schema),
            code(self.page),
            escaped(&self.summary())
        );
        if self.drift.findings.is_empty() {
            return out;
        }
        out.push_str("\n| change | constraint | before | now | place | proposal |\n| --- | --- | --- | --- | --- | --- |\n");
        for (at, finding) in self.drift.findings.iter().enumerate() {
            let value =
                |value: &Option<String>| value.as_ref().map_or(String::new(), |value| code(value));
            let place = finding.place.map_or(String::new(), |(line, _)| {
                format!("{}:{line}", escaped(self.schema))
            });
            let proposal = finding.proposal.as_ref().map_or(String::new(), |proposal| {
                format!(
                    "{}: {}{}",
                    self.state(at, finding),
                    message(&proposal.says),
                    escaped(&doubt(finding))
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
            let _ = writeln!(
                out,
                "::warning file={}{place},title=drift::{}",
                property(self.schema),
                data(&message)
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
