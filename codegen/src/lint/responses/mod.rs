//! Checks the cases of an operation against each other.
//!
//! Input: the cases, in order. Output: an error for a case that no response gets to, an error for two cases that match one
//! response and mean different things, and a warning for the statuses that no case has.

mod cover;
mod sample;
mod values;

use super::LintDiagnostic;
use crate::draft::{CaseDeclaration, ResponsesDeclaration};
use crate::plan::{Id, ResponseId};
use crate::source::Diagnostics;
use sample::{Found, sample};

/// The classes of statuses that every operation can get.
const CLASSES: [u16; 3] = [200, 400, 500];

/// Checks the cases of an operation.
pub(super) fn check(declaration: &ResponsesDeclaration, diagnostics: &mut Diagnostics) {
    let cases = &declaration.cases;
    for (at, case) in cases.iter().enumerate() {
        if case.is_poisoned || !check_reachable(case, &cases[..at], diagnostics) {
            continue;
        }
        for (number, earlier) in cases[..at].iter().enumerate() {
            let is_stated = case
                .response
                .after
                .contains(&ResponseId::from_index(number));
            if !is_stated && !earlier.is_poisoned && means_other(case, earlier) {
                check_overlap(case, earlier, diagnostics);
            }
        }
    }
    check_classes(declaration, diagnostics);
}

/// Reports a case that matches no response, or only those of cases before it. Returns whether a response gets to it.
fn check_reachable(
    case: &CaseDeclaration,
    before: &[CaseDeclaration],
    diagnostics: &mut Diagnostics,
) -> bool {
    let diagnostic = match sample(&[&case.response]) {
        Found::None => LintDiagnostic::ContradictoryCase,
        Found::Unknown | Found::Response(_) => {
            let Some(takers) = cover::takers(&case.response, before) else {
                return true;
            };
            let names: Vec<String> = takers.iter().map(|name| format!("`{name}`")).collect();
            LintDiagnostic::UnreachableCase {
                takers: names.join(", "),
            }
        }
    };
    diagnostics.push(diagnostic.at(case.span));
    false
}

/// Reports two cases that match one response.
fn check_overlap(case: &CaseDeclaration, earlier: &CaseDeclaration, diagnostics: &mut Diagnostics) {
    if let Found::Response(response) = sample(&[&earlier.response, &case.response]) {
        let diagnostic = LintDiagnostic::OverlappingCases {
            name: case.response.name.as_str().into(),
            other: earlier.response.name.as_str().into(),
            key: format!("after: [{}]", earlier.response.name),
            response,
            earlier: earlier.span,
        };
        diagnostics.push(diagnostic.at(case.span));
    }
}

/// Returns whether two cases have different effects on the caller.
fn means_other(first: &CaseDeclaration, second: &CaseDeclaration) -> bool {
    let (first, second) = (&first.response, &second.response);
    first.outcome != second.outcome
        || first.retry != second.retry
        || first.session != second.session
}

/// Warns of classes of statuses that no case has. An operation with one case describes no failures at all.
fn check_classes(declaration: &ResponsesDeclaration, diagnostics: &mut Diagnostics) {
    if declaration.is_noted || declaration.cases.len() < 2 {
        return;
    }
    let has = |class: u16| {
        declaration.cases.iter().any(|case| {
            let statuses = &case.response.matched.statuses;
            let mut ranges = statuses.iter();
            statuses.is_empty() || ranges.any(|it| it.first < class + 100 && it.last >= class)
        })
    };
    let missing = CLASSES.into_iter().filter(|class| !has(*class));
    let missing: Vec<String> = missing.map(|class| format!("{}xx", class / 100)).collect();
    if !missing.is_empty() {
        let diagnostic = LintDiagnostic::UncoveredStatuses {
            classes: missing.join(", "),
        };
        diagnostics.push(diagnostic.at(declaration.span));
    }
}
