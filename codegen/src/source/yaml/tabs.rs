//! Tabs in the indentation of a schema, which the YAML library accepts at some places.

use std::ops::Range;

use super::super::{Diagnostic, Diagnostics, FileId, Span, codes};

/// Reports each line that is indented with a tab. Inside texts of several lines a tab is a character like
/// any other. When a syntax error stands at or behind a tab, the tab is what is wrong, so it is reported
/// instead.
pub(super) fn check(
    file: FileId,
    text: &str,
    multiline: &[Range<usize>],
    failure: Option<usize>,
    found: &mut Diagnostics,
) {
    let mut first = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        let content = line[indentation..].trim_end();
        let inside = multiline.iter().any(|range| range.contains(&start));
        if let Some(tab) = line[..indentation].find('\t')
            && !content.is_empty()
            && !content.starts_with('#')
            && !inside
        {
            let at = start + tab;
            first = first.or(Some(start));
            found.push(
                Diagnostic::error(
                    codes::TAB_INDENTATION,
                    Span::at(file, at, start + indentation),
                    "this line is indented with a tab",
                )
                .help("indent with spaces"),
            );
        }
        start += line.len();
    }
    if let (Some(first), Some(failure)) = (first, failure)
        && first <= failure
    {
        found.0.retain(|diagnostic| {
            diagnostic.code != codes::YAML_SYNTAX || (diagnostic.span.start as usize) < first
        });
    }
}
