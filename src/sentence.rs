//! Pieces of sentences: numbers, counted nouns and lists, written without the machinery of `format!`.
//!
//! Violations are rendered from tables on demand. These functions copy the fixed parts of a sentence and allocate nothing.

use std::fmt::{self, Write};

/// The most digits of an integer, with its sign.
const LONGEST: usize = 20;

/// The decimal digits of an integer.
pub(crate) struct IntegerText {
    digits: [u8; LONGEST],
    start: usize,
}

impl IntegerText {
    pub(crate) const fn new(value: i64) -> Self {
        let mut decimal = IntegerText::unsigned(value.unsigned_abs());
        if value < 0 {
            decimal.start -= 1;
            decimal.digits[decimal.start] = b'-';
        }
        decimal
    }

    pub(crate) const fn unsigned(value: u64) -> Self {
        let (mut digits, mut start, mut rest) = ([0; LONGEST], LONGEST, value);
        loop {
            start -= 1;
            digits[start] = b'0' + (rest % 10).to_le_bytes()[0];
            rest /= 10;
            if rest == 0 {
                return IntegerText { digits, start };
            }
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.digits[self.start..]).unwrap_or_default()
    }
}

/// Writes a number.
pub(crate) fn write_number(out: &mut impl Write, number: u64) -> fmt::Result {
    out.write_str(IntegerText::unsigned(number).as_str())
}

/// Writes `1 item`, `2 items`.
pub(crate) fn write_counted(out: &mut impl Write, count: u64, noun: &str) -> fmt::Result {
    write_number(out, count)?;
    out.write_str(" ")?;
    out.write_str(noun)?;
    out.write_str(if count == 1 { "" } else { "s" })
}

/// Writes values with commas between them. An empty value is shown as `""`.
pub(crate) fn write_listed(
    out: &mut dyn Write,
    values: &mut dyn Iterator<Item = &str>,
) -> fmt::Result {
    for (index, value) in values.enumerate() {
        if index > 0 {
            out.write_str(", ")?;
        }
        out.write_str(if value.is_empty() { "\"\"" } else { value })?;
    }
    Ok(())
}
