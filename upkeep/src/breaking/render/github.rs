//! A report as commands for the log of GitHub Actions, which shows them as annotations of the new files.

use std::fmt::Write as _;

use super::human::summary;
use super::message;
use crate::breaking::accepted::Problem;
use crate::breaking::effect::Level;
use crate::breaking::places::Locator;
use crate::breaking::report::Report;
use crate::render::{data, property};

/// Returns a report as annotations.
#[must_use]
pub fn github(report: &Report, locator: &Locator, problems: &[Problem]) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        let command = match (&finding.accepted, finding.level()) {
            (Some(_), _) | (None, Level::Note | Level::Addition) => "notice",
            (None, Level::Risk) => "warning",
            (None, Level::Breaking | Level::Grave) => "error",
        };
        let mut properties = String::new();
        if let Some(place) = locator.find(&finding.place) {
            let (line, column) = (place.line, place.column);
            let _ = write!(
                properties,
                "file={},line={line},col={column},",
                property(&place.file)
            );
        }
        let title = format!("{} {}", finding.rule.id, finding.place);
        let _ = writeln!(
            text,
            "::{command} {properties}title={}::{}",
            property(&title),
            data(&message(finding))
        );
    }
    for problem in problems {
        let _ = writeln!(text, "::error::{}", data(&problem.to_string()));
    }
    let _ = writeln!(text, "{}", summary(report));
    text
}
