//! The texts that steps of a normalization leave as they are, as a set.

use crate::pattern::automaton::{Automaton, LimitExceeded, build};
use crate::plan::NormalStep;

/// The characters that are no white space of XML.
const OTHER: &str = r"[^ \t\n\r]";

/// Returns the set of texts that a step leaves as they are.
///
/// # Errors
/// Returns the limit that was exceeded.
pub(super) fn normal_texts(step: &NormalStep) -> Result<Automaton, LimitExceeded> {
    let whole = |text: &str| build(&format!(r"\A(?:{text})\z"));
    match step {
        NormalStep::Trim => whole(&format!("(?:{OTHER}(?:(?s:.)*{OTHER})?)?")),
        NormalStep::CollapseSpaces => whole(&format!(" ?(?:{OTHER} ?)*")),
        NormalStep::Lowercase => whole("[^A-Z]*"),
        NormalStep::Uppercase => whole("[^a-z]*"),
        NormalStep::Remove(removed) => whole(&without(removed.chars())),
        NormalStep::Replace(texts) => whole(&without(texts.iter().map(|(it, _)| *it))),
    }
}

/// Returns the expression of the texts without some characters.
fn without(characters: impl Iterator<Item = char>) -> String {
    let code = |it: char| format!(r"\x{{{:x}}}", u32::from(it));
    let codes: String = characters.map(code).collect();
    format!("[^{codes}]*")
}
