//! Points in time, in the spelling of RFC 3339 (`date-time`, § 5.6).
//!
//! The text is kept with its offset and its fraction of a second, so that a request sends exactly the text that was given.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::Date;
use crate::date::number;

/// A point in time with its offset from UTC. Two are equal if their texts are equal.
///
/// # Examples
/// ```
/// use wireform::Timestamp;
///
/// let time: Timestamp = "2026-11-21T18:45:00+01:00".parse()?;
/// assert_eq!(time.as_str(), "2026-11-21T18:45:00+01:00");
/// assert!("2026-11-21 18:45:00".parse::<Timestamp>().is_err());
/// # Ok::<(), wireform::TimestampError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Timestamp(Box<str>);

impl Timestamp {
    /// Returns the beginning of 1970. It also stands in for a required point in time that is missing; the request is refused.
    pub(crate) fn epoch() -> Self {
        Timestamp("1970-01-01T00:00:00Z".into())
    }

    /// Reads `2026-11-21T18:45:00.5Z`: a day of the calendar, `T`, hour, minute and second,
    /// any number of digits of a fraction, and `Z` or an offset (`+01:00`). `t` and `z` may
    /// be small; the second is 60 only in the last minute of a day of UTC, where leap seconds are.
    ///
    /// # Errors
    /// Fails if the text is not a point in time. The error does not repeat it.
    pub fn parse(text: &str) -> Result<Self, TimestampError> {
        if is_date_time(text.as_bytes()) {
            Ok(Timestamp(text.into()))
        } else {
            Err(TimestampError(()))
        }
    }

    /// Compares two points in time, whatever their offsets are.
    ///
    /// # Examples
    /// ```
    /// use wireform::Timestamp;
    ///
    /// let first = Timestamp::parse("2026-11-21T18:45:00+01:00")?;
    /// let second = Timestamp::parse("2026-11-21T17:45:00.50Z")?;
    /// assert!(first.compare(&second).is_lt());
    /// # Ok::<(), wireform::TimestampError>(())
    /// ```
    #[must_use]
    pub fn compare(&self, other: &Timestamp) -> Ordering {
        self.instant().cmp(&other.instant())
    }

    /// Returns the whole seconds since the beginning of 1970. A point in time before it counts as the beginning of 1970.
    pub(crate) fn since_1970(&self) -> std::time::Duration {
        let since = self.instant().0 - Self::epoch().instant().0;
        std::time::Duration::from_secs(u64::try_from(since).unwrap_or(0))
    }

    /// Returns the day, the second of it in UTC, and the digits of the fraction without zeros at the end.
    fn instant(&self) -> (i64, &str) {
        let bytes = self.0.as_bytes();
        let part = |from: usize, to: usize| {
            let digits = bytes.get(from..to).unwrap_or_default();
            digits
                .iter()
                .fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0'))
        };
        let days = days_before(part(0, 4), part(5, 7)) + part(8, 10);
        let rest = self.0.get(19..).unwrap_or_default();
        let digits = rest.strip_prefix('.').map_or("", |rest| {
            let end = rest.find(|c: char| !c.is_ascii_digit());
            &rest[..end.unwrap_or(rest.len())]
        });
        let zone = fraction(rest.as_bytes())
            .and_then(offset)
            .unwrap_or_default();
        let minutes = days * i64::from(MINUTES_OF_A_DAY) + part(11, 13) * 60 + part(14, 16);
        let seconds = (minutes - i64::from(zone)) * 60 + part(17, 19);
        (seconds, digits.trim_end_matches('0'))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_date_time(bytes: &[u8]) -> bool {
    let Some((date, rest)) = bytes.split_at_checked(10) else {
        return false;
    };
    let is_date = std::str::from_utf8(date).is_ok_and(|date| date.parse::<Date>().is_ok());
    let [b'T' | b't', h1, h2, b':', m1, m2, b':', s1, s2, rest @ ..] = rest else {
        return false;
    };
    let (Some(hour), Some(minute), Some(second)) = (
        number(&[*h1, *h2]),
        number(&[*m1, *m2]),
        number(&[*s1, *s2]),
    ) else {
        return false;
    };
    let Some(offset) = fraction(rest).and_then(offset) else {
        return false;
    };
    let minute_of_utc =
        (i32::from(hour) * 60 + i32::from(minute) - offset).rem_euclid(MINUTES_OF_A_DAY);
    let is_leap_second = second == 60 && minute_of_utc == MINUTES_OF_A_DAY - 1;
    is_date && hour <= 23 && minute <= 59 && (second <= 59 || is_leap_second)
}

/// Returns the number of days before a month since the first day of the year 0.
fn days_before(year: i64, month: i64) -> i64 {
    // The year begins in March, so that the leap day is its last day.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5
}

const MINUTES_OF_A_DAY: i32 = 24 * 60;

/// Returns what follows an optional fraction of a second.
fn fraction(bytes: &[u8]) -> Option<&[u8]> {
    let [b'.', digits @ ..] = bytes else {
        return Some(bytes);
    };
    let count = digits
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    (count > 0).then(|| &digits[count..])
}

/// Returns the offset from UTC in minutes.
fn offset(bytes: &[u8]) -> Option<i32> {
    match bytes {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hour, minute) = (number(&[*h1, *h2])?, number(&[*m1, *m2])?);
            let minutes = i32::from(hour) * 60 + i32::from(minute);
            (hour <= 23 && minute <= 59).then_some(if *sign == b'-' { -minutes } else { minutes })
        }
        _ => None,
    }
}

/// The error for a text that is not a point in time. It does not contain the text.
///
/// # Examples
/// ```
/// assert!("2026-11-21".parse::<wireform::Timestamp>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimestampError(());

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is not a point in time in the form 2026-11-21T18:45:00Z (RFC 3339)")
    }
}

impl std::error::Error for TimestampError {}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        Timestamp::parse(text)
    }
}

impl TryFrom<&str> for Timestamp {
    type Error = TimestampError;

    fn try_from(text: &str) -> Result<Self, TimestampError> {
        text.parse()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A leap second becomes the second before it, and more than nine digits of a fraction fail.
#[cfg(feature = "jiff")]
impl TryFrom<&Timestamp> for jiff::Timestamp {
    type Error = jiff::Error;

    fn try_from(time: &Timestamp) -> Result<Self, jiff::Error> {
        time.as_str().parse()
    }
}

/// In UTC; fails for years before 0.
#[cfg(feature = "jiff")]
impl TryFrom<jiff::Timestamp> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: jiff::Timestamp) -> Result<Self, TimestampError> {
        Timestamp::parse(&time.to_string())
    }
}
