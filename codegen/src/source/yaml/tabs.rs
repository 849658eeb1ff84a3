//! Reports tabs in the indentation of a schema. The YAML library accepts some of them.
//!
//! The indentation of such a line is unknown, so nobody can say which map the line belongs to. The line is left out of the tree,
//! and the construct around it, such as the operation, is broken. Other constructs are read as usual.

use std::ops::Range;

use super::super::{FileId, Node, NodeKind, SourceDiagnostic, Span};
use super::builder::SeveralLines;
use super::findings::Findings;
use super::recover::lines;

/// The code of syntax errors.
const SYNTAX_ERROR: &str = "WF0010";

/// The depth of a construct in a document: an entry of a section, such as an operation.
const CONSTRUCT: usize = 2;

/// A line that is indented with a tab.
pub(super) struct TabLine {
    /// The line, without its end.
    line: Range<usize>,
    /// The part of the indentation that starts with the tab.
    tab: Range<usize>,
    /// Whether it is between brackets, where the indentation means nothing.
    in_brackets: bool,
}

/// Returns the lines that are indented with a tab, except those inside a text of several lines.
pub(super) fn find(text: &str, spans: &SeveralLines) -> Vec<TabLine> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indentation].find('\t')
            && content.len() > indentation
            && !content[indentation..].starts_with('#')
            && !contains(&spans.texts, start)
        {
            found.push(TabLine {
                line: start..start + content.len(),
                tab: start + tab..start + indentation,
                in_brackets: contains(&spans.brackets, start),
            });
        }
        start += line.len();
    }
    found
}

/// Returns whether one of these ranges, which are in the order of the file, contains the start of a line.
fn contains(ranges: &[Range<usize>], line: usize) -> bool {
    let before = ranges.partition_point(|range| range.start < line);
    before > 0 && line < ranges[before - 1].end
}

/// Returns the text with these lines replaced by comments. All other places stay the same.
pub(super) fn hide(text: &str, tabs: &[TabLine]) -> String {
    let mut hidden = String::with_capacity(text.len());
    for TabLine { line, .. } in tabs.iter().filter(|tab| !tab.in_brackets) {
        hidden.push_str(&text[hidden.len()..line.start]);
        hidden.push_str(&"#".repeat(line.len()));
    }
    hidden.push_str(&text[hidden.len()..]);
    hidden
}

/// Breaks the constructs around these lines in the tree, and reports each line. A syntax error in such a construct may follow
/// from the missing line, so it is not reported.
pub(super) fn report(
    file: FileId,
    text: &str,
    tabs: Vec<TabLine>,
    root: &mut Option<Node>,
    findings: &mut Findings,
) {
    for TabLine {
        line,
        tab,
        in_brackets,
    } in tabs
    {
        let lost = match root {
            _ if in_brackets => line.clone(),
            Some(root) => {
                line.start
                    ..end_of_construct(text, break_construct(root, line.start, CONSTRUCT), line.end)
            }
            None => line.start..text.len(),
        };
        findings.0.retain(|finding| {
            let is_lost = lost.contains(&(finding.span.start as usize));
            let is_tab = matches!(finding.diagnostic, SourceDiagnostic::Tab);
            !is_lost || !(is_tab || finding.diagnostic.code() == SYNTAX_ERROR)
        });
        let span = Span::at(file, tab.start, tab.end);
        findings.push(SourceDiagnostic::TabIndentation, span);
    }
    root.take_if(|root| root.kind == NodeKind::Broken);
}

/// Breaks the construct around a line: the last value that starts before it, at most `depth` maps further in. Returns the start of its
/// key.
fn break_construct(node: &mut Node, line: usize, depth: usize) -> usize {
    let start = node.span.start as usize;
    if depth > 0
        && let NodeKind::Map(entries) = &mut node.kind
    {
        let before = entries
            .iter_mut()
            .filter(|(key, _)| (key.span.start as usize) < line);
        if let Some((key, value)) = before.max_by_key(|(key, _)| key.span.start) {
            let key = key.span.start as usize;
            return match value.kind {
                NodeKind::Map(_) => break_construct(value, line, depth - 1).max(key),
                NodeKind::List(_) | NodeKind::Scalar(_) | NodeKind::Broken => {
                    value.kind = NodeKind::Broken;
                    key
                }
            };
        }
    }
    node.kind = NodeKind::Broken;
    start
}

/// Returns the end of the construct with the key at an offset, which continues after a line: the start of the first line that is not
/// indented further than the key.
fn end_of_construct(text: &str, key: usize, line: usize) -> usize {
    let column = key - text[..key].rfind('\n').map_or(0, |newline| newline + 1);
    lines(text, line)
        .find(|(_, indentation, content)| *indentation <= column && !content.starts_with('\t'))
        .map_or(text.len(), |(start, _, _)| start)
}
