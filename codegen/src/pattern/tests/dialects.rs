//! Tests that compare what the dialects mean with what their engines find, which `dialects.tsv` records.

use crate::pattern::automaton::build;
use crate::pattern::canonical;
use crate::plan::Extent;
use crate::syntax::Dialect;

/// What is known to differ from the engines: the dialect, the pattern and the reason.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    ("python", r"a\z", "added in Python 3.14"),
    ("python", r"\z", "added in Python 3.14"),
    (
        "python",
        r"\B",
        "matches the empty string since Python 3.14",
    ),
    ("pcre", r"\p{IsAlphabetic}", PROPERTY),
    ("pcre", r"\p{Punct}", PROPERTY),
    ("ecma", r"\p{IsAlphabetic}", PROPERTY),
    ("ecma", r"\p{Punct}", PROPERTY),
    ("ecma", r"\pL", LETTERS),
    ("ecma", r"\x{41}", LETTERS),
    ("ecma", r"\x4", LETTERS),
    ("ecma", "(?i:k)", "added in ECMAScript 2025"),
    ("ecma", "^(?s:.)$", "added in ECMAScript 2025"),
    ("ecma", "a(?i:b)|c", "added in ECMAScript 2025"),
    ("java", r"\b", "ASCII since JDK 19"),
    ("java", r"\B", "ASCII since JDK 19"),
    ("java", "a{2}{3}", "not documented"),
];

const PROPERTY: &str = "the compiler knows more names of properties";
const LETTERS: &str = "an error with the flag `u`, and surely not meant as letters";

/// The texts of diagnostics about what is refused on purpose.
const ON_PURPOSE: &[&str] = &[
    "not supported",
    "no meaning that is supported",
    "that is supported",
];

/// Replaces `\u{…}` and `\\`.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix("u{") {
            Some(number) => {
                let end = number.find('}').expect("a closed number");
                let point = u32::from_str_radix(&number[..end], 16).expect("digits");
                out.push(char::from_u32(point).expect("a character"));
                rest = &number[end + 1..];
            }
            None => {
                out.push('\\');
                rest = rest.strip_prefix('\\').expect("an escaped backslash");
            }
        }
    }
    out + rest
}

/// Returns what differs from a row, in words.
fn difference(dialect: &str, bits: &str, pattern: &str, values: &[String]) -> Option<String> {
    let word = |known: &&(&str, Dialect)| known.0 == dialect;
    let (_, dialect) = Dialect::WORDS.iter().find(word).expect("a dialect");
    let expression = canonical(pattern, *dialect, Extent::Search);
    match (expression, bits) {
        (Err(_), "-") => None,
        (Ok(_), "-") => Some("is read, but the engine refuses it".to_owned()),
        (Err(reasons), _)
            if ON_PURPOSE
                .iter()
                .any(|text| reasons.iter().all(|reason| reason.contains(text))) =>
        {
            None
        }
        (Err(reasons), _) => Some(format!("is refused: {}", reasons.join(", "))),
        (Ok(expression), bits) => {
            let set = build(&expression).expect("a small set");
            let wrong = values
                .iter()
                .zip(bits.bytes())
                .filter(|(value, bit)| set.contains(value) != (*bit == b'1'))
                .map(|(value, _)| value);
            let wrong: Vec<&String> = wrong.collect();
            (!wrong.is_empty()).then(|| format!("differs for {wrong:?}"))
        }
    }
}

#[test]
fn dialects_mean_what_engines_find() {
    let mut values = Vec::new();
    let mut rows = 0;
    let mut wrong = Vec::new();
    let lines = include_str!("dialects.tsv").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (first, second) = (cells.next().expect("a cell"), cells.next().expect("a cell"));
        let Some(pattern) = cells.next() else {
            values.push(unescaped(second));
            continue;
        };
        rows += 1;
        let pattern = unescaped(pattern);
        let found = difference(first, second, &pattern, &values);
        let is_known = DIFFERENCES
            .iter()
            .any(|known| (known.0, known.1) == (first, pattern.as_str()));
        match found {
            Some(found) if !is_known => wrong.push(format!("{first} {pattern}: {found}")),
            None if is_known => wrong.push(format!("{first} {pattern}: no longer differs")),
            Some(_) | None => {}
        }
    }
    assert!(
        rows > 500 && wrong.is_empty(),
        "{rows} rows\n{}",
        wrong.join("\n")
    );
}
