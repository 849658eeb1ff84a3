//! The suggestion for an unknown name.

use super::diagnostics::NameHint;
use crate::source::closest;

/// Returns the most similar known name, else the first known names.
pub(crate) fn suggest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> NameHint {
    let known: Vec<&str> = known.into_iter().collect();
    // Every two single letters are similar.
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
