//! Scans the tokens of a line of JSON. A token that is not as JSON demands is refused.

/// A position in a line that is UTF-8.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

/// A string between quotes.
pub(super) struct Quoted<'t> {
    /// What is between the quotes.
    pub(super) raw: &'t str,
    /// Whether it has an escape.
    pub(super) is_escaped: bool,
}

const HIGH: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x0101_0101_0101_0101;

/// Returns a number with a high bit for each byte of a block that is a quote, a backslash or a control character. Bytes behind the
/// first such byte can have one, too.
const fn ends(block: u64) -> u64 {
    let quote = block ^ (ONES * b'"' as u64);
    let backslash = block ^ (ONES * b'\\' as u64);
    let zero_quote = quote.wrapping_sub(ONES) & !quote;
    let zero_backslash = backslash.wrapping_sub(ONES) & !backslash;
    let control = block.wrapping_sub(ONES * 0x20) & !block;
    (zero_quote | zero_backslash | control) & HIGH
}

impl<'t> Scanner<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips white space. Returns the byte behind it.
    pub(super) fn next(&mut self) -> Option<u8> {
        loop {
            let byte = self.peek()?;
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Skips white space, and then a byte if it is the next one. Returns whether it is.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Returns whether nothing but white space is left.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.next().is_none()
    }

    /// Reads a string.
    pub(super) fn string(&mut self) -> Option<Quoted<'t>> {
        if !self.take(b'"') {
            return None;
        }
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut is_escaped = false;
        loop {
            while let Some(block) = bytes.get(self.at..).and_then(<[u8]>::first_chunk::<8>) {
                let found = ends(u64::from_le_bytes(*block));
                if found != 0 {
                    self.at += found.trailing_zeros() as usize / 8;
                    break;
                }
                self.at += 8;
            }
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    is_escaped = true;
                    self.at += 2;
                }
                0..0x20 => return None,
                _ => self.at += 1,
            }
        }
        let raw = self.text.get(start..self.at)?;
        self.at += 1;
        Some(Quoted { raw, is_escaped })
    }

    /// Skips a word. Returns whether it is the next one.
    pub(super) fn word(&mut self, word: &str) -> bool {
        self.next();
        let is_next = self
            .text
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(word));
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    /// Reads a number. Returns it with whether it is whole.
    pub(super) fn number(&mut self) -> Option<(&'t str, bool)> {
        self.next();
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        match self.peek()? {
            b'0' => self.at += 1,
            _ => self.digits()?,
        }
        let mut is_whole = true;
        if self.peek() == Some(b'.') {
            is_whole = false;
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            is_whole = false;
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Some((self.text.get(start..self.at)?, is_whole))
    }

    /// Skips digits, of which there is at least one.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::Scanner;

    #[test]
    fn strings_end_at_their_quotes() {
        for (text, raw, is_escaped) in [
            (r#""""#, "", false),
            (r#" "a" "#, "a", false),
            (r#""abcdefgh""#, "abcdefgh", false),
            (r#""abcdefghé","b""#, "abcdefghé", false),
            (r#""a\"b\\""#, r#"a\"b\\"#, true),
        ] {
            let found = Scanner::new(text).string().expect(text);
            assert_eq!((found.raw, found.is_escaped), (raw, is_escaped), "{text}");
        }
        for text in ["\"", "\"a", "a", "\"a\tb\"", "\"abcdefgh\u{1}\"", r#""a\"#] {
            assert!(Scanner::new(text).string().is_none(), "{text:?}");
        }
    }

    #[test]
    fn numbers_have_the_grammar_of_json() {
        for (text, is_whole) in [("0", true), ("-12", true), ("1.50", false), ("1e-3", false)] {
            assert_eq!(Scanner::new(text).number(), Some((text, is_whole)));
        }
        for text in ["", "-", "1.", ".5", "1e", "+1"] {
            assert_eq!(Scanner::new(text).number(), None, "{text}");
        }
        // What follows is not a part of it.
        let mut leading = Scanner::new("01");
        assert_eq!(leading.number(), Some(("0", true)));
        assert!(!leading.is_at_end());
    }
}
