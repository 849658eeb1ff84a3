//! A report as SARIF 2.1.0, for tools that collect the results of static analysis.

use serde_json::{Value, json};

use super::message;
use crate::breaking::effect::Level;
use crate::breaking::finding::Finding;
use crate::breaking::places::Locator;
use crate::breaking::report::Report;
use crate::breaking::rules::{Rule, rules};

/// Returns a report as SARIF.
#[must_use]
pub fn sarif(report: &Report, locator: &Locator) -> String {
    let is_used = |rule: &&Rule| report.findings.iter().any(|it| it.rule == *rule);
    let used = rules().into_iter().filter(is_used);
    let results = report.findings.iter().map(|it| result(it, locator));
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "wireform",
                    "rules": used.map(rule).collect::<Vec<_>>(),
                },
            },
            "results": results.collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n")
}

fn rule(rule: &'static Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.reason },
        "defaultConfiguration": { "level": level(rule.level()) },
        "properties": { "wire": rule.wire.name(), "rust": rule.rust.name() },
    })
}

fn result(finding: &Finding, locator: &Locator) -> Value {
    let mut location = json!({
        "logicalLocations": [{ "fullyQualifiedName": finding.place.to_string() }],
    });
    if let Some(place) = locator.find(&finding.place) {
        location["physicalLocation"] = json!({
            "artifactLocation": { "uri": place.file },
            "region": { "startLine": place.line, "startColumn": place.column },
        });
    }
    let mut result = json!({
        "ruleId": finding.rule.id,
        "level": level(finding.level()),
        "message": { "text": message(finding) },
        "locations": [location],
    });
    if let Some(reason) = &finding.accepted {
        result["suppressions"] = json!([{ "kind": "external", "justification": reason }]);
    }
    result
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Note | Level::Addition => "note",
        Level::Risk => "warning",
        Level::Breaking | Level::Grave => "error",
    }
}
