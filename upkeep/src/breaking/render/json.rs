//! A report as JSON. `docs/breaking.schema.json` describes it.

use serde_json::{Map, Value, json};

use crate::breaking::accepted::Problem;
use crate::breaking::effect::{Bump, Level};
use crate::breaking::finding::Finding;
use crate::breaking::places::Locator;
use crate::breaking::report::Report;

/// Returns a report as JSON, with the places in files that a locator knows.
#[must_use]
pub fn json(report: &Report, locator: &Locator, problems: &[Problem]) -> String {
    let counts: Map<String, Value> = Level::ALL
        .iter()
        .map(|level| (level.name().to_owned(), json!(report.count(*level))))
        .collect();
    let report = json!({
        "version": 1,
        "level": report.level().map(Level::name),
        "bump": report.bump().map(Bump::name),
        "counts": counts,
        "findings": report.findings.iter().map(|it| finding(it, locator)).collect::<Vec<_>>(),
        "problems": problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
    });
    format!("{report:#}\n")
}

fn finding(finding: &Finding, locator: &Locator) -> Value {
    let rule = finding.rule;
    let witness = finding.witness.as_ref();
    let accepted = finding.accepted.as_ref();
    let also = finding.also.iter().map(|place| place.path.as_str());
    let mut value = json!({
        "rule": rule.id,
        "level": rule.level().name(),
        "bump": finding.bump().name(),
        "wire": rule.wire.name(),
        "rust": rule.rust.name(),
        "provider": finding.place.provider,
        "path": finding.place.path,
        "also": also.collect::<Vec<_>>(),
        "title": rule.title,
        "reason": rule.reason,
        "old": finding.old,
        "new": finding.new,
        "witness": witness.map(|it| json!({ "value": it.value, "proof": it.proof.name() })),
        "location": locator.find(&finding.place).map(|it| {
            json!({ "file": it.file, "line": it.line, "column": it.column })
        }),
        "accepted": accepted,
    });
    if let Some(link) = &finding.link {
        value["url"] = json!(link);
    }
    value
}
