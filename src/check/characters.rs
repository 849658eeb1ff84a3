//! Which characters of a text a pattern does not accept.
//!
//! In: a text that a pattern refuses. Out: a sentence that names the characters which alone are to blame, if there are
//! such; never the text. Found by asking the pattern about texts in which suspects are replaced.

use super::cause::LONGEST_EXAMINED;
use super::{Cause, phone_example};
use crate::characters::write_named;
use crate::pattern::{Mismatch, Pattern};
use crate::violation::rendered;

/// How many characters are named.
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
    // In the order of code points and not of the text, and few of them: a text of many such characters would be told.
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

/// The characters without which the text would match, each once, in the order of their code points.
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
    // Suspects from few to many, because others may hold the structure of the text, as `@` does.
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
