//! XML 1.0 (Fifth Edition), as UTF-8.
//!
//! The compiler has checked the names, and [`first_unrepresentable`] the values. Line ends and white space of attributes are
//! escaped if a reader would normalise them (§ 2.11, § 3.3.3).

use super::Body;
use super::blocks::Xml;
use crate::XmlText;

/// The beginning of a document. The root element follows immediately.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// Writes character data: `&`, `<`, `>` and carriage return are escaped.
///
/// ```
/// use wireform::__rt::{Body, xml};
///
/// let mut body = Body::new();
/// xml::text(&mut body, "a < b\r\n]]>");
/// assert_eq!(body.as_bytes(), b"a &lt; b&#13;\n]]&gt;");
/// ```
#[inline]
pub fn text(body: &mut Body, text: &str) {
    between(body, "", text, "");
}

/// For generated code: writes character data between two literals.
#[doc(hidden)]
#[inline(always)]
pub fn between(body: &mut Body, lead: &str, text: &str, tail: &str) {
    if !body.between_unless::<Xml>(lead, text, tail, false) {
        escaped_text(body, lead, text, tail);
    }
}

/// For generated code: writes a text whose facets exclude every character that XML escapes. The text is searched for such
/// characters only if a facet may not hold, for example because it is waived.
#[doc(hidden)]
#[inline(always)]
pub fn plain_between(body: &mut Body, lead: &str, text: &str, tail: &str) {
    if !body.between_unless::<Xml>(lead, text, tail, true) {
        escaped_text(body, lead, text, tail);
    }
}

#[cold]
fn escaped_text(body: &mut Body, lead: &str, text: &str, tail: &str) {
    body.raw(lead);
    escaped(body, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\r' => Some("&#13;"),
        _ => None,
    });
    body.raw(tail);
}

/// Writes an element that is its own text.
pub fn element(body: &mut Body, element: &XmlText) {
    body.raw(element.as_str());
}

/// Writes the value of an attribute, without the quotation marks. Escapes `"`, tab and line feed, too.
pub fn attribute(body: &mut Body, text: &str) {
    escaped(body, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\t' => Some("&#9;"),
        b'\n' => Some("&#10;"),
        b'\r' => Some("&#13;"),
        _ => None,
    });
}

fn escaped(body: &mut Body, text: &str, escape: impl Fn(u8) -> Option<&'static str>) {
    let mut start = 0;
    for (index, byte) in text.bytes().enumerate() {
        // Every escaped byte is an ASCII character, so slicing next to it never splits a character.
        if let Some(replacement) = escape(byte) {
            body.raw(&text[start..index]);
            body.raw(replacement);
            start = index + 1;
        }
    }
    body.raw(&text[start..]);
}

/// Returns whether XML 1.0 can carry a character (§ 2.2, `Char`). It cannot carry the others in escaped form either.
///
/// ```
/// use wireform::__rt::xml;
///
/// assert!(xml::is_representable('\t'));
/// assert!(!xml::is_representable('\0'));
/// assert!(!xml::is_representable('\u{FFFE}'));
/// ```
pub const fn is_representable(character: char) -> bool {
    matches!(
        character,
        '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..
    )
}

/// Returns the first character that XML 1.0 can't carry, with its index in characters (from 0).
pub fn first_unrepresentable(text: &str) -> Option<(usize, char)> {
    text.chars()
        .enumerate()
        .find(|(_, character)| !is_representable(*character))
}
