//! Renders diagnostics as text, in the layout of rustc.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Snippet};

use super::{Diagnostic, Diagnostics, FileId, Severity, Sources, Span, quoted};

/// The number of diagnostics printed for one file, errors first. A file with more is probably not a schema.
const MAX_PRINTED: usize = 100;

/// The length in bytes of the longest line that is printed.
const LONGEST_LINE: usize = 4096;

/// Renders diagnostics as text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Renderer {
    color: bool,
    hide_source: bool,
}

impl Renderer {
    /// Creates a renderer without colors.
    #[must_use]
    pub fn plain() -> Self {
        Self::default()
    }

    /// Creates a renderer that uses the escape sequences of terminals.
    #[must_use]
    pub fn colored() -> Self {
        Self {
            color: true,
            ..Self::default()
        }
    }

    /// Shows places by line and column only, without the line itself. A file may contain personal data.
    #[must_use]
    pub fn hide_source(mut self) -> Self {
        self.hide_source = true;
        self
    }

    /// Renders all diagnostics, sorted by file and place, with a blank line after each. The number of diagnostics of one
    /// file is limited.
    #[must_use]
    pub fn render_all(self, diagnostics: &Diagnostics, sources: &Sources) -> String {
        let mut sorted: Vec<&Diagnostic> = diagnostics.0.iter().collect();
        sorted.sort_by_key(|diagnostic| (diagnostic.span.file, diagnostic.span.start));
        let mut out = String::new();
        for of_file in sorted.chunk_by(|one, next| one.span.file == next.span.file) {
            let warnings = |diagnostic: &&&Diagnostic| diagnostic.severity == Severity::Warning;
            let errors = of_file.len() - of_file.iter().filter(warnings).count();
            // Errors take precedence over warnings.
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

    /// Renders one diagnostic, without a line break at the end.
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
        let renderer = if self.color {
            annotate_snippets::Renderer::styled()
        } else {
            annotate_snippets::Renderer::plain()
        };
        renderer.render(&[group]).to_string()
    }

    /// Adds the places of a diagnostic in one file.
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
        // The library gets only the lines that it shows, because the file may be large.
        let text = sources.text(file);
        // A build script and a folder have no text to show.
        if text.is_empty() {
            return match path.is_empty() {
                true => group,
                false => group.element(Origin::path(path)),
            };
        }
        let ranges: Vec<_> = marks
            .iter()
            .map(|(span, ..)| one_line(text, *span))
            .collect();
        let from = ranges.iter().map(|range| range.start).min().unwrap_or(0);
        let to = ranges.iter().map(|range| range.end).max().unwrap_or(0);
        let (number, from) = sources.line(file, from);
        // U+FEFF is a byte order mark only at the start of a file.
        let mark = from == 0 && text.starts_with('\u{feff}');
        let from = if mark {
            from + '\u{feff}'.len_utf8()
        } else {
            from
        };
        let to = text[to..]
            .find('\n')
            .map_or(text.len(), |length| to + length + 1);
        // The library needs more than linear time for a line.
        if to - from > LONGEST_LINE && !text[from..to].trim_end().contains('\n') {
            let (line, column) = sources.position(main);
            let about = format!(
                "the line is too long to be shown; the place contains {}",
                quoted(&text[ranges[0].clone()])
            );
            return group
                .element(Origin::path(path).line(line).char_column(column))
                .element(Level::NOTE.message(about));
        }
        // The library prints CR as a symbol. A space of the same length keeps the offsets.
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

/// Returns the files of a diagnostic, starting with the file of its main place.
fn files(diagnostic: &Diagnostic) -> Vec<FileId> {
    let mut files = vec![diagnostic.span.file];
    for label in &diagnostic.labels {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    files
}

/// Returns the last character boundary at or before an offset.
fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Returns the part of a span that is inside the text and on its first line, at character boundaries.
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

/// Escapes the control characters of a message, which a terminal would execute.
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
