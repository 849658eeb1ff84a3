//! Sample values and defaults that their own field refuses.

use super::codes;
use crate::draft::RefusedSample;
use crate::source::{Diagnostic, Diagnostics};

/// Warns of a value that its own field refuses.
pub(super) fn check(sample: &RefusedSample, diagnostics: &mut Diagnostics) {
    let (message, help) = if sample.is_default {
        (
            "this default is not a value of its own field",
            "correct the default or the constraint; describe an assumption in words under `description:`",
        )
    } else {
        (
            "the field refuses this sample value",
            "correct the sample, or the constraint that refuses it",
        )
    };
    diagnostics.push(
        Diagnostic::warning(codes::SAMPLE_REFUSED, sample.span, message)
            .label(sample.reason.clone())
            .help(help),
    );
}
