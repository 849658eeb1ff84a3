//! Scans the tokens of a line of JSON. A token that is not as JSON demands is refused.

/// A position in the first line of a text. The lines behind it are only read ahead.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

/// A string between quotes.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'t> {
    /// What is between the quotes.
    pub(super) raw: &'t str,
    /// Whether it has an escape.
    pub(super) is_escaped: bool,
    /// Whether all its bytes are ASCII.
    pub(super) is_ascii: bool,
}

/// A name with its quotes and the colon behind it, prepared for a comparison of its first sixteen bytes at once.
pub(super) struct Key {
    head: u128,
    mask: u128,
    whole: Vec<u8>,
}

impl Key {
    /// Prepares a name.
    pub(super) fn new(name: &str) -> Self {
        let needs_escape = |byte: u8| byte < 0x20 || matches!(byte, b'"' | b'\\');
        let whole = match name.bytes().any(needs_escape) {
            // No text has this byte, so the comparison does not find such a name.
            true => vec![0xff],
            false => format!("\"{name}\":").into_bytes(),
        };
        let mut bytes = [0; 16];
        let mut mask = [0; 16];
        for ((to, mask), byte) in bytes.iter_mut().zip(&mut mask).zip(&whole) {
            (*to, *mask) = (*byte, 0xff);
        }
        Self {
            head: u128::from_le_bytes(bytes),
            mask: u128::from_le_bytes(mask),
            whole,
        }
    }
}

/// The greatest depth of a value that is skipped. It is far below that of JSON that can be read.
const DEEPEST: u32 = 32;

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

    /// Returns the number of bytes before the position.
    pub(super) const fn position(&self) -> usize {
        self.at
    }

    /// Goes back to a position.
    pub(super) const fn go_back(&mut self, position: usize) {
        self.at = position;
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips white space except line feeds. Returns the byte behind it.
    #[inline]
    pub(super) fn next(&mut self) -> Option<u8> {
        loop {
            let byte = self.peek()?;
            if !matches!(byte, b' ' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Skips the byte at the position, which is ASCII.
    #[inline]
    pub(super) const fn skip(&mut self) {
        self.at += 1;
    }

    /// Skips one of the keys if it is next. Returns its index. Tries the keys from `likely` on first.
    #[inline]
    pub(super) fn key(&mut self, keys: &[Key], likely: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let (before, behind) = keys.split_at_checked(likely)?;
        let found = match rest.first_chunk::<16>() {
            Some(block) => {
                let block = u128::from_le_bytes(*block);
                let is_it = |key: &Key| {
                    (block ^ key.head) & key.mask == 0
                        && (key.whole.len() <= 16 || rest.starts_with(&key.whole))
                };
                let found = behind.iter().position(is_it).map(|at| likely + at);
                found.or_else(|| before.iter().position(is_it))?
            }
            None => {
                let is_it = |key: &Key| rest.starts_with(&key.whole);
                keys.iter().position(is_it)?
            }
        };
        self.at += keys[found].whole.len();
        Some(found)
    }

    /// Skips white space, and then a byte if it is the next one. Returns whether it is.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Skips the end of the line, and white space before it. Returns whether the line ends here.
    pub(super) fn end_of_line(&mut self) -> bool {
        match self.next() {
            None => true,
            Some(b'\n') => {
                self.at += 1;
                true
            }
            Some(_) => false,
        }
    }

    /// Reads a string.
    #[inline]
    pub(super) fn string(&mut self) -> Option<Quoted<'t>> {
        if !self.take(b'"') {
            return None;
        }
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut at = start;
        let mut is_escaped = false;
        let mut seen = 0;
        loop {
            while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
                let block = u64::from_le_bytes(*block);
                let found = ends(block);
                if found != 0 {
                    let before = found.trailing_zeros() & !7;
                    seen |= block & ((1 << before) - 1);
                    at += before as usize / 8;
                    break;
                }
                seen |= block;
                at += 8;
            }
            match *bytes.get(at)? {
                b'"' => break,
                b'\\' => {
                    is_escaped = true;
                    // What is escaped can be the first byte of a character.
                    seen |= HIGH;
                    at += 2;
                }
                0..0x20 => return None,
                byte => {
                    seen |= u64::from(byte);
                    at += 1;
                }
            }
        }
        let raw = self.text.get(start..at)?;
        self.at = at + 1;
        let is_ascii = seen & HIGH == 0;
        Some(Quoted {
            raw,
            is_escaped,
            is_ascii,
        })
    }

    /// Skips a value without a look at what its parts are. Returns its text, which is JSON if it can be read as JSON. Returns
    /// `None` if it is surely not, or is nested deeply.
    pub(super) fn value(&mut self) -> Option<&'t str> {
        self.next();
        let start = self.at;
        let mut depth = 0_u32;
        loop {
            match self.next()? {
                b'"' => {
                    self.string()?;
                }
                b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b']' | b'}' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => self.at += 1,
                b'-' | b'0'..=b'9' => {
                    self.number()?;
                }
                b'a'..=b'z' => {
                    while self.peek().is_some_and(|byte| byte.is_ascii_lowercase()) {
                        self.at += 1;
                    }
                }
                _ => return None,
            }
            match depth {
                0 => return self.text.get(start..self.at),
                1..DEEPEST => {}
                _ => return None,
            }
        }
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
    use super::{Key, Scanner};

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
            assert_eq!(found.is_ascii, raw.is_ascii() && !is_escaped, "{text}");
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
        assert!(!leading.end_of_line());
    }

    #[test]
    fn keys_are_those_that_are_written() {
        let names = ["a", "name_of_sixteen_bytes_and_more", "a\"", "ab"];
        let keys = names.map(Key::new);
        for (text, found) in [
            (r#""a":1"#, Some(0)),
            (r#""ab":"a value that is long enough""#, Some(3)),
            (r#""a":"a value that is long enough""#, Some(0)),
            (r#""name_of_sixteen_bytes_and_more":1"#, Some(1)),
            (r#""name_of_sixteen_bytes_or_more":1"#, None),
            (r#""a"":"not JSON""#, None),
            (r#""a" :1"#, None),
            ("", None),
        ] {
            for likely in 0..=keys.len() {
                let mut scanner = Scanner::new(text);
                assert_eq!(scanner.key(&keys, likely), found, "{text}");
                let length = found.map_or(0, |found| names[found].len() + 3);
                assert_eq!(scanner.position(), length, "{text}");
            }
        }
    }

    #[test]
    fn values_end_where_they_are_closed() {
        for value in [
            r#""a\"b""#,
            "-1.5e3",
            "null",
            r#"{"a":[1,{"b":"]"}],"c":true}"#,
            "[ ]",
        ] {
            for behind in ["", ",\"b\":1}", "\n"] {
                let text = format!(" {value}{behind}");
                assert_eq!(Scanner::new(&text).value(), Some(value), "{text}");
            }
        }
        for text in ["", ",", "[1", "]", "\"a", "{\n}", "+1", &"[".repeat(99)] {
            assert_eq!(Scanner::new(text).value(), None, "{text}");
        }
    }
}
