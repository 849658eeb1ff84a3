//! Telephone numbers (E.164), split into country code and number.
//!
//! The country code is looked up in the table of assigned codes.

use super::calling_codes::ASSIGNED;

/// The parts of a telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts<'p> {
    /// The country code, without a plus.
    pub(super) code: &'p str,
    /// The digits behind the country code.
    pub(super) number: &'p str,
}

/// Splits a telephone number. One of `separators` may stand behind the country code. Returns `None` if the text is not a
/// telephone number.
pub(super) fn parts<'p>(text: &'p str, separators: &[char]) -> Option<Parts<'p>> {
    let digits = text.strip_prefix('+')?;
    // The order of the lengths does not matter, because at most one prefix is a country code.
    let code = (1..=3).rev().find_map(|length| {
        let code = digits.get(..length)?;
        let number = all_digits(code).then(|| code.parse::<u16>().ok())??;
        let assigned = |&(first, last): &(u16, u16)| (first..=last).contains(&number);
        (!code.starts_with('0') && ASSIGNED.iter().any(assigned)).then_some(code)
    })?;
    let rest = &digits[code.len()..];
    let number = rest.strip_prefix(separators).unwrap_or(rest);
    let fits = all_digits(number) && code.len() + number.len() <= 15;
    fits.then_some(Parts { code, number })
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
