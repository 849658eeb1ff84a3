//! "Did you mean": help for a name that is not known.

use crate::source::closest;

/// A help line for an unknown name: the nearest, else all of a few.
pub(crate) fn help<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    // One letter is near to any other.
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
