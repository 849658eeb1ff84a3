//! The time, as a timestamp of RFC 3339.

use std::time::SystemTime;

/// Returns the time in UTC, to the second.
pub(super) fn now() -> String {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    timestamp(since.map_or(0, |since| since.as_secs()))
}

/// Returns the timestamp of a number of seconds since 1970.
fn timestamp(seconds: u64) -> String {
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    // The calendar repeats after 400 years. Years begin in March here, so that a leap day is the last day of its year.
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = match month {
        0..10 => (year, month + 3),
        _ => (year + 1, month - 9),
    };
    format!(
        "{:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
        year + 400 * era,
        second / 3_600,
        second / 60 % 60,
        second % 60
    )
}

/// Returns the date of a timestamp.
pub(super) fn date_of(timestamp: &str) -> &str {
    timestamp.get(..10).unwrap_or(timestamp)
}

/// Returns a timestamp in the form of an example, such as one with a fraction of a second. The moment is the same if the form
/// has an offset of digits. If the example is no timestamp of RFC 3339, its form is unknown, and the result is the example.
pub(super) fn in_form_of(example: &str, timestamp: &str) -> String {
    if example.as_bytes().get(10) != Some(&b'T') {
        return example.to_owned();
    }
    let moment = timestamp.trim_end_matches('Z');
    let rest = example.get(moment.len()..).unwrap_or("Z");
    let zeros = |it: char| if it.is_ascii_digit() { '0' } else { it };
    format!("{moment}{}", rest.chars().map(zeros).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::{in_form_of, timestamp};

    #[test]
    fn timestamps_of_seconds() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (951_868_800, "2000-03-01T00:00:00Z"),
            (1_735_689_599, "2024-12-31T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(timestamp(seconds), expected);
        }
    }

    #[test]
    fn forms_of_examples() {
        let now = "2026-11-30T08:10:09Z";
        for (example, expected) in [
            (
                "2021-03-12T22:23:21.000+0100",
                "2026-11-30T08:10:09.000+0000",
            ),
            ("2021-03-12T22:23:21Z", now),
            ("2021-03-12 22:23:21", "2021-03-12 22:23:21"),
            ("12.03.2021", "12.03.2021"),
        ] {
            assert_eq!(in_form_of(example, now), expected);
        }
    }
}
