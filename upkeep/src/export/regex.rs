//! Translates expressions of the pattern stage to ECMA-262.

/// Returns the pattern for an expression of the pattern stage, or none if ECMA-262 has no way to write it.
pub(super) fn ecma(expression: &str) -> Option<String> {
    let mut out = String::with_capacity(expression.len());
    let mut chars = expression.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next()? {
            'A' => out.push('^'),
            'z' => out.push('$'),
            'x' if chars.peek() == Some(&'{') => {
                chars.next();
                let digits: String = chars.by_ref().take_while(|c| *c != '}').collect();
                let code = u32::from_str_radix(&digits, 16).ok()?;
                // Without the flag `u`, an escape has four digits.
                (code <= 0xffff).then_some(())?;
                out.push_str(&format!("\\u{code:04x}"));
            }
            'p' | 'P' | 'a' | 'U' => return None,
            other => out.extend(['\\', other]),
        }
    }
    let has_flags = expression.contains("(?i")
        || expression.contains("(?s")
        || expression.contains("(?x")
        || expression.contains("(?m");
    (!has_flags && !expression.contains("&&") && !expression.contains("[[")).then_some(out)
}

/// Returns the pattern of texts that contain another text.
pub(super) fn contains(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => "\\n".to_owned(),
            '\t' => "\\t".to_owned(),
            c if c.is_ascii_punctuation() => format!("\\{c}"),
            c => c.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{contains, ecma};

    #[test]
    fn expressions_become_ecma() {
        for (expression, expected) in [
            (r"\A(?:[a-z]+)\z", Some("^(?:[a-z]+)$")),
            (r"\A(?:\x{e4}\\z)\z", Some(r"^(?:\u00e4\\z)$")),
            (r"\A(?:\x{1F600})\z", None),
            (r"(?i:a)", None),
        ] {
            assert_eq!(ecma(expression).as_deref(), expected, "{expression}");
        }
        assert_eq!(contains("a.\n"), r"a\.\n");
    }
}
