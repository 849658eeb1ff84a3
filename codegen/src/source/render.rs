//! Diagnostics as people read them, in the shape of rustc.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Snippet};

use super::{Diagnostic, Diagnostics, FileId, Severity, Sources, Span};

/// How many diagnostics of a file are printed, errors first; of one that is something else entirely nobody reads more.
const MAX_PRINTED: usize = 100;

/// How many bytes of one line are laid out.
const LONGEST_LINE: usize = 4096;

/// Prints diagnostics.
#[derive(Debug, Clone, Copy, Default)]
pub struct Renderer {
    colour: bool,
    hide_source: bool,
}

impl Renderer {
    /// Text without colours.
    #[must_use]
    pub fn plain() -> Self {
        Self::default()
    }

    /// Text with the escape sequences of terminals.
    #[must_use]
    pub fn coloured() -> Self {
        Self {
            colour: true,
            ..Self::default()
        }
    }

    /// Shows places by line and column only: the lines of a file with contacts are nobody's business.
    #[must_use]
    pub fn hide_source(mut self) -> Self {
        self.hide_source = true;
        self
    }

    /// All diagnostics, by file and place, with a blank line behind each; of each file no more than anyone reads.
    #[must_use]
    pub fn render_all(self, diagnostics: &Diagnostics, sources: &Sources) -> String {
        let mut sorted: Vec<&Diagnostic> = diagnostics.0.iter().collect();
        sorted.sort_by_key(|diagnostic| (diagnostic.span.file, diagnostic.span.start));
        let mut out = String::new();
        for of_file in sorted.chunk_by(|one, next| one.span.file == next.span.file) {
            let warnings = |diagnostic: &&&Diagnostic| diagnostic.severity == Severity::Warning;
            let errors = of_file.len() - of_file.iter().filter(warnings).count();
            // No warning takes the place of an error.
            let mut left = [
                errors.min(MAX_PRINTED),
                MAX_PRINTED
                    .saturating_sub(errors)
                    .min(of_file.len() - errors),
            ];
            for diagnostic in of_file {
                let left = &mut left[usize::from(diagnostic.severity == Severity::Warning)];
                if *left > 0 {
                    *left -= 1;
                    out.push_str(&self.render(diagnostic, sources));
                    out.push_str("\n\n");
                }
            }
            if let Some(more @ 1..) = of_file.len().checked_sub(MAX_PRINTED) {
                let name = visible(sources.name(of_file[0].span.file));
                let place = if name.is_empty() {
                    name
                } else {
                    format!(" in {name}")
                };
                let _ = writeln!(out, "… and {more} more{place}\n");
            }
        }
        out
    }

    /// One diagnostic, without a line break at its end.
    #[must_use]
    pub fn render(self, diagnostic: &Diagnostic, sources: &Sources) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let message = visible(&diagnostic.message);
        let mut group = Group::with_title(level.primary_title(message).id(diagnostic.code));
        for file in files(diagnostic) {
            group = self.place(group, diagnostic, file, sources);
        }
        for help in &diagnostic.help {
            group = group.element(Level::HELP.message(visible(help)));
        }
        let renderer = if self.colour {
            annotate_snippets::Renderer::styled()
        } else {
            annotate_snippets::Renderer::plain()
        };
        renderer.render(&[group]).to_string()
    }

    /// Adds the places in one file.
    fn place<'a>(
        self,
        group: Group<'a>,
        diagnostic: &'a Diagnostic,
        file: FileId,
        sources: &'a Sources,
    ) -> Group<'a> {
        let path = sources.name(file);
        let first = std::iter::once((diagnostic.span, diagnostic.label.as_str(), true));
        let labels = diagnostic.labels.iter();
        let rest = labels.map(|label| (label.span, label.text.as_str(), false));
        let marks: Vec<_> = first
            .chain(rest)
            .filter(|(span, ..)| span.file == file)
            .collect();
        let Some(&(main, ..)) = marks.first() else {
            return group;
        };
        if self.hide_source {
            if path.is_empty() {
                return group;
            }
            let (line, column) = sources.position(main);
            return group.element(Origin::path(path).line(line).char_column(column));
        }
        // Only the lines that are shown are handed on, because the file may be large.
        let text = sources.text(file);
        let ranges: Vec<_> = marks
            .iter()
            .map(|(span, ..)| one_line(text, *span))
            .collect();
        let from = ranges.iter().map(|range| range.start).min().unwrap_or(0);
        let to = ranges.iter().map(|range| range.end).max().unwrap_or(0);
        let (number, from) = sources.line(file, from);
        // A byte order mark is one at the beginning of the file only.
        let mark = from == 0 && text.starts_with('\u{feff}');
        let from = if mark {
            from + '\u{feff}'.len_utf8()
        } else {
            from
        };
        let to = text[to..]
            .find('\n')
            .map_or(text.len(), |length| to + length + 1);
        // Laying out a line takes time that grows faster than the line does.
        if to - from > LONGEST_LINE && !text[from..to].trim_end().contains('\n') {
            let (line, column) = sources.position(main);
            let about = format!(
                "the line is too long to be shown; here is {}",
                quoted(&text[ranges[0].clone()])
            );
            return group
                .element(Origin::path(path).line(line).char_column(column))
                .element(Level::NOTE.message(about));
        }
        // A CR would be printed as a symbol; a space of its length keeps the offsets.
        let mut snippet = Snippet::source(text[from..to].replace("\r\n", " \n"))
            .line_start(number)
            .path(path);
        for ((_, label, primary), range) in marks.into_iter().zip(ranges) {
            let kind = if primary {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let mut annotation = kind.span(range.start - from..range.end - from);
            if !label.is_empty() {
                annotation = annotation.label(visible(label));
            }
            snippet = snippet.annotation(annotation);
        }
        group.element(snippet)
    }
}

/// The files of a diagnostic, that of its place first.
fn files(diagnostic: &Diagnostic) -> Vec<FileId> {
    let mut files = vec![diagnostic.span.file];
    for label in &diagnostic.labels {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    files
}

/// The last boundary between characters up to a place.
fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A span as a range that is inside the text, on character boundaries and on one line.
fn one_line(text: &str, span: Span) -> Range<usize> {
    let mut start = boundary(text, span.start as usize);
    if start == 0 && text.starts_with('\u{feff}') {
        start = '\u{feff}'.len_utf8();
    }
    let end = boundary(text, span.end as usize).max(start);
    let line = &text[start..end];
    let length = line.find(['\n', '\r']).unwrap_or(line.len());
    start..start + length
}

/// A message without the control characters that terminals obey.
fn visible(message: &str) -> String {
    let plain = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut out = String::with_capacity(message.len());
    for c in message.chars() {
        if plain(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// A text of the schema inside a message: in backticks, on one line, shortened.
#[must_use]
pub fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut out = String::from("`");
    for (count, c) in text.chars().enumerate() {
        if count == LONGEST {
            out.push('…');
            break;
        }
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out.push('`');
    out
}
