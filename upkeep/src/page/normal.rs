//! Normalises texts, and computes their fingerprints.
//!
//! Input: a text of a page. Output: the same text with one spelling of white space, quotes, dashes and bullets; its
//! sentences; and two fingerprints, of the text and of its mask.

/// Returns a text with one spelling of white space, quotes and dashes, without invisible characters.
///
/// ```
/// assert_eq!(wireform_upkeep::page::normalise("  a\u{a0}\u{201c}b\u{201d} \u{200b}c\n"), "a \"b\" c");
/// ```
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        let c = match c {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => continue,
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' => '\'',
            '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c => c,
        };
        if c.is_whitespace() || c.is_control() {
            space = !out.is_empty();
            continue;
        }
        if space {
            out.push(' ');
            space = false;
        }
        match c {
            '\u{2026}' => out.push_str("..."),
            c => out.push(c),
        }
    }
    out
}

/// Returns the text of a list item without its bullet or number, if it starts with one.
pub(super) fn strip_bullet(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = line.strip_prefix([
        '\u{2022}', '\u{25aa}', '\u{25cf}', '\u{25e6}', '\u{b7}', '\u{2023}', '\u{2043}',
    ]);
    if let Some(rest) = rest {
        return Some(rest.trim_start());
    }
    for bullet in ["- ", "* ", "\u{2013} ", "\u{2014} ", "+ "] {
        if let Some(rest) = line.strip_prefix(bullet) {
            return Some(rest.trim_start());
        }
    }
    None
}

/// Returns a text without a number in front of it, such as `1.`, `2)` or `3.4.1`.
pub(super) fn strip_number(text: &str) -> &str {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &text[..text.len() - digits.len()];
    let rest = digits.strip_prefix(')').unwrap_or(digits);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && (number.contains('.') || digits.starts_with(')'))
        && rest.starts_with(' ');
    if is_number { rest.trim_start() } else { text }
}

/// Splits a paragraph into its sentences.
///
/// ```
/// let found = wireform_upkeep::page::sentences("Keeps the rest. Max. length 4. See below");
/// assert_eq!(found, ["Keeps the rest.", "Max. length 4.", "See below"]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?') || bytes.get(at + 1) != Some(&b' ') {
            continue;
        }
        let next = text[at + 2..].chars().next();
        let word = text[start..at].rsplit(' ').next().unwrap_or_default();
        let is_abbreviation = word.len() <= 3 && !word.ends_with(|c: char| c.is_ascii_digit());
        if next.is_some_and(|c| c.is_uppercase() || c == '"') && !is_abbreviation {
            found.push(text[start..=at].trim());
            start = at + 2;
        }
    }
    let rest = text[start..].trim();
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

/// Returns the fingerprint of a normalised text. Punctuation at its end does not count.
#[must_use]
pub fn fingerprint(text: &str) -> u64 {
    let text = text.trim_end_matches(['.', ':', ';', ',', ' ']);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Returns a normalised text with its values replaced: numbers, words in capitals or quotes, and expressions.
///
/// ```
/// use wireform_upkeep::page::mask;
///
/// assert_eq!(mask("Maximum length: 40"), mask("Maximum length: 64"));
/// ```
#[must_use]
pub fn mask(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let is_code = word.contains(['[', '\\', '{', '"', '\'', '`', '_', '$'])
            || word.chars().any(|c| c.is_ascii_digit());
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let is_capitals = letters > 1 && !word.chars().any(char::is_lowercase);
        if is_code || is_capitals { "_" } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}
