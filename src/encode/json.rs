//! JSON (RFC 8259), written compactly.
//!
//! Only `"`, `\` and the control characters up to U+001F are escaped.

use super::Body;
use super::blocks::Json;
use crate::sentence::IntegerText;

/// Writes a string that is a point in time.
pub fn time(body: &mut Body, text: &str) {
    body.mark_time();
    string(body, text);
}

/// Writes a string with its quotation marks.
#[inline]
pub fn string(body: &mut Body, value: &str) {
    between(body, "\"", value, "\"");
}

/// Writes a document as a string. If a part of the document is secret, all of the string is.
pub fn nested(body: &mut Body, document: Body, is_base64: bool) {
    let (text, is_secret) = document.into_nested(is_base64);
    if is_secret {
        body.secret(|body| string(body, &text));
    } else {
        string(body, &text);
    }
}

/// Writes the content of a string, without the quotation marks.
#[inline]
pub fn text(body: &mut Body, text: &str) {
    between(body, "", text, "");
}

/// For generated code: writes the content of a string between two literals.
#[doc(hidden)]
#[inline(always)]
pub fn between(body: &mut Body, lead: &str, text: &str, tail: &str) {
    if !body.between_unless::<Json>(lead, text, tail, false) {
        escaped(body, lead, text, tail);
    }
}

/// For generated code: writes a text whose facets exclude every character that JSON escapes. The text is searched for such
/// characters only if a facet may not hold, for example because it is waived.
#[doc(hidden)]
#[inline(always)]
pub fn plain_between(body: &mut Body, lead: &str, text: &str, tail: &str) {
    if !body.between_unless::<Json>(lead, text, tail, true) {
        escaped(body, lead, text, tail);
    }
}

/// Ends an object whose members all began with a comma. The first comma becomes the brace.
///
/// ```
/// use wireform::__rt::{Body, json};
///
/// let mut body = Body::new();
/// let object = body.len();
/// json::between(&mut body, ",\"name\":\"", "A \"quoted\" name", "\"");
/// body.raw(",\"lines\":");
/// let lines = body.len();
/// body.raw(",");
/// json::integer(&mut body, 1);
/// json::close_items(&mut body, lines);
/// json::close_members(&mut body, object);
/// assert_eq!(body.as_bytes(), br#"{"name":"A \"quoted\" name","lines":[1]}"#);
/// ```
#[inline]
pub fn close_members(body: &mut Body, start: usize) {
    if body.len() == start {
        body.raw("{}");
    } else {
        body.replace(start, b'{');
        body.raw("}");
    }
}

/// Joins an object that begins at `start` to the members in front of it, which have an open brace and no closing one.
///
/// ```
/// use wireform::__rt::{Body, json};
///
/// let mut body = Body::new();
/// body.raw(r#"{"type":"person""#);
/// let object = body.len();
/// body.raw(r#"{"name":"A"}"#);
/// json::continue_object(&mut body, object);
/// assert_eq!(body.as_bytes(), br#"{"type":"person","name":"A"}"#);
/// ```
pub fn continue_object(body: &mut Body, start: usize) {
    if body.len() == start + "{}".len() {
        body.truncate(start);
        body.raw("}");
    } else {
        body.replace(start, b',');
    }
}

/// Ends an array whose items all began with a comma. The first comma becomes the bracket.
#[inline]
pub fn close_items(body: &mut Body, start: usize) {
    if body.len() == start {
        body.raw("[]");
    } else {
        body.replace(start, b'[');
        body.raw("]");
    }
}

#[cold]
fn escaped(body: &mut Body, lead: &str, text: &str, tail: &str) {
    body.raw(lead);
    let mut start = 0;
    for (index, byte) in text.bytes().enumerate() {
        // Every escaped byte is an ASCII character, so slicing next to it never splits a character.
        if let Some(escape) = escape(byte) {
            body.raw(&text[start..index]);
            match escape {
                Escape::Short(text) => body.raw(text),
                Escape::Hexadecimal => {
                    const DIGITS: &str = "0123456789abcdef";
                    let low = usize::from(byte & 0xf);
                    body.raw(if byte < 0x10 { "\\u000" } else { "\\u001" });
                    body.raw(&DIGITS[low..=low]);
                }
            }
            start = index + 1;
        }
    }
    body.raw(&text[start..]);
    body.raw(tail);
}

enum Escape {
    Short(&'static str),
    Hexadecimal,
}

const fn escape(byte: u8) -> Option<Escape> {
    Some(match byte {
        b'"' => Escape::Short("\\\""),
        b'\\' => Escape::Short("\\\\"),
        0x08 => Escape::Short("\\b"),
        0x0c => Escape::Short("\\f"),
        b'\n' => Escape::Short("\\n"),
        b'\r' => Escape::Short("\\r"),
        b'\t' => Escape::Short("\\t"),
        0x00..=0x1f => Escape::Hexadecimal,
        _ => return None,
    })
}

/// Writes an integer.
pub fn integer(body: &mut Body, value: i64) {
    body.raw(IntegerText::new(value).as_str());
}

/// Writes `true` or `false`.
pub fn boolean(body: &mut Body, value: bool) {
    body.raw(if value { "true" } else { "false" });
}

/// Writes `null`.
pub fn null(body: &mut Body) {
    body.raw("null");
}

/// Writes a number unchanged. The text must be a JSON number: one of the schema, or an integer that was written as text.
pub fn number_text(body: &mut Body, text: &str) {
    body.raw(text);
}
