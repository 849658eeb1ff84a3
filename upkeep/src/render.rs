//! Escapes texts for reports: as Markdown, and as commands for the log of GitHub Actions.
//!
//! Input: any text, for example a value of a page. Output: a text that the format shows as it is.

/// Returns a text as it is shown in a cell of a table.
pub(crate) fn escaped(text: &str) -> String {
    let mut plain = String::new();
    for one in text.chars() {
        match one {
            '\n' | '\r' => plain.push(' '),
            '|' | '*' | '_' | '<' | '>' | '[' | ']' | '`' | '\\' => {
                plain.push('\\');
                plain.push(one);
            }
            _ => plain.push(one),
        }
    }
    plain
}

/// Returns a text as code in a cell of a table.
pub(crate) fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    // A pipe ends the cell even in code, and a run of backticks ends the code.
    let text = text.replace('|', "\\|").replace(['\n', '\r'], " ");
    let mut longest = 0;
    let mut run = 0;
    for one in text.chars() {
        run = if one == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    match longest {
        0 => format!("{fence}{text}{fence}"),
        _ => format!("{fence} {text} {fence}"),
    }
}

/// Returns a message as it is shown in a cell of a table. The part between its only two backticks is code.
pub(crate) fn message(text: &str) -> String {
    match text.split('`').collect::<Vec<_>>()[..] {
        [before, inner, after] => format!("{}{}{}", escaped(before), code(inner), escaped(after)),
        _ => escaped(text),
    }
}

/// Escapes the text of a command.
pub(crate) fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a command.
pub(crate) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{code, message, property};

    #[test]
    fn code_with_backticks_has_a_longer_fence() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b|c"), "``` a``b\\|c ```");
        assert_eq!(code("a\nb"), "`a b`");
        assert_eq!(code(""), "");
    }

    #[test]
    fn message_keeps_its_code_only() {
        assert_eq!(message("set `a|b: *`"), "set `a\\|b: *`");
        assert_eq!(message("read <b> and a_b"), "read \\<b\\> and a\\_b");
        assert_eq!(
            message("set `a`: `[x](y)`"),
            "set \\`a\\`: \\`\\[x\\](y)\\`"
        );
    }

    #[test]
    fn property_has_no_separators() {
        assert_eq!(property("a,b/x:y%.yaml\n"), "a%2Cb/x%3Ay%25.yaml%0A");
    }
}
