//! What could have stood somewhere, in words.

use std::fmt;

use crate::characters::named;

/// Groups of characters with a name; a group is named where all of it is expected and not yet said.
const GROUPS: [(&str, &[(u8, u8)]); 5] = [
    ("a letter", &[(b'A', b'Z'), (b'a', b'z')]),
    ("a small letter", &[(b'a', b'z')]),
    ("a capital letter", &[(b'A', b'Z')]),
    (
        "a hexadecimal digit",
        &[(b'0', b'9'), (b'A', b'F'), (b'a', b'f')],
    ),
    ("a digit", &[(b'0', b'9')]),
];

/// More signs than these are not listed one by one.
const MOST: usize = 24;

/// Writes what is expected: ASCII characters, others, the end.
pub(super) fn words(
    f: &mut fmt::Formatter<'_>,
    mut ascii: [bool; 128],
    beyond: bool,
    end: bool,
) -> fmt::Result {
    let mut parts: Vec<String> = Vec::new();
    let left_out = ascii.iter().filter(|expected| !**expected).count();
    if beyond && left_out == 0 {
        parts.push("any character".to_owned());
    } else if beyond && left_out <= MOST {
        let others = (0..128_u8).filter(|byte| !ascii[usize::from(*byte)]);
        let others: Vec<String> = others.map(spelled).collect();
        parts.push(format!("any character but {}", joined(&others, "and")));
    } else {
        for (name, ranges) in GROUPS {
            let bytes = || ranges.iter().flat_map(|(first, last)| *first..=*last);
            if bytes().all(|byte| ascii[usize::from(byte)]) {
                bytes().for_each(|byte| ascii[usize::from(byte)] = false);
                parts.push(name.to_owned());
            }
        }
        let signs: Vec<u8> = (0..128).filter(|byte| ascii[usize::from(*byte)]).collect();
        if signs.len() <= MOST {
            parts.extend(signs.into_iter().map(spelled));
        } else {
            parts.push(format!("one of {} other characters", signs.len()));
        }
        if beyond {
            parts.push("some character beyond ASCII".to_owned());
        }
    }
    if end {
        parts.push("the end".to_owned());
    }
    f.write_str(&joined(&parts, "or"))
}

fn spelled(byte: u8) -> String {
    named(char::from(byte))
}

fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => "nothing: no value matches".to_owned(),
        [one] => one.clone(),
        [front @ .., end] => format!("{} {last} {end}", front.join(", ")),
    }
}
