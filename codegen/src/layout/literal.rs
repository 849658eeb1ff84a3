//! Literals: the text of a doc attribute, and long byte strings on several lines.

use std::str::Chars;

/// Returns the text of a string literal (`"…"` or `r"…"`), or `None` if it is another literal.
pub(super) fn unescape(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix("r\"") {
        return raw.strip_suffix('"').map(str::to_owned);
    }
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((plain, escape)) = rest.split_once('\\') {
        text.push_str(plain);
        let mut chars = escape.chars();
        text.push(escaped(&mut chars)?);
        rest = chars.as_str();
    }
    text.push_str(rest);
    Some(text)
}

/// Reads what follows a backslash.
fn escaped(chars: &mut Chars<'_>) -> Option<char> {
    match chars.next()? {
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        '0' => Some('\0'),
        char @ ('\\' | '"' | '\'') => Some(char),
        'u' => {
            let rest = chars.as_str().strip_prefix('{')?;
            let (digits, rest) = rest.split_once('}')?;
            *chars = rest.chars();
            u32::from_str_radix(digits, 16)
                .ok()
                .and_then(char::from_u32)
        }
        _ => None,
    }
}

/// Splits a byte string into rows of at most `width` bytes, or returns `None` if it must stay on one line.
///
/// Each row but the last ends with a backslash, so that the compiler joins it with the next one. A row never begins with
/// white space, which the compiler would skip.
pub(super) fn split(literal: &str, width: usize) -> Option<Vec<String>> {
    if !literal.starts_with("b\"") || literal.len() <= width || width < 20 {
        return None;
    }
    let mut rows = Vec::new();
    let mut lead = "";
    let (mut start, mut at) = (0, 0);
    while at < literal.len() {
        let next = at + length_of_piece(&literal[at..]);
        if lead.len() + next - start >= width && next < literal.len() {
            rows.push([lead, &literal[start..at], "\\"].concat());
            (lead, start) = match &literal[at..next] {
                " " => ("\\x20", next),
                _ => ("", at),
            };
        }
        at = next;
    }
    rows.push([lead, &literal[start..]].concat());
    Some(rows)
}

/// Returns the number of bytes of the first character or escape sequence. `text` is not empty.
fn length_of_piece(text: &str) -> usize {
    match text.as_bytes() {
        [b'\\', b'x', ..] => text.len().min(4),
        [b'\\', b'u', ..] => text.find('}').map_or(text.len(), |end| end + 1),
        [b'\\', rest @ ..] => 1 + rest.first().map_or(0, |_| length_of_character(&text[1..])),
        _ => length_of_character(text),
    }
}

/// Returns the number of bytes of the first character. `text` is not empty.
fn length_of_character(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}
