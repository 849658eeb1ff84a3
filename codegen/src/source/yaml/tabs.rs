//! Reports tabs in the indentation of a schema. The YAML library accepts some of them.
//!
//! The indentation of such a line is unknown, so nobody can say which map the line belongs to. The line is left out of the tree,
//! and the construct around it, such as the operation, is broken. Other constructs are read as usual.

use std::ops::Range;

use super::super::{FileId, Node, NodeKind, SourceDiagnostic, Span};
use super::builder::SeveralLines;
use super::findings::Findings;
use super::recover::lines;

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
    let lost = lost_ranges(text, &tabs, root.as_mut());
    findings.0.retain(|finding| {
        let start = finding.span.start as usize;
        let before = lost.partition_point(|range| range.start <= start);
        let is_lost = before > 0 && start < lost[before - 1].end;
        let is_tab = matches!(finding.diagnostic, SourceDiagnostic::Tab);
        !is_lost || !(is_tab || finding.diagnostic.is_syntax_error())
    });
    for TabLine { tab, .. } in tabs {
        let span = Span::at(file, tab.start, tab.end);
        findings.push(SourceDiagnostic::TabIndentation, span);
    }
    root.take_if(|root| root.kind == NodeKind::Broken);
}

/// Breaks the constructs around these lines. Returns the ranges of the text in which syntax errors may follow from the lines, in the
/// order of the file. No range overlaps another.
fn lost_ranges(text: &str, tabs: &[TabLine], root: Option<&mut Node>) -> Vec<Range<usize>> {
    let outside = tabs.iter().filter(|tab| !tab.in_brackets);
    let lines: Vec<usize> = outside.map(|tab| tab.line.start).collect();
    let mut keys = Vec::new();
    if let Some(root) = root {
        break_constructs(root, &lines, CONSTRUCT, &mut keys);
    }
    let mut keys = keys.into_iter();
    // The key of the last construct, and the end of the construct.
    let mut last: Option<(usize, usize)> = None;
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for tab in tabs {
        let Range { start, end } = tab.line;
        let end = match tab.in_brackets {
            true => end,
            false => match (keys.next(), last) {
                // There is no tree.
                (None, _) => text.len(),
                (Some(key), Some((other, end))) if key == other && start < end => end,
                (Some(key), _) => {
                    let end = end_of_construct(text, key, end);
                    last = Some((key, end));
                    end
                }
            },
        };
        match ranges.last_mut() {
            Some(range) if start < range.end => range.end = range.end.max(end),
            Some(_) | None => ranges.push(start..end),
        }
    }
    ranges
}

/// Breaks the construct around each of these lines: the last value that starts before it, at most `depth` maps further in. Adds the
/// start of the construct's key for each line.
fn break_constructs(node: &mut Node, lines: &[usize], depth: usize, keys: &mut Vec<usize>) {
    let Some(first_line) = lines.first() else {
        return;
    };
    let start = node.span.start as usize;
    if depth > 0
        && let NodeKind::Map(entries) = &mut node.kind
    {
        // An entry that is merged is not at its place in the file.
        let mut entries: Vec<&mut (Node, Node)> = entries.iter_mut().collect();
        entries.sort_by_key(|(key, _)| key.span.start);
        let starts: Vec<usize> = entries
            .iter()
            .map(|(key, _)| key.span.start as usize)
            .collect();
        if starts.first().is_some_and(|key| key < first_line) {
            let mut rest = lines;
            for (number, (_, value)) in entries.into_iter().enumerate() {
                let next = starts.get(number + 1);
                let count = next.map_or(rest.len(), |next| rest.partition_point(|it| it <= next));
                let (own, later) = rest.split_at(count);
                rest = later;
                if !own.is_empty() {
                    break_value(value, starts[number], own, depth, keys);
                }
            }
            return;
        }
    }
    node.kind = NodeKind::Broken;
    keys.extend(lines.iter().map(|_| start));
}

/// Breaks the constructs around these lines, which are in the value of a key.
fn break_value(value: &mut Node, key: usize, lines: &[usize], depth: usize, keys: &mut Vec<usize>) {
    let known = keys.len();
    match value.kind {
        NodeKind::Map(_) => {
            break_constructs(value, lines, depth - 1, keys);
            for inner in &mut keys[known..] {
                *inner = key.max(*inner);
            }
        }
        NodeKind::List(_) | NodeKind::Scalar(_) | NodeKind::Broken => {
            value.kind = NodeKind::Broken;
            keys.extend(lines.iter().map(|_| key));
        }
    }
}

/// Returns the end of the construct with the key at an offset, which continues after a line: the start of the first line that is not
/// indented further than the key.
fn end_of_construct(text: &str, key: usize, line: usize) -> usize {
    let column = key - text[..key].rfind('\n').map_or(0, |newline| newline + 1);
    lines(text, line)
        .find(|(_, indentation, content)| *indentation <= column && !content.starts_with('\t'))
        .map_or(text.len(), |(start, _, _)| start)
}
