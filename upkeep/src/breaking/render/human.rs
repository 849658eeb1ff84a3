//! A report as text for a terminal.

use crate::breaking::accepted::Problem;
use crate::breaking::effect::{Bump, Level};
use crate::breaking::finding::Finding;
use crate::breaking::report::Report;

/// Returns a report as text.
#[must_use]
pub fn human(report: &Report, problems: &[Problem]) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        write_finding(&mut text, finding);
    }
    for problem in problems {
        text.push_str(&format!("accepted findings, {problem}\n"));
    }
    text.push_str(&summary(report));
    text.push('\n');
    text
}

fn write_finding(text: &mut String, finding: &Finding) {
    let mut line = |indent: &str, content: String| {
        text.push_str(indent);
        text.push_str(&content);
        text.push('\n');
    };
    let rule = finding.rule;
    line(
        "",
        format!("{}[{}] {}", rule.level().name(), rule.id, finding.place),
    );
    line("  ", rule.title.to_owned());
    if let Some(change) = finding.change() {
        line("  ", change);
    }
    if let Some(witness) = &finding.witness {
        line(
            "  ",
            format!(
                "witness ({}): {}",
                witness.proof.name(),
                shortened(&witness.value)
            ),
        );
    }
    line(
        "  ",
        format!(
            "wire: {}, Rust: {}. {}",
            rule.wire.name(),
            rule.rust.name(),
            rule.reason
        ),
    );
    if !finding.also.is_empty() {
        let places: Vec<&str> = finding
            .also
            .iter()
            .map(|place| place.path.as_str())
            .collect();
        line("  ", format!("also: {}", places.join(", ")));
    }
    if let Some(reason) = &finding.accepted {
        line("  ", format!("accepted: {reason}"));
    }
    if let Some(link) = &finding.link {
        line("  ", format!("see {link}"));
    }
    line("", String::new());
}

/// Returns the counts by level and the part of the version to increment.
pub(super) fn summary(report: &Report) -> String {
    let counts = Level::ALL.iter().rev().filter_map(|level| {
        let count = report.count(*level);
        (count > 0).then(|| format!("{count} {}", level.name()))
    });
    let counts: Vec<String> = counts.collect();
    match report.bump().map(Bump::name) {
        Some(bump) => format!("{}; increment the {bump} version", counts.join(", ")),
        None => "no change".to_owned(),
    }
}

/// The number of characters of a witness that are shown in full.
const SHOWN: usize = 60;

/// Returns the start of a long witness. A text also has its end, where a domain or a suffix is, and its length.
fn shortened(value: &str) -> String {
    let length = value.chars().count();
    if length <= SHOWN {
        return value.to_owned();
    }
    let start: String = value.chars().take(SHOWN - 20).collect();
    match value.starts_with('"') && value.ends_with('"') {
        true => {
            let start: String = start.chars().take(SHOWN - 36).collect();
            let end: String = value.chars().skip(length - 16).collect();
            // The quotes are not part of the text.
            format!("{start}…{end} ({} characters)", length - 2)
        }
        false => format!("{start}…"),
    }
}
