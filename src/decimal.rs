//! Exact decimal numbers, in the spelling of JSON (RFC 8259, section 6).
//!
//! A number keeps its text, so that a request sends the digits, the trailing zeros and the exponent that were given. Values
//! are compared by their digits. Nothing here uses a binary fraction.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// An exact decimal number.
///
/// It is written as it was given: `1.50` stays `1.50`, and `1e3` stays `1e3`. Two numbers are equal if they have the same value,
/// whatever their texts.
///
/// # Examples
/// ```
/// use wireform::Decimal;
///
/// let price = Decimal::try_from("12.50")?;
/// assert_eq!(price.as_str(), "12.50");
/// assert_eq!(price, Decimal::try_from("1.25e1")?);
/// assert!(price > Decimal::from(12));
/// assert!(Decimal::try_from("12,50").is_err());
/// # Ok::<(), wireform::DecimalError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Decimal(Box<str>);

impl Decimal {
    /// The greatest number of characters of a number.
    pub const MAX_LEN: usize = 128;

    /// Returns a stand-in for a required number that is missing. The request is refused.
    #[cfg(feature = "contact")]
    pub(crate) fn zero() -> Self {
        Decimal("0".into())
    }

    /// Reads a number in the grammar of JSON: digits without a leading zero, and an optional minus sign, fraction and exponent.
    /// It has at most [`Decimal::MAX_LEN`] characters and an exponent of at most four digits.
    ///
    /// # Errors
    /// Fails if the text is not such a number. The error does not repeat it.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        match Parts::of(text) {
            Some(_) => Ok(Decimal(text.into())),
            None => Err(DecimalError(())),
        }
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn parts(&self) -> Parts<'_> {
        Parts::of(&self.0).unwrap_or(Parts::ZERO)
    }

    /// Returns whether the number equals one of the texts, which are numbers.
    #[doc(hidden)]
    pub fn is_one_of(&self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.compare(text).is_eq())
    }

    /// Returns the least integer that is not below the number, at most [`u32::MAX`]. A negative number has none.
    pub(crate) fn rounded_up(&self) -> Option<u32> {
        let parts = self.parts();
        let (mut digits, first) = parts.significant();
        match parts.sign() {
            0 => return Some(0),
            -1 => return None,
            _ => {}
        }
        // Greater powers of ten do not fit.
        let places = (first + 1).clamp(0, 11);
        let whole = (0..places).fold(0_u64, |sum, _| {
            sum * 10 + u64::from(digits.next().map_or(0, |digit| digit - b'0'))
        });
        let rounded = whole + u64::from(digits.next().is_some());
        Some(u32::try_from(rounded).unwrap_or(u32::MAX))
    }

    /// Compares with a text that is a number. A text that is none counts as zero.
    pub(crate) fn compare(&self, other: &str) -> Ordering {
        self.parts()
            .compare(&Parts::of(other).unwrap_or(Parts::ZERO))
    }

    /// Returns whether the number is a whole multiple of a number with at most 18 digits. Every number is a multiple of a text that
    /// is no such number.
    pub(crate) fn is_multiple_of(&self, divisor: &str) -> bool {
        Parts::of(divisor).is_none_or(|divisor| self.parts().is_multiple_of(&divisor))
    }
}

/// The parts of a number. Its digits are those of `whole`, then those of `fraction`.
#[derive(Clone, Copy)]
struct Parts<'t> {
    is_negative: bool,
    whole: &'t [u8],
    fraction: &'t [u8],
    exponent: i32,
}

impl<'t> Parts<'t> {
    const ZERO: Parts<'static> = Parts {
        is_negative: false,
        whole: b"0",
        fraction: b"",
        exponent: 0,
    };

    fn of(text: &'t str) -> Option<Self> {
        if text.len() > Decimal::MAX_LEN {
            return None;
        }
        let (is_negative, rest) = match text.as_bytes() {
            [b'-', rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        let (whole, rest) = digits(rest);
        if matches!(whole, [] | [b'0', _, ..]) {
            return None;
        }
        let (fraction, rest) = match rest {
            [b'.', rest @ ..] => match digits(rest) {
                ([], _) => return None,
                found => found,
            },
            rest => (&[][..], rest),
        };
        let exponent = match rest {
            [] => 0,
            [b'e' | b'E', rest @ ..] => exponent(rest)?,
            [..] => return None,
        };
        Some(Parts {
            is_negative,
            whole,
            fraction,
            exponent,
        })
    }

    /// Returns the digits between the first and the last that is not zero, with the power of ten of the first. Zero has none.
    fn significant(&self) -> (impl Iterator<Item = u8> + Clone + use<'t>, i32) {
        let all = self.whole.iter().chain(self.fraction).copied();
        let leading = all.clone().take_while(|digit| *digit == b'0').count();
        let trailing = all.clone().rev().take_while(|digit| *digit == b'0').count();
        let length = self.whole.len() + self.fraction.len();
        let count = length.saturating_sub(leading + trailing);
        // A text has at most `MAX_LEN` digits, so the numbers fit.
        let first = self.whole.len() as i32 - 1 - leading as i32;
        (all.skip(leading).take(count), first + self.exponent)
    }

    /// Returns -1, 0 or 1.
    fn sign(&self) -> i8 {
        match (self.significant().0.next(), self.is_negative) {
            (None, _) => 0,
            (Some(_), false) => 1,
            (Some(_), true) => -1,
        }
    }

    fn compare(&self, other: &Parts<'_>) -> Ordering {
        let sign = self.sign();
        let by_sign = sign.cmp(&other.sign());
        if by_sign.is_ne() || sign == 0 {
            return by_sign;
        }
        let (own, others) = (self.significant(), other.significant());
        let by_size = own.1.cmp(&others.1).then_with(|| own.0.cmp(others.0));
        if sign < 0 { by_size.reverse() } else { by_size }
    }

    fn is_multiple_of(&self, divisor: &Parts<'_>) -> bool {
        let (digits, first) = self.significant();
        let (divisor_digits, divisor_first) = divisor.significant();
        let count = |digits: usize| i32::try_from(digits).unwrap_or(i32::MAX);
        let (own, others) = (digits.clone().count(), divisor_digits.clone().count());
        if own == 0 {
            return true;
        }
        if others == 0 {
            return false;
        }
        if others > 18 {
            return true;
        }
        let modulus = divisor_digits.fold(0_u128, |sum, digit| sum * 10 + u128::from(digit - b'0'));
        // The last digit of each is not zero, so a value with the smaller last power of ten is no multiple.
        let shift = (first - count(own)) - (divisor_first - count(others));
        let Ok(mut shift) = u32::try_from(shift) else {
            return false;
        };
        let mut rest = digits.fold(0, |rest, digit| {
            (rest * 10 + u128::from(digit - b'0')) % modulus
        });
        let mut power = 10 % modulus;
        while shift > 0 {
            if shift % 2 == 1 {
                rest = rest * power % modulus;
            }
            power = power * power % modulus;
            shift /= 2;
        }
        rest == 0
    }
}

/// Splits off the leading digits.
fn digits(bytes: &[u8]) -> (&[u8], &[u8]) {
    let count = bytes.iter().take_while(|byte| byte.is_ascii_digit());
    bytes.split_at(count.count())
}

/// Reads an exponent of at most four digits, which may have leading zeros.
fn exponent(bytes: &[u8]) -> Option<i32> {
    let (is_negative, rest) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] | rest => (false, rest),
    };
    let (found, rest) = digits(rest);
    if found.is_empty() || !rest.is_empty() {
        return None;
    }
    let value = found.iter().try_fold(0_i32, |value, digit| {
        let value = value * 10 + i32::from(digit - b'0');
        (value <= 9999).then_some(value)
    })?;
    Some(if is_negative { -value } else { value })
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
        self.parts().compare(&other.parts())
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let parts = self.parts();
        let sign = parts.sign();
        sign.hash(state);
        if sign != 0 {
            let (digits, first) = parts.significant();
            first.hash(state);
            digits.for_each(|digit| digit.hash(state));
        }
    }
}

/// The error for a text that is not a decimal number. It does not contain the text.
///
/// # Examples
/// ```
/// let error = "1,5".parse::<wireform::Decimal>().unwrap_err();
/// assert_eq!(error.to_string(), "is not a number in the form 12.50");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecimalError(());

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is not a number in the form 12.50")
    }
}

impl std::error::Error for DecimalError {}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        Decimal::parse(text)
    }
}

impl TryFrom<&str> for Decimal {
    type Error = DecimalError;

    fn try_from(text: &str) -> Result<Self, DecimalError> {
        Decimal::parse(text)
    }
}

macro_rules! from_integers {
    ($($ty:ty),*) => {
        $(impl From<$ty> for Decimal {
            fn from(value: $ty) -> Self {
                Decimal(value.to_string().into())
            }
        })*
    };
}

from_integers!(i32, i64, u32);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
