//! Checks the cases of an operation against each other.
//!
//! Input: the cases, in order. Output: an error for a case that no response gets to, an error for two cases that match one
//! response and mean different things, and a warning for the statuses that no case has.

mod cover;
mod endings;
mod sample;
mod values;

use super::LintDiagnostic;
use crate::draft::{CaseDeclaration, ResponsesDeclaration};
use crate::plan::{Id, Outcome, ResponseId};
use crate::source::Diagnostics;
use endings::endings;
use sample::{Found, sample};

/// The classes of statuses that every operation can get: the first status, the name, and a case with the class.
const CLASSES: [(u16, &str, &str); 3] = [
    (
        200,
        "2xx",
        "done: { match: { status: 2xx }, outcome: success }",
    ),
    (
        400,
        "4xx",
        "refused: { match: { status: 4xx }, outcome: failure }",
    ),
    (
        500,
        "5xx",
        "broken: { match: { status: 5xx }, outcome: unknown }",
    ),
];

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
            if !is_stated && !earlier.is_poisoned {
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
        // The tests of a case with a mistake are not all known.
        Found::Unknown | Found::Response(_) if before.iter().any(|it| it.is_poisoned) => {
            return true;
        }
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

/// Reports two cases that match one response and have different effects for it.
fn check_overlap(case: &CaseDeclaration, earlier: &CaseDeclaration, diagnostics: &mut Diagnostics) {
    let (own, others) = (endings(&case.response), endings(&earlier.response));
    let pairs = own
        .iter()
        .flat_map(|own| others.iter().map(move |other| (own, other)));
    let mut found = pairs
        .filter(|(own, other)| own.can_meet(other) && own.means_other(other))
        .map(|(own, other)| sample(&[&other.response, &own.response]));
    let found = found.find_map(|found| match found {
        Found::Response(response) => Some(response),
        Found::None | Found::Unknown => None,
    });
    if let Some(response) = found {
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
    let missing: Vec<_> = CLASSES
        .into_iter()
        .filter(|(class, ..)| !has(*class))
        .collect();
    if let Some((_, _, example)) = missing.first() {
        let mut cases = declaration.cases.iter();
        let classes: Vec<&str> = missing.iter().map(|(_, name, _)| *name).collect();
        let diagnostic = LintDiagnostic::UncoveredStatuses {
            classes: classes.join(", "),
            example,
            is_told_by_body: cases.any(|case| {
                let statuses = &case.response.matched.statuses;
                case.response.outcome == Outcome::Failure && statuses.iter().any(|it| it.last < 300)
            }),
        };
        diagnostics.push(diagnostic.at(declaration.span));
    }
}
