//! Diagnostics as values: code, severity, message, places and help. `render` prints them.

use std::fmt;

use super::{Fix, Span};

/// Whether a diagnostic stops the compilation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The compiler generates no code.
    Error,
    /// The schema is likely wrong, but the compiler generates code.
    Warning,
}

/// A second place that explains the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there, for example `first given here`.
    pub text: String,
}

/// An error or a warning about a schema. Only the tables of diagnostics create one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code, for example `WF0101`; explained by `wireform explain`.
    pub code: &'static str,
    /// Whether it stops the compilation.
    pub severity: Severity,
    /// What is wrong, without a final full stop.
    pub message: String,
    /// Where it is wrong.
    pub span: Span,
    /// The text under the place. It may be empty.
    pub label: String,
    /// Further places.
    pub labels: Vec<Label>,
    /// How to fix it, one suggestion each.
    pub help: Vec<String>,
    /// What a program can write instead, because it is certain.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// Creates a diagnostic from a row of a table. Only the macro `diagnostics!` calls this.
    pub(crate) fn from_table(
        code: &'static str,
        severity: Severity,
        span: Span,
        message: fmt::Arguments<'_>,
    ) -> Self {
        Self {
            code,
            severity,
            message: message.to_string(),
            span,
            label: String::new(),
            labels: Vec::new(),
            help: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Sets the text under the place. Only the macro `diagnostics!` calls this.
    pub(crate) fn add_label(&mut self, text: fmt::Arguments<'_>) {
        self.label = text.to_string();
    }

    /// Adds a second place. Only the macro `diagnostics!` calls this.
    pub(crate) fn add_place(&mut self, span: Span, text: fmt::Arguments<'_>) {
        let text = text.to_string();
        self.labels.push(Label { span, text });
    }

    /// Returns the diagnostic with a fix that is certain, if there is one.
    pub(crate) fn with_fix(mut self, fix: Option<Fix>) -> Self {
        self.fixes.extend(fix);
        self
    }

    /// Adds a suggestion. Only the macro `diagnostics!` calls this.
    pub(crate) fn add_help(&mut self, text: fmt::Arguments<'_>) {
        self.help.push(text.to_string());
    }
}

/// Diagnostics in the order in which the compiler found them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all diagnostics of another list.
    pub fn extend(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// Returns whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }
}
