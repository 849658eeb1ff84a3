//! Writes a round as Markdown, for the text of a pull request.

use std::fmt::Write as _;

use super::{Code, Round, Version};
use crate::breaking::Bump;
use crate::drift;
use crate::render::{code, escaped};

/// The names in the text of a round.
#[derive(Debug, Clone, Copy)]
pub struct Names<'n> {
    /// The file of the schema.
    pub schema: &'n str,
    /// The name of the page.
    pub page: &'n str,
    /// The file with the generated code.
    pub code: Option<&'n str>,
    /// The current version.
    pub version: Option<Version>,
}

impl Round {
    /// Returns the text of a pull request: the drift, the effects, the code, the changelog, and what a person has to do.
    #[must_use]
    pub fn markdown(&self, names: &Names<'_>) -> String {
        let mut text = drift::Report {
            drift: &self.drift,
            schema: names.schema,
            page: names.page,
            applied: Some(&self.applied),
        }
        .markdown();
        if !self.has_drift() {
            return text;
        }
        self.write_effects(&mut text, names);
        self.write_code(&mut text, names);
        if !self.entry.is_empty() {
            let _ = write!(text, "\n### Changelog\n\n{}", self.entry);
        }
        self.write_rest(&mut text);
        text
    }

    fn write_effects(&self, text: &mut String, names: &Names<'_>) {
        text.push_str("\n### Effects\n\n");
        let Some(bump) = self.breaking.bump() else {
            text.push_str("The edits change neither requests nor the Rust API.\n");
            return;
        };
        text.push_str("| level | place | change | wire | Rust API | witness |\n| --- | --- | --- | --- | --- | --- |\n");
        for finding in &self.breaking.findings {
            let change = match finding.change() {
                Some(change) => format!("{}: {}", finding.rule.title, code(&change)),
                None => finding.rule.title.to_owned(),
            };
            let witness = finding.witness.as_ref().map_or(String::new(), |witness| {
                format!("{} ({})", code(&witness.value), witness.proof.name())
            });
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} | {witness} |",
                finding.level().name(),
                code(&finding.place.path),
                change,
                finding.rule.wire.name(),
                finding.rule.rust.name(),
            );
        }
        let _ = writeln!(
            text,
            "\n{}",
            version_sentence(bump, names.version, self.version)
        );
    }

    fn write_code(&self, text: &mut String, names: &Names<'_>) {
        let (Some(code), Some(file)) = (&self.code, names.code) else {
            return;
        };
        let state = match code {
            Code::Unchanged => "is up to date".to_owned(),
            Code::Written(_) => "is generated again".to_owned(),
            Code::Merged(_) => "is generated again, with the local edits".to_owned(),
            Code::Conflict(lines) => {
                let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
                format!(
                    "has local edits that conflict with the new code, at line {}; nothing is written",
                    lines.join(", ")
                )
            }
            Code::NoBase(reason) => {
                format!("has local edits that cannot be kept, because {reason}; nothing is written")
            }
        };
        let _ = writeln!(text, "\n### Generated code\n\n`{file}` {state}.");
    }

    /// Writes the list of what a person has to decide.
    fn write_rest(&self, text: &mut String) {
        let mut items: Vec<String> = Vec::new();
        for (at, finding) in self.drift.findings.iter().enumerate() {
            if !self.applied.done.contains(&at) {
                items.push(format!(
                    "{} {}",
                    finding.change.name(),
                    code(&finding.subject())
                ));
            }
        }
        if let Err(refusals) = &self.lock {
            for refusal in refusals {
                items.push(format!(
                    "{}: {}",
                    code(&refusal.constraint),
                    escaped(&refusal.reason)
                ));
            }
        }
        if items.is_empty() && self.lock.is_ok() {
            return;
        }
        text.push_str("\n### To decide\n\n");
        for item in items {
            let _ = writeln!(text, "- [ ] {item}");
        }
        if self.lock.is_err() {
            text.push_str(
                "\nThe lock still has the old page. Edit the schema, then run `wireform accept`.\n",
            );
        }
    }
}

/// Returns the sentence about the version.
fn version_sentence(bump: Bump, old: Option<Version>, new: Option<Version>) -> String {
    match (old, new) {
        (Some(old), Some(new)) => format!(
            "Suggested version: {new}, after {old} (a {} change).",
            bump.name()
        ),
        _ => format!("This is a {} change.", bump.name()),
    }
}
