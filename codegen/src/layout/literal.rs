//! Literals: the text of a doc attribute, and long byte strings on several lines.

use std::str::Chars;

/// Returns the text of a string literal (`"…"` or `r"…"`), or `None` if it is another literal.
pub(super) fn unescape(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix("r\"") {
        return raw.strip_suffix('"').map(str::to_owned);
    }
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(char) = chars.next() {
        text.push(if char == '\\' {
            escaped(&mut chars)?
        } else {
            char
        });
    }
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
    let mut row = String::new();
    let mut rest = literal;
    while !rest.is_empty() {
        let piece = &rest[..length_of_piece(rest)];
        rest = &rest[piece.len()..];
        if row.len() + piece.len() >= width && !rest.is_empty() {
            row.push('\\');
            rows.push(std::mem::take(&mut row));
            if piece == " " {
                row.push_str("\\x20");
                continue;
            }
        }
        row.push_str(piece);
    }
    rows.push(row);
    Some(rows)
}

/// Returns the bytes of the first character or escape sequence. `text` is not empty.
fn length_of_piece(text: &str) -> usize {
    let mut chars = text.chars();
    let Some('\\') = chars.next() else {
        return text.len() - chars.as_str().len();
    };
    match chars.next() {
        Some('x') => text.len().min(4),
        Some('u') => text.find('}').map_or(text.len(), |end| end + 1),
        _ => text.len() - chars.as_str().len(),
    }
}
