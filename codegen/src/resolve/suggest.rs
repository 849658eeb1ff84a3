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

/// Returns the most similar known name. A dotted name can be similar to that of an
/// object at its beginning. If none is similar, returns some of the known names.
fn suggest(name: &str, known: &[&str]) -> NameHint {
    // Any two names of one letter count as similar, so such a suggestion would be arbitrary.
    let near = closest(name, known.iter().copied()).filter(|_| name.chars().count() > 1);
    if let Some(near) = near {
        return NameHint::Similar(near.into());
    }
    if let Some((owner, rest)) = name.find(['.', '[']).map(|at| name.split_at(at))
        && let Some(near) = closest(owner, known.iter().copied())
        && owner.chars().count() > 1
    {
        return NameHint::Similar(format!("{near}{rest}").into());
    }
    match known.len() {
        0 => NameHint::NoneDeclared,
        1..=8 => NameHint::Known(known.join(", ")),
        _ => NameHint::Known(format!("{}, …", nearest(name, known).join(", "))),
    }
}

/// Returns eight of the known names: first those that share a part with a name, then the others, each in their order.
fn nearest<'n>(name: &str, known: &[&'n str]) -> Vec<&'n str> {
    let is_part = |part: &&str| part.len() > 2;
    let parts: Vec<&str> = name
        .split(['.', '_', '-', '[', ']'])
        .filter(is_part)
        .collect();
    let mut sorted = known.to_vec();
    sorted.sort_by_key(|known| {
        let mut known = known.split(['.', '_', '-']).filter(is_part);
        !known.any(|it| parts.contains(&it))
    });
    sorted.truncate(8);
    sorted
}
