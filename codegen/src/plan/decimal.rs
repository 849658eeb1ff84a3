//! Exact decimal numbers in a plan: bounds, and values of examples.
//!
//! They have the grammar, the order and the limits of `wireform::Decimal`, which the compiler must not depend on.
//! `tests/tests/decimals.rs` compares both.

use std::cmp::Ordering;
use std::fmt;

/// The greatest number of characters of a number.
const MAX_LEN: usize = 128;

/// An exact decimal number. Two are equal if they have the same value.
#[derive(Clone)]
pub struct Decimal {
    text: String,
    is_negative: bool,
    /// The digits between the first and the last that is not zero. Zero has none.
    digits: String,
    /// The power of ten of the first of these digits.
    first: i32,
}

impl Decimal {
    /// Reads a number in the grammar of JSON (RFC 8259, section 6).
    ///
    /// ```
    /// use wireform_codegen::plan::Decimal;
    ///
    /// assert_eq!(Decimal::parse("1.50"), Decimal::parse("15e-1"));
    /// assert_eq!(Decimal::parse("1,5"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > MAX_LEN {
            return None;
        }
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
            Some(_) => return None,
            None => (mantissa, ""),
        };
        if !is_digits(whole) || (whole.len() > 1 && whole.starts_with('0')) {
            return None;
        }
        let all = format!("{whole}{fraction}");
        let rest = all.trim_start_matches('0');
        let first =
            i32::try_from(whole.len()).ok()? - 1 - i32::try_from(all.len() - rest.len()).ok()?;
        let digits = rest.trim_end_matches('0').to_owned();
        Some(Decimal {
            text: text.to_owned(),
            is_negative: text.starts_with('-') && !digits.is_empty(),
            first: if digits.is_empty() {
                0
            } else {
                first + exponent
            },
            digits,
        })
    }

    /// Returns the text as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the number as an integer, if it is one that fits.
    #[must_use]
    pub fn integer(&self) -> Option<i64> {
        let zeros = usize::try_from(self.last())
            .ok()
            .filter(|zeros| *zeros < 20)?;
        let sign = if self.is_negative { "-" } else { "" };
        match self.digits.is_empty() {
            true => Some(0),
            false => format!("{sign}{}{}", self.digits, "0".repeat(zeros))
                .parse()
                .ok(),
        }
    }

    /// Returns whether the number is greater than zero and has few enough digits to be a divisor.
    #[must_use]
    pub fn is_divisor(&self) -> bool {
        !self.is_negative && (1..=18).contains(&self.digits.len())
    }

    /// Returns whether the number is a whole multiple of a divisor.
    #[must_use]
    pub fn is_multiple_of(&self, divisor: &Decimal) -> bool {
        let Ok(modulus) = divisor.digits.parse::<u128>() else {
            return false;
        };
        // The last digit of each is not zero, so a value with the smaller last power of ten is no multiple.
        let Ok(zeros) = usize::try_from(self.last() - divisor.last()) else {
            return self.digits.is_empty();
        };
        let digits = self.digits.bytes().map(|digit| u128::from(digit - b'0'));
        let rest = digits.chain(std::iter::repeat_n(0, zeros));
        self.digits.is_empty() || rest.fold(0, |rest, digit| (rest * 10 + digit) % modulus) == 0
    }

    /// Returns how often a divisor fits into the number without its sign, and whether nothing remains; none if that is too
    /// large.
    pub(super) fn quotient(&self, divisor: &Decimal) -> Option<(u128, bool)> {
        if self.digits.is_empty() {
            return Some((0, true));
        }
        let zeros = self.last().checked_sub(divisor.last())?;
        let shift = 10_u128.checked_pow(zeros.unsigned_abs());
        let value: u128 = self.digits.parse().ok()?;
        let modulus: u128 = divisor.digits.parse().ok()?;
        let (value, modulus) = match zeros {
            0.. => (value.checked_mul(shift?)?, modulus),
            // A divisor that is too large is larger than the value.
            _ => match shift.and_then(|shift| modulus.checked_mul(shift)) {
                Some(modulus) => (value, modulus),
                None => return Some((0, false)),
            },
        };
        let rest = value.checked_rem(modulus)?;
        Some((value / modulus, rest == 0))
    }

    /// Returns whether the number is less than zero.
    pub(super) fn is_negative(&self) -> bool {
        self.is_negative
    }

    /// Returns the power of ten of the last digit that is not zero.
    fn last(&self) -> i32 {
        self.first - i32::try_from(self.digits.len()).unwrap_or(i32::MAX)
            + i32::from(!self.digits.is_empty())
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.is_negative) {
            (true, _) => 0,
            (false, false) => 1,
            (false, true) => -1,
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads an exponent of at most four digits, which may have leading zeros.
fn read_exponent(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let significant = digits.trim_start_matches('0');
    if !is_digits(digits) || significant.len() > 4 {
        return None;
    }
    let value: i32 = format!("0{significant}").parse().ok()?;
    Some(if text.starts_with('-') { -value } else { value })
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        let text = value.to_string();
        let digits = value.unsigned_abs().to_string();
        let first = i32::try_from(digits.len()).unwrap_or(i32::MAX) - 1;
        Decimal {
            is_negative: value < 0,
            first: if value == 0 { 0 } else { first },
            digits: digits.trim_end_matches('0').to_owned(),
            text,
        }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let size = |it: &Decimal| it.first;
        let by_sign = self.sign().cmp(&other.sign());
        let by_size = size(self)
            .cmp(&size(other))
            .then_with(|| self.digits.cmp(&other.digits));
        match self.sign() {
            -1 => by_sign.then(by_size.reverse()),
            _ => by_sign.then(by_size),
        }
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
