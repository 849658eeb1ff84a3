//! The formats of a report.

mod github;
mod human;
mod json;
mod markdown;
mod sarif;

pub use github::github;
pub use human::human;
pub use json::json;
pub use markdown::markdown;
pub use sarif::sarif;

use super::finding::Finding;

/// Returns a finding as one text: what changed, the values, the witness, the reason.
fn message(finding: &Finding) -> String {
    let rule = finding.rule;
    let mut text = format!("{}: {}.", finding.place, rule.title);
    if let Some(change) = finding.change() {
        text.push_str(&format!("\n{change}"));
    }
    if let Some(witness) = &finding.witness {
        text.push_str(&format!(
            "\nWitness ({}): {}",
            witness.proof.name(),
            witness.value
        ));
    }
    text.push_str(&format!("\n{}", rule.reason));
    if let Some(reason) = &finding.accepted {
        text.push_str(&format!("\nAccepted: {reason}"));
    }
    if let Some(link) = &finding.link {
        text.push_str(&format!("\nSee {link}"));
    }
    text
}
