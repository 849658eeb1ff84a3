//! Reports samples and defaults that their own field rejects.

use super::LintDiagnostic;
use crate::draft::RefusedSample;
use crate::source::Diagnostics;

/// Reports a value that its own field rejects.
pub(super) fn check(sample: &RefusedSample, diagnostics: &mut Diagnostics) {
    let reason = sample.reason.clone();
    let diagnostic = if sample.is_default {
        LintDiagnostic::RejectedDefault { reason }
    } else {
        LintDiagnostic::RejectedSample { reason }
    };
    diagnostics.push(diagnostic.at(sample.span));
}
