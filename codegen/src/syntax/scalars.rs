//! Reads scalars as numbers, dates, statuses and clears. Each value has exactly one spelling.

use super::Clear;
use crate::plan::Decimal;
use crate::source::{Node, NodeKind, Scalar, Style};

/// Reads a whole number: digits without a leading zero, and an optional minus sign.
pub(super) fn integer(scalar: &Scalar) -> Option<i64> {
    let digits = scalar.text.strip_prefix('-').unwrap_or(&scalar.text);
    let canonical = digits == "0" || !digits.starts_with('0');
    let plain = scalar.style == Style::Plain && scalar.text != "-0";
    let decimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (plain && canonical && decimal)
        .then(|| scalar.text.parse().ok())
        .flatten()
}

/// Reads a number in the grammar of JSON.
pub(super) fn number(scalar: &Scalar) -> Option<Decimal> {
    match scalar.style {
        Style::Plain => Decimal::parse(&scalar.text),
        Style::Quoted => None,
    }
}

/// Reads a whole number from 0.
pub(super) fn count(scalar: &Scalar) -> Option<u64> {
    integer(scalar).and_then(|number| u64::try_from(number).ok())
}

/// Returns whether a text is a date that exists in the calendar.
pub(super) fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return false;
    }
    let number = |digits: &[u8]| {
        digits
            .iter()
            .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
    };
    let (year, month, day) = (
        number(&bytes[..4]),
        number(&bytes[5..7]),
        number(&bytes[8..]),
    );
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// Returns whether a text is an HTTP status or a class of statuses.
pub(super) fn is_status(text: &str) -> bool {
    match text.as_bytes() {
        [b'1'..=b'5', b'x', b'x'] => true,
        [b'1'..=b'5', tens, ones] => tens.is_ascii_digit() && ones.is_ascii_digit(),
        _ => false,
    }
}

/// Reads a clear.
pub(super) fn clear(node: &Node) -> Option<Clear> {
    match &node.kind {
        NodeKind::Scalar(scalar) if scalar.style == Style::Quoted && scalar.text.is_empty() => {
            Some(Clear::Empty)
        }
        NodeKind::Scalar(scalar) if scalar.is_null() && !scalar.text.is_empty() => {
            Some(Clear::Null)
        }
        NodeKind::Scalar(scalar) if scalar.text == "all_items" => Some(Clear::AllItems),
        NodeKind::List(items) if items.is_empty() => Some(Clear::EmptyList),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Scalar {
        Scalar {
            text: text.to_owned(),
            style: Style::Plain,
        }
    }

    #[test]
    fn accepts_one_spelling_of_numbers() {
        for (text, expected) in [
            ("0", Some(0)),
            ("42", Some(42)),
            ("-7", Some(-7)),
            ("-9223372036854775808", Some(i64::MIN)),
            ("9223372036854775808", None),
            ("-0", None),
            ("012", None),
            ("+1", None),
            ("1e3", None),
            ("1_000", None),
            ("0x10", None),
            ("1.0", None),
            ("-", None),
            ("", None),
        ] {
            assert_eq!(integer(&plain(text)), expected, "{text}");
        }
        assert_eq!(
            integer(&Scalar {
                style: Style::Quoted,
                ..plain("1")
            }),
            None
        );
        assert_eq!(count(&plain("-1")), None);
    }

    #[test]
    fn accepts_dates_of_the_calendar() {
        for (text, expected) in [
            ("2026-11-21", true),
            ("2024-02-29", true),
            ("2026-02-29", false),
            ("1900-02-29", false),
            ("2026-13-01", false),
            ("2026-00-10", false),
            ("2026-01-00", false),
            ("2026-1-1", false),
            ("21-11-2026", false),
        ] {
            assert_eq!(is_date(text), expected, "{text}");
        }
    }
}
