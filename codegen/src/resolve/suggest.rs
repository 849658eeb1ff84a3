//! Reports unknown names with a suggestion.

use super::diagnostics::NameHint;
use crate::source::{Diagnostic, Diagnostics, Fix, Quoted, certain, closest};

/// After this number of diagnostics, none gets a suggestion.
const MAX_SUGGESTIONS: usize = 200;

/// Reports an unknown name. `known` lists the names that are allowed, and `diagnostic` constructs the diagnostic.
pub(super) fn report_unknown<'n>(
    name: &str,
    known: impl IntoIterator<Item = &'n str>,
    diagnostic: impl FnOnce(Quoted, NameHint) -> Diagnostic,
    diagnostics: &mut Diagnostics,
) {
    // Comparing names takes time, and nobody reads hundreds of suggestions.
    if diagnostics.0.len() >= MAX_SUGGESTIONS {
        diagnostics.push(diagnostic(name.into(), NameHint::Omitted));
        return;
    }
    let known: Vec<&str> = known.into_iter().collect();
    let found = diagnostic(name.into(), suggest(name, &known));
    let near = certain(name, known.iter().copied(), 1);
    let fix = near.map(|near| Fix::word(found.span, name, near));
    diagnostics.push(found.with_fix(fix));
}

/// Returns the most similar known name. If none is similar, returns the first known names.
fn suggest(name: &str, known: &[&str]) -> NameHint {
    // Any two names of one letter count as similar, so such a suggestion would be arbitrary.
    let near = closest(name, known.iter().copied()).filter(|_| name.chars().count() > 1);
    if let Some(near) = near {
        return NameHint::Similar(near.into());
    }
    match known.len() {
        0 => NameHint::NoneDeclared,
        1..=8 => NameHint::Known(known.join(", ")),
        _ => NameHint::Known(format!("{}, …", known[..8].join(", "))),
    }
}
