//! Days of the Gregorian calendar, in the spelling of RFC 3339 (`full-date`, § 5.6).

use std::fmt;
use std::str::FromStr;

/// A day from 0000-01-01 to 9999-12-31, without a time zone.
///
/// # Examples
/// ```
/// use wireform::Date;
///
/// let date: Date = "2026-11-21".parse()?;
/// assert_eq!((date.year(), date.month(), date.day()), (2026, 11, 21));
/// assert_eq!(Date::new(2026, 2, 29), None);
/// assert_eq!(date.to_string(), "2026-11-21");
/// # Ok::<(), wireform::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// A stand-in for a required date that is missing. The request is refused.
    #[cfg(feature = "contact")]
    pub(crate) const EPOCH: Date = Date {
        year: 1970,
        month: 1,
        day: 1,
    };

    /// Makes a day, if the calendar has it: year 0 to 9999, month 1 to 12, day from 1.
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        if year <= 9999 && day >= 1 && day <= days_in_month(year, month) {
            Some(Date { year, month, day })
        } else {
            None
        }
    }

    /// Returns the year, 0 to 9999.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Returns the month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Returns the day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }
}

/// Returns the number of days, or 0 if there is no such month.
const fn days_in_month(year: u16, month: u8) -> u8 {
    let is_leap_year =
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year => 29,
        2 => 28,
        _ => 0,
    }
}

/// The error for a text that is not a day. It does not contain the text.
///
/// # Examples
/// ```
/// let error = "2026-02-30".parse::<wireform::Date>().unwrap_err();
/// assert_eq!(error.to_string(), "is not a day of the calendar in the form 2026-11-21");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateError(());

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is not a day of the calendar in the form 2026-11-21")
    }
}

impl std::error::Error for DateError {}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes else {
            return Err(DateError(()));
        };
        let year = number(&[*y1, *y2, *y3, *y4]).ok_or(DateError(()))?;
        let month = number(&[*m1, *m2]).and_then(|month| u8::try_from(month).ok());
        let day = number(&[*d1, *d2]).and_then(|day| u8::try_from(day).ok());
        match (month, day) {
            (Some(month), Some(day)) => Date::new(year, month, day).ok_or(DateError(())),
            _ => Err(DateError(())),
        }
    }
}

/// Returns the number that up to four ASCII digits spell.
pub(crate) fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0_u16, |number, digit| {
        let digit = match digit {
            b'0'..=b'9' => u16::from(digit - b'0'),
            _ => return None,
        };
        number.checked_mul(10)?.checked_add(digit)
    })
}

impl TryFrom<&str> for Date {
    type Error = DateError;

    fn try_from(text: &str) -> Result<Self, DateError> {
        text.parse()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(feature = "jiff")]
impl From<Date> for jiff::civil::Date {
    fn from(date: Date) -> Self {
        let part = |part: u8| i8::try_from(part).unwrap_or(1);
        let year = i16::try_from(date.year).unwrap_or(0);
        // Every `Date` is a day of jiff's calendar; the alternative is never taken.
        jiff::civil::Date::new(year, part(date.month), part(date.day)).unwrap_or_default()
    }
}

/// Fails for years before 0.
#[cfg(feature = "jiff")]
impl TryFrom<jiff::civil::Date> for Date {
    type Error = DateError;

    fn try_from(date: jiff::civil::Date) -> Result<Self, DateError> {
        let year = u16::try_from(date.year()).ok();
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        year.and_then(|year| Date::new(year, month, day))
            .ok_or(DateError(()))
    }
}
