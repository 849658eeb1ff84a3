//! Reports facets of a number that no value satisfies together.

use super::LintDiagnostic;
use crate::draft::NumberDeclaration;
use crate::source::Diagnostics;

/// Reports a divisor of which no multiple lies between the bounds.
pub(super) fn check(subject: &NumberDeclaration, diagnostics: &mut Diagnostics) {
    if let Some(divisor) = subject.facets.divisor_without_multiple() {
        let divisor = divisor.to_string();
        diagnostics.push(LintDiagnostic::NoValidMultiple { divisor }.at(subject.span));
    }
}
