//! Suggests a value of the attempt for a name that looks like one.

use crate::plan::TimeFormat;
use crate::source::{Quoted, closest};

/// The names behind `$call.` that a constant text can have.
const NAMES: [&str; 3] = ["now", "nonce", "operation"];

/// Returns the value of the attempt that a name looks like: that of a field, `now`.
pub(super) fn of_call(name: &Quoted) -> Option<&'static str> {
    match meant(&name.0)? {
        "now" => Some("$call.now"),
        "nonce" => Some("$call.nonce"),
        _ => None,
    }
}

/// Returns what a placeholder without a meaning has to be instead, if it looks like a value of the attempt: `$call.nonces`,
/// `$call.now.iso` or `$now`.
pub(super) fn instead_of_placeholder(name: &Quoted) -> Option<String> {
    let bare = name.0.trim_start_matches('$');
    let bare = bare.trim_start_matches('{').trim_end_matches('}');
    let (stem, format) = match bare.strip_prefix("call.") {
        Some(part) => {
            let (stem, format) = part
                .split_once('.')
                .map_or((part, None), |(stem, format)| (stem, Some(format)));
            let near = || closest(stem, NAMES).filter(|_| stem.len() > 2);
            (meant(stem).or_else(near)?, format)
        }
        None => (meant(bare)?, None),
    };
    let (formats, usual) = match stem {
        "now" => (
            TimeFormat::ALL.map(|(word, _)| word).to_vec(),
            usual_time(format),
        ),
        "nonce" => (vec!["uuid", "hex"], None),
        _ => (Vec::new(), None),
    };
    let Some(format) = format.filter(|_| !formats.is_empty()) else {
        return Some(format!("did you mean `$call.{stem}`?"));
    };
    let near = usual.or_else(|| closest(format, formats.iter().copied()));
    let asked = near.map_or_else(String::new, |near| {
        format!("did you mean `$call.{stem}.{near}`? ")
    });
    let known: Vec<String> = formats.iter().map(|it| format!("`{it}`")).collect();
    Some(format!(
        "{asked}the formats of `$call.{stem}` are {}",
        known.join(", ")
    ))
}

/// Returns the name behind `$call.` that a word stands for.
fn meant(word: &str) -> Option<&'static str> {
    match word {
        "now" | "time" | "timestamp" => Some("now"),
        "nonce" | "uuid" => Some("nonce"),
        "operation" => Some("operation"),
        _ => None,
    }
}

/// Returns the format of a time that another word for it stands for.
fn usual_time(format: Option<&str>) -> Option<&'static str> {
    match format? {
        "iso" | "iso8601" | "ISO8601" => Some("rfc3339"),
        "epoch" | "seconds" | "timestamp" => Some("unix"),
        "ms" | "millis" | "milliseconds" | "unixms" => Some("unix_ms"),
        "date" => Some("basic_date"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{instead_of_placeholder, of_call};

    #[test]
    fn placeholders_that_look_like_values_of_the_attempt() {
        let hint = |name: &str| instead_of_placeholder(&name.into());
        let times = "the formats of `$call.now` are `unix`, `unix_ms`, `rfc3339`, `basic`, `basic_date`, `http`";
        for (name, expected) in [
            ("$call.nonces", "did you mean `$call.nonce`?".to_owned()),
            (
                "${call.operations}",
                "did you mean `$call.operation`?".to_owned(),
            ),
            ("$now", "did you mean `$call.now`?".to_owned()),
            ("$call.uuid", "did you mean `$call.nonce`?".to_owned()),
            (
                "$call.now.iso",
                format!("did you mean `$call.now.rfc3339`? {times}"),
            ),
            (
                "$call.now.unixx",
                format!("did you mean `$call.now.unix`? {times}"),
            ),
            ("$call.now.week", times.to_owned()),
            (
                "$call.nonce.hexx",
                "did you mean `$call.nonce.hex`? the formats of `$call.nonce` are `uuid`, `hex`"
                    .to_owned(),
            ),
        ] {
            assert_eq!(hint(name), Some(expected), "{name}");
        }
        for name in ["$call.later", "$name", "$call.", "$", "$call.no"] {
            assert_eq!(hint(name), None, "{name}");
        }
    }

    #[test]
    fn names_of_fields_that_look_like_values_of_the_attempt() {
        assert_eq!(of_call(&"timestamp".into()), Some("$call.now"));
        assert_eq!(of_call(&"uuid".into()), Some("$call.nonce"));
        assert_eq!(of_call(&"operation".into()), None);
    }
}
