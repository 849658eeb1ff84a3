//! Reports likely mistakes: parts of a schema that are valid but probably not meant, each with a text that shows it.
//!
//! In: the declarations of a draft. Out: diagnostics. A field that no value satisfies is an error; everything else is a
//! warning, and is silent where a `differs:` note states that the page is like that. The lints look at every document, also
//! after errors, so that one run reports everything.

mod alternatives;
mod diagnostics;
mod samples;
mod secrets;
mod spelling;
mod text;
mod witness;

use crate::draft::{Declaration, Draft};
use crate::source::Diagnostics;
pub(crate) use diagnostics::LintDiagnostic;

/// Checks the declarations of a document.
#[must_use]
pub fn lint(draft: &Draft) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for declaration in &draft.declarations {
        match declaration {
            Declaration::Text(text) => text::check(text, &mut diagnostics),
            Declaration::Sample(sample) => samples::check(sample, &mut diagnostics),
            Declaration::Secrets(secrets) => secrets::check(secrets, &mut diagnostics),
        }
    }
    diagnostics
}
