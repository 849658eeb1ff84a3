//! Days and points in time.

use crate::{Date, Timestamp};

/// The Gregorian calendar repeats after 400 years of 146097 days.
#[test]
fn calendar_has_all_days() {
    let mut days = 0;
    let mut last = None;
    for year in 0..=9999 {
        for month in 0..=13 {
            for day in 0..=32 {
                if let Some(date) = Date::new(year, month, day) {
                    days += 1;
                    assert!(last < Some(date));
                    last = Some(date);
                }
            }
        }
    }
    assert_eq!(days, 146_097 * 25);
    assert_eq!(Date::new(10_000, 1, 1), None);
}

#[test]
fn days() {
    for text in [
        "2026-11-21",
        "0000-01-01",
        "9999-12-31",
        "2000-02-29",
        "2024-02-29",
    ] {
        let date: Date = text.parse().expect("is a day");
        assert_eq!(date.to_string(), text);
    }
    let others = [
        "",
        "2026-11-31",
        "2026-02-29",
        "1900-02-29",
        "2026-13-01",
        "2026-00-01",
        "2026-01-00",
        "2026-1-01",
        "26-01-01",
        "2026/01/01",
        "2026-01-01 ",
        " 2026-01-01",
        "+026-01-01",
        "2026-01-+1",
        "20260101",
        "2026-01-01T00:00:00Z",
        "٢٠٢٦-01-01",
    ];
    for text in others {
        assert!(text.parse::<Date>().is_err(), "{text:?}");
    }
}

#[test]
fn points_in_time() {
    let members = [
        "2026-11-21T18:45:00Z",
        "2026-11-21t18:45:00z",
        "2026-11-21T18:45:00.123456789012Z",
        "2026-11-21T18:45:00-00:00",
        "2026-11-21T18:45:00+23:59",
        "1998-12-31T23:59:60Z",
        "1998-12-31T15:59:60.123-08:00",
        "1999-01-01T00:29:60+00:30",
        "0000-01-01T00:00:00Z",
    ];
    for text in members {
        let time: Timestamp = text.parse().expect(text);
        assert_eq!((time.as_str(), time.to_string().as_str()), (text, text));
    }
    let others = [
        "",
        "2026-11-21",
        "2026-11-21T18:45:00",
        "2026-11-21 18:45:00Z",
        "2026-11-21T18:45Z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T18:60:00Z",
        "2026-11-21T18:45:61Z",
        "2026-11-21T18:45:60Z",
        "1998-12-31T22:59:60Z",
        "1998-12-31T23:59:60+01:00",
        "2026-11-21T18:45:00.Z",
        "2026-11-21T18:45:00,5Z",
        "2026-11-21T18:45:00+24:00",
        "2026-11-21T18:45:00+01:60",
        "2026-11-21T18:45:00+0100",
        "2026-11-21T18:45:00+01",
        "2026-11-31T18:45:00Z",
        "2026-11-21T18:45:00Z ",
        "2026-11-21T18:45:00ZZ",
        "2026-11-21T1٢:45:00Z",
        "2026-11-2é18:45:00Z",
    ];
    for text in others {
        assert!(text.parse::<Timestamp>().is_err(), "{text:?}");
    }
}

#[cfg(feature = "jiff")]
#[test]
fn jiff() {
    for text in ["2026-11-21", "0000-01-01", "9999-12-31"] {
        let date: Date = text.parse().expect("is a day");
        let theirs = jiff::civil::Date::from(date);
        assert_eq!(theirs.to_string(), text);
        assert_eq!(Date::try_from(theirs), Ok(date));
    }
    assert!(Date::try_from(jiff::civil::date(-1, 1, 1)).is_err());
    let time: Timestamp = "2026-11-21T18:45:00.5+01:00".parse().expect("is one");
    let theirs = jiff::Timestamp::try_from(&time).expect("is one");
    let back = Timestamp::try_from(theirs).expect("is one");
    assert_eq!(back.as_str(), "2026-11-21T17:45:00.5Z");
    assert!(Timestamp::try_from(jiff::Timestamp::MIN).is_err());
}
