//! The strings that show what a lint found.

/// Returns a string as a literal. Of a long one only the beginning and the length are shown.
pub(super) fn quoted(witness: &str) -> String {
    const SHOWN: usize = 24;
    let length = witness.chars().count();
    if length <= 2 * SHOWN {
        return format!("{witness:?}");
    }
    let head: String = witness.chars().take(SHOWN).collect();
    format!("{head:?}… of {length} characters")
}
