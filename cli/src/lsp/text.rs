//! Converts positions of the protocol, which count UTF-16 code units, to offsets in bytes, and back.

use serde_json::{Value, json};

/// Returns the offset of a position. A position behind the end of its line is that end.
pub(super) fn offset(text: &str, position: &Value) -> usize {
    let number = |key: &str| {
        position[key]
            .as_u64()
            .and_then(|at| usize::try_from(at).ok())
    };
    let (line, column) = (
        number("line").unwrap_or(0),
        number("character").unwrap_or(0),
    );
    let start = match line {
        0 => Some(0),
        _ => text.match_indices('\n').nth(line - 1).map(|(at, _)| at + 1),
    };
    let Some(start) = start else {
        return text.len();
    };
    let mut units = 0;
    for (at, c) in text[start..].char_indices() {
        if c == '\n' || units >= column {
            return start + at;
        }
        units += c.len_utf16();
    }
    text.len()
}

/// Returns the position of an offset.
pub(super) fn position(text: &str, offset: usize) -> Value {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let units: usize = before[start..].chars().map(char::len_utf16).sum();
    json!({ "line": line, "character": units })
}

/// Returns the range between two offsets.
pub(super) fn range(text: &str, start: usize, end: usize) -> Value {
    json!({ "start": position(text, start), "end": position(text, end.max(start)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_utf16() {
        let text = "a: 🏡b\nc: ä\n";
        for (offset_in_text, line, character) in [(0, 0, 0), (7, 0, 5), (9, 1, 0), (14, 1, 4)] {
            let expected = json!({ "line": line, "character": character });
            assert_eq!(position(text, offset_in_text), expected);
            assert_eq!(offset(text, &expected), offset_in_text);
        }
        assert_eq!(offset(text, &json!({ "line": 0, "character": 99 })), 8);
        assert_eq!(
            offset(text, &json!({ "line": 9, "character": 0 })),
            text.len()
        );
    }
}
