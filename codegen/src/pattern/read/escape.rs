//! Reads escapes.

use super::state::{Escaped, Reader, Stop};
use crate::pattern::PatternDiagnostic;
use crate::syntax::Dialect;

const VERTICAL: &str = r"\n\x0B\x0C\r\x{85}\x{2028}\x{2029}";
const HORIZONTAL: &str = r"\t \x{A0}\x{1680}\x{180E}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}";

impl Reader<'_> {
    /// Reads an escape at a backslash.
    pub(super) fn escape(&mut self, in_class: bool) -> Result<Escaped, Stop> {
        let start = self.at;
        self.at += 1;
        let Some(letter) = self.next() else {
            return Err(self.stop("nothing follows the last backslash", start, self.at));
        };
        if letter.is_ascii_digit() {
            return self.escaped_digit(start, letter, in_class);
        }
        if !letter.is_ascii_alphabetic() {
            return self.escaped_sign(start, letter, in_class);
        }
        if let Some(found) = self.class_escape(letter) {
            return Ok(found);
        }
        if let Some(found) = self.place_escape(start, letter, in_class)? {
            return Ok(found);
        }
        self.letter_escape(start, letter)
    }

    /// Returns whether the dialect is one of two.
    fn is_pcre_or_java(&self) -> bool {
        match self.mode.dialect {
            Dialect::Pcre | Dialect::Java => true,
            Dialect::Wireform | Dialect::Ecma | Dialect::Python | Dialect::Rust => false,
        }
    }

    fn escaped_sign(&mut self, start: usize, sign: char, in_class: bool) -> Result<Escaped, Stop> {
        // The crate `regex` reads `\<` and `\>` as places.
        let is_ambiguous = !sign.is_ascii() || matches!(sign, '<' | '>');
        match (self.mode.dialect, sign) {
            (Dialect::Rust, '<' | '>') if !in_class => {
                let name = if sign == '<' { "start" } else { "end" };
                let boundary = self.mode.named_boundary(name).unwrap_or_default();
                return Ok(Escaped::Place(boundary));
            }
            (Dialect::Wireform | Dialect::Rust, _) if is_ambiguous => {
                return Ok(self.not_in_dialect(start));
            }
            _ => {}
        }
        Ok(Escaped::Character(u32::from(sign)))
    }

    fn class_escape(&mut self, letter: char) -> Option<Escaped> {
        let items = match letter.to_ascii_lowercase() {
            'd' => self.mode.digit(),
            'w' => self.mode.word(),
            's' => self.mode.space(),
            'v' if self.is_pcre_or_java() => VERTICAL,
            'h' if self.is_pcre_or_java() => HORIZONTAL,
            _ => return None,
        };
        Some(Escaped::Class {
            items: items.to_owned(),
            negated: letter.is_ascii_uppercase(),
        })
    }

    /// Reads an escape that stands for a place in the value.
    fn place_escape(
        &mut self,
        start: usize,
        letter: char,
        in_class: bool,
    ) -> Result<Option<Escaped>, Stop> {
        use Dialect::{Ecma, Java, Pcre, Python, Rust, Wireform};
        let dialect = self.mode.dialect;
        let text = match (letter, dialect) {
            ('b', Ecma | Pcre | Python) if in_class => return Ok(Some(Escaped::Character(8))),
            ('b' | 'B' | 'A' | 'z' | 'Z' | 'G' | 'K', _) if in_class => {
                return Ok(Some(self.not_in_dialect(start)));
            }
            ('b', Rust) if self.peek() == Some('{') => {
                let rest = &self.rest()[1..];
                let name = rest.find('}').map(|length| &rest[..length]);
                let Some(boundary) = name.and_then(|name| self.mode.named_boundary(name)) else {
                    return Ok(Some(self.not_in_dialect(start)));
                };
                self.at += name.map_or(0, str::len) + 2;
                boundary
            }
            ('b' | 'B', Wireform | Java) if self.peek() == Some('{') => {
                return Ok(Some(self.not_in_dialect(start)));
            }
            ('b' | 'B', _) => self.mode.boundary(letter == 'B'),
            ('A', Wireform | Pcre | Python | Java | Rust) => r"\A".to_owned(),
            ('z', Wireform | Pcre | Python | Java | Rust) | ('Z', Wireform | Python) => {
                r"\z".to_owned()
            }
            ('Z', Pcre | Java) => self.mode.before_last_line_end(),
            ('A' | 'z' | 'Z' | 'G' | 'K', _) => return Ok(Some(self.not_in_dialect(start))),
            _ => return Ok(None),
        };
        Ok(Some(Escaped::Place(text)))
    }

    fn letter_escape(&mut self, start: usize, letter: char) -> Result<Escaped, Stop> {
        use Dialect::{Ecma, Java, Pcre, Python, Rust, Wireform};
        let dialect = self.mode.dialect;
        let point = match (letter, dialect) {
            ('t', _) => 9,
            ('n', _) => 10,
            ('v', Wireform | Ecma | Python | Rust) => 11,
            ('f', _) => 12,
            ('r', _) => 13,
            ('a', Wireform | Pcre | Python | Java | Rust) => 7,
            ('e', Pcre | Java) => 27,
            ('x', _) => self.hexadecimal(start)?,
            ('u', _) => self.code_unit(start)?,
            ('U', Rust) if self.peek() == Some('{') => self.braced(start, 16)?,
            ('U', Wireform | Python | Rust) => self.digits(start, 16, 8, 8)?,
            ('o', Pcre) if self.peek() == Some('{') => self.braced(start, 8)?,
            ('c', Ecma | Pcre | Java) => self.control(start)?,
            ('p' | 'P', _) => return self.property(start, letter == 'P'),
            ('N', Pcre) if self.peek() != Some('{') => {
                return Ok(Escaped::Class {
                    items: r"\n".to_owned(),
                    negated: true,
                });
            }
            ('Q', Pcre | Java) => {
                self.begin_quote();
                return Ok(Escaped::Quote);
            }
            ('E', Pcre) => return Ok(Escaped::Quote),
            ('g', Pcre) if self.rest().starts_with(['<', '\'']) => {
                self.fault(PatternDiagnostic::Recursion, start, self.at);
                return Ok(Escaped::Place(String::new()));
            }
            ('k' | 'g', _) => {
                self.fault(PatternDiagnostic::BackReference, start, self.at);
                if self.rest().starts_with(['<', '{', '\'']) {
                    let length = self.rest()[1..].find(['>', '}', '\'']);
                    self.at += length.map_or(0, |length| length + 2);
                }
                return Ok(Escaped::Place(String::new()));
            }
            // A letter without a meaning is the letter itself.
            (_, Ecma) => u32::from(letter),
            _ => return Ok(self.not_in_dialect(start)),
        };
        Ok(Escaped::Character(point))
    }

    /// Reads a backslash with a digit: a character in octal, or a back-reference.
    fn escaped_digit(
        &mut self,
        start: usize,
        digit: char,
        in_class: bool,
    ) -> Result<Escaped, Stop> {
        use Dialect::{Ecma, Java, Pcre, Python, Rust, Wireform};
        let from = self.at - 1;
        let digits = self.text[from..].bytes().take_while(u8::is_ascii_digit);
        let length = digits.count();
        let number: usize = self.text[from..from + length].parse().unwrap_or(usize::MAX);
        let octal = |text: &str| {
            text.bytes()
                .take_while(|digit| (b'0'..b'8').contains(digit))
                .count()
        };
        let octals = octal(&self.text[from..]);
        let most = match self.mode.dialect {
            Wireform | Rust => None,
            Java if digit == '0' && octals > 1 => {
                self.at += 1;
                let most = if self.text.as_bytes()[from + 1] < b'4' {
                    3
                } else {
                    2
                };
                self.at -= 1;
                let number = self.octal(most);
                return Ok(Escaped::Character(number));
            }
            Java => None,
            Python if digit == '0' || octals >= 3 || in_class && octals > 0 => Some(3),
            Python => None,
            Pcre | Ecma if digit == '0' => Some(3),
            Pcre if !in_class && (number < 10 || number <= self.groups()) => None,
            Ecma if !in_class && number <= self.groups() => None,
            Pcre | Ecma if octals > 0 => Some(3),
            Ecma => return Ok(Escaped::Character(u32::from(digit))),
            Pcre => None,
        };
        match most {
            Some(most) => {
                self.at = from;
                // In ECMAScript, the number is at most 255.
                let most = if self.mode.dialect == Ecma && digit > '3' {
                    2
                } else {
                    most
                };
                Ok(Escaped::Character(self.octal(most)))
            }
            None if in_class => Ok(self.not_in_dialect(start)),
            None => {
                self.at = from + length;
                self.fault(PatternDiagnostic::BackReference, start, self.at);
                Ok(Escaped::Place(String::new()))
            }
        }
    }

    /// Reports that an escape has no meaning in the dialect, or none that is supported.
    pub(super) fn not_in_dialect(&mut self, start: usize) -> Escaped {
        let what = self.text[start..self.at].into();
        let dialect = self.mode.dialect.word();
        self.fault(
            PatternDiagnostic::NotInDialect { what, dialect },
            start,
            self.at,
        );
        Escaped::Place(String::new())
    }
}
