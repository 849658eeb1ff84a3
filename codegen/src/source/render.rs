//! Renders diagnostics as text, in the layout of rustc.

use std::fmt::Write as _;
use std::ops::Range;

use super::paint::{Paint, Style};
use super::snippet::{Line, MAIN, Mark, OTHER};
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
        let mut paint = Paint::new(self.color);
        let (level, style) = match diagnostic.severity {
            Severity::Error => ("error", Style::Error),
            Severity::Warning => ("warning", Style::Warning),
        };
        paint.write(style, &format!("{level}[{}]", diagnostic.code));
        paint.write(Style::Title, &format!(": {}", visible(&diagnostic.message)));
        paint.end_line();
        let labels: Vec<String> = places(diagnostic)
            .map(|(_, label)| visible(label))
            .collect();
        let excerpts: Vec<Excerpt<'_>> = files(diagnostic)
            .into_iter()
            .filter_map(|file| self.excerpt(diagnostic, &labels, file, sources))
            .collect();
        let width = excerpts.iter().map(Excerpt::width).max().unwrap_or(0);
        for (nth, excerpt) in excerpts.iter().enumerate() {
            let is_last = nth + 1 == excerpts.len() && diagnostic.help.is_empty();
            excerpt.write(nth == 0, is_last, width, &mut paint);
        }
        for help in &diagnostic.help {
            remark("help", &visible(help), width, &mut paint);
        }
        paint.finish()
    }

    /// Returns what is shown of one file: the lines with the places of a diagnostic, or the main place only.
    fn excerpt<'a>(
        self,
        diagnostic: &Diagnostic,
        labels: &'a [String],
        file: FileId,
        sources: &'a Sources,
    ) -> Option<Excerpt<'a>> {
        let marks: Vec<(Span, &str, bool)> = places(diagnostic)
            .zip(labels)
            .enumerate()
            .map(|(nth, ((span, _), label))| (span, label.as_str(), nth == 0))
            .filter(|(span, ..)| span.file == file)
            .collect();
        let &(main, ..) = marks.first()?;
        let mut excerpt = Excerpt {
            path: visible(sources.name(file)),
            position: sources.position(main),
            lines: Vec::new(),
            note: None,
        };
        if self.hide_source {
            return (!excerpt.path.is_empty()).then_some(excerpt);
        }
        let text = sources.text(file);
        for (span, label, is_main) in marks {
            let range = one_line(text, span);
            let (number, mut start) = sources.line(file, range.start);
            // U+FEFF is a byte order mark only at the start of a file.
            if start == 0 && text.starts_with('\u{feff}') {
                start = '\u{feff}'.len_utf8();
            }
            let length = text[start..].find('\n').unwrap_or(text.len() - start);
            if length > LONGEST_LINE {
                excerpt.lines.clear();
                excerpt.note = Some(format!(
                    "the line is too long to be shown; the place contains {}",
                    quoted(&text[one_line(text, main)])
                ));
                return Some(excerpt);
            }
            let style = match (is_main, diagnostic.severity) {
                (true, Severity::Error) => Style::Error,
                (true, Severity::Warning) => Style::Warning,
                (false, _) => Style::Frame,
            };
            let mark = Mark {
                range: range.start - start..range.end - start,
                label,
                style,
                line: if is_main { MAIN } else { OTHER },
            };
            let text = text[start..start + length].trim_end_matches('\r');
            excerpt.add(number, text, mark);
        }
        excerpt.add_lines_between(text);
        Some(excerpt)
    }
}

/// What is shown of one file.
struct Excerpt<'a> {
    path: String,
    /// The line and the column of the main place.
    position: (usize, usize),
    /// The lines in their order.
    lines: Vec<Line<'a>>,
    /// A remark about what is not shown.
    note: Option<String>,
}

impl<'a> Excerpt<'a> {
    /// Adds a mark to a line, and the line if it is new.
    fn add(&mut self, number: usize, text: &'a str, mark: Mark<'a>) {
        let at = self.lines.partition_point(|line| line.number < number);
        match self.lines.get_mut(at) {
            Some(line) if line.number == number => line.marks.push(mark),
            _ => self.lines.insert(
                at,
                Line {
                    number,
                    text,
                    marks: vec![mark],
                },
            ),
        }
    }

    /// Adds each line that stands alone between two others.
    fn add_lines_between(&mut self, text: &'a str) {
        for at in (1..self.lines.len()).rev() {
            let before = &self.lines[at - 1];
            let number = before.number + 1;
            if number + 1 != self.lines[at].number {
                continue;
            }
            let line = text.lines().nth(number - 1).unwrap_or_default();
            self.lines.insert(
                at,
                Line {
                    number,
                    text: line,
                    marks: Vec::new(),
                },
            );
        }
    }

    /// Returns the number of columns of the greatest line number.
    fn width(&self) -> usize {
        self.lines
            .last()
            .map_or(0, |line| line.number.to_string().len())
    }

    fn write(&self, is_first: bool, is_last: bool, width: usize, paint: &mut Paint) {
        let arrow = if is_first { "-->" } else { ":::" };
        paint.write(Style::Frame, &format!("{:width$}{arrow}", ""));
        let (line, column) = self.position;
        let place = if self.path.is_empty() {
            format!(" {line}:{column}")
        } else {
            format!(" {}:{line}:{column}", self.path)
        };
        paint.write(Style::Plain, &place);
        paint.end_line();
        if let Some(note) = &self.note {
            return remark("note", note, width, paint);
        }
        let frame = |paint: &mut Paint| {
            paint.write(Style::Frame, &format!("{:width$} |", ""));
            paint.end_line();
        };
        if self.lines.is_empty() {
            return;
        }
        frame(paint);
        let mut before = None;
        for line in &self.lines {
            if before.is_some_and(|before| before + 1 < line.number) {
                paint.write(Style::Frame, "...");
                paint.end_line();
            }
            line.write(width, paint);
            before = Some(line.number);
        }
        if !is_last {
            frame(paint);
        }
    }
}

/// Writes a remark under the lines of a file.
fn remark(kind: &str, text: &str, width: usize, paint: &mut Paint) {
    paint.write(Style::Frame, &format!("{:width$} = ", ""));
    paint.write(Style::Title, kind);
    paint.write(Style::Plain, &format!(": {text}"));
    paint.end_line();
}

/// Returns the places of a diagnostic with their texts, the main place first.
fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = (Span, &str)> {
    let others = diagnostic.labels.iter();
    std::iter::once((diagnostic.span, diagnostic.label.as_str()))
        .chain(others.map(|label| (label.span, label.text.as_str())))
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
