//! Checks of untyped input, which the type system makes unnecessary in generated code.

use super::Check;
use crate::Code;
use crate::path::Path;

/// The sentence about a field that a replacement would delete.
pub(crate) const MISSING: &str =
    "is left out, and this request replaces everything: give it, or say that it is to be removed";

impl Check<'_> {
    /// Reports that a required value is missing.
    pub fn required(&mut self, path: &Path<'_>) {
        self.say(path, Code::Required, "is required");
    }

    /// Reports input of another shape: `code` is `type`, `unknown_field`, `missing` or
    /// `context_value`, and `expected` completes the sentence.
    ///
    /// For `type` and `context_value`, `expected` says what the value must be (`a list`);
    /// for `unknown_field` and `missing` it is a hint, or empty.
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
