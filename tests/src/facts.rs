//! Compares the facts of a provider's page with the plan, in both directions.
//!
//! A fact file states what the page says, transcribed from the page alone (see `tests/facts/README.md`). The
//! same rows are derived from a plan. A fact without a row is a forgotten constraint; a row without a
//! fact is an invented one.

use std::collections::BTreeSet;

/// One fact: operation, path, kind and value.
pub type Fact = (String, String, String, String);

/// Kinds of which only the presence is compared, not the words.
const WORDS: [&str; 2] = ["withdrawn", "deprecated"];

/// Kinds that a plan may have without a fact, because the language requires a statement that a page may not make.
const UNBACKED: [&str; 4] = ["content_type", "outcome", "body", "default"];

/// Returns the rows of a fact file, each as the plan must have it.
///
/// # Panics
/// Panics if a row does not have six columns.
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

/// Returns the differences between the facts and the plan, one line each.
#[must_use]
pub fn compare(facts: &[Fact], plan: &wireform_codegen::plan::Plan) -> Vec<String> {
    let derived: BTreeSet<Fact> = wireform_upkeep::cite::constraints(plan)
        .into_iter()
        .map(|found| (found.operation, found.path, found.kind, found.value))
        .collect();
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
            // Few pages state the types of credentials.
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
