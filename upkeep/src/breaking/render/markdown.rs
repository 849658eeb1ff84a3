//! A report as Markdown, for the text of a pull request.

use std::fmt::Write as _;

use super::human::summary;
use crate::breaking::accepted::Problem;
use crate::breaking::effect::Level;
use crate::breaking::finding::Finding;
use crate::breaking::report::Report;
use crate::render::{code, escaped};

/// Returns a report as Markdown.
#[must_use]
pub fn markdown(report: &Report, problems: &[Problem]) -> String {
    let mut text = format!("### Schema changes: {}\n", summary(report));
    for level in Level::ALL.iter().rev() {
        let findings = || report.findings.iter().filter(|it| it.level() == *level);
        if findings().next().is_none() {
            continue;
        }
        let _ = write!(
            text,
            "\n**{}**\n\n| place | change | wire | Rust | witness |\n|---|---|---|---|---|\n",
            level.name()
        );
        findings().for_each(|finding| row(&mut text, finding));
    }
    if !problems.is_empty() {
        text.push_str("\n**accepted findings**\n\n");
        for problem in problems {
            let _ = writeln!(text, "- {}", escaped(&problem.to_string()));
        }
    }
    text
}

fn row(text: &mut String, finding: &Finding) {
    let rule = finding.rule;
    let mut place = code(&finding.place.to_string());
    if let Some(link) = &finding.link {
        place = format!("[{place}]({link})");
    }
    if !finding.also.is_empty() {
        let also: Vec<String> = finding.also.iter().map(|it| code(&it.path)).collect();
        let _ = write!(place, "<br>also {}", also.join(", "));
    }
    let mut change = format!("{} ({})", escaped(rule.title), code(rule.id));
    if let Some(values) = finding.change() {
        let _ = write!(change, "<br>{}", code(&values));
    }
    if let Some(reason) = &finding.accepted {
        let _ = write!(change, "<br>accepted: {}", escaped(reason));
    }
    let witness = match &finding.witness {
        Some(witness) => format!("{} ({})", code(&witness.value), witness.proof.name()),
        None => String::new(),
    };
    let _ = writeln!(
        text,
        "| {place} | {change} | {} | {} | {witness} |",
        rule.wire.name(),
        rule.rust.name()
    );
}
