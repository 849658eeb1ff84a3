//! Reads characters that a pattern writes as numbers: `\x41`, `\x{1F600}`, `\u0041`, `\101`, `\o{101}`, `\cA`.

use super::state::{Reader, Stop};
use crate::syntax::Dialect;

/// The largest code point.
const LAST: u32 = 0x10_FFFF;

impl Reader<'_> {
    /// Reads the digits after `\x`.
    pub(super) fn hexadecimal(&mut self, start: usize) -> Result<u32, Stop> {
        let has_braces = match self.mode.dialect {
            Dialect::Wireform | Dialect::Pcre | Dialect::Java | Dialect::Rust => true,
            Dialect::Ecma | Dialect::Python => false,
        };
        if has_braces && self.peek() == Some('{') {
            return self.braced(start, 16);
        }
        // Perl-compatible engines read one digit, too.
        let least = if self.mode.dialect == Dialect::Pcre {
            1
        } else {
            2
        };
        self.digits(start, 16, least, 2)
    }

    /// Reads the digits after `\u`. The two halves of a character beyond U+FFFF are joined where the dialect does so.
    pub(super) fn code_unit(&mut self, start: usize) -> Result<u32, Stop> {
        let has_braces = match self.mode.dialect {
            Dialect::Wireform | Dialect::Pcre | Dialect::Ecma | Dialect::Rust => true,
            Dialect::Python | Dialect::Java => false,
        };
        if has_braces && self.peek() == Some('{') {
            return self.braced(start, 16);
        }
        let high = self.digits(start, 16, 4, 4)?;
        let joins = match self.mode.dialect {
            Dialect::Ecma | Dialect::Java => true,
            Dialect::Wireform | Dialect::Pcre | Dialect::Python | Dialect::Rust => false,
        };
        if joins && (0xD800..0xDC00).contains(&high) && self.rest().starts_with(r"\u") {
            let low = self.rest().get(2..6);
            let low = low.and_then(|low| u32::from_str_radix(low, 16).ok());
            if let Some(low) = low.filter(|low| (0xDC00..0xE000).contains(low)) {
                self.at += 6;
                return Ok(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00));
            }
        }
        Ok(high)
    }

    /// Reads `{…}` with digits inside.
    pub(super) fn braced(&mut self, start: usize, radix: u32) -> Result<u32, Stop> {
        self.at += 1;
        let number = self.digits(start, radix, 1, 8)?;
        if !self.eat("}") {
            return Err(self.stop("this number is not closed", start, self.at));
        }
        Ok(number)
    }

    /// Reads digits.
    pub(super) fn digits(
        &mut self,
        start: usize,
        radix: u32,
        least: usize,
        most: usize,
    ) -> Result<u32, Stop> {
        let from = self.at;
        let mut number = 0_u32;
        while self.at - from < most
            && let Some(digit) = self.peek().and_then(|digit| digit.to_digit(radix))
        {
            number = number.saturating_mul(radix).saturating_add(digit);
            self.at += 1;
        }
        if self.at - from < least {
            let end = self.at + self.peek().map_or(0, char::len_utf8);
            return Err(self.stop("this escape needs more digits", start, end));
        }
        let is_half = (0xD800..0xE000).contains(&number) && self.mode.dialect == Dialect::Rust;
        if number > LAST || is_half {
            return Err(self.stop("there is no such character", start, self.at));
        }
        Ok(number)
    }

    /// Reads up to some octal digits.
    pub(super) fn octal(&mut self, most: usize) -> u32 {
        let from = self.at;
        let mut number = 0;
        while self.at - from < most
            && let Some(digit) = self.peek().and_then(|digit| digit.to_digit(8))
        {
            number = number * 8 + digit;
            self.at += 1;
        }
        number
    }

    /// Reads the character after `\c`.
    pub(super) fn control(&mut self, start: usize) -> Result<u32, Stop> {
        let letter = self.peek().filter(char::is_ascii);
        let letter = match self.mode.dialect {
            Dialect::Ecma => letter.filter(char::is_ascii_alphabetic),
            Dialect::Wireform | Dialect::Pcre | Dialect::Python | Dialect::Java | Dialect::Rust => {
                letter
            }
        };
        let Some(letter) = letter else {
            return Err(self.stop("a letter must follow `\\c`", start, self.at));
        };
        self.at += 1;
        Ok(match self.mode.dialect {
            Dialect::Java => u32::from(letter) ^ 0x40,
            Dialect::Wireform | Dialect::Pcre | Dialect::Ecma | Dialect::Python | Dialect::Rust => {
                u32::from(letter.to_ascii_uppercase()) ^ 0x40
            }
        })
    }
}
