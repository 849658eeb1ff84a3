//! The decimal digits of the integers between two bounds, as a pattern.

/// Returns a pattern of the integers from a minimum to a maximum, without leading zeros.
pub(super) fn pattern(minimum: Option<i64>, maximum: Option<i64>) -> String {
    let mut parts = Vec::new();
    let least = minimum.map_or(0, |it| it.max(0).unsigned_abs());
    match maximum {
        None => parts.extend(from(least)),
        Some(most) if most >= 0 => parts.extend(between(least, most.unsigned_abs())),
        Some(_) => {}
    }
    // The negative numbers are those between two sizes.
    let least = maximum.map_or(1, |it| it.min(-1).unsigned_abs());
    let negative = match minimum {
        None => from(least),
        Some(lowest) if lowest < 0 => between(least, lowest.unsigned_abs()),
        Some(_) => Vec::new(),
    };
    parts.extend(negative.into_iter().map(|it| format!("-{it}")));
    match parts.is_empty() {
        // No character is between nothing.
        true => r"\A[^\x00-\u{10FFFF}]\z".to_owned(),
        false => format!(r"\A(?:{})\z", parts.join("|")),
    }
}

/// Returns the patterns of the numbers from a least one.
fn from(least: u64) -> Vec<String> {
    let length = least.to_string().len();
    let mut parts = match "9".repeat(length).parse() {
        Ok(most) => between(least, most),
        Err(_) => between(least, u64::MAX),
    };
    parts.push(format!("[1-9][0-9]{{{length},}}"));
    parts
}

/// Returns the patterns of the numbers between two, which are included.
fn between(least: u64, most: u64) -> Vec<String> {
    let (first, last) = (least.to_string(), most.to_string());
    if least > most {
        return Vec::new();
    }
    if first.len() == last.len() {
        let mut parts = Vec::new();
        equally_long("", first.as_bytes(), last.as_bytes(), &mut parts);
        return parts;
    }
    let mut parts = Vec::new();
    equally_long("", first.as_bytes(), &vec![b'9'; first.len()], &mut parts);
    for length in first.len() + 1..last.len() {
        parts.push(format!("[1-9]{}", any(length - 1)));
    }
    let mut lowest = vec![b'0'; last.len()];
    lowest[0] = b'1';
    equally_long("", &lowest, last.as_bytes(), &mut parts);
    parts
}

/// Adds the patterns of the numbers between two with equally many digits, behind some digits.
fn equally_long(before: &str, first: &[u8], last: &[u8], parts: &mut Vec<String>) {
    let ([low, first @ ..], [high, last @ ..]) = (first, last) else {
        return parts.push(before.to_owned());
    };
    let (low, high) = (char::from(*low), char::from(*high));
    let is_lowest = first.iter().all(|it| *it == b'0');
    let is_highest = last.iter().all(|it| *it == b'9');
    if low == high && !(is_lowest && is_highest) {
        return equally_long(&format!("{before}{low}"), first, last, parts);
    }
    let mut whole = (low, high);
    if !is_lowest {
        equally_long(
            &format!("{before}{low}"),
            first,
            &vec![b'9'; first.len()],
            parts,
        );
        whole.0 = next(low);
    }
    if !is_highest {
        whole.1 = previous(high);
    }
    if whole.0 <= whole.1 {
        parts.push(format!(
            "{before}[{}-{}]{}",
            whole.0,
            whole.1,
            any(first.len())
        ));
    }
    if !is_highest {
        equally_long(
            &format!("{before}{high}"),
            &vec![b'0'; last.len()],
            last,
            parts,
        );
    }
}

/// Returns the pattern of some digits.
fn any(count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!("[0-9]{{{count}}}"),
    }
}

fn next(digit: char) -> char {
    char::from_u32(u32::from(digit) + 1).unwrap_or(digit)
}

fn previous(digit: char) -> char {
    char::from_u32(u32::from(digit) - 1).unwrap_or(digit)
}

#[cfg(test)]
mod tests {
    use wireform_codegen::pattern::automaton::build;

    use super::pattern;

    fn check(minimum: Option<i64>, maximum: Option<i64>, numbers: impl Iterator<Item = i64>) {
        let pattern = pattern(minimum, maximum);
        let set = build(&pattern).expect("a small set");
        for number in numbers {
            let is_in =
                minimum.is_none_or(|it| it <= number) && maximum.is_none_or(|it| number <= it);
            let text = number.to_string();
            assert_eq!(set.contains(&text), is_in, "{number} in {pattern}");
            assert!(!set.contains(&format!("0{text}")) && !set.contains(&format!("+{text}")));
        }
        assert!(!set.contains("-0") && !set.contains(""), "{pattern}");
    }

    #[test]
    fn patterns_have_the_integers_between_their_bounds() {
        let bounds = [
            None,
            Some(0),
            Some(1),
            Some(9),
            Some(10),
            Some(87),
            Some(100),
            Some(1234),
        ];
        let negative = bounds.map(|it| it.map(|it: i64| -it));
        for minimum in bounds.into_iter().chain(negative) {
            for maximum in bounds.into_iter().chain(negative) {
                check(minimum, maximum, -1300..1300);
            }
        }
    }

    #[test]
    fn patterns_have_the_largest_integers() {
        let near = [i64::MIN, i64::MIN + 1, i64::MAX - 1, i64::MAX, 0];
        for (minimum, maximum) in [
            (Some(i64::MIN), Some(i64::MAX)),
            (Some(i64::MIN + 1), Some(i64::MAX - 1)),
            (None, Some(i64::MIN)),
            (Some(i64::MAX), None),
        ] {
            check(minimum, maximum, near.into_iter());
        }
    }
}
