//! Scans the characters of a pattern before it is parsed: classes, escapes and matching brackets.

/// The result of a scan.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The offsets of each unescaped `[` inside a class, and of the second character of `&&`, `--` and `~~`, in ascending
    /// order.
    pub(super) raw_in_class: Vec<usize>,
    /// The offsets of the opening and closing parenthesis of each group, in the order of the opening ones.
    pub(super) groups: Vec<(usize, Option<usize>)>,
    /// The offsets of the bars outside of classes and groups.
    pub(super) top_bars: Vec<usize>,
    /// Whether the last character is an unescaped `$` outside of classes and groups.
    pub(super) ends_in_dollar: bool,
}

/// Scans a pattern. Reads an unescaped `[` inside a class as a literal.
pub(super) fn scan(text: &str) -> Scan {
    let bytes = text.as_bytes();
    let mut found = Scan::default();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => at = class(bytes, at, &mut found.raw_in_class),
            b'(' => {
                open.push(found.groups.len());
                found.groups.push((at, None));
            }
            b')' => {
                if let Some(group) = open.pop() {
                    found.groups[group].1 = Some(at);
                }
            }
            b'|' if open.is_empty() => found.top_bars.push(at),
            b'$' if at + 1 == bytes.len() && open.is_empty() => found.ends_in_dollar = true,
            _ => {}
        }
        at += 1;
    }
    found
}

/// Returns whether an expression has alternatives outside of groups.
pub(crate) fn is_alternation(text: &str) -> bool {
    !scan(text).top_bars.is_empty()
}

/// Scans a class from its `[`. Returns the offset of its `]`, or of the end of the text.
fn class(bytes: &[u8], start: usize, raw: &mut Vec<usize>) -> usize {
    let mut at = start + 1;
    if bytes.get(at) == Some(&b'^') {
        at += 1;
    }
    // A closing bracket at the start of a class is a literal.
    if bytes.get(at) == Some(&b']') {
        at += 1;
    }
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b']' => return at,
            b'[' => match posix(&bytes[at..]) {
                Some(length) => at += length - 1,
                None => raw.push(at),
            },
            byte @ (b'&' | b'-' | b'~') if bytes.get(at + 1) == Some(&byte) => {
                raw.push(at + 1);
                at += 1;
            }
            _ => {}
        }
        at += 1;
    }
    at
}

/// Returns the length of `[:name:]` at the start.
fn posix(bytes: &[u8]) -> Option<usize> {
    let inner = bytes.strip_prefix(b"[:")?;
    let name = inner
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'^')
        .count();
    inner[name..]
        .starts_with(b":]")
        .then_some(name + "[::]".len())
}
