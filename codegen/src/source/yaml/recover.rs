//! Runs the YAML library on a text, and continues after a syntax error.
//!
//! The library stops at the first syntax error. Reading continues at the next line that looks like an entry of one of the
//! open maps, which means that it has the same indentation. The entry with the error is broken in the tree, and the
//! mistakes in all other entries are reported in the same compilation.

use std::ops::Range;
use std::str::CharIndices;

use granit_parser::{ErrorKind, Parser};

use super::super::{MAX_FILE_BYTES, SourceDiagnostic};
use super::builder::{Builder, Stop};
use super::syntax_error::{self, is_colon, is_in_quotes};

/// The maximum number of runs of the library. A text that is not YAML has an error in every line.
const MAX_RUNS: usize = 32;

/// The maximum number of bytes scanned in all runs, which bounds the time for a large file with many errors.
const MAX_SCANNED: usize = 4 * MAX_FILE_BYTES;

/// The end of one run of the library.
enum End {
    /// The end of the range.
    Complete,
    /// A syntax error, which is reported.
    Syntax {
        /// The end of the last event before the error.
        understood: usize,
    },
    /// A limit, which is reported. Nothing more is read.
    Limit,
}

/// Reads the text from an offset.
pub(super) fn run(builder: &mut Builder<'_>, start: usize) {
    let text = builder.text;
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
                return;
            }
            End::Syntax { understood } => break_off(builder, understood),
            End::Complete => range.end,
        };
        let maps = builder.open_maps();
        let Some((line, column)) = next_entry(text, behind, &maps) else {
            let lost = (behind, text.len());
            builder.close_all(|column| shallow_line(text, lost, column));
            return;
        };
        builder.close_below(column, |column| shallow_line(text, (behind, line), column));
        range = line..end_of_block(text, line, column);
        builder.resume();
    }
    builder.close_all(|_| true);
}

/// Passes the events of a range to the builder.
fn events(builder: &mut Builder<'_>, range: Range<usize>) -> End {
    let options = granit_parser::options! {
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        emit_comments: false,
        // Our own limit is smaller and its message has a place. These limits bound the memory of the library.
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
                    let tag = offset + tag.start..offset + tag.end;
                    builder.report(SourceDiagnostic::Tag, tag);
                }
                match builder.event(event, offset + from..offset + to) {
                    Ok(()) => understood = understood.max(offset + to),
                    Err(Stop::Limit) => return End::Limit,
                    Err(Stop::Unexpected) => return End::Syntax { understood },
                }
            }
            Err(error) => {
                let mut at = (offset + error.marker().byte_offset().unwrap_or(0)).min(range.end);
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                report(builder, error.kind(), understood, at);
                builder.break_last_value(at);
                return End::Syntax { understood };
            }
        }
    }
    End::Complete
}

/// Finds the line with the syntax error, and closes the maps and lists that end before it. Returns the start of the next
/// line. After an unclosed quote or bracket the library may have read much further, but those lines are most likely
/// correct.
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
        let key = match entry_without_colon(line) {
            Some((key, _)) => key,
            None => line.trim().split(':').next().unwrap_or(""),
        };
        let key = key.trim_matches(['\'', '"', ' ']);
        if is_entry(line.trim()) || line.trim().contains(':') || entry_without_colon(line).is_some()
        {
            let at = start + line.find(key).unwrap_or(indentation);
            builder.add_broken_entry(indentation, key, at);
        }
    }
    next_line(text, broken)
}

/// Reports a syntax error that the library found at an offset. `understood` is the end of the last event before it.
fn report(builder: &mut Builder<'_>, kind: &ErrorKind, understood: usize, at: usize) {
    let text = builder.text;
    if is_in_quotes(kind)
        && let Some(quote) = opening_quote(text, understood, at)
    {
        return builder.report(SourceDiagnostic::UnclosedQuote, quote..quote + 1);
    }
    if is_colon(kind)
        && let Some(key) = indented_too_far(text, at)
    {
        return builder.report(SourceDiagnostic::IndentedTooFar, key);
    }
    let rest = text.get(at..).unwrap_or("");
    let length = rest
        .chars()
        .next()
        .filter(|c| !c.is_control())
        .map_or(0, char::len_utf8);
    let span = builder.span(at..at + length);
    let bracket = builder.last_flow().filter(|open| *open != at);
    let bracket = bracket.map(|open| builder.span(open..open + 1));
    let mut diagnostic = syntax_error::translate(kind);
    let start = text
        .get(..at)
        .and_then(|it| it.rfind('\n'))
        .map_or(0, |it| it + 1);
    let line = text.get(start..next_line(text, at)).unwrap_or("");
    if matches!(diagnostic, SourceDiagnostic::NotAnEntry)
        && let Some((key, value)) = entry_without_colon(line)
    {
        let entry = format!("{key}: {value}").into();
        diagnostic = SourceDiagnostic::LacksColon { entry };
    }
    builder.findings.push_in_bracket(diagnostic, span, bracket);
}

/// Returns the offset of the quote that opens the text which the library could not read to its end. The quoted texts before it
/// are complete.
fn opening_quote(text: &str, understood: usize, at: usize) -> Option<usize> {
    let mut before = ' ';
    let mut characters = text.get(understood..at)?.char_indices();
    while let Some((start, c)) = characters.next() {
        let opens = before.is_whitespace() || matches!(before, '[' | '{' | ',' | ':');
        before = c;
        if opens && matches!(c, '\'' | '"') && !skip_quoted(&mut characters, c) {
            return Some(understood + start);
        }
    }
    None
}

/// Skips the rest of a quoted text. Returns whether it ends.
fn skip_quoted(characters: &mut CharIndices<'_>, quote: char) -> bool {
    while let Some((_, c)) = characters.next() {
        match c {
            '\\' if quote == '"' => {
                characters.next();
            }
            '\'' if quote == '\'' && characters.as_str().starts_with('\'') => {
                characters.next();
            }
            _ if c == quote => return true,
            _ => {}
        }
    }
    false
}

/// Returns the key of an entry that is indented further than the complete entry in the line before, so that YAML reads it as the
/// rest of that entry's text. `colon` is the offset of its colon.
fn indented_too_far(text: &str, colon: usize) -> Option<Range<usize>> {
    let start = text.get(..colon)?.rfind('\n')? + 1;
    let key = text.get(start..colon)?.trim();
    let indentation = text.get(start..colon)?.find(key)?;
    let is_key = !key.is_empty() && !key.contains([' ', ':']);
    let before = text.get(..start)?.trim_end_matches(['\r', '\n']);
    let before = before.rsplit('\n').next()?;
    let is_complete = is_entry(before.trim()) && !before.trim_end().ends_with(':');
    let is_further = indentation > before.len() - before.trim_start().len();
    (is_key && is_complete && is_further)
        .then(|| start + indentation..start + indentation + key.len())
}

/// Returns the start of the line after an offset.
fn next_line(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    let length = rest.iter().position(|&byte| byte == b'\n');
    length.map_or(text.len(), |length| at + length + 1)
}

/// Returns the lines after an offset, each as its start, its indentation and its content. Skips blank lines and
/// comments.
pub(super) fn lines(text: &str, from: usize) -> impl Iterator<Item = (usize, usize, &str)> {
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

/// Returns the next line that looks like an entry of one of the open maps, and its indentation. A line with less
/// indentation than a map ends that map, even if the line itself cannot be read.
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

/// Returns whether a line looks like a `key: value` entry.
fn is_entry(content: &str) -> bool {
    let first = content.chars().next();
    first.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '\'' | '"' | '$' | '<'))
        && (content.ends_with(':') || content.contains(": "))
}

/// Returns the key and the value of a line that lacks only the colon between them, as in `body json`.
fn entry_without_colon(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim().split_once(' ')?;
    let is_name = |text: &str| text.chars().all(|it| it.is_alphanumeric() || it == '_');
    let is_key = is_name(key) && key.starts_with(char::is_alphabetic);
    let value = value.trim();
    let is_value = !value.is_empty() && !value.contains(':');
    (is_key && is_value).then_some((key, value))
}

/// Returns the end of the block that starts with a line: the first line with less indentation.
fn end_of_block(text: &str, line: usize, column: usize) -> usize {
    lines(text, line)
        .find(|(_, indentation, _)| *indentation < column)
        .map_or(text.len(), |(start, _, _)| start)
}

/// Returns whether a range contains a line that is indented no further than a column.
fn shallow_line(text: &str, (from, to): (usize, usize), column: usize) -> bool {
    lines(text, from)
        .take_while(|(start, _, _)| *start < to)
        .any(|(_, indentation, _)| indentation <= column)
}
