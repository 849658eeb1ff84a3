//! A report as text for a terminal.

use crate::breaking::effect::{Bump, Level};
use crate::breaking::finding::Finding;
use crate::breaking::report::Report;

/// Returns a report as text.
#[must_use]
pub fn human(report: &Report) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        write_finding(&mut text, finding);
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
            format!("witness ({}): {}", witness.proof.name(), witness.value),
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
