//! Ranks characters by how readable they are in examples.

/// Returns the rank of a character: first small letters, then digits, capitals, other printable ASCII, and the rest.
#[must_use]
pub fn rank(character: char) -> u32 {
    let point = u32::from(character);
    match character {
        'a'..='z' => point - 97,
        '0'..='9' => 100 + point - 48,
        'A'..='Z' => 200 + point - 65,
        '!'..='~' => 300 + point,
        ' ' => 500,
        '\u{a1}'..='\u{24f}' => 1_000 + point,
        '\u{250}'.. => 10_000 + point,
        _ => 2_000_000 + point,
    }
}

/// Returns the most readable character of a range.
pub(super) fn nicest(first: char, last: char) -> char {
    let inside = |character: char| (first..=last).contains(&character);
    for wanted in ['a', '0', 'A'] {
        let end = match wanted {
            'a' => 'z',
            '0' => '9',
            _ => 'Z',
        };
        if inside(wanted) {
            return wanted;
        }
        if (wanted..=end).contains(&first) {
            return first;
        }
    }
    for wanted in ['!', ' ', '\u{a1}', '\u{250}'] {
        if inside(wanted) {
            return wanted;
        }
        if wanted == '!' && ('!'..='~').contains(&first) {
            return first;
        }
    }
    first
}
