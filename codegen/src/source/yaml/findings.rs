//! The mistakes that were found in one YAML text.

use super::super::diagnostics::add_bracket;
use super::super::{Diagnostic, Diagnostics, SourceDiagnostic, Span};

/// A mistake in a YAML text.
pub(super) struct Finding {
    pub(super) diagnostic: SourceDiagnostic,
    pub(super) span: Span,
    /// The innermost open bracket around a syntax error.
    bracket: Option<Span>,
}

impl Finding {
    fn render(&self) -> Diagnostic {
        let mut diagnostic = self.diagnostic.at(self.span);
        if let Some(bracket) = self.bracket {
            add_bracket(&mut diagnostic, bracket);
        }
        diagnostic
    }
}

/// The mistakes in one YAML text, in the order in which they were found.
#[derive(Default)]
pub(super) struct Findings(pub(super) Vec<Finding>);

impl Findings {
    pub(super) fn push(&mut self, diagnostic: SourceDiagnostic, span: Span) {
        self.push_in_bracket(diagnostic, span, None);
    }

    pub(super) fn push_in_bracket(
        &mut self,
        diagnostic: SourceDiagnostic,
        span: Span,
        bracket: Option<Span>,
    ) {
        self.0.push(Finding {
            diagnostic,
            span,
            bracket,
        });
    }

    /// Replaces the messages that quote the text. See [`SourceDiagnostic::without_content`].
    pub(super) fn without_content(self) -> Self {
        let findings = self.0.into_iter().map(|finding| Finding {
            diagnostic: finding.diagnostic.without_content(),
            ..finding
        });
        Self(findings.collect())
    }

    pub(super) fn render(&self) -> Diagnostics {
        Diagnostics(self.0.iter().map(Finding::render).collect())
    }
}
