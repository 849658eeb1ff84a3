//! Tests whether IDNA 2008 allows the characters of a label (RFC 5892).
//!
//! The caller passes only labels that UTS #46 has mapped and accepted: they are in NFC, mapping would change none of their
//! characters, and their joiners are in valid positions.

use icu_properties::props::{
    DefaultIgnorableCodePoint, GeneralCategory, HangulSyllableType, Script,
};
use icu_properties::{CodePointMapData, CodePointSetData};

/// Returns whether IDNA 2008 allows every character of the label at its position.
pub(super) fn is_allowed(label: &str) -> bool {
    label
        .char_indices()
        .all(|(at, character)| is_allowed_at(label, at, character))
}

/// Returns whether a character is allowed at a position. Applies the exceptions of RFC 5892 § 2.6 and the contextual rules
/// of its appendix A first, and then its algorithm (§ 3).
fn is_allowed_at(label: &str, at: usize, character: char) -> bool {
    let before = label[..at].chars().next_back();
    let after = label[at + character.len_utf8()..].chars().next();
    match character {
        'a'..='z' | '0'..='9' | '-' => true,
        // UTS #46 has checked the context of the joiners.
        '\u{200c}' | '\u{200d}' => true,
        'ß' | 'ς' | '\u{6fd}' | '\u{6fe}' | '\u{f0b}' | '〇' => true,
        '\u{640}' | '\u{7fa}' | '\u{302e}' | '\u{302f}' | '\u{3031}'..='\u{3035}' | '\u{303b}' => {
            false
        }
        // The middle dot of Catalan.
        '·' => before == Some('l') && after == Some('l'),
        // The lower numeral sign of Greek, then the two punctuation marks of Hebrew.
        '\u{375}' => after.is_some_and(|it| script(it) == Script::Greek),
        '\u{5f3}' | '\u{5f4}' => before.is_some_and(|it| script(it) == Script::Hebrew),
        // The middle dot of Katakana.
        '・' => label
            .chars()
            .any(|it| [Script::Hiragana, Script::Katakana, Script::Han].contains(&script(it))),
        // A label cannot mix the two kinds of Arabic digits.
        '\u{660}'..='\u{669}' => !label.contains(|it| ('\u{6f0}'..='\u{6f9}').contains(&it)),
        '\u{6f0}'..='\u{6f9}' => !label.contains(|it| ('\u{660}'..='\u{669}').contains(&it)),
        _ => is_letter_or_digit(character) && !is_ignorable(character) && !is_old_jamo(character),
    }
}

/// Returns the script of a character.
fn script(character: char) -> Script {
    CodePointMapData::<Script>::new().get(character)
}

/// Returns whether a character is in `LetterDigits` (RFC 5892 § 2.1).
fn is_letter_or_digit(character: char) -> bool {
    matches!(
        CodePointMapData::<GeneralCategory>::new().get(character),
        GeneralCategory::LowercaseLetter
            | GeneralCategory::UppercaseLetter
            | GeneralCategory::OtherLetter
            | GeneralCategory::DecimalNumber
            | GeneralCategory::ModifierLetter
            | GeneralCategory::NonspacingMark
            | GeneralCategory::SpacingMark
    )
}

/// Returns whether a letter or a mark is in `IgnorableProperties` or `IgnorableBlocks` (RFC 5892 § 2.3 and § 2.4).
fn is_ignorable(character: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character)
        || matches!(character, '\u{20d0}'..='\u{20ff}' | '\u{1d100}'..='\u{1d24f}')
}

/// Returns whether a character is in `OldHangulJamo` (RFC 5892 § 2.9).
fn is_old_jamo(character: char) -> bool {
    matches!(
        CodePointMapData::<HangulSyllableType>::new().get(character),
        HangulSyllableType::LeadingJamo
            | HangulSyllableType::VowelJamo
            | HangulSyllableType::TrailingJamo
    )
}
