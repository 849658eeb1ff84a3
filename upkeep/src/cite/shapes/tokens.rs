//! Splits a line into words, numbers and signs.

use std::ops::Range;

/// A word in lower case, a number, or one sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

impl Token {
    pub(super) fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// Splits a line. A full stop after an abbreviation, such as `max.`, is left out.
pub(super) fn split(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let is_word = c.is_alphabetic() || c == '_';
        if is_word || c.is_ascii_digit() {
            while let Some((at, next)) = chars.peek().copied() {
                let goes_on = match is_word {
                    true => next.is_alphanumeric() || next == '_',
                    false => next.is_ascii_digit() || separates(&text[start..], at - start),
                };
                if !goes_on {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        let last = tokens.last().map(|last| last.text.as_str());
        let is_abbreviation =
            c == '.' && matches!(last, Some("max" | "min" | "no" | "chars" | "char"));
        if !is_abbreviation {
            tokens.push(Token {
                text: text[start..end].to_lowercase(),
                span: start..end,
            });
        }
    }
    tokens
}

/// Returns whether a comma in a number separates its thousands: `1,024`, and not `1, 2` or `1,2`.
fn separates(number: &str, at: usize) -> bool {
    let (before, after) = (&number[..at], &number[at..]);
    let Some(after) = after.strip_prefix(',') else {
        return false;
    };
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = before.split(',').next().map_or(0, str::len);
    digits(after) == 3 && first <= 3
}
