//! Finds what words state: flags, lists of values, defaults, permissions and formats.

use std::ops::Range;

use super::Found;
use crate::cite::kind::{Kind, Support};

/// Finds what the words of a line state.
pub(super) fn find(text: &str) -> Vec<Found> {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    found.extend(required(text, &lower));
    found.extend(default(text, &lower));
    found.extend(permission(text, &lower));
    found.extend(unique_by(text, &lower));
    for (phrase, kind, value) in PHRASES {
        if let Some(at) = word_position(&lower, phrase) {
            let mut fact = Found::new(*kind, text, at..at + phrase.len(), Support::Derived);
            fact.value = (*value).to_owned();
            if found.iter().all(|other: &Found| other.kind != fact.kind) {
                found.push(fact);
            }
        }
    }
    found
}

/// Phrases that state one value.
const PHRASES: &[(&str, Kind, &str)] = &[
    ("alpha-2", Kind::Format, "country"),
    ("alpha2", Kind::Format, "country"),
    ("alpha 2", Kind::Format, "country"),
    ("two-letter country", Kind::Format, "country"),
    ("valid email", Kind::Format, "email"),
    ("valid e-mail", Kind::Format, "email"),
    ("email address (must be valid", Kind::Format, "email"),
    ("one or more", Kind::MinItems, "1"),
    ("set of", Kind::UniqueItems, "yes"),
    ("must be unique", Kind::UniqueItems, "yes"),
    ("no duplicates", Kind::UniqueItems, "yes"),
    ("converted to uppercase", Kind::Normalize, "uppercase"),
    ("converted to upper case", Kind::Normalize, "uppercase"),
    ("stored in uppercase", Kind::Normalize, "uppercase"),
    ("stored in upper case", Kind::Normalize, "uppercase"),
    ("converted to lowercase", Kind::Normalize, "lowercase"),
    ("converted to lower case", Kind::Normalize, "lowercase"),
    ("stored in lowercase", Kind::Normalize, "lowercase"),
    ("stored in lower case", Kind::Normalize, "lowercase"),
    (
        "leading and trailing spaces are removed",
        Kind::Normalize,
        "trim",
    ),
    (
        "leading and trailing whitespace is removed",
        Kind::Normalize,
        "trim",
    ),
    ("surrounding spaces are removed", Kind::Normalize, "trim"),
    ("send null to", Kind::Clear, "null"),
    ("null to remove", Kind::Clear, "null"),
    ("null removes", Kind::Clear, "null"),
    ("null to clear", Kind::Clear, "null"),
    ("empty string to", Kind::Clear, "\"\""),
    ("empty string removes", Kind::Clear, "\"\""),
    ("empty value removes", Kind::Clear, "\"\""),
];

/// Returns the place of a phrase that starts and ends with a word.
fn word_position(lower: &str, phrase: &str) -> Option<usize> {
    let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    lower.match_indices(phrase).map(|(at, _)| at).find(|at| {
        is_end(lower[..*at].chars().next_back())
            && is_end(lower[at + phrase.len()..].chars().next())
    })
}

/// Finds `Optional` or `Required` at the start of a line or a sentence, or in parentheses.
fn required(text: &str, lower: &str) -> Option<Found> {
    for word in ["optional", "required", "mandatory"] {
        for (at, _) in lower.match_indices(word) {
            let before = text[..at].trim_end();
            let after = &lower[at + word.len()..];
            let starts = before.is_empty() || before.ends_with(['.', '(', '[']);
            let ends = after.is_empty() || after.starts_with([',', '.', ':', ';', ')', ']', ' ']);
            // A description such as `Required documents` is no flag.
            let is_flag = !after.starts_with(' ')
                || before.ends_with('.')
                || after.starts_with(" - ")
                || after.starts_with(" if ")
                || after.starts_with(" when ")
                || after.starts_with(" unless ")
                || after.starts_with(" only ");
            if starts && ends && is_flag {
                let end = at + word.len() + condition(after);
                return Some(Found::new(Kind::Required, text, at..end, Support::Stated));
            }
        }
    }
    None
}

/// Returns the length of the condition that follows a flag: `Required if the kind is ORG` is no plain flag.
fn condition(after: &str) -> usize {
    let words = [" if ", " when ", " unless ", " only "];
    if !words.iter().any(|word| after.starts_with(word)) {
        return 0;
    }
    let end = after.find(['.', ';', ')', ']']).unwrap_or(after.len());
    after[..end].trim_end().len()
}

fn default(text: &str, lower: &str) -> Option<Found> {
    for label in [
        "defaults to ",
        "default value: ",
        "default value is ",
        "default: ",
        "default is ",
        "by default ",
    ] {
        let Some(at) = lower.find(label) else {
            continue;
        };
        let start = at + label.len();
        let end = text[start..]
            .find(['.', ';', ')'])
            .map_or(text.len(), |end| start + end);
        let value = text[start..end].trim();
        let from = start + text[start..end].find(value)?;
        if !value.is_empty() && value.len() <= 60 {
            let mut fact = Found::new(
                Kind::Default,
                text,
                from..from + value.len(),
                Support::Stated,
            );
            fact.value = value.trim_matches(['`', '"', '\'']).to_owned();
            return Some(fact);
        }
    }
    None
}

/// Finds `the NAME permission`.
fn permission(text: &str, lower: &str) -> Option<Found> {
    let at = lower.find(" permission")?;
    let start = text[..at].rfind(' ').map_or(0, |space| space + 1);
    let name = text[start..at].trim_matches(['`', '"', '\'']);
    let is_name = name.len() >= 3
        && name
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    let from = start + text[start..at].find(name)?;
    is_name.then(|| {
        Found::new(
            Kind::Permission,
            text,
            from..from + name.len(),
            Support::Stated,
        )
    })
}

/// Finds `one per NAME` and `unique by NAME`.
fn unique_by(text: &str, lower: &str) -> Option<Found> {
    let labels = [
        "at most one per ",
        "only one per ",
        "one entry per ",
        "unique by ",
    ];
    let start = labels
        .iter()
        .find_map(|label| Some(word_position(lower, label.trim_end())? + label.len()))?;
    let rest = text.get(start..)?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let quotes = rest.len() - rest.trim_start_matches(['`', '"', '\'']).len();
    let name = &rest[quotes..];
    let end = name.find(|c| !is_name(c)).unwrap_or(name.len());
    let from = start + quotes;
    (end > 0).then(|| Found::new(Kind::UniqueBy, text, from..from + end, Support::Derived))
}

/// The words that announce the values of an enum.
const ANNOUNCEMENTS: &[&str] = &[
    "possible values are",
    "possible values",
    "allowed values are",
    "allowed values",
    "accepted values",
    "valid values",
    "values should be one of",
    "must be one of",
    "should be one of",
    "can be one of",
    "may be one of",
    "is one of",
    "one of the following",
    "one of",
    "values",
    "either",
];

/// Returns where the values of an enum start, if a line announces them.
pub(in crate::cite) fn announces_values(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    ANNOUNCEMENTS.iter().find_map(|phrase| {
        let at = word_position(&lower, phrase)?;
        let end = at + phrase.len();
        let rest = &text[end..];
        let has_colon = rest.starts_with(':') || rest.starts_with(" :") || rest.trim().is_empty();
        let is_listed = rest.trim_start().starts_with(['`', '"', '\'']);
        // `either` and `values` are common words, so a colon has to follow.
        let is_common = matches!(*phrase, "values" | "either");
        (has_colon || is_listed && !is_common).then_some(end)
    })
}

/// Returns the values that a line lists after an announcement.
pub(in crate::cite) fn inline_values(text: &str) -> Vec<Range<usize>> {
    let Some(start) = announces_values(text) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut at = start;
    let is_quoted = text[start..]
        .trim_start_matches([':', ' '])
        .starts_with(['`', '"', '\'']);
    loop {
        at += text[at..].len()
            - text[at..]
                .trim_start_matches([' ', ':', ',', '|', '/', ';'])
                .len();
        for word in ["or ", "and "] {
            if !found.is_empty() && text[at..].starts_with(word) {
                at += word.len();
            }
        }
        let rest = &text[at..];
        let Some(first) = rest.chars().next() else {
            break;
        };
        if matches!(first, '`' | '"' | '\'') {
            let Some(end) = rest[1..].find(first) else {
                break;
            };
            found.push(at + 1..at + 1 + end);
            at += end + 2;
            continue;
        }
        if is_quoted {
            break;
        }
        let end = rest.find([',', '|', '/', ';', ' ']).unwrap_or(rest.len());
        let value = rest[..end].trim_end_matches('.');
        let after = rest[end..].trim_start();
        let is_last = rest[..end].ends_with('.') || after.is_empty();
        let goes_on = after.starts_with([',', '|', '/', ';'])
            || after.starts_with("or ")
            || after.starts_with("and ");
        if value.is_empty() || !(is_last || goes_on) || value.starts_with('(') {
            break;
        }
        found.push(at..at + value.len());
        at += end;
        if is_last {
            break;
        }
    }
    found.retain(|span| !span.is_empty());
    found
}

/// Returns the value at the start of an item of a list: before a colon, a dash or a parenthesis.
pub(in crate::cite) fn leading_value(text: &str) -> Option<Range<usize>> {
    let end = [":", " - ", " (", " = "]
        .iter()
        .filter_map(|sign| text.find(sign))
        .min()
        .unwrap_or(text.len());
    let value = text[..end].trim();
    let bare = value.trim_matches(['`', '"', '\'', '*']);
    let is_value = !bare.is_empty() && bare.len() <= 64 && !bare.contains(' ');
    let start = text.find(bare).filter(|_| is_value)?;
    Some(start..start + bare.len())
}
