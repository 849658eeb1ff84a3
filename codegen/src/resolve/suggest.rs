//! The help text for an unknown name.

use crate::source::closest;

/// Returns the help for an unknown name: the most similar known name, else the first known names.
pub(crate) fn help<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    // Every two single letters are similar.
    let near = closest(name, known.iter().copied()).filter(|_| name.chars().count() > 1);
    if let Some(near) = near {
        return Some(format!("did you mean `{near}`?"));
    }
    match known.len() {
        0 => None,
        1..=8 => Some(format!("known: {}", known.join(", "))),
        _ => Some(format!("known: {}, …", known[..8].join(", "))),
    }
}
