//! Reads patterns, which are searches in JSON Schema.
//!
//! A pattern with anchors at both ends means the whole value, as a pattern of wireform does. Any other pattern stays as it
//! is, with `match: search`.

/// A pattern of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// The expression, without the anchors if it means the whole value.
    pub(crate) text: String,
    /// Whether some part of the value has to match, else the whole value.
    pub(crate) is_search: bool,
    /// Whether the expression could mean something else in the dialect of wireform.
    pub(crate) is_ecma: bool,
}

/// Reads a pattern of JSON Schema.
pub(super) fn read(pattern: &str) -> Pattern {
    match whole(pattern) {
        Some(inner) => Pattern {
            text: inner.to_owned(),
            is_search: false,
            is_ecma: depends_on_dialect(inner),
        },
        None => Pattern {
            text: pattern.to_owned(),
            is_search: true,
            is_ecma: true,
        },
    }
}

/// Returns what is between anchors at both ends, if they belong to the only alternative.
fn whole(pattern: &str) -> Option<&str> {
    let inner = pattern.strip_prefix('^')?.strip_suffix('$')?;
    let escapes = inner
        .bytes()
        .rev()
        .take_while(|byte| *byte == b'\\')
        .count();
    let is_whole = escapes % 2 == 0 && !has_alternatives(inner);
    is_whole.then(|| without_group(inner))
}

/// Returns what is in a group around a whole expression.
fn without_group(text: &str) -> &str {
    let inner = text
        .strip_prefix("(?:")
        .and_then(|rest| rest.strip_suffix(')'));
    match inner {
        Some(inner) if !inner.ends_with('\\') && closes_nothing(inner) => inner,
        Some(_) | None => text,
    }
}

/// Returns whether a part of a pattern closes only the groups that it opens.
fn closes_nothing(text: &str) -> bool {
    let (mut depth, mut class, mut escaped) = (0i32, false, false);
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            _ if class => {}
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Returns whether a pattern has a bar outside groups and classes.
fn has_alternatives(pattern: &str) -> bool {
    let (mut depth, mut class, mut escaped) = (0i32, false, false);
    for c in pattern.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            _ if class => {}
            '(' => depth += 1,
            ')' => depth -= 1,
            '|' if depth <= 0 => return true,
            _ => {}
        }
    }
    false
}

/// Returns whether an expression has something that the dialects read in different ways.
fn depends_on_dialect(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || " _-,:;@/#%!<>=\"'".contains(c);
    let mut chars = text.chars().peekable();
    let mut class = false;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match c {
            '\\' => match chars.next() {
                Some(
                    'd' | '.' | '-' | '+' | '*' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|'
                    | '^' | '$' | '\\' | '/',
                ) => {}
                _ => return true,
            },
            '[' if class => return true,
            '[' => class = true,
            ']' => class = false,
            '-' | '&' | '~' if class && next == Some(c) => return true,
            '.' if !class => return true,
            '(' if next == Some('?') => return true,
            '(' | ')' | '{' | '}' | '|' | '^' | '+' | '*' | '?' | '.' => {}
            c if plain(c) => {}
            _ => return true,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn anchored_patterns_mean_the_whole_value() {
        for (pattern, text, is_search, is_ecma) in [
            ("^[a-z]+$", "[a-z]+", false, false),
            ("^BU[0-9a-f]{32}$", "BU[0-9a-f]{32}", false, false),
            (r"^\d+\.\d$", r"\d+\.\d", false, false),
            (r"^\S+$", r"\S+", false, true),
            ("^.+$", ".+", false, true),
            ("^(a|b)$", "(a|b)", false, false),
            ("^(?:a|b)$", "a|b", false, false),
            ("^(?:a)(?:b)$", "(?:a)(?:b)", false, true),
            ("^[|]$", "[|]", false, false),
            ("^a", "^a", true, true),
            ("a", "a", true, true),
            (r"^a\$", r"^a\$", true, true),
            (r"^a\\$", r"a\\", false, false),
            ("^a|b$", "^a|b$", true, true),
            ("", "", true, true),
        ] {
            let found = read(pattern);
            assert_eq!(
                (found.text.as_str(), found.is_search, found.is_ecma),
                (text, is_search, is_ecma),
                "{pattern}"
            );
        }
    }
}
