//! Reports parts of a schema that are allowed but probably a mistake, each with a text that shows it.
//!
//! Input: the declarations of a draft. Output: diagnostics. A field that no value satisfies is an error, and so are cases of
//! responses that nothing reaches and cases or rules that contradict each other. Everything else is a warning, which a `differs:` note suppresses. The lints check every document, also after errors, so that one run reports
//! everything.

mod alternatives;
mod diagnostics;
mod number;
mod responses;
mod rules;
mod samples;
mod secrets;
mod spelling;
mod text;
mod witness;

use crate::draft::{Declaration, Draft};
use crate::source::Diagnostics;
pub(crate) use diagnostics::LintDiagnostic;
#[cfg(feature = "tools")]
pub(crate) use rules::ConflictDiagnostic;

/// Checks the declarations of a document.
#[must_use]
pub fn lint(draft: &Draft) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for declaration in &draft.declarations {
        match declaration {
            Declaration::Text(text) => text::check(text, &mut diagnostics),
            Declaration::Number(number) => number::check(number, &mut diagnostics),
            Declaration::Sample(sample) => samples::check(sample, &mut diagnostics),
            Declaration::UnusedLet(unused) => {
                let name = unused.name.as_str().into();
                diagnostics.push(LintDiagnostic::UnusedResult { name }.at(unused.name.span));
            }
            Declaration::BracedName(braced) => {
                let found = LintDiagnostic::BracedName {
                    braced: format!("{{{}}}", braced.name).as_str().into(),
                    placeholder: format!("${}", braced.name).as_str().into(),
                };
                diagnostics.push(found.at(braced.span));
            }
            Declaration::Responses(responses) => responses::check(responses, &mut diagnostics),
            // A condition with a mistake is left out of its rule.
            Declaration::Rules(_) if draft.is_poisoned => {}
            Declaration::Rules(rules) => rules::check(rules, draft, &mut diagnostics),
            Declaration::Secrets(secrets) => secrets::check(secrets, &mut diagnostics),
        }
    }
    diagnostics
}
