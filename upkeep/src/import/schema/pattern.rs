//! Translates patterns, which are searches in JSON Schema, to patterns of the whole value.

/// Any text, in front of or behind what a search finds.
const ANY: &str = r"(?:.|\n)*";

/// Returns the pattern of all values in which a search finds something.
///
/// # Errors
///
/// States why there is none.
pub(super) fn whole(pattern: &str) -> Result<String, String> {
    let branches: Result<Vec<_>, _> = branches(pattern)?.into_iter().map(branch).collect();
    let branches = branches?;
    Ok(match branches.as_slice() {
        [one] => one.clone(),
        several => several.join("|"),
    })
}

/// Translates one alternative.
fn branch(text: &str) -> Result<String, String> {
    let (start, rest) = match text.strip_prefix('^') {
        Some(rest) => ("", rest),
        None => (ANY, text),
    };
    let (rest, end) = match rest.strip_suffix('$').filter(|rest| !ends_in_escape(rest)) {
        Some(rest) => (rest, ""),
        None => (rest, ANY),
    };
    Ok(match (start, end) {
        ("", "") => rest.to_owned(),
        _ if rest.is_empty() => ANY.to_owned(),
        _ => format!("{start}(?:{rest}){end}"),
    })
}

/// Returns whether a text ends in an unpaired backslash.
fn ends_in_escape(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// Splits a pattern at the bars outside groups and classes.
fn branches(pattern: &str) -> Result<Vec<&str>, String> {
    let mut branches = Vec::new();
    let (mut depth, mut class, mut escaped, mut start) = (0usize, false, false, 0);
    for (at, c) in pattern.char_indices() {
        match c {
            _ if escaped => {
                escaped = false;
                continue;
            }
            '\\' => escaped = true,
            '[' if !class => class = true,
            ']' if class => class = false,
            _ if class => {}
            '(' => depth += 1,
            ')' => {
                depth = depth
                    .checked_sub(1)
                    .ok_or("the pattern closes a group that it does not open")?
            }
            '|' if depth == 0 => {
                branches.push(&pattern[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    branches.push(&pattern[start..]);
    Ok(branches)
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn searches_become_patterns_of_the_whole_value() {
        for (search, expected) in [
            ("^[a-z]+$", "[a-z]+"),
            ("^BU[0-9a-f]{32}$", "BU[0-9a-f]{32}"),
            ("^a", r"(?:a)(?:.|\n)*"),
            ("a$", r"(?:.|\n)*(?:a)"),
            (r"a\$", r"(?:.|\n)*(?:a\$)(?:.|\n)*"),
            (r"a\\$", r"(?:.|\n)*(?:a\\)"),
            ("^a|b$", r"(?:a)(?:.|\n)*|(?:.|\n)*(?:b)"),
            ("^(a|b)$", "(a|b)"),
            ("^[|]$", "[|]"),
            ("", r"(?:.|\n)*"),
        ] {
            assert_eq!(whole(search).as_deref(), Ok(expected), "{search}");
        }
        assert!(whole("a)").is_err());
    }
}
