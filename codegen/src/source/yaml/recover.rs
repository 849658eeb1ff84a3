//! Runs the YAML library over a text, and goes on behind a syntax error.
//!
//! The library stops at the first syntax error. What follows is read as well: from the next line that
//! looks like an entry of one of the maps that were open, with the same depth of indentation. So one run
//! shows the mistakes of all the other entries, too, and the entry with the error is broken in the tree.

use std::ops::Range;

use granit_parser::{ErrorKind, Parser};

use super::super::{Diagnostic, MAX_FILE_BYTES, codes};
use super::builder::{Builder, Stop};
use super::phrases::{is_tab, phrase};

/// How often reading goes on behind an error: a text that is no YAML at all has one in every line.
const MAX_RUNS: usize = 32;

/// How many bytes are scanned in all, so that a large file with many errors does not take long.
const MAX_SCANNED: usize = 4 * MAX_FILE_BYTES;

/// What ended one run of the library.
enum End {
    /// The end of the range.
    Complete,
    /// A syntax error, which was reported.
    Syntax {
        /// Where the library stumbled.
        at: usize,
        /// Where the last thing ends that it understood.
        understood: usize,
    },
    /// A limit, which was reported: nothing more is read.
    Limit,
}

/// Reads the text from an offset. Returns where the first syntax error stands.
pub(super) fn run(builder: &mut Builder<'_>, start: usize) -> Option<usize> {
    let text = builder.text;
    let mut failure = None;
    let mut range = start..text.len();
    let mut scanned = 0;
    for _ in 0..MAX_RUNS {
        scanned += range.len();
        if scanned > MAX_SCANNED {
            break;
        }
        let behind = match events(builder, range.clone()) {
            End::Limit => {
                builder.abandon();
                return failure;
            }
            End::Syntax { at, understood } => {
                failure = failure.or(Some(at));
                break_off(builder, understood)
            }
            End::Complete => range.end,
        };
        let maps = builder.open_maps();
        let Some((line, column)) = next_entry(text, behind, &maps) else {
            let lost = (behind, text.len());
            builder.close_all(|column| shallow_line(text, lost, column));
            return failure;
        };
        builder.close_below(column, |column| shallow_line(text, (behind, line), column));
        range = line..end_of_block(text, line, column);
        builder.resume();
    }
    builder.close_all(|_| true);
    failure
}

/// Feeds the events of a range to the builder.
fn events(builder: &mut Builder<'_>, range: Range<usize>) -> End {
    let options = granit_parser::options! {
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        emit_comments: false,
        // Ours is smaller and says where; these only bound the library's own memory.
        flow_nesting_limit: 128,
        block_nesting_limit: 128,
    };
    let text = builder.text;
    let offset = range.start;
    let source = text.get(range.clone()).unwrap_or("");
    let mut understood = range.start;
    for event in Parser::new_from_str_with_options(source, options) {
        match event {
            Ok((event, span)) => {
                let from = span.start.byte_offset().unwrap_or(0);
                let to = span.end.byte_offset().unwrap_or(from).max(from);
                if event.tag().is_some() {
                    let tag = span.tag_span().and_then(|tag| tag.byte_range());
                    let tag = tag.unwrap_or(from..from);
                    builder.tag(offset + tag.start..offset + tag.end);
                }
                match builder.event(event, offset + from..offset + to) {
                    Ok(()) => understood = understood.max(offset + to),
                    Err(Stop::Limit) => return End::Limit,
                    Err(Stop::Odd) => {
                        let at = offset + to;
                        return End::Syntax { at, understood };
                    }
                }
            }
            Err(error) => {
                let mut at = (offset + error.marker().byte_offset().unwrap_or(0)).min(range.end);
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                report(builder, error.kind(), at);
                builder.spoil(at);
                return End::Syntax { at, understood };
            }
        }
    }
    End::Complete
}

/// Finds the line that holds what was not understood, and ends the maps and lists that it ends. Returns
/// where the line behind it begins: behind a quote or a bracket that is not closed the library may have read
/// much further, but those lines are most likely fine.
fn break_off(builder: &mut Builder<'_>, understood: usize) -> usize {
    let text = builder.text;
    let broken = builder.first_flow().unwrap_or_else(|| {
        let line = text
            .get(understood..next_line(text, understood))
            .unwrap_or("")
            .trim();
        if line.is_empty() || line.starts_with('#') {
            let next = lines(text, next_line(text, understood)).next();
            next.map_or(text.len(), |(start, indentation, _)| start + indentation)
        } else {
            understood
        }
    });
    let start = text
        .get(..broken)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let line = text.get(start..next_line(text, broken)).unwrap_or("");
    let indentation = line.len() - line.trim_start_matches(' ').len();
    if broken <= start + indentation {
        builder.end_inside(indentation, start, line.trim_start().starts_with('-'));
        let key = line
            .trim()
            .split(':')
            .next()
            .unwrap_or("")
            .trim_matches(['\'', '"', ' ']);
        if is_entry(line.trim()) || line.trim().contains(':') {
            let at = start + line.find(key).unwrap_or(indentation);
            builder.broken_key(indentation, key, at);
        }
    }
    next_line(text, broken)
}

/// Reports a syntax error at an offset.
fn report(builder: &mut Builder<'_>, kind: &ErrorKind, at: usize) {
    let rest = builder.text.get(at..).unwrap_or("");
    let length = rest
        .chars()
        .next()
        .filter(|c| !c.is_control())
        .map_or(0, char::len_utf8);
    let span = builder.span(at..at + length);
    let mut diagnostic = match kind {
        ErrorKind::RecursionLimitExceeded => {
            let message = "lists and maps are nested too deeply here";
            Diagnostic::error(codes::TOO_DEEP, span, message)
                .help("use fewer levels: no description of an API needs as many")
        }
        _ => {
            let (message, help) = phrase(kind);
            let code = if is_tab(kind) {
                codes::TAB_INDENTATION
            } else {
                codes::YAML_SYNTAX
            };
            let mut diagnostic = Diagnostic::error(code, span, message);
            diagnostic.help.extend(help.map(str::to_owned));
            diagnostic
        }
    };
    if let Some(open) = builder.last_flow()
        && open != at
    {
        diagnostic = diagnostic.also(builder.span(open..open + 1), "inside this bracket");
    }
    builder.push(diagnostic);
}

/// The first line behind an offset.
fn next_line(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    let length = rest.iter().position(|&byte| byte == b'\n');
    length.map_or(text.len(), |length| at + length + 1)
}

/// The lines from an offset on, each with its start, its indentation and what stands behind it; without
/// blank lines and comments.
fn lines(text: &str, from: usize) -> impl Iterator<Item = (usize, usize, &str)> {
    let mut start = from;
    text.get(from..)
        .unwrap_or("")
        .split_inclusive('\n')
        .filter_map(move |line| {
            let at = start;
            start += line.len();
            let content = line.trim_start_matches(' ');
            let indentation = line.len() - content.len();
            let content = content.trim_end();
            (!content.is_empty() && !content.starts_with('#')).then_some((at, indentation, content))
        })
}

/// The next line that looks like an entry of one of the open maps, and its indentation. A line with less
/// indentation than a map ends that map, even when it cannot be read itself.
fn next_entry(text: &str, from: usize, columns: &[usize]) -> Option<(usize, usize)> {
    let mut least = usize::MAX;
    lines(text, from)
        .find(|(_, indentation, content)| {
            let open = *indentation <= least;
            least = least.min(*indentation);
            open && columns.contains(indentation) && is_entry(content)
        })
        .map(|(line, indentation, _)| (line, indentation))
}

fn is_entry(content: &str) -> bool {
    let first = content.chars().next();
    first.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '\'' | '"' | '$' | '<'))
        && (content.ends_with(':') || content.contains(": "))
}

/// Where the block that begins with a line ends: at the first line with less indentation.
fn end_of_block(text: &str, line: usize, column: usize) -> usize {
    lines(text, line)
        .find(|(_, indentation, _)| *indentation < column)
        .map_or(text.len(), |(start, _, _)| start)
}

/// Whether a range of lines has one that could be an entry at a column, or outside of it.
fn shallow_line(text: &str, (from, to): (usize, usize), column: usize) -> bool {
    lines(text, from)
        .take_while(|(start, _, _)| *start < to)
        .any(|(_, indentation, _)| indentation <= column)
}
