//! Shows characters in messages. Invisible characters are shown by their number.

use std::borrow::Cow;
use std::fmt::{self, Write};

/// Replaces each invisible character of a text by its number: `<U+000D>`. Does not replace spaces.
///
/// A program that prints values of a contact prints them like this, so that people find a carriage return behind a name.
///
/// ```
/// assert_eq!(wireform::__rt::visible("Jane\r"), "Jane<U+000D>");
/// assert_eq!(wireform::__rt::visible("Zoë 山田"), "Zoë 山田");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) {
        return text.into();
    }
    let mut shown = String::new();
    for c in text.chars() {
        if is_invisible(c) {
            shown.push('<');
            // Writing into a `String` cannot fail.
            let _ = write_number(&mut shown, c);
            shown.push('>');
        } else {
            shown.push(c);
        }
    }
    shown.into()
}

/// Writes the name of a character in a sentence: `"é"`, `a space`, `U+000D`.
pub(crate) fn write_named(out: &mut impl Write, c: char) -> fmt::Result {
    match c {
        ' ' => out.write_str("a space"),
        c if is_invisible(c) => write_number(out, c),
        '"' => out.write_str("'\"'"),
        c => {
            out.write_str("\"")?;
            out.write_char(c)?;
            out.write_str("\"")
        }
    }
}

/// Returns whether a character is invisible. These are controls, blanks other than the space, and characters that only change
/// the appearance of others. Variation selectors do not count, because emoji contain them.
pub(crate) fn is_invisible(c: char) -> bool {
    // Most characters are ASCII, in which every white space but the space is a control character.
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_control()
        || c.is_whitespace()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

fn write_number(out: &mut impl Write, c: char) -> fmt::Result {
    write!(out, "U+{:04X}", u32::from(c))
}
