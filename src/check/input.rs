//! Checks of untyped input. Generated code does not need them, because rustc checks types.

use super::Check;
use crate::Code;
use crate::path::Path;

/// The sentence about a field that a replacement would delete.
pub(crate) const MISSING: &str =
    "is left out, and this request replaces everything: give it, or say that it is to be removed";

impl Check<'_> {
    /// Reports that a required value is missing.
    pub fn required(&mut self, path: &Path<'_>) {
        self.report_fixed(path, Code::Required, "is required");
    }

    /// Reports input of a wrong shape. `code` is `type`, `unknown_field`, `missing` or `context_value`.
    ///
    /// For `type` and `context_value`, `expected` describes a correct value (`a list`). For `unknown_field` and `missing`, it is
    /// a hint or empty.
    pub fn input(&mut self, path: &Path<'_>, code: Code, expected: &str) {
        let message = match code {
            Code::UnknownField => with_hint("is no field of this request", expected),
            Code::Missing => with_hint(MISSING, expected),
            Code::Required => "is required".to_owned(),
            _ => format!("has to be {expected}"),
        };
        self.report(path, code, message);
    }
}

fn with_hint(sentence: &str, hint: &str) -> String {
    if hint.is_empty() {
        sentence.to_owned()
    } else {
        format!("{sentence}; {hint}")
    }
}
