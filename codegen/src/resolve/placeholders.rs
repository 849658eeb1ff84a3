//! Replaces placeholders in constant texts: `$call.operation`, the name of the operation on the wire; `$call.now` and
//! `$call.nonce`, which each attempt to send writes anew; and `$$`, a dollar.

use crate::plan::{Constant, Literal, MomentPart, MomentText, NonceFormat, TimeFormat};

/// Returns a text with its placeholders replaced, or the placeholder that has no meaning in a constant text.
///
/// `operation` is the name of the operation on the wire, where there is one. A name ends at the first character that is not a
/// letter, a digit, `_` or a dot, and a dot at its end is not part of it. `${…}` ends at the brace.
pub(super) fn fill<'t>(text: &'t str, operation: Option<&str>) -> Result<String, &'t str> {
    let mut filled = String::new();
    for (part, placeholder) in split(text, operation)? {
        match part {
            MomentPart::Text(text) => filled.push_str(&text),
            MomentPart::Now(_) | MomentPart::Nonce(_) => return Err(placeholder),
        }
    }
    Ok(filled)
}

/// Returns the constant that a text stands for, or the placeholder that has no meaning in it. It is a text, unless
/// `is_number` and it is nothing but an integer time.
pub(super) fn constant<'t>(
    text: &'t str,
    operation: Option<&str>,
    is_number: bool,
) -> Result<Constant, &'t str> {
    let mut parts: Vec<MomentPart> = Vec::new();
    for (part, _) in split(text, operation)? {
        match (parts.last_mut(), part) {
            (Some(MomentPart::Text(known)), MomentPart::Text(text)) => known.push_str(&text),
            (_, MomentPart::Text(text)) if text.is_empty() => {}
            (_, part) => parts.push(part),
        }
    }
    Ok(match parts.as_slice() {
        [] => Literal::String(String::new()).into(),
        [MomentPart::Text(text)] => Literal::String(text.clone()).into(),
        several => {
            let is_integer = match several {
                [MomentPart::Now(format)] => format.is_integer(),
                _ => false,
            };
            let is_number = is_number && is_integer;
            Constant::Moment(MomentText { parts, is_number })
        }
    })
}

/// Returns the part of a request that a name of a placeholder stands for, if each attempt writes it anew.
pub(super) fn moment(name: &str) -> Option<MomentPart> {
    match name.strip_prefix("call.")? {
        "now" => Some(MomentPart::Now(TimeFormat::Rfc3339)),
        "nonce" => Some(MomentPart::Nonce(NonceFormat::Uuid)),
        other => match other.split_once('.')? {
            ("now", format) => TimeFormat::named(format).map(MomentPart::Now),
            ("nonce", format) => NonceFormat::named(format).map(MomentPart::Nonce),
            _ => None,
        },
    }
}

/// Returns the parts of a text, each with the placeholder that it was written as.
fn split<'t>(
    text: &'t str,
    operation: Option<&str>,
) -> Result<Vec<(MomentPart, &'t str)>, &'t str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        parts.push((MomentPart::Text(rest[..at].to_owned()), ""));
        let tail = &rest[at..];
        if let Some(after) = tail.strip_prefix("$$") {
            parts.push((MomentPart::Text("$".to_owned()), "$$"));
            rest = after;
            continue;
        }
        let (placeholder, name) = split_name(tail);
        let operation = operation.filter(|_| name == "call.operation");
        let operation = operation.map(|it| MomentPart::Text(it.to_owned()));
        parts.push(match operation.or_else(|| moment(name)) {
            Some(part) => (part, placeholder),
            None => return Err(placeholder),
        });
        rest = &tail[placeholder.len()..];
    }
    parts.push((MomentPart::Text(rest.to_owned()), ""));
    Ok(parts)
}

/// Returns whether a text contains a placeholder of the call.
pub(super) fn mentions_call(text: &str) -> bool {
    text.contains("$call.") || text.contains("${call.")
}

/// Finds the placeholder of a name in a text. Returns the text before it and the text behind it.
pub(super) fn around(text: &str, is_name: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let mut at = 0;
    while let Some(found) = text[at..].find('$') {
        let tail = &text[at + found..];
        if tail.starts_with("$$") {
            at += found + 2;
            continue;
        }
        let (placeholder, name) = split_name(tail);
        if is_name(name) {
            return Some((&text[..at + found], &tail[placeholder.len()..]));
        }
        at += found + placeholder.len();
    }
    None
}

/// Splits the placeholder at the start of a text into the whole of it and its name.
fn split_name(text: &str) -> (&str, &str) {
    let after = &text[1..];
    if let Some(inside) = after.strip_prefix('{') {
        return match inside.find('}') {
            Some(end) => (&text[..end + 3], &inside[..end]),
            None => (text, ""),
        };
    }
    let end = after
        .find(|c: char| !(c.is_alphanumeric() || "_.".contains(c)))
        .unwrap_or(after.len());
    let name = after[..end].trim_end_matches('.');
    (&text[..=name.len()], name)
}

#[cfg(test)]
mod tests {
    use super::{constant, fill};

    #[test]
    fn placeholders_are_replaced() {
        for (text, expected) in [
            ("plain", Ok("plain")),
            ("$$5", Ok("$5")),
            ("V1.$call.operation", Ok("V1.Do")),
            ("$call.operation.", Ok("Do.")),
            ("${call.operation}Now", Ok("DoNow")),
            ("a $name", Err("$name")),
            ("$call.operation.x", Err("$call.operation.x")),
            ("$", Err("$")),
            ("${call.operation", Err("${call.operation")),
        ] {
            assert_eq!(
                fill(text, Some("Do")),
                expected.map(str::to_owned),
                "{text}"
            );
        }
        assert_eq!(fill("$call.operation", None), Err("$call.operation"));
        assert_eq!(fill("at $call.now", Some("Do")), Err("$call.now"));
    }

    #[test]
    fn times_and_nonces_are_parts() {
        for (text, expected) in [
            ("$call.now", "${call.now.rfc3339}"),
            ("$call.nonce", "${call.nonce.uuid}"),
            ("${call.nonce.hex}x", "${call.nonce.hex}x"),
            (
                "$call.operation at $call.now.unix.",
                "Do at ${call.now.unix}.",
            ),
            ("$$ $call.operation", "$ Do"),
        ] {
            let found = constant(text, Some("Do"), false);
            let found = found.map(|found| found.words().into_owned());
            assert_eq!(found, Ok(expected.to_owned()), "{text}");
        }
        for wrong in ["$call.now.week", "$call.nonce.", "$call.later"] {
            let found = constant(wrong, Some("Do"), false);
            assert_eq!(found.err(), (wrong != "$call.nonce.").then_some(wrong));
        }
        let is_number = |text| {
            constant(text, None, true)
                .is_ok_and(|it| it.moment().is_some_and(|moment| moment.is_number))
        };
        assert!(is_number("$call.now.unix"));
        assert!(!is_number("$call.now"));
        assert!(!is_number("1$call.now.unix"));
    }
}
