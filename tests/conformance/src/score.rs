//! The table of scores in `docs/conformance.md`.

use std::path::Path;

use crate::skips::Skips;
use crate::{Case, Reason, Verdict};

/// Returns the row of a suite: its cases, those that agree, and those that are skipped for each reason.
pub(crate) fn row(name: &str, cases: &[Case], skips: &Skips) -> String {
    let agree = cases
        .iter()
        .filter(|case| case.verdict == Verdict::Agrees)
        .count();
    let counts = skips.counts();
    let findings = counts.get(&Reason::Finding).copied().unwrap_or(0);
    let others: Vec<String> = counts
        .iter()
        .filter(|(reason, _)| **reason != Reason::Finding)
        .map(|(reason, count)| format!("{count} {}", reason.word()))
        .collect();
    format!(
        "| {name} | {} | {agree} | {} | {findings} |",
        cases.len(),
        others.join(", ")
    )
}

/// Compares the row of a suite with the page, or writes it.
pub(crate) fn compare(page: &Path, name: &str, row: &str, is_bless: bool) -> Option<String> {
    let text =
        std::fs::read_to_string(page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    let begin = format!("| {name} | ");
    let Some(present) = text.lines().find(|line| line.starts_with(&begin)) else {
        return Some(format!("the page has no row `{begin}`"));
    };
    if present == row {
        return None;
    }
    if is_bless {
        let text = text.replace(present, row);
        std::fs::write(page, text).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        return None;
    }
    Some(format!(
        "the page has the score `{present}`, but it is `{row}`"
    ))
}
