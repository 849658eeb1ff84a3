//! Reports tabs in the indentation of a schema. The YAML library accepts some of them.

use std::ops::Range;

use super::super::{FileId, SourceDiagnostic, Span};
use super::findings::Findings;

/// The code of syntax errors.
const SYNTAX_ERROR: &str = "WF0010";

/// Reports each line that is indented with a tab, except inside a text of several lines. If a syntax error is at or
/// after a tab, the tab is the cause, so the tab is reported instead.
pub(super) fn check(
    file: FileId,
    text: &str,
    multiline: &[Range<usize>],
    failure: Option<usize>,
    findings: &mut Findings,
) {
    let mut first = None;
    let mut tabs = Findings::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        let content = line[indentation..].trim_end();
        // The texts are in the order of the file.
        let before = multiline.partition_point(|range| range.start < start);
        let inside = before > 0 && start < multiline[before - 1].end;
        if let Some(tab) = line[..indentation].find('\t')
            && !content.is_empty()
            && !content.starts_with('#')
            && !inside
        {
            let at = start + tab;
            first = first.or(Some(start));
            let span = Span::at(file, at, start + indentation);
            tabs.push(SourceDiagnostic::TabIndentation, span);
        }
        start += line.len();
    }
    let Some(first) = first else {
        return;
    };
    // The library reports some of the same tabs, and syntax errors that they cause.
    let caused_failure = failure.is_some_and(|failure| first <= failure);
    findings.0.retain(|finding| {
        let after = finding.span.start as usize >= first;
        let tab = matches!(finding.diagnostic, SourceDiagnostic::Tab);
        let caused = caused_failure && after && finding.diagnostic.code() == SYNTAX_ERROR;
        !tab && !caused
    });
    findings.0.extend(tabs.0);
}
