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

/// A row: the dialect, the results of the values, and the pattern.
type Row = (&'static str, &'static str, String);

/// Returns the values and the rows of the table.
fn table() -> (Vec<String>, Vec<Row>) {
    let (mut values, mut rows) = (Vec::new(), Vec::new());
    let lines = include_str!("dialects.tsv").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (first, second) = (cells.next().expect("a cell"), cells.next().expect("a cell"));
        match cells.next() {
            Some(pattern) => rows.push((first, second, unescaped(pattern))),
            None => values.push(unescaped(second)),
        }
    }
    (values, rows)
}

#[test]
fn rust_means_what_the_crate_finds() {
    let (values, rows) = table();
    let more = [
        r"\b{start}a",
        r"a\b{end}",
        r"\b{start-half}",
        r"\b{end-half}\z",
        r"\<a",
        r"a\>",
        r"\b{x}",
        r"\b{start",
        r"(?Rm)^b",
        r"(?Rm)a$",
        r"(?R)a.",
        r"(?Rm)^$",
        r"(?U)a+?",
        r"(?-u)\w",
        r"(?-u:\d)\d",
        r"(?iu)k",
        r"(?i-u)k",
        r"[\w--a]",
        r"[\w~~a-c]",
        r"[a-c--b]",
        r"[[a-c]--[b]]",
        r"[^\w--a]",
        r"[a&&]",
        r"[a--]",
        r"[--a]",
        r"[[:^alpha:]]",
        r"[[:alpha:][0-9]]",
        r"a*+",
        r"a**",
        r"\U0000006B",
        r"\U{6B}",
        r"(?x) a [ b c ]",
        "(?x)[a #b\n c]",
        "(?x)[a #b]\n c]",
        "(?x)[a #]",
        "(?x)[ ^ a]",
        "(?x)[^ a]",
        "(?x)[ - a]",
        "(?x)[ ]a]",
        "(?x)[a - b]",
        "(?x)[a - ]",
        "(?x)[a #x\n- #]\nb]",
        "(?x)[a\u{A0}\u{85}\u{3000}b]",
        "(?x)a\u{2028}\u{3000}b",
        r"(?x)[a b && b]",
        r"(?x)[a b & & b]",
        r"(?x)[a b -- b]",
        r"(?x)[a b - - b]",
        r"(?x)[a\ b]",
        r"(?x)[\# a]",
        r"(?x)[ [:alpha:] -- [ a ] ]",
        r"(?-x:[a b])",
        r"(?x)a # c",
        r"(?)",
        r"(?i)",
        r"(?=a)",
    ];
    let mut patterns: Vec<&str> = rows.iter().map(|row| row.2.as_str()).chain(more).collect();
    patterns.sort_unstable();
    patterns.dedup();
    let mut wrong = Vec::new();
    for pattern in &patterns {
        let bits = match regex::Regex::new(pattern) {
            Ok(engine) => values
                .iter()
                .map(|value| if engine.is_match(value) { '1' } else { '0' })
                .collect(),
            Err(_) => "-".to_owned(),
        };
        if let Some(found) = difference("rust", &bits, pattern, &values) {
            wrong.push(format!("{pattern}: {found}"));
        }
    }
    assert!(
        patterns.len() > 190 && wrong.is_empty(),
        "{} {}",
        patterns.len(),
        wrong.join("\n")
    );
}

#[test]
fn dialects_mean_what_engines_find() {
    let (values, rows) = table();
    let mut wrong = Vec::new();
    for (first, second, pattern) in &rows {
        let (first, second) = (*first, *second);
        let found = difference(first, second, pattern, &values);
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
        rows.len() > 500 && wrong.is_empty(),
        "{} rows\n{}",
        rows.len(),
        wrong.join("\n")
    );
}
