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
    let mut tabs = Diagnostics::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        let content = line[indentation..].trim_end();
        // The texts stand in the order of the file.
        let before = multiline.partition_point(|range| range.start < start);
        let inside = before > 0 && start < multiline[before - 1].end;
        if let Some(tab) = line[..indentation].find('\t')
            && !content.is_empty()
            && !content.starts_with('#')
            && !inside
        {
            let at = start + tab;
            first = first.or(Some(start));
            tabs.push(
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
    let Some(first) = first else {
        return;
    };
    // What the library says about the same tabs, and what it stumbled over because of them.
    let stumbled = failure.is_some_and(|failure| first <= failure);
    found.0.retain(|diagnostic| {
        let behind = diagnostic.span.start as usize >= first;
        diagnostic.code != codes::TAB_INDENTATION
            && !(diagnostic.code == codes::YAML_SYNTAX && stumbled && behind)
    });
    found.extend(tabs);
}
