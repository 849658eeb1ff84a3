//! The characters of a text that a pattern does not accept.
//!
//! If single characters are the cause, the sentence names them, and never the text. They are found by testing texts in
//! which suspected characters are replaced.

use super::cause::LONGEST_EXAMINED;
use super::{Cause, phone_example};
use crate::characters::write_named;
use crate::pattern::{Mismatch, Pattern};
use crate::violation::rendered;

/// The maximum number of characters that a sentence names.
const MOST: usize = 3;

/// Returns the sentence for a text that does not match.
pub(super) fn blamed(
    provider: &str,
    value: &str,
    pattern: &Pattern,
    mismatch: Mismatch,
    cause: Option<Cause>,
) -> String {
    let mut takes = format!("it takes {}", pattern.shown());
    if let Some(example) = phone_example(pattern) {
        takes.push_str(&format!(", for example {example}"));
    }
    let explained = rendered(|out| pattern.write_mismatch(mismatch, out));
    match cause {
        Some(cause @ Cause::TooLong(_)) => {
            return format!("is not accepted by {provider}: {cause}, {explained}; {takes}");
        }
        Some(cause) => return format!("is not accepted by {provider}: {cause}; {takes}"),
        None => {}
    }
    let Some(characters) = characters(value, pattern) else {
        return format!("is not accepted by {provider}; {takes}");
    };
    // Few characters, in the order of code points: a sentence must not show a text of many such characters.
    let named: Vec<String> = characters
        .iter()
        .take(MOST)
        .map(|&c| rendered(|out| write_named(out, c)))
        .collect();
    let are = if named.len() == 1 { "is" } else { "are" };
    let others = if characters.len() > MOST {
        " and others"
    } else {
        ""
    };
    format!(
        "{}{others} {are} not accepted by {provider}; {takes}",
        named.join(", ")
    )
}

/// Returns the characters without which the text would match, each once, in the order of their code points.
fn characters(value: &str, pattern: &Pattern) -> Option<Vec<char>> {
    if value.len() > LONGEST_EXAMINED {
        return None;
    }
    let mut distinct: Vec<char> = Vec::new();
    for c in value.chars() {
        if !distinct.contains(&c) {
            distinct.push(c);
        }
    }
    // Few suspects come first, because other characters may be the structure of the text, such as `@`.
    let suspicious: [fn(char) -> bool; 4] = [
        |c| !c.is_ascii(),
        |c| !c.is_ascii_alphanumeric() && !"@.-+".contains(c),
        |c| !c.is_ascii_alphanumeric(),
        |c| !c.is_ascii_lowercase() && !c.is_ascii_digit() && !"@.-".contains(c),
    ];
    for is_suspect in suspicious {
        let suspects: Vec<char> = distinct
            .iter()
            .copied()
            .filter(|&c| is_suspect(c))
            .collect();
        for filler in ['a', '0'] {
            let matches = |blamed: &[char]| {
                let text: String = value
                    .chars()
                    .map(|c| if blamed.contains(&c) { filler } else { c })
                    .collect();
                pattern.is_match(&text)
            };
            if suspects.is_empty() || !matches(&suspects) {
                continue;
            }
            let mut blamed = suspects.clone();
            for suspect in suspects {
                let without: Vec<char> = blamed.iter().copied().filter(|&c| c != suspect).collect();
                if matches(&without) {
                    blamed = without;
                }
            }
            blamed.sort_unstable();
            return Some(blamed);
        }
    }
    None
}
