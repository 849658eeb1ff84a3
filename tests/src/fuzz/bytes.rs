//! A small mutator. It makes the same mutants for the same seed on every machine.

/// Texts that are special in YAML, on a wire, or in attacks on parsers.
const TOKENS: &[&str] = &[
    ":",
    ": ",
    "{",
    "}",
    "[",
    "]",
    "{}",
    "[]",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "|\n",
    "|-\n",
    ">",
    "'",
    "\"",
    "''",
    "%",
    "@",
    "\t",
    "\n",
    "\n\n",
    "#",
    " #",
    "- ",
    ",",
    "? ",
    "<<: *a",
    "\r",
    "\r\n",
    "\u{feff}",
    "\u{0}",
    "---\n",
    "...\n",
    "\u{1F600}",
    "\\",
    "  ",
    "    ",
    "~",
    "null",
    "0",
    "-1",
    "`",
    "$",
    "$$",
    "$rest",
    "$name",
    "$auth.",
    "true",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551616",
    "1e400",
    "0x10",
    "\\u0000",
    "\\ud800",
    "\"\\ud800\"",
    "\\x00",
    "\u{202e}",
    "\u{2066}",
    "\u{85}",
    "\u{2028}",
    "\u{7f}",
    "\u{fffe}",
    "]]>",
    "<!--",
    "&amp;",
    "&#0;",
    "*/",
    "//",
    "\"#",
    "r#\"",
    "{{",
    "}}",
    "{x}",
    "..",
    "/",
    ".",
    "a.b",
    "[0]",
    "%2f",
    "+",
    "\\p{L}{1,1000}",
    "(a{1,1000}){1,1000}",
    "(?=a)",
    "(?i)",
    "\\1",
    "[a-",
    "[^]",
    "(((((((((((",
    "((a*)*)*",
    "type: string",
    "type: ",
    "wireform: 1",
    "required: true",
    "clear: ''",
    "clear: null",
    "enum: { A: B }",
    "fields: {}",
    "items: string",
    "rust: ",
    "rust: Self",
    "const: ",
    "pattern: ",
    "format: country",
    "M4RK3R-value",
    "über",
    "Self",
    "crate",
    "2026-02-30",
    "2026-11-21",
    "9999-99-99",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
];

/// Makes mutants.
pub struct Mutator(u64);

impl Mutator {
    /// Returns a mutator with this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    /// Returns a number below `limit`, or 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // Only the upper bits of such a generator are random enough.
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }

    /// Returns one of the seeds, changed in one to eight places.
    pub fn mutant(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = seeds[self.below(seeds.len())].clone();
        let most = if self.below(4) == 0 { 8 } else { 2 };
        let changes = 1 + self.below(most);
        for _ in 0..changes {
            self.change(&mut bytes, seeds);
        }
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let at = self.below(bytes.len() + 1);
        match self.below(12) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << self.below(8);
                }
            }
            1 => bytes.truncate(at),
            2 => {
                let other = &seeds[self.below(seeds.len())];
                bytes.truncate(at);
                bytes.extend_from_slice(&other[self.below(other.len())..]);
            }
            3 | 4 => self.lines(bytes),
            5 => {
                let length = self.below(16).min(bytes.len() - at);
                bytes.drain(at..at + length);
            }
            6 | 7 => self.replace_word(bytes, at),
            _ => {
                let token = TOKENS[self.below(TOKENS.len())];
                bytes.splice(at..at, token.bytes());
            }
        }
    }

    /// Repeats, drops, moves, or indents a line.
    fn lines(&mut self, bytes: &mut Vec<u8>) {
        let mut lines: Vec<Vec<u8>> = bytes
            .split_inclusive(|byte| *byte == b'\n')
            .map(<[u8]>::to_vec)
            .collect();
        if lines.is_empty() {
            return;
        }
        let from = self.below(lines.len());
        let to = self.below(lines.len());
        match self.below(5) {
            0 => lines.insert(to, lines[from].clone()),
            1 => drop(lines.remove(from)),
            2 => lines.swap(from, to),
            3 => {
                lines[from].splice(0..0, b"  ".iter().copied());
            }
            _ => {
                let width = lines[from]
                    .iter()
                    .take_while(|byte| **byte == b' ')
                    .count()
                    .min(2);
                lines[from].drain(..width);
            }
        }
        *bytes = lines.concat();
    }

    /// Replaces the word at a place by a token, or by another word of the text.
    fn replace_word(&mut self, bytes: &mut Vec<u8>, at: usize) {
        let word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let start = at
            - bytes[..at]
                .iter()
                .rev()
                .take_while(|byte| word(byte))
                .count();
        let end = at + bytes[at..].iter().take_while(|byte| word(byte)).count();
        let new: Vec<u8> = if self.below(2) == 0 {
            TOKENS[self.below(TOKENS.len())].into()
        } else {
            let other = self.below(bytes.len());
            let from = other + bytes[other..].iter().take_while(|byte| !word(byte)).count();
            bytes[from..]
                .iter()
                .take_while(|byte| word(byte))
                .copied()
                .collect()
        };
        bytes.splice(start..end, new);
    }
}
