//! Describes a set of characters in words.

/// Describes characters, given as ranges in order: `a letter, a digit or "."`.
#[must_use]
pub fn describe_set(ranges: &[(char, char)]) -> String {
    let mut ascii = [false; 128];
    let mut beyond = 0_u32;
    for (first, last) in ranges {
        for point in u32::from(*first)..=u32::from(*last).min(127) {
            ascii[point as usize] = true;
        }
        if !last.is_ascii() {
            beyond += u32::from(*last) - u32::from((*first).max('\u{80}')) + 1;
        }
    }
    if beyond > 0x10_0000 && ascii.iter().all(|one| *one) {
        return "any character".to_owned();
    }
    if beyond > 0x10_0000 {
        let ranges: Vec<(char, char)> = (0..128_u8)
            .filter(|byte| !ascii[usize::from(*byte)])
            .map(|byte| (char::from(byte), char::from(byte)))
            .collect();
        return format!("any character but {}", describe_set(&ranges));
    }
    let mut words = Vec::new();
    let mut signs = String::new();
    let mut take = |ascii: &mut [bool; 128], ranges: &[(u8, u8)], word: &str| {
        let bytes = || ranges.iter().flat_map(|(first, last)| *first..=*last);
        if bytes().all(|byte| ascii[usize::from(byte)]) {
            for byte in bytes() {
                ascii[usize::from(byte)] = false;
            }
            words.push(word.to_owned());
        }
    };
    take(&mut ascii, &[(b'A', b'Z'), (b'a', b'z')], "a letter");
    take(&mut ascii, &[(b'a', b'z')], "a small letter");
    take(&mut ascii, &[(b'A', b'Z')], "a capital letter");
    take(
        &mut ascii,
        &[(b'0', b'9'), (b'A', b'F'), (b'a', b'f')],
        "a hexadecimal digit",
    );
    take(&mut ascii, &[(b'0', b'9')], "a digit");
    let is_sign = |byte: &u8| ascii[usize::from(*byte)] && byte.is_ascii_punctuation();
    if (b'!'..=b'~').filter(is_sign).count() > NAMED_SIGNS {
        signs.extend((b'!'..=b'~').filter(is_sign).map(char::from));
        for sign in signs.bytes() {
            ascii[usize::from(sign)] = false;
        }
    }
    let mut point = 0;
    while point < 128_u8 {
        let from = point;
        while point < 128 && ascii[usize::from(point)] {
            point += 1;
        }
        if point > from {
            let range = from..point;
            let is_run = range.len() > 3 && range.clone().all(|byte| byte.is_ascii_alphanumeric());
            if is_run {
                words.push(format!(
                    "\"{}\" to \"{}\"",
                    char::from(from),
                    char::from(point - 1)
                ));
            } else {
                words.extend(range.map(spelled));
            }
        }
        point += 1;
    }
    if !signs.is_empty() {
        words.push(format!("one of {signs}"));
    }
    if beyond > 0 {
        words.push(match beyond {
            1 => "one character beyond ASCII".to_owned(),
            _ => format!("{beyond} characters beyond ASCII"),
        });
    }
    joined(&words, "or")
}

/// The most punctuation marks that are listed one by one.
const NAMED_SIGNS: usize = 6;

fn spelled(byte: u8) -> String {
    match byte {
        b' ' => "a space".to_owned(),
        b'\n' => "a line feed".to_owned(),
        b'\r' => "a carriage return".to_owned(),
        b'\t' => "a tab".to_owned(),
        b'"' => "'\"'".to_owned(),
        b'!'..=b'~' => format!("\"{}\"", char::from(byte)),
        _ => format!("U+{byte:04X}"),
    }
}

/// Joins words to a list such as `a, b or c`.
pub(crate) fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [front @ .., end] => format!("{} {last} {end}", front.join(", ")),
    }
}
