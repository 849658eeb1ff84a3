//! Regular expressions: the tests of two engines, and the patterns of a collection, judged by other engines.

use serde_json::{Value, json};
use wireform_conformance::{Case, Subject, Verdict, check_suite, read_json, suite};

/// The meaning of a pattern, as the compiler understands it.
enum Compiled {
    /// It is the pattern of a text.
    Subject(Box<Subject>),
    /// It matches nothing, which the compiler reports as an error.
    MatchesNothing,
    /// The compiler refuses it.
    Refused(String),
}

/// Compiles a pattern as that of a text.
fn compile(pattern: &str, dialect: &str, extent: &str) -> Compiled {
    let pattern = Value::String(pattern.to_owned());
    let compiled = Subject::of_operation(&format!(
        "    http: POST /call\n    body: json\n    fields: {{ value: {{ type: string, dialect: {dialect}, match: {extent}, pattern: {pattern} }} }}\n"
    ));
    match compiled {
        Ok(subject) => Compiled::Subject(Box::new(subject)),
        Err(reason) if reason == "no value satisfies this field" => Compiled::MatchesNothing,
        Err(reason) => Compiled::Refused(reason),
    }
}

/// Compares a pattern with what an engine says about a text. The engine refuses the pattern if it says nothing.
fn judge(compiled: &Compiled, text: &str, expected: Option<bool>) -> Verdict {
    let found = match compiled {
        Compiled::Refused(_) => None,
        Compiled::MatchesNothing => Some(false),
        Compiled::Subject(subject) => Some(subject.judge(&json!({ "value": text })).is_valid()),
    };
    match (compiled, expected) {
        (Compiled::Refused(reason), Some(_)) => Verdict::Inexpressible(reason.clone()),
        _ => Verdict::of(found == expected, || {
            format!("expected {expected:?}, found {found:?}")
        }),
    }
}

#[test]
fn rust_regex() {
    let Some(file) = suite("rust-regex/ismatch.json") else {
        return;
    };
    let suite = read_json(&file);
    let cases = suite["cases"]
        .as_array()
        .expect("cases")
        .iter()
        .map(|case| {
            let pattern = case["regex"].as_str().expect("a pattern");
            let text = case["haystack"].as_str().unwrap_or_default();
            // A schema cannot state an empty pattern.
            let pattern = if pattern.is_empty() { "(?:)" } else { pattern };
            let compiled = compile(pattern, "rust", "search");
            let verdict = judge(&compiled, text, case["is_match"].as_bool());
            let id = case["id"].as_str().expect("a name").to_owned();
            Case { id, verdict }
        });
    check_suite("rust-regex", &cases.collect::<Vec<_>>());
}

#[test]
fn python_re() {
    let Some(file) = suite("python-re/re_tests.json") else {
        return;
    };
    let suite = read_json(&file);
    let mut cases = Vec::new();
    for (number, case) in suite["cases"].as_array().expect("cases").iter().enumerate() {
        let pattern = case["pattern"].as_str().expect("a pattern");
        let text = case["haystack"].as_str().expect("a text");
        let searched = case["search"].as_str().expect("a result");
        for (extent, expected) in [
            (
                "search",
                match searched {
                    "match" => Some(true),
                    "no_match" => Some(false),
                    _ => None,
                },
            ),
            ("whole", case["fullmatch"].as_bool()),
        ] {
            if extent == "whole" && expected.is_none() {
                continue;
            }
            let verdict = judge(&compile(pattern, "python", extent), text, expected);
            let id = format!("{number}/{extent}: {}", pattern.escape_debug());
            cases.push(Case { id, verdict });
        }
    }
    check_suite("python-re", &cases);
}

#[test]
fn regexlib() {
    let Some(file) = suite("regexlib-corpus/regexlib-clean.re") else {
        return;
    };
    let text = std::fs::read_to_string(file).expect("the corpus");
    let cases = text.lines().enumerate().map(|(number, pattern)| {
        let engine = fancy_regex::Regex::new(pattern).ok();
        let verdict = match (compile(pattern, "pcre", "search"), engine) {
            (Compiled::Refused(reason), Some(_)) => Verdict::Inexpressible(reason),
            // The other engine has no opinion, or the pattern matches nothing.
            (Compiled::Refused(_) | Compiled::MatchesNothing, _) | (Compiled::Subject(_), None) => {
                Verdict::Agrees
            }
            (Compiled::Subject(subject), Some(engine)) => compare(&subject, &engine),
        };
        let id = format!("{}: {}", number + 1, pattern.escape_debug());
        Case { id, verdict }
    });
    check_suite("regexlib", &cases.collect::<Vec<_>>());
}

/// Compares a pattern with another engine on values that the compiler finds at its border. The classes of the other engine are
/// those of Unicode, and its `$` does not match before a line feed at the end, so values with these are left out.
fn compare(subject: &Subject, engine: &fancy_regex::Regex) -> Verdict {
    for value in subject.samples() {
        let Ok(expected) = engine.is_match(&value) else {
            continue;
        };
        let found = subject.judge(&json!({ "value": value })).is_valid();
        if value.is_ascii() && !value.ends_with('\n') && found != expected {
            return Verdict::Differs(format!("another engine says {expected} of {value:?}"));
        }
    }
    Verdict::Agrees
}
