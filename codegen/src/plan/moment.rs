//! Reads times and nonces in the formats in which steps write them.

use super::signing::TimeFormat;

/// Returns the milliseconds since 1970 of a time in a format. A day alone is its first moment.
#[must_use]
pub fn parse_time(format: TimeFormat, text: &str) -> Option<u64> {
    let digits = |text: &str| -> Option<u64> {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse().ok())?
    };
    let seconds = match format {
        TimeFormat::UnixMs => return digits(text),
        TimeFormat::Unix => digits(text)?,
        TimeFormat::Rfc3339 => {
            let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
            let [year, month, day] = split(date, '-')?;
            let [hour, minute, second] = split(time, ':')?;
            seconds([year, month, day, hour, minute, second])?
        }
        TimeFormat::Basic => {
            let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
            let ([year, month, day], (hour, rest)) = (basic_date(date)?, time.split_at_checked(2)?);
            let (minute, second) = rest.split_at_checked(2)?;
            seconds([
                year,
                month,
                day,
                digits(hour)?,
                digits(minute)?,
                digits(second)?,
            ])?
        }
        TimeFormat::BasicDate => {
            let [year, month, day] = basic_date(text)?;
            seconds([year, month, day, 0, 0, 0])?
        }
        TimeFormat::Http => {
            let mut words = text.strip_suffix(" GMT")?.split(' ').skip(1);
            let (day, month, year) = (words.next()?, words.next()?, words.next()?);
            let month = MONTHS.iter().position(|known| *known == month)?;
            let month = u64::try_from(month).ok()? + 1;
            let [hour, minute, second] = split(words.next()?, ':')?;
            seconds([digits(year)?, month, digits(day)?, hour, minute, second])?
        }
    };
    seconds.checked_mul(1000)
}

/// Reads a nonce of 32 hexadecimal digits, with or without the dashes of a UUID.
#[must_use]
pub fn parse_nonce(text: &str) -> Option<[u8; 16]> {
    let digits = text.chars().filter(|c| *c != '-').map(|c| c.to_digit(16));
    let digits: Vec<u32> = digits.collect::<Option<_>>()?;
    let pairs = digits.chunks(2).map(|pair| match pair {
        [high, low] => u8::try_from(high << 4 | low).ok(),
        _ => None,
    });
    let bytes: Vec<u8> = pairs.collect::<Option<_>>()?;
    bytes.try_into().ok()
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn split(text: &str, separator: char) -> Option<[u64; 3]> {
    let parts = text.split(separator).map(|part| part.parse().ok());
    let parts: Vec<u64> = parts.collect::<Option<_>>()?;
    parts.try_into().ok()
}

fn basic_date(text: &str) -> Option<[u64; 3]> {
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    Some([year.parse().ok()?, month.parse().ok()?, day.parse().ok()?])
}

/// Returns the seconds since 1970 of year, month, day, hour, minute and second.
fn seconds([year, month, day, hour, minute, second]: [u64; 6]) -> Option<u64> {
    let is_time = (1970..10_000).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    // Years begin in March here, so that the leap day is the last day of a year.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = year / 4 - year / 100 + year / 400;
    is_time.then(|| {
        let days = 365 * year + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468;
        days * 86_400 + hour * 3600 + minute * 60 + second
    })
}

#[cfg(test)]
mod tests {
    use super::{TimeFormat, parse_nonce, parse_time};

    #[test]
    fn times_in_all_formats() {
        let texts = [
            (TimeFormat::Unix, "1366560945"),
            (TimeFormat::UnixMs, "1366560945000"),
            (TimeFormat::Rfc3339, "2013-04-21T16:15:45Z"),
            (TimeFormat::Basic, "20130421T161545Z"),
            (TimeFormat::Http, "Sun, 21 Apr 2013 16:15:45 GMT"),
        ];
        for (format, text) in texts {
            assert_eq!(parse_time(format, text), Some(1_366_560_945_000), "{text}");
            assert_eq!(parse_time(format, ""), None);
            assert_eq!(parse_time(format, "yesterday"), None);
        }
        let day = parse_time(TimeFormat::BasicDate, "20240229");
        assert_eq!(day, Some(1_709_164_800_000));
        assert_eq!(parse_time(TimeFormat::BasicDate, "20241301"), None);
    }

    #[test]
    fn nonces_with_and_without_dashes() {
        let nonce = parse_nonce("00112233-4455-6677-8899-aabbccddeeff");
        assert_eq!(nonce.map(|nonce| nonce[15]), Some(0xff));
        assert_eq!(parse_nonce("00112233445566778899aabbccddeeff"), nonce);
        for text in ["", "0011", "00112233445566778899aabbccddeefg", "é"] {
            assert_eq!(parse_nonce(text), None, "{text}");
        }
    }
}
