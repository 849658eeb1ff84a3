//! Text with styles, which are written as escape sequences of terminals or not at all.

/// The style of a part of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    /// The message of a diagnostic.
    Title,
    /// Line numbers, and the frame around the lines of a file.
    Frame,
    Error,
    Warning,
}

/// A text that is written part by part.
pub(super) struct Paint {
    has_colors: bool,
    text: String,
}

impl Paint {
    pub(super) fn new(has_colors: bool) -> Self {
        Self {
            has_colors,
            text: String::new(),
        }
    }

    pub(super) fn write(&mut self, style: Style, text: &str) {
        let codes = match style {
            Style::Plain => "",
            Style::Title => "1",
            Style::Frame => "1;94",
            Style::Error => "1;91",
            Style::Warning => "1;93",
        };
        if !self.has_colors || codes.is_empty() {
            return self.text.push_str(text);
        }
        self.text
            .push_str(&format!("\u{1b}[{codes}m{text}\u{1b}[0m"));
    }

    /// Ends a line, without spaces at its end.
    pub(super) fn end_line(&mut self) {
        let length = self.text.trim_end_matches(' ').len();
        self.text.truncate(length);
        self.text.push('\n');
    }

    /// Returns the text without the last line break.
    pub(super) fn finish(mut self) -> String {
        self.text.pop();
        self.text
    }
}
