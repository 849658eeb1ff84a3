//! The facts of a provider's page against the plan, both ways.
//!
//! A fact file holds what the page says, transcribed from the page alone (see `tests/facts/README.md`). From a plan the
//! same rows are derived. A fact that the plan lacks is a constraint that was forgotten; a row of the plan that no fact
//! backs is a constraint that was made up.

mod derive;
mod rule;

use std::collections::BTreeSet;

/// One fact: operation, path, kind and value.
pub type Fact = (String, String, String, String);

/// Kinds whose words are not compared, only their being there.
const WORDS: [&str; 2] = ["withdrawn", "deprecated"];

/// Kinds that a plan may have without a fact, because the language asks for a statement where a page makes none.
const UNBACKED: [&str; 4] = ["content_type", "outcome", "body", "default"];

/// The rows of a fact file, each as the plan has to hold it.
///
/// # Panics
/// Where a row has not six columns.
#[must_use]
pub fn read(text: &str) -> Vec<Fact> {
    text.lines()
        .skip(1)
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 6, "six columns in {line:?}");
            let value = if columns[4].is_empty() {
                columns[3]
            } else {
                columns[4]
            };
            let value = if WORDS.contains(&columns[2]) {
                ""
            } else {
                value
            };
            (
                columns[0].into(),
                columns[1].into(),
                columns[2].into(),
                value.into(),
            )
        })
        .collect()
}

/// What the facts and the plan do not agree on, a line each.
#[must_use]
pub fn compare(facts: &[Fact], plan: &wireform_codegen::plan::Plan) -> Vec<String> {
    let derived: BTreeSet<Fact> = derive::facts(plan);
    let stated: BTreeSet<Fact> = facts.iter().cloned().collect();
    let mut findings = Vec::new();
    for fact in &stated {
        let held = match (fact.2.as_str(), fact.3.as_str()) {
            ("response_field", "unstated") => derived
                .iter()
                .any(|d| d.0 == fact.0 && d.1 == fact.1 && d.2 == fact.2),
            _ => derived.contains(fact),
        };
        if !held {
            findings.push(format!("the plan lacks {}", row(fact)));
        }
    }
    for fact in &derived {
        let backed = match fact.2.as_str() {
            "required" if fact.3 == "no" => true,
            "response_field" => stated.iter().any(|s| {
                s.0 == fact.0
                    && s.1 == fact.1
                    && s.2 == fact.2
                    && (s.3 == fact.3 || s.3 == "unstated")
            }),
            // Types of credentials are stated by few pages.
            "type" if fact.0 == "-" => true,
            "required" if fact.0 == "-" => true,
            "minLength" | "maxLength" if fact.0 == "-" => true,
            kind if UNBACKED.contains(&kind) => {
                stated.contains(fact)
                    || !stated
                        .iter()
                        .any(|s| s.0 == fact.0 && s.1 == fact.1 && s.2 == fact.2)
            }
            _ => stated.contains(fact),
        };
        if !backed {
            findings.push(format!("no fact backs {}", row(fact)));
        }
    }
    findings
}

fn row(fact: &Fact) -> String {
    format!("{}\t{}\t{}\t{}", fact.0, fact.1, fact.2, fact.3)
}
