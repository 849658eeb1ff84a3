//! Finds strings that differ from a member in one character and are not members.

use super::strings::Language;
use crate::pattern::automaton::{LimitExceeded, Random};

/// Returns near misses of a language: one character of a member is removed, inserted or changed.
///
/// # Errors
/// Returns the limit that was exceeded.
pub fn near_misses(
    language: &Language,
    count: usize,
    seed: u64,
) -> Result<Vec<String>, LimitExceeded> {
    let mut members: Vec<String> = language.shortest()?.into_iter().collect();
    if let Some(longest) = language.longest()?
        && longest.chars().count() <= 80
    {
        members.push(longest);
    }
    members.extend(language.samples(count, seed)?);
    let mut random = Random::new(seed ^ 0x5EED);
    let others = ['a', 'Z', '0', '.', '-', ' ', 'é', '"'];
    let mut misses: Vec<String> = Vec::new();
    for round in 0..count * 16 {
        if members.is_empty() || misses.len() == count {
            break;
        }
        let mut letters: Vec<char> = members[round % members.len()].chars().collect();
        let at = random.below(letters.len() + 1);
        let other = others[random.below(others.len())];
        match random.below(3) {
            0 if at < letters.len() => {
                letters.remove(at);
            }
            1 if at < letters.len() => letters[at] = other,
            _ => letters.insert(at, other),
        }
        let miss: String = letters.into_iter().collect();
        if !language.contains(&miss) && !misses.contains(&miss) {
            misses.push(miss);
        }
    }
    Ok(misses)
}
