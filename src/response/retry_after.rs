//! The header `Retry-After` (RFC 9110, 10.2.3): seconds, or a date in one of the three forms of HTTP. A field of a response has
//! a number of seconds, or a point in time of RFC 3339.

use std::time::{Duration, SystemTime};

use super::Wait;
use crate::Decimal;

/// Reads the value of a header or of a field. A part of a second counts as a whole one. Returns `None` if it is neither a number of
/// seconds, nor a date or a point in time.
pub(super) fn wait(value: &[u8]) -> Option<Wait> {
    let text = std::str::from_utf8(value).ok()?.trim();
    let seconds = |seconds: u32| Wait::For(Duration::from_secs(u64::from(seconds)));
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(seconds(text.parse().unwrap_or(u32::MAX)));
    }
    if let Ok(number) = Decimal::parse(text) {
        return number.rounded_up().map(seconds);
    }
    let point = || {
        let point = crate::Timestamp::parse(text).ok()?;
        SystemTime::UNIX_EPOCH.checked_add(point.since_1970())
    };
    date(text).or_else(point).map(Wait::Until)
}

/// Reads a date: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
fn date(text: &str) -> Option<SystemTime> {
    let (day, month, year, time) = match text.split_once(", ") {
        Some((_, rest)) => {
            let rest = rest.strip_suffix(" GMT")?;
            let (date, time) = rest.rsplit_once(' ')?;
            let mut parts = date.split([' ', '-']);
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            parts.next().is_none().then_some((day, month, year, time))?
        }
        None => {
            let mut parts = text.split_ascii_whitespace().skip(1);
            let (month, day) = (parts.next()?, parts.next()?);
            let (time, year) = (parts.next()?, parts.next()?);
            parts.next().is_none().then_some((day, month, year, time))?
        }
    };
    let year = match (year.len(), number(year)?) {
        // A year of two digits is at most 50 years in the future.
        (2, year @ ..=69) => 2000 + year,
        (2, year) => 1900 + year,
        (_, year) => year,
    };
    let days = days_since_1970(year, month_number(month)?, number(day)?)?;
    let mut parts = time.split(':');
    let (hours, minutes, seconds) = (parts.next()?, parts.next()?, parts.next()?);
    let (hours, minutes, seconds) = (number(hours)?, number(minutes)?, number(seconds)?);
    if parts.next().is_some() || hours > 23 || minutes > 59 || seconds > 60 {
        return None;
    }
    let seconds = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

fn number(text: &str) -> Option<u64> {
    let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

fn month_number(name: &str) -> Option<u64> {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let at = NAMES.iter().position(|it| *it == name)?;
    u64::try_from(at + 1).ok()
}

/// Returns the number of days from 1970-01-01, which years before 1970 do not have.
fn days_since_1970(year: u64, month: u64, day: u64) -> Option<u64> {
    let (year_of_date, month_of_date) = (u16::try_from(year).ok()?, u8::try_from(month).ok()?);
    crate::Date::new(year_of_date, month_of_date, u8::try_from(day).ok()?)?;
    // A year from March on has its leap day at its end.
    let (year, month) = match month {
        ..=2 => (year.checked_sub(1)?, month + 9),
        _ => (year, month - 3),
    };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
    days.checked_sub(719_468)
}
