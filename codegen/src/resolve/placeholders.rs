//! Replaces placeholders in constant texts: `$call.operation`, the name of the operation on the wire, and `$$`, a dollar.

/// Returns a text with its placeholders replaced, or the placeholder that has no meaning in a constant text.
///
/// `operation` is the name of the operation on the wire, where there is one. A name ends at the first character that is not a
/// letter, a digit, `_` or a dot, and a dot at its end is not part of it. `${…}` ends at the brace.
pub(super) fn fill<'t>(text: &'t str, operation: Option<&str>) -> Result<String, &'t str> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        filled.push_str(&rest[..at]);
        let tail = &rest[at..];
        if let Some(after) = tail.strip_prefix("$$") {
            filled.push('$');
            rest = after;
            continue;
        }
        let (placeholder, name) = split_name(tail);
        match operation.filter(|_| name == "call.operation") {
            Some(operation) => filled.push_str(operation),
            None => return Err(placeholder),
        }
        rest = &tail[placeholder.len()..];
    }
    filled.push_str(rest);
    Ok(filled)
}

/// Returns whether a text contains a placeholder of the call.
pub(super) fn mentions_call(text: &str) -> bool {
    text.contains("$call.") || text.contains("${call.")
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
    use super::fill;

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
    }
}
